"""Browsers for people, and entries of every class of readers."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast
from zona.accounts.models import User
from zona.ledger.sequencer import sequence_all
from zona.organizations.actions.change_unit import change_unit
from zona.organizations.facts import UnitFacts

Enter = Callable[[User], Client]


@pytest.fixture
def enter() -> Enter:
    """`enter(cast.surya)` is a browser in which Surya is signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def surya(cast: Cast, enter: Enter) -> Client:
    """The inspector."""
    return enter(cast.surya)


@pytest.fixture
def numbered(cast: Cast) -> Cast:
    """Two facts about Puskesmas Melati that are numbered and signed."""
    for address in ("Jalan Mawar 1", "Jalan Mawar 2"):
        cast.melati.refresh_from_db()
        facts = UnitFacts.of(cast.melati)
        change_unit(cast.melati, UnitFacts(**vars(facts) | {"address": address}), by=cast.admin)
    sequence_all()
    return cast
