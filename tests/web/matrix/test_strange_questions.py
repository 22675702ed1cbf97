"""Nonsense breaks no page, and no page speaks of another government."""

from collections.abc import Iterator
from http.cookies import SimpleCookie

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.cast import give, make_user
from tests.web.matrix.asking import Asker, asking, read
from tests.web.matrix.reading import addressed, rows
from zona.accounts.enums import Role
from zona.accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::django.core.cache.CacheKeyWarning")]
LABELS = sorted({label for _, label, _ in rows() if not label.startswith(("account_", "mfa_"))})
#: `²` is a digit to `isdigit` and none to `int`
NONSENSE = ["²", "\0", "9" * 40, "-1", "' OR 1=1 --", "=1+1", "2026-13-45", "🦉" * 300]
ASKED_FOR = (
    *("q", "tahun", "halaman", "instrumen", "saring", "urut", "jenis", "tahap", "keadaan", "kode", "induk"),
    *("unit", "pelaku", "dari", "sampai", "menunggu", "buku", "catatan"),
)
TYPED = (
    *("versi", "jawaban", "catatan", "sumber", "tanggal", "tahapan", "alasan", "reason", "due_on", "token", "seen"),
    *("name", "code", "category", "parent", "year", "role", "unit", "starts", "ends", "acting", "username", "email"),
    *("lanjut", "instrument", "from_last", "filling_opens", "filling_closes", "employee_number", "day", "peran"),
    *("confirmation", "checkpoint_recipients", "short_name"),
)


@pytest.fixture(scope="module")
def asker(django_db_setup: None, django_db_blocker) -> Iterator[Asker]:
    with django_db_blocker.unblock(), asking() as one:
        yield one


def pages(asker: Asker, person: User | None, labels: list[str], **asked: str) -> Iterator[tuple[str, str, int]]:
    """Name, text and status of each page, for objects of the person's own unit; a file has no text."""
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person)
    for label in labels:
        row = addressed(label)
        cache.clear()
        response = client.get(asker.city.address(row, "own" if row.arguments else "none", person), asked)
        is_text = response.headers.get("Content-Type", "").startswith("text/")
        answered = read(response)
        yield label, answered.body.decode() if is_text else "", answered.status


@pytest.mark.parametrize("nonsense", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_in_an_address_breaks_no_page(asker: Asker, nonsense: str) -> None:
    asked = dict.fromkeys(ASKED_FOR, nonsense)
    broken = {label for label, _, status in pages(asker, asker.people["AD"], LABELS, **asked) if status >= 500}
    assert broken == set()


@pytest.mark.parametrize("nonsense", NONSENSE, ids=range(len(NONSENSE)))
@pytest.mark.parametrize("person", ["UH", "AL", "AD"])
def test_nonsense_in_a_form_breaks_no_page(asker: Asker, person: str, nonsense: str) -> None:
    client, user, broken = Client(raise_request_exception=False), asker.people[person], set()
    client.force_login(user)
    kept = {name: cookie.value for name, cookie in client.cookies.items()}
    for label in LABELS:
        row = addressed(label)
        client.cookies = SimpleCookie(kept)
        with transaction.atomic():
            address = asker.city.address(row, "own" if row.arguments else "none", user)
            if read(client.post(address, dict.fromkeys(TYPED, nonsense))).status >= 500:
                broken.add(label)
            transaction.set_rollback(True)
    assert broken == set()


@pytest.mark.parametrize("person", ["UH", "RS", "AS", "AL", "SO", "IN", "AD"])
def test_no_page_speaks_of_another_government(asker: Asker, person: str) -> None:
    speaks = {label for label, text, _ in pages(asker, asker.people[person], LABELS) if "Jernih" in text}
    assert speaks == set()


@pytest.mark.parametrize("role", [Role.MAYOR, Role.ASSESSOR_LEAD])
def test_the_other_government_learns_nothing_of_this_one(asker: Asker, role: Role) -> None:
    far = asker.city.corners["elsewhere"].unit.government
    person = make_user(far, f"jernih.{role}")
    give(person, role)
    labels = [label for label in LABELS if not addressed(label).arguments]
    seen = {label: text for label, text, _ in pages(asker, person, labels)}
    assert "Jernih" in seen["city_recap"]  # the control
    assert {label for label, text in seen.items() if "Melati" in text} == set()
