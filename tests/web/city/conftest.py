"""Three units in the recap: one passes, one fails one condition, one has only begun."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client

from tests.assessments.sheets import fill, opened
from tests.worksheets import choice, worksheet_with
from zona.accounts.models import User
from zona.web.city import rows


@pytest.fixture(autouse=True)
def no_memory() -> None:
    """Lines are remembered by row number and time, and every test begins its numbers anew."""
    rows._LINES.clear()


@pytest.fixture
def enter() -> Callable[[User], Client]:
    """`enter(cast.surya)` is a browser in which Surya is signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def surya(cast, enter) -> Client:
    """The inspector."""
    return enter(cast.surya)


@pytest.fixture
def three(cast) -> SimpleNamespace:
    """Dinas Kependudukan at 79, Puskesmas Melati at 78 in the KKN trap, Puskesmas Kenanga with one answer."""
    found = SimpleNamespace(
        passing=opened(cast, cast.dukcapil), trap=opened(cast, cast.melati), begun=opened(cast, cast.kenanga)
    )
    fill(found.passing, worksheet_with(enabler=45, spak="13.5", tlhp="4.5", service=16), by=cast.rini)
    fill(found.trap, worksheet_with(enabler=45, spak="13.5", tlhp="3.5", service=16), by=cast.joko)
    fill(found.begun, {"1-a-m": choice("A")}, by=cast.agus)
    return found
