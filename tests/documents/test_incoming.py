"""Papers of others: registered by one, confirmed by another, withdrawn with a reason."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404

from tests.cast import Cast, give, make_user, other_city
from tests.documents.making import scan
from zona.accounts.enums import Role
from zona.accounts.policy import NotPermitted
from zona.base import clock
from zona.documents.actions.register_incoming import (
    IncomingFacts,
    confirm_incoming,
    register_incoming,
    withdraw_incoming,
)
from zona.documents.enums import IncomingState
from zona.documents.errors import DocumentError
from zona.documents.models import IncomingPaper
from zona.documents.queries import waiting_for_confirmation


def facts(**changes) -> IncomingFacts:
    usual = {"issuer": "Kementerian PANRB", "number": "B/1", "dated": clock.today(), "title": "Rekomendasi"}
    return IncomingFacts(**usual | changes)


def test_one_registers_and_another_confirms(cast: Cast) -> None:
    paper = register_incoming(facts(unit=cast.melati), scan(), by=cast.hukma)
    assert list(waiting_for_confirmation(cast.herman)) == [paper]
    assert not waiting_for_confirmation(cast.hukma).exists()
    with pytest.raises(DocumentError, match="orang lain"):
        confirm_incoming(paper.pk, by=cast.hukma)
    confirmed = confirm_incoming(paper.pk, by=cast.herman)
    assert (confirmed.state, confirmed.confirmed_by) == (IncomingState.CONFIRMED, cast.herman)
    with pytest.raises(DocumentError, match="terkonfirmasi"):
        confirm_incoming(paper.pk, by=cast.herman)


def test_the_database_wants_two_people_too(cast: Cast) -> None:
    paper = register_incoming(facts(), scan(), by=cast.hukma)
    with pytest.raises(IntegrityError), transaction.atomic():
        IncomingPaper.objects.filter(pk=paper.pk).update(
            state=IncomingState.CONFIRMED, confirmed_by=cast.hukma, confirmed_at=clock.now()
        )


def test_the_same_paper_is_registered_once_until_it_is_withdrawn(cast: Cast) -> None:
    paper = register_incoming(facts(), scan(), by=cast.hukma)
    with pytest.raises(ValidationError, match="sudah didaftarkan"):
        register_incoming(facts(), scan(), by=cast.herman)
    with pytest.raises(DocumentError, match="alasan"):
        withdraw_incoming(paper.pk, by=cast.hukma, reason=" ")
    withdraw_incoming(paper.pk, by=cast.hukma, reason="Salah tanggal")
    with pytest.raises(DocumentError, match="sudah ditarik"):
        withdraw_incoming(paper.pk, by=cast.hukma, reason="lagi")
    assert register_incoming(facts(), scan(), by=cast.hukma).pk != paper.pk


def test_no_day_to_come_and_nothing_empty(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="masa depan"):
        register_incoming(facts(dated=clock.today() + timedelta(days=1)), scan(), by=cast.hukma)
    with pytest.raises(ValidationError):
        register_incoming(facts(number="\x00"), scan(), by=cast.hukma)


def test_only_those_who_register_do_any_of_it(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        register_incoming(facts(), scan(), by=cast.lestari)
    paper = register_incoming(facts(), scan(), by=cast.hukma)
    with pytest.raises(NotPermitted):
        confirm_incoming(paper.pk, by=cast.surya)


def test_another_governments_paper_does_not_exist(cast: Cast) -> None:
    paper = register_incoming(facts(), scan(), by=cast.hukma)
    far = make_user(other_city()[0], "jernih.hukum")
    give(far, Role.LEGAL_OFFICER)
    with pytest.raises(Http404):
        confirm_incoming(paper.pk, by=far)
