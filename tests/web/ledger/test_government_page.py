"""The government's own data: the offices that keep checkpoints are entered here."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.web.administrator.pages import change, errors_at, text_of
from zona.ledger.models import Entry
from zona.organizations.models import Government
from zona.web.administrator.government import FIELDS, GovernmentForm

pytestmark = pytest.mark.django_db
PAGE = "/kelola/pemerintah-daerah/"


@pytest.fixture
def admin(cast: Cast, client: Client) -> Client:
    client.force_login(cast.admin)
    return client


def entered(city: Government, **changed: str) -> dict[str, object]:
    return {name: getattr(city, name) for name in FIELDS} | changed


def test_the_form_has_every_fact_that_the_deed_writes() -> None:
    assert set(GovernmentForm.base_fields) == set(FIELDS)


def test_offices_are_entered_one_a_line(cast: Cast, admin: Client) -> None:
    typed = "  inspektorat@contoh.id \r\n\r\nhukum@contoh.id\r\n"
    assert change(admin, PAGE, **entered(cast.city, checkpoint_recipients=typed)).status_code == 302
    cast.city.refresh_from_db()
    assert cast.city.checkpoint_recipient_list == ["inspektorat@contoh.id", "hukum@contoh.id"]
    assert Entry.objects.get(event="government.changed").details["changes"].keys() == {"checkpoint_recipients"}
    assert "hukum@contoh.id" in text_of(admin.get(PAGE))


def test_a_line_that_is_no_address_is_named(cast: Cast, admin: Client) -> None:
    refused = change(admin, PAGE, **entered(cast.city, checkpoint_recipients="a@contoh.id\nbukan surel"))
    (sentence,) = errors_at(refused, "checkpoint_recipients")
    assert sentence.startswith("Baris 2 bukan alamat surel")


def test_only_the_administrator(cast: Cast, client: Client) -> None:
    client.force_login(cast.surya)
    assert client.get(PAGE).status_code == 403
