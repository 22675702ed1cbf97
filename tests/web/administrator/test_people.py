"""Employees on the screen."""

from datetime import date
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from tests.web.administrator.pages import change, errors_at, names, post, text_of
from zona.organizations.models import Employee

LIST = "/kelola/orang/"
NEW = "/kelola/orang/baru/"


def entered(cast: Cast, **more: object) -> dict[str, Any]:
    return {"name": "Sri Wahyuni", "employee_number": "19900101 201501 2 002", "unit": cast.kenanga.pk} | more


def hire(cast: Cast, count: int) -> None:
    Employee.objects.bulk_create(
        Employee(government=cast.city, unit=cast.kenanga, name=f"Pegawai {number:02}") for number in range(count)
    )


def test_people_are_found_by_name_number_and_unit(cast: Cast, admin: Client) -> None:
    hire(cast, 3)
    assert names(admin.get(LIST)) == ["Joko Prasetyo", "Pegawai 00", "Pegawai 01", "Pegawai 02"]
    assert names(admin.get(LIST, {"q": "prasetyo"})) == ["Joko Prasetyo"]
    assert names(admin.get(LIST, {"q": "198501 01 2010"})) == ["Joko Prasetyo"]
    assert names(admin.get(LIST, {"unit": cast.melati.pk})) == ["Joko Prasetyo"]
    assert names(admin.get(LIST, {"keadaan": "keluar"})) == []


def test_fifty_rows_cost_no_more_queries_than_five(cast: Cast, admin: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            admin.get(LIST)
        return len(seen)

    hire(cast, 4)
    cost()
    few = cost()
    hire(cast, 60)
    assert cost() == few


def test_a_person_is_registered(cast: Cast, admin: Client) -> None:
    answer = post(admin, NEW, **entered(cast))
    person = Employee.objects.get(name="Sri Wahyuni")
    assert answer["Location"] == reverse("employee", args=[person.pk])
    assert person.employee_number == "199001012015012002"


def test_a_number_that_is_no_nip_is_told_at_the_number(cast: Cast, admin: Client) -> None:
    answer = post(admin, NEW, **entered(cast, employee_number="12345", position="Perawat"))
    assert "terdiri atas 5 angka" in errors_at(answer, "employee_number")[0]
    assert 'value="Perawat"' in answer.content.decode()


def test_a_number_that_is_taken_is_told_at_the_number(cast: Cast, admin: Client) -> None:
    answer = post(admin, NEW, **entered(cast, employee_number="198501012010011001"))
    assert errors_at(answer, "employee_number") == ["NIP ini sudah dipakai pegawai lain."]


def test_a_person_moves_to_another_unit(cast: Cast, admin: Client) -> None:
    url = reverse("employee_change", args=[cast.joko_employee.pk])
    assert 'value="198501012010011001"' in admin.get(url).content.decode()
    change(admin, url, name="Joko Prasetyo", unit=cast.kenanga.pk)
    cast.joko_employee.refresh_from_db()
    assert cast.joko_employee.unit == cast.kenanga


def test_a_closed_unit_is_no_choice(cast: Cast, admin: Client) -> None:
    cast.asri.closed_on = date(2025, 1, 1)
    cast.asri.save()
    assert "sudah ditutup" in errors_at(post(admin, NEW, **entered(cast, unit=cast.asri.pk)), "unit")[0]


def test_a_person_leaves_and_the_open_account_is_pointed_out(cast: Cast, admin: Client) -> None:
    leave = reverse("employee_leave", args=[cast.joko_employee.pk])
    assert "Akunnya tidak ikut tertutup" in text_of(admin.get(leave))
    page = admin.post(leave, {"day": "2026-02-01"}, follow=True)
    assert "Sudah keluar, tetapi akunnya masih aktif" in text_of(page)
    assert names(admin.get(LIST, {"keadaan": "keluar"})) == ["Joko Prasetyo"]


def test_a_person_comes_back(cast: Cast, admin: Client) -> None:
    Employee.objects.filter(pk=cast.joko_employee.pk).update(left_on=date(2026, 1, 1))
    post(admin, reverse("employee_return", args=[cast.joko_employee.pk]), sure="ya")
    cast.joko_employee.refresh_from_db()
    assert cast.joko_employee.is_active


def test_a_list_without_people_says_how_to_begin(cast: Cast, admin: Client) -> None:
    cast.joko.employee = None
    cast.joko.save()
    cast.joko_employee.delete()
    assert "Belum ada pegawai" in text_of(admin.get(LIST))
