"""Approving: number, date, signers and the drawn file; and back to draft before anybody has signed."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast, give
from tests.documents.making import WITNESSES, approved, draft, sign
from zona.accounts.enums import Acting, Role
from zona.base import clock
from zona.documents.actions.approve_paper import NobodySignsError, approve_paper, reopen_paper
from zona.documents.actions.moves import WrongStateError
from zona.documents.enums import PaperState
from zona.documents.errors import DocumentError, MissingFieldError
from zona.documents.models import NumberSeries
from zona.documents.numbering import NumberError
from zona.files.storage import content_of


def test_an_approved_paper_has_number_day_signer_and_file(cast: Cast) -> None:
    paper = approved(cast, number="700/Kep.1/2026")
    assert (paper.state, paper.number, paper.dated) == (PaperState.APPROVED, "700/Kep.1/2026", clock.today())
    signer = paper.signers.get()
    assert (signer.user, signer.name, signer.position, signer.acting) == (
        cast.lestari,
        "Lestari Handayani",
        "Wali Kota Bening",
        "",
    )
    version = paper.versions.first()
    assert version.file.pages >= 1
    assert paper.code.encode() in content_of(version.file)  # a changed copy still says which paper it claims to be


def test_own_numbers_are_counted_by_kind_and_year(cast: Cast) -> None:
    year = clock.today().year
    assert [approved(cast, "minutes").number for _ in range(2)] == [f"700/001-BA/{year}", f"700/002-BA/{year}"]
    assert approved(cast, "evaluation_report").number == f"700/001-LHE/{year}"
    assert NumberSeries.objects.get(kind="minutes").last == 2


def test_a_typed_number_is_refused_where_zona_counts(cast: Cast) -> None:
    with pytest.raises(NumberError, match="diberikan Zona"):
        approve_paper(draft(cast).pk, by=cast.hukma, number="1")


def test_a_register_number_is_wanted_and_only_once(cast: Cast) -> None:
    with pytest.raises(NumberError, match="Tulis nomor"):
        approved(cast, number=" ")
    approved(cast, number="700/1")
    with pytest.raises(NumberError, match="sudah dipakai"):
        approved(cast, number="700/1")


def test_a_refused_approval_uses_no_number(cast: Cast) -> None:
    cast.maya.grants.update(revoked_on=clock.today())
    with pytest.raises(NobodySignsError, match="Ketua tim TPI"):
        approved(cast, "minutes")
    assert not NumberSeries.objects.filter(last__gt=0).exists()


def test_a_day_to_come_is_refused(cast: Cast) -> None:
    with pytest.raises(NumberError, match="masa depan"):
        approved(cast, dated=clock.today() + timedelta(days=1))


def test_who_signed_on_an_earlier_day_counts(cast: Cast) -> None:
    yesterday = clock.today() - timedelta(days=1)
    cast.lestari.grants.update(ends=yesterday)
    give(cast.herman, Role.MAYOR, starts=clock.today(), acting=Acting.PLT, ends=clock.today() + timedelta(days=9))
    assert approved(cast, dated=yesterday).signers.get().user == cast.lestari
    assert approved(cast, number="2").signers.get().user == cast.herman


def test_a_deputy_stands_before_the_absent_holder_and_is_printed_so(cast: Cast) -> None:
    give(cast.herman, Role.MAYOR, acting=Acting.PLH, acting_for=cast.lestari, ends=clock.today() + timedelta(days=2))
    signer = approved(cast).signers.get()
    assert (signer.user, signer.acting, str(signer)) == (cast.herman, "Plh.", "Plh. Wali Kota Bening, Herman Wijaya")


def test_who_signs_may_be_chosen(cast: Cast) -> None:
    give(cast.herman, Role.MAYOR, acting=Acting.PLH, acting_for=cast.lestari, ends=clock.today())
    assert approved(cast, signers=[cast.lestari.grants.get()]).signers.get().user == cast.lestari


def test_witnesses_are_wanted_where_the_kind_names_them(cast: Cast) -> None:
    paper = draft(cast, "charter")
    with pytest.raises(MissingFieldError, match="witnesses"):
        approve_paper(paper.pk, by=cast.ratna)
    assert approve_paper(paper.pk, by=cast.ratna, witnesses=WITNESSES).state == PaperState.APPROVED


def test_only_its_hands_approve_it_and_only_once(cast: Cast) -> None:
    paper = draft(cast, "decree_revocation")
    with pytest.raises(PermissionDenied):
        approve_paper(paper.pk, by=cast.herman, number="1")
    approve_paper(paper.pk, by=cast.hukma, number="1")
    with pytest.raises(WrongStateError, match="Menunggu tanda tangan"):
        approve_paper(paper.pk, by=cast.hukma, number="2")


def test_a_paper_goes_back_to_draft_with_a_reason_and_keeps_its_number(cast: Cast) -> None:
    paper = approved(cast, "minutes")
    with pytest.raises(DocumentError, match="Tulis alasan"):
        reopen_paper(paper.pk, by=cast.hukma, reason=" ")
    reopened = reopen_paper(paper.pk, by=cast.hukma, reason="Salah ketik")
    assert (reopened.state, reopened.number) == (PaperState.DRAFT, paper.number)
    assert not reopened.signers.exists()
    assert approve_paper(paper.pk, by=cast.hukma).number == paper.number
    assert NumberSeries.objects.get(kind="minutes").last == 1


def test_a_numbered_paper_stays_in_its_year(cast: Cast) -> None:
    paper = approved(cast, "minutes")
    reopen_paper(paper.pk, by=cast.hukma, reason="x")
    with pytest.raises(NumberError, match="harus tetap di tahun"):
        approve_paper(paper.pk, by=cast.hukma, dated=clock.today() - timedelta(days=400))


def test_what_is_signed_in_part_does_not_go_back(cast: Cast) -> None:
    paper = approved(cast, "minutes")
    sign(paper, cast.maya)
    with pytest.raises(WrongStateError, match="ditandatangani sebagian"):
        reopen_paper(paper.pk, by=cast.hukma, reason="x")
