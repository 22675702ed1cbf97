"""Beginning a paper and changing its words."""

from datetime import date
from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.documents.making import approved, draft, sample
from zona.documents.actions.draft_paper import draft_paper, new_code
from zona.documents.actions.moves import WrongStateError
from zona.documents.actions.revise_paper import ChangedMeanwhileError, revise_paper
from zona.documents.contexts import from_json, to_json
from zona.documents.enums import PaperState
from zona.documents.errors import MissingFieldError, UnknownKindError
from zona.documents.kinds import paper_kind
from zona.documents.models import Paper
from zona.ledger.models import Entry


def revoke(cast: Cast, **changes):
    return draft_paper("decree_revocation", sample("decree_revocation", **changes), by=cast.hukma, government=cast.city)


def test_a_draft_has_a_title_a_code_and_its_first_version(cast: Cast) -> None:
    paper = revoke(cast, about="Pencabutan Predikat")
    assert paper.title == "Keputusan Wali Kota tentang Pencabutan Predikat"
    assert (paper.state, paper.number) == (PaperState.DRAFT, "")
    version = paper.versions.get()
    assert (version.number, version.file, version.made_by) == (1, None, cast.hukma)
    assert len(paper.code) == 14


def test_codes_avoid_what_is_taken_for_one_another() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert not set("".join(codes)) & set("ILOU")


def test_the_ledger_tells_of_it(cast: Cast) -> None:
    paper = revoke(cast)
    assert Entry.objects.filter(event="paper.drafted", subject_id=str(paper.pk)).exists()


def test_what_is_missing_is_named(cast: Cast) -> None:
    with pytest.raises(MissingFieldError, match="isian 'about' kosong"):
        revoke(cast, about="  ")
    with pytest.raises(MissingFieldError, match="isian 'lain' tidak dikenal"):
        revoke(cast, lain="x")
    with pytest.raises(UnknownKindError):
        draft_paper("tidak_ada", {}, by=cast.hukma, government=cast.city)
    assert not Paper.objects.exists()


def test_only_its_hands_draft_it(cast: Cast) -> None:
    with pytest.raises(PermissionDenied, match="tidak berwenang menyusun"):
        draft_paper("charter", sample("charter"), by=cast.ratna, government=cast.city, unit=cast.kenanga)


def test_a_context_comes_back_as_it_was() -> None:
    fields = paper_kind("minutes").fields
    context = sample("minutes", held_on=date(2026, 9, 23), copies_made=Fraction(7, 3))
    assert from_json(fields, to_json(context)) == context
    with pytest.raises(MissingFieldError, match="tidak dapat dibaca"):
        from_json(fields, {"held_on": "kapan"})


def test_a_changed_draft_keeps_the_version_before(cast: Cast) -> None:
    paper = revoke(cast)
    revise_paper(paper.pk, sample("decree_revocation", about="Lain"), by=cast.herman, seen=1, said="dirapikan")
    new, old = paper.versions.all()
    assert (new.number, new.said, new.made_by) == (2, "dirapikan", cast.herman)
    assert old.context["about"] != new.context["about"] == "Lain"


def test_the_same_words_make_no_new_version(cast: Cast) -> None:
    paper = revoke(cast)
    revise_paper(paper.pk, sample("decree_revocation"), by=cast.hukma, seen=1)
    assert paper.versions.count() == 1


def test_who_saw_an_older_version_is_told_by_whom_it_was_changed(cast: Cast) -> None:
    paper = revoke(cast)
    revise_paper(paper.pk, sample("decree_revocation", about="Satu"), by=cast.herman, seen=1)
    with pytest.raises(ChangedMeanwhileError, match="Herman Wijaya menyimpan versi 2"):
        revise_paper(paper.pk, sample("decree_revocation", about="Dua"), by=cast.hukma, seen=1)


def test_only_drafts_are_changed(cast: Cast) -> None:
    with pytest.raises(WrongStateError):
        revise_paper(approved(cast).pk, sample("decree_revocation"), by=cast.hukma, seen=2)


def test_who_only_reads_does_not_change(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        revise_paper(draft(cast, "decree_revocation").pk, sample("decree_revocation"), by=cast.surya, seen=1)
