"""Declaring a paper void: with a reason, by its hands or its signer, and its number is never used again."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tests.cast import Cast
from tests.documents.making import approved, draft, signed
from zona.documents.actions.moves import WrongStateError
from zona.documents.actions.void_paper import void_paper
from zona.documents.enums import PaperState
from zona.documents.errors import DocumentError
from zona.documents.models import Paper
from zona.documents.numbering import NumberError


@pytest.mark.parametrize("make", [lambda cast: draft(cast, "decree_revocation"), approved, signed])
def test_every_state_can_become_void(cast: Cast, make) -> None:
    paper = void_paper(make(cast).pk, by=cast.lestari, reason="Salah orang")
    assert (paper.state, paper.void_reason) == (PaperState.VOID, "Salah orang")
    assert paper.versions.first().said == "Salah orang"


def test_not_without_a_reason_and_not_twice(cast: Cast) -> None:
    paper = signed(cast)
    with pytest.raises(DocumentError, match="Tulis alasan"):
        void_paper(paper.pk, by=cast.hukma, reason="\x00 ")
    void_paper(paper.pk, by=cast.hukma, reason="x")
    with pytest.raises(WrongStateError):
        void_paper(paper.pk, by=cast.hukma, reason="y")


def test_who_only_drafts_or_reads_does_not_void(cast: Cast) -> None:
    for person in (cast.herman, cast.surya):
        with pytest.raises(PermissionDenied):
            void_paper(signed(cast, number=f"n{person.pk}").pk, by=person, reason="x")


def test_the_number_of_a_void_paper_is_not_given_again(cast: Cast) -> None:
    void_paper(approved(cast, number="7").pk, by=cast.hukma, reason="x")
    with pytest.raises(NumberError, match="sudah dipakai"):
        approved(cast, number="7")


def test_the_database_holds_it_too(cast: Cast) -> None:
    paper = draft(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(state=PaperState.VOID)
