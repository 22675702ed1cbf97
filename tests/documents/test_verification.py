"""What anybody may learn: whether a paper stands, what a file is to it, and nothing of drafts."""

from hashlib import sha256

import pytest

from tests.cast import Cast
from tests.documents.making import approved, draft, phrase, sample, sign, signed, with_keys
from zona.documents.actions.approve_paper import approve_paper
from zona.documents.actions.draft_paper import draft_paper
from zona.documents.actions.seal_paper import seal_paper
from zona.documents.actions.void_paper import void_paper
from zona.documents.signing.findings import Verdict
from zona.documents.verification import (
    FileStanding,
    Standing,
    file_by_content,
    file_by_hash,
    paper_by_code,
    papers_by_number,
)
from zona.documents.ways import built_in
from zona.files.storage import content_of


def test_a_signed_paper_stands_and_names_its_signer(cast: Cast) -> None:
    paper = signed(cast)
    facts = paper_by_code(paper.code)
    assert facts
    assert facts.standing is Standing.STANDS
    assert [one.signer.name for one in facts.signatures] == ["Lestari Handayani"]


@pytest.mark.parametrize(
    "spell", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code[:4]} {code[5:]} "]
)
def test_a_code_is_found_however_it_is_typed(cast: Cast, spell) -> None:
    paper = approved(cast)
    facts = paper_by_code(spell(paper.code))
    assert facts
    assert facts.paper == paper
    assert facts.standing is Standing.WAITS


def test_drafts_are_nobodys_business(cast: Cast) -> None:
    paper = draft(cast)
    assert paper_by_code(paper.code) is None
    void_paper(paper.pk, by=cast.hukma, reason="x")
    assert paper_by_code(paper.code) is None
    assert papers_by_number("") == []


def test_a_void_paper_says_so(cast: Cast) -> None:
    paper = signed(cast)
    void_paper(paper.pk, by=cast.hukma, reason="Salah orang")
    facts = paper_by_code(paper.code)
    assert facts
    assert (facts.standing, facts.paper.void_reason) == (Standing.VOID, "Salah orang")


def test_a_paper_is_replaced_only_when_its_successor_is_signed(cast: Cast) -> None:
    old = signed(cast)
    new = draft_paper(
        "decree_revocation", sample("decree_revocation"), by=cast.hukma, government=cast.city, replaces=old
    )
    approve_paper(new.pk, by=cast.hukma, number="700/2/2026")
    assert paper_by_code(old.code).standing is Standing.STANDS
    sign(new, cast.lestari, key="baru")
    facts = paper_by_code(old.code)
    assert (facts.standing, facts.replaced_by) == (Standing.REPLACED, new)


def test_a_number_finds_its_paper(cast: Cast) -> None:
    paper = signed(cast, number="700/Kep.1/2026")
    assert [facts.paper for facts in papers_by_number(" 700/Kep.1/2026 ")] == [paper]
    assert papers_by_number("700/Kep.2/2026") == []


def test_a_file_is_known_by_its_hash(cast: Cast) -> None:
    paper = signed(cast)
    newest, older, _ = paper.versions.all()
    assert file_by_hash(newest.file.sha256).standing is FileStanding.CURRENT
    assert file_by_hash(older.file.sha256).standing is FileStanding.OLDER
    assert file_by_hash("0" * 64) is None
    assert file_by_hash("x") is None


def test_the_file_of_a_void_paper_is_still_its_file(cast: Cast) -> None:
    paper = signed(cast)
    digest = paper.versions.first().file.sha256
    void_paper(paper.pk, by=cast.hukma, reason="x")
    facts = file_by_hash(digest)
    assert (facts.standing, facts.paper.standing) == (FileStanding.CURRENT, Standing.VOID)


def test_a_changed_copy_is_named_with_the_paper_it_claims_to_be(cast: Cast, settings) -> None:
    with_keys(cast, settings, cast.lestari)
    paper = approved(cast)
    sign(paper, cast.lestari, way=built_in(cast.lestari, phrase()))
    seal_paper(paper.pk)
    pdf = bytearray(content_of(paper.versions.first().file))
    assert file_by_content(bytes(pdf)).standing is FileStanding.CURRENT
    pdf[pdf.index(b"stream") + 40] ^= 1
    facts = file_by_content(bytes(pdf))
    assert (facts.standing, facts.paper.paper) == (FileStanding.FOREIGN, paper)
    assert facts.examination.verdict is Verdict.ALTERED
    assert facts.sha256 == sha256(pdf).hexdigest()


def test_a_strange_file_belongs_to_nothing(cast: Cast) -> None:
    facts = file_by_content(b"bukan pdf")
    assert (facts.paper, facts.examination.verdict) == (None, Verdict.UNREADABLE)
