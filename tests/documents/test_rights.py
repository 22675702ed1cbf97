"""Who may draft, approve, void and read which paper; the list agrees with the rule for every role and every kind."""

import pytest

from tests.cast import Cast, give, make_user, other_city
from tests.documents.making import draft
from zona.accounts.enums import Role
from zona.documents.access import paper_for
from zona.documents.kinds import paper_kind, paper_kinds
from zona.documents.models import Paper, PaperSigner
from zona.documents.queries import readable_by, waiting_for_approval
from zona.documents.rights import HANDS, drafted_kinds, may_approve, may_draft, may_read, may_void


def every_paper(cast: Cast) -> list[Paper]:
    """Each kind for no unit, for the own unit, for one below and for another."""
    return [
        Paper.objects.create(government=cast.city, unit=unit, kind_code=code, title=code, code=f"{code[:8]}{number}")
        for number, (code, unit) in enumerate(
            (code, unit) for code in paper_kinds() for unit in (None, cast.melati, cast.dinkes, cast.dukcapil)
        )
    ]


def test_every_kind_has_hands() -> None:
    assert set(HANDS) == set(paper_kinds())


def test_every_signer_of_a_kind_is_a_role() -> None:
    assert all(code in Role.values for kind in paper_kinds().values() for code in kind.signers)


@pytest.mark.parametrize("role", [*Role, None], ids=str)
def test_the_list_is_what_may_be_read(cast: Cast, role: Role | None) -> None:
    papers = every_paper(cast)
    person = cast.by_role[role] if role else cast.nobody
    given = PaperSigner.objects.create(paper=papers[0], order=0, grant=cast.lestari.grants.get(), user=person, name="x")
    allowed = {
        paper.pk
        for paper in papers
        if may_read(person, paper.kind, paper.unit, signer_ids=[person.pk] if paper.pk == given.paper_id else ())
    }
    assert set(readable_by(person).values_list("pk", flat=True)) == allowed
    assert given.paper_id in allowed


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_the_drafts_that_wait_for_approval_are_those_that_may_be_approved(cast: Cast, role: Role) -> None:
    papers, person = every_paper(cast), cast.by_role[role]
    allowed = {paper.pk for paper in papers if may_approve(person, paper.kind, paper.unit)}
    assert set(waiting_for_approval(person).values_list("pk", flat=True)) == allowed


def test_a_head_drafts_for_the_own_unit_alone(cast: Cast) -> None:
    kind = paper_kind("charter")
    assert may_draft(cast.ratna, kind, cast.melati)
    assert not may_draft(cast.ratna, kind, cast.kenanga)
    assert not may_draft(cast.ratna, kind, None)
    assert not may_draft(cast.joko, kind, cast.melati)


def test_the_mayor_signs_a_decree_so_may_void_it_but_not_write_it(cast: Cast) -> None:
    kind = paper_kind("decree_revocation")
    assert may_void(cast.lestari, kind, None)
    assert not may_draft(cast.lestari, kind, None)
    assert not may_approve(cast.lestari, kind, None)


def test_who_drafts_a_decree_does_not_approve_it_alone(cast: Cast) -> None:
    kind = paper_kind("decree_revocation")
    assert may_draft(cast.herman, kind, None)
    assert not may_approve(cast.herman, kind, None)
    assert may_approve(cast.hukma, kind, None)


def test_the_kinds_somebody_drafts(cast: Cast) -> None:
    assert [kind.code for kind in drafted_kinds(cast.siti)] == ["charter", "worksheet_recap"]
    assert drafted_kinds(cast.joko) == []
    assert {kind.code for kind in drafted_kinds(cast.tono)} == {"evaluation_report", "minutes"}


def test_a_role_that_is_over_opens_nothing(cast: Cast) -> None:
    paper = draft(cast, "decree_revocation")
    cast.hukma.grants.update(revoked_on="2021-01-01")
    assert not readable_by(cast.hukma).filter(pk=paper.pk).exists()


def test_another_government_reads_nothing(cast: Cast) -> None:
    paper = draft(cast, "decree_revocation")
    far = make_user(other_city()[0], "jernih.hukum")
    give(far, Role.LEGAL_OFFICER)
    assert not readable_by(far).exists()
    with pytest.raises(Exception, match="tidak ditemukan"):
        paper_for(far, paper.pk)
