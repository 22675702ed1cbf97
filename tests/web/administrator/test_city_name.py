"""Which government the pages name: the person's own, and for strangers the only one there is."""

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, other_city
from zona.organizations.models import Government
from zona.web import navigation, shell


def named(user: object = None) -> str:
    request = RequestFactory().get("/")
    request.user = user  # type: ignore[attr-defined]
    return shell.around(request).city


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds since the process began, to be turned forward."""
    now = [1000.0]
    monkeypatch.setattr(navigation.time, "monotonic", lambda: now[0])
    return now


def test_everybody_sees_their_own_government(cast: Cast) -> None:
    assert named(cast.admin) == "Kota Bening"
    _, _, stranger = other_city()
    assert (named(cast.admin), named(stranger)) == ("Kota Bening", "Kota Jernih")


def test_strangers_see_the_only_one_and_none_of_several(cast: Cast) -> None:
    assert named() == "Kota Bening"
    other_city()
    assert named() == ""


def test_no_government_yet(db: None) -> None:
    navigation._forget()
    assert named() == ""


def test_a_rename_is_seen_at_once_here_and_within_a_minute_elsewhere(cast: Cast, clock: list[float]) -> None:
    assert named(cast.admin) == "Kota Bening"
    Government.objects.update(short_name="Kota Terang")  # as another process would: no signal reaches this one
    clock[0] += navigation.LIFETIME - 1
    assert named(cast.admin) == "Kota Bening"
    clock[0] += 1
    assert named(cast.admin) == "Kota Terang"
    cast.city.short_name = "Kota Bening Baru"
    cast.city.save()
    assert named(cast.admin) == "Kota Bening Baru"


def test_a_page_asks_for_the_name_once_a_minute(cast: Cast, admin: Client, clock: list[float]) -> None:
    def asks() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert "Kota Bening" in admin.get("/kelola/periode/").content.decode()
        return len([one for one in seen if 'FROM "organizations_government"' in one["sql"]])

    assert [asks(), asks(), asks()] == [1, 0, 0]
