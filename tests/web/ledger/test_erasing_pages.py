"""The data protection officer's desk, from searching to the result."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, other_city
from tests.web.administrator.pages import errors_at, text_of
from zona.accounts.models import User
from zona.base import clock
from zona.ledger.models import Entry
from zona.ledger.record import record
from zona.organizations.models import Employee

pytestmark = pytest.mark.django_db
DESK = "/pelindungan-data/"
Enter = Callable[[User], Client]


@pytest.fixture
def dharma(cast: Cast, enter: Enter) -> Client:
    """The data protection officer."""
    return enter(cast.dharma)


@pytest.fixture
def budi(cast: Cast) -> Employee:
    """Somebody who has left, with two entries that name him."""
    budi = Employee.objects.create(
        government=cast.city, unit=cast.melati, name="Budi Santoso", employee_number="1" * 18, left_on=clock.today()
    )
    for summary in ("Surat Budi Santoso", "Balasan untuk Budi Santoso"):
        record("x.done", by=cast.admin, subject=cast.melati, summary=summary)
    return budi


def address(budi: Employee) -> str:
    return f"{DESK}pegawai/{budi.pk}/"


@pytest.mark.parametrize("asked", ["budi", "111111", "santoso"])
def test_people_are_found_by_name_and_number(dharma: Client, budi: Employee, asked: str) -> None:
    assert address(budi) in dharma.get(f"{DESK}?q={asked}").content.decode()


def test_accounts_without_employee_are_found_and_the_others_once(dharma: Client, cast: Cast) -> None:
    assert f"{DESK}akun/{cast.nobody.pk}/" in dharma.get(f"{DESK}?q=tanpa").content.decode()
    assert dharma.get(f"{DESK}?q=joko").context["count"] == 1


def test_searching_says_what_is_wrong_with_it(dharma: Client) -> None:
    assert "Cari orang yang meminta" in text_of(dharma.get(DESK))
    assert "paling sedikit tiga huruf" in text_of(dharma.get(f"{DESK}?q=bu"))
    assert "Tidak ada yang cocok" in text_of(dharma.get(f"{DESK}?q=tidakada"))


def test_nobody_of_another_government_is_found_or_shown(dharma: Client, cast: Cast) -> None:
    _, unit, admin = other_city()
    far = Employee.objects.create(government=unit.government, unit=unit, name="Orang Jernih")
    assert dharma.get(f"{DESK}?q=jernih").context["count"] == 0
    assert dharma.get(address(far)).status_code == 404
    assert dharma.get(f"{DESK}akun/{admin.pk}/").status_code == 404


def test_before_erasing_it_is_told_what_goes_and_what_stays(dharma: Client, budi: Employee) -> None:
    said = text_of(dharma.get(address(budi)))
    assert "Isi 2 catatan buku besar yang menyebut orang ini" in said
    assert "Nomor urut, waktu, dan komitmen" in said


def test_who_still_works_cannot_be_erased_and_it_says_why(dharma: Client, cast: Cast) -> None:
    page = dharma.get(address(cast.joko_employee))
    assert "masih tercatat bekerja" in text_of(page)
    assert "btn--danger" not in page.content.decode()


def test_without_reason_and_word_nothing_happens(dharma: Client, budi: Employee) -> None:
    refused = dharma.post(address(budi), {"reason": "", "confirmation": "ya"})
    assert errors_at(refused, "reason")
    assert errors_at(refused, "confirmation") == ["Ketik HAPUS dengan huruf besar."]
    budi.refresh_from_db()
    assert budi.name == "Budi Santoso"


def test_erasing_says_how_much_went(dharma: Client, budi: Employee) -> None:
    done = dharma.post(address(budi), {"reason": "Permintaan 12", "confirmation": "HAPUS"}, follow=True)
    assert "Data pribadi dihapus. 2 catatan buku besar kehilangan isinya." in text_of(done)
    assert Entry.objects.filter(event="person.erased").count() == 1
    assert "sudah dihapus" in text_of(dharma.get(address(budi)))


def test_the_list_costs_the_same_however_many_are_found(dharma: Client, cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            dharma.get(f"{DESK}?q=pegawai")
        return len(seen)

    Employee.objects.create(government=cast.city, unit=cast.melati, name="Pegawai 0")
    cost()
    one = cost()
    for number in range(1, 60):
        Employee.objects.create(government=cast.city, unit=cast.melati, name=f"Pegawai {number}")
    assert cost() == one
    assert "Lebih banyak orang cocok" in text_of(dharma.get(f"{DESK}?q=pegawai"))


def test_only_the_officer_comes_in(cast: Cast, enter: Enter, budi: Employee) -> None:
    for person in (cast.admin, cast.surya, cast.joko):
        assert enter(person).get(DESK).status_code == 403
        assert enter(person).post(address(budi), {"reason": "x", "confirmation": "HAPUS"}).status_code == 403
