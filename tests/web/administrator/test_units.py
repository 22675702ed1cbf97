"""Units on the screen: found, sorted, added, changed, closed; refusals stand at their field."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast, make_unit
from tests.web.administrator.pages import change, errors_at, names, post, text_of
from zona.accounts.models import RoleGrant, User
from zona.ledger.models import Entry
from zona.organizations.models import Employee, WorkUnit

LIST = "/kelola/unit/"


def entered(**more: object) -> dict[str, object]:
    return {"code": "3.01", "name": "Dinas Sosial", "category": "department", "short_name": None, "parent": None} | more


def test_the_list_shows_active_units_by_name(cast: Cast, admin: Client) -> None:
    WorkUnit.objects.filter(pk=cast.asri.pk).update(closed_on=date(2025, 1, 1))
    page = admin.get(LIST)
    assert names(page)[0] == "Dinas Kependudukan"
    assert "Kelurahan Bening Asri" not in names(page)
    assert names(admin.get(LIST, {"keadaan": "ditutup"})) == ["Kelurahan Bening Asri"]
    assert len(names(admin.get(LIST, {"keadaan": "semua"}))) == 6


def test_it_is_searched_and_sorted(cast: Cast, admin: Client) -> None:
    assert names(admin.get(LIST, {"q": "1.02.0"})) == ["Puskesmas Kenanga", "Puskesmas Melati"]
    assert names(admin.get(LIST, {"jenis": "district"})) == ["Kecamatan Cibening"]
    assert names(admin.get(LIST, {"urut": "-kode"}))[0] == "Kelurahan Bening Asri"
    assert names(admin.get(LIST, {"urut": "bukan-kolom"})) == names(admin.get(LIST))


def test_a_search_without_a_hit_says_so(cast: Cast, admin: Client) -> None:
    assert "Tidak ada yang cocok" in text_of(admin.get(LIST, {"q": "zzz"}))


def test_an_empty_city_is_told_how_to_begin(cast: Cast, admin: Client) -> None:
    RoleGrant.objects.exclude(user=cast.admin).delete()
    User.objects.update(employee=None)
    Employee.objects.all().delete()
    WorkUnit.objects.exclude(parent=None).delete()
    WorkUnit.objects.all().delete()
    assert "Belum ada unit kerja" in text_of(admin.get(LIST))


def test_pages_have_fifty_rows(cast: Cast, admin: Client) -> None:
    for number in range(60):
        make_unit(cast.city, code=f"5.{number:02}", name=f"Unit {number:02}")
    page = admin.get(LIST)
    assert len(names(page)) == 50
    assert len(names(admin.get(LIST, {"halaman": 2}))) == 16


def test_fifty_rows_cost_no_more_queries_than_five(cast: Cast, admin: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            admin.get(LIST)
        return len(seen)

    cost()
    few = cost()
    for number in range(50):
        make_unit(cast.city, code=f"5.{number:02}", name=f"Unit {number:02}", parent=cast.dukcapil)
    assert cost() == few


def test_a_unit_shows_what_hangs_on_it(cast: Cast, admin: Client) -> None:
    page = text_of(admin.get(reverse("unit", args=[cast.melati.pk])))
    for words in ("1.02.01", "Dinas Kesehatan", "1 pegawai", "Kepala Puskesmas Melati", "Ratna Kusumawati"):
        assert words in page
    assert "Puskesmas Kenanga" in text_of(admin.get(reverse("unit", args=[cast.dinkes.pk])))


def test_a_unit_is_added(cast: Cast, admin: Client) -> None:
    answer = post(admin, "/kelola/unit/baru/", **entered(parent=cast.dinkes.pk))
    unit = WorkUnit.objects.get(code="3.01")
    assert answer["Location"] == reverse("unit", args=[unit.pk])
    assert unit.parent == cast.dinkes
    assert Entry.objects.get(event="unit.created").actor_id == cast.admin.pk


def test_a_unit_can_be_begun_under_another(cast: Cast, admin: Client) -> None:
    page = admin.get("/kelola/unit/baru/", {"induk": cast.dinkes.pk})
    assert f'<option value="{cast.dinkes.pk}" selected>' in page.content.decode()


def test_a_code_that_is_taken_is_told_at_the_code_and_nothing_is_lost(cast: Cast, admin: Client) -> None:
    answer = post(admin, "/kelola/unit/baru/", **entered(code="1.02.01", address="Jalan Mawar 9"))
    assert errors_at(answer, "code") == ["Kode ini sudah dipakai unit lain."]
    assert "Jalan Mawar 9" in answer.content.decode()
    assert "Ada satu isian yang perlu diperbaiki" in text_of(answer)
    assert not WorkUnit.objects.filter(name="Dinas Sosial").exists()


@pytest.mark.parametrize("field", ["code", "name", "category"])
def test_what_must_be_filled_is_said_at_the_field(cast: Cast, admin: Client, field: str) -> None:
    assert errors_at(post(admin, "/kelola/unit/baru/", **entered() | {field: None}), field)


def test_a_unit_is_changed(cast: Cast, admin: Client) -> None:
    url = reverse("unit_change", args=[cast.melati.pk])
    assert 'value="Puskesmas Melati"' in admin.get(url).content.decode()
    change(admin, url, **entered(code="1.02.01", name="Puskesmas Melati Indah", category="health_centre"))
    cast.melati.refresh_from_db()
    assert (cast.melati.name, cast.melati.parent) == ("Puskesmas Melati Indah", None)


def test_a_circle_is_told_at_the_parent(cast: Cast, admin: Client) -> None:
    url = reverse("unit_change", args=[cast.dinkes.pk])
    answer = post(admin, url, **entered(code="1.02", name="Dinas Kesehatan", parent=cast.melati.pk))
    assert "di bawahnya sendiri" in errors_at(answer, "parent")[0]


def test_a_unit_without_people_is_closed(cast: Cast, admin: Client) -> None:
    url = reverse("unit_close", args=[cast.asri.pk])
    assert "Tutup Kelurahan Bening Asri?" in text_of(admin.get(url))
    post(admin, url, day="2026-03-01")
    cast.asri.refresh_from_db()
    assert cast.asri.closed_on == date(2026, 3, 1)
    page = text_of(admin.get(reverse("unit", args=[cast.asri.pk])))
    assert "Unit ini sudah ditutup" in page
    assert "Ubah data unit" not in page


def test_a_unit_with_units_under_it_stays(cast: Cast, admin: Client) -> None:
    answer = post(admin, reverse("unit_close", args=[cast.dinkes.pk]), day="2026-03-01")
    assert answer.status_code == 422
    assert "masih membawahi 2 unit" in text_of(answer)


def test_a_date_can_be_typed_as_people_write_it(cast: Cast, admin: Client) -> None:
    url = reverse("unit_close", args=[cast.asri.pk])
    assert "misal 30/07/2026" in errors_at(post(admin, url, day="maret"), "day")[0]
    post(admin, url, day="01/03/2026")
    cast.asri.refresh_from_db()
    assert cast.asri.closed_on == date(2026, 3, 1)
