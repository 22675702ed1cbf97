"""Accounts and roles on the screen."""

from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast, give, make_user
from tests.web.administrator.pages import errors_at, names, post, text_of
from zona.accounts.enums import Acting, Role
from zona.accounts.models import RoleGrant, User
from zona.base import clock
from zona.ledger.models import Entry
from zona.organizations.models import Employee

LIST = "/kelola/orang/akun/"
NEW = "/kelola/orang/akun/baru/"


def grant_form(**more: object) -> dict[str, Any]:
    return {"role": "team_member", "unit": None, "starts": clock.today().isoformat(), "acting": "definitif"} | more


def test_accounts_are_found_with_their_roles(cast: Cast, admin: Client) -> None:
    page = admin.get(LIST, {"q": "ratna"})
    assert names(page) == ["Ratna Kusumawati"]
    assert "Kepala Puskesmas Melati" in text_of(page)
    assert names(admin.get(LIST, {"peran": "mayor"})) == ["Lestari Handayani"]
    assert "Tanpa peran" in text_of(admin.get(LIST, {"q": "nobody"}))


def test_a_role_that_ended_is_not_shown_as_held(cast: Cast, admin: Client) -> None:
    RoleGrant.objects.filter(user=cast.ratna).update(ends=clock.today() - timedelta(days=1))
    assert "Tanpa peran" in text_of(admin.get(LIST, {"q": "ratna"}))


def test_fifty_rows_cost_no_more_queries_than_five(cast: Cast, admin: Client) -> None:
    def cost(search: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            page = admin.get(LIST, {"q": search})
        assert page.context["rows"]
        return len(seen)

    for number in range(55):
        give(make_user(cast.city, f"banyak{number}"), Role.TEAM_LEAD, cast.melati)
    cost("banyak")
    assert cost("banyak") == cost("banyak1")


def test_an_account_without_a_person(cast: Cast, admin: Client) -> None:
    answer = post(admin, NEW, name="Penilai Luar", username="Penilai.Luar", email="luar@contoh.id", password=None)
    made = User.objects.get(username="penilai.luar")
    assert answer["Location"] == reverse("user", args=[made.pk])
    assert not made.has_usable_password()
    assert made.employee is None


def test_an_account_for_an_employee(cast: Cast, admin: Client) -> None:
    person = Employee.objects.create(government=cast.city, unit=cast.melati, name="Sri Wahyuni", email="sri@contoh.id")
    url = reverse("employee_user_new", args=[person.pk])
    assert 'value="sri@contoh.id"' in admin.get(url).content.decode()
    post(admin, url, name="Sri Wahyuni", username="sri", email="sri@contoh.id", password=None)
    assert User.objects.get(username="sri").employee == person


def test_an_employee_has_one_account(cast: Cast, admin: Client) -> None:
    url = reverse("employee_user_new", args=[cast.joko_employee.pk])
    answer = post(admin, url, name="Joko", username="joko2", email="joko2@contoh.id", password=None)
    assert answer.status_code == 422
    assert not User.objects.filter(username="joko2").exists()


def test_refusals_stand_at_their_field(cast: Cast, admin: Client) -> None:
    known = {"name": "Orang", "username": "orang", "email": "orang@contoh.id", "password": None}
    assert "sudah dipakai" in errors_at(post(admin, NEW, **known | {"username": "joko"}), "username")[0]
    assert "sudah dipakai" in errors_at(post(admin, NEW, **known | {"email": "joko@contoh.id"}), "email")[0]
    assert errors_at(post(admin, NEW, **known | {"password": "pendek"}), "password")
    answer = post(admin, NEW, **known | {"email": None})
    assert "akun tidak terpakai" in errors_at(answer, "email")[0]
    assert 'value="orang"' in answer.content.decode()


def test_an_account_is_deactivated(cast: Cast, admin: Client) -> None:
    url = reverse("user_deactivate", args=[cast.joko.pk])
    assert "Nonaktifkan akun Joko Prasetyo?" in text_of(admin.get(url))
    post(admin, url, sure="ya")
    cast.joko.refresh_from_db()
    assert cast.joko.deactivated_at is not None
    page = text_of(admin.get(reverse("user", args=[cast.joko.pk])))
    assert "tidak dapat diberi peran" in page


def test_nobody_deactivates_or_promotes_oneself(cast: Cast, admin: Client) -> None:
    answer = post(admin, reverse("user_deactivate", args=[cast.admin.pk]), sure="ya")
    assert "akun sendiri" in text_of(answer)
    answer = post(admin, reverse("role_grant", args=[cast.admin.pk]), **grant_form(role="mayor"))
    assert "diri sendiri" in text_of(answer)
    assert "Ini akun Anda sendiri" in text_of(admin.get(reverse("user", args=[cast.admin.pk])))


def test_a_role_is_granted(cast: Cast, admin: Client) -> None:
    url = reverse("role_grant", args=[cast.nobody.pk])
    answer = post(admin, url, **grant_form(unit=cast.asri.pk, ends="2099-12-31"))
    assert answer["Location"] == reverse("user", args=[cast.nobody.pk])
    grant = cast.nobody.grants.get()
    assert (grant.role, grant.unit, grant.ends) == (Role.TEAM_MEMBER, cast.asri, date(2099, 12, 31))


def test_somebody_fills_in_for_another(cast: Cast, admin: Client) -> None:
    url = reverse("role_grant", args=[cast.nobody.pk])
    assert "Ratna Kusumawati: Kepala Puskesmas Melati" in text_of(admin.get(url))
    form = grant_form(role="unit_head", unit=cast.melati.pk, acting="plh", acting_for=cast.ratna.pk, ends="2099-01-01")
    post(admin, url, **form)
    grant = cast.nobody.grants.get()
    assert (grant.acting, grant.acting_for) == (Acting.PLH, cast.ratna)
    assert "Plh. Kepala Puskesmas Melati" in text_of(admin.get(reverse("user", args=[cast.nobody.pk])))


def test_a_wrong_grant_is_told_where_it_is_wrong(cast: Cast, admin: Client) -> None:
    url = reverse("role_grant", args=[cast.nobody.pk])
    assert errors_at(post(admin, url, **grant_form()), "unit")
    assert errors_at(post(admin, url, **grant_form(unit=cast.asri.pk, acting="plt")), "ends")
    assert errors_at(post(admin, url, **grant_form(unit=cast.asri.pk, ends="2001-01-01")), "ends")
    assert errors_at(post(admin, url, **grant_form(unit=cast.asri.pk, acting_for=cast.ratna.pk)), "acting_for")
    assert errors_at(post(admin, url, **grant_form(role=None)), "role")
    assert not cast.nobody.grants.exists()


def test_roles_that_exclude_each_other_are_told_at_the_role(cast: Cast, admin: Client) -> None:
    answer = post(admin, reverse("role_grant", args=[cast.tono.pk]), **grant_form(unit=cast.asri.pk))
    assert "tidak dapat digabung" in errors_at(answer, "role")[0]


def test_a_role_is_taken_back_with_its_reason(cast: Cast, admin: Client) -> None:
    grant = cast.joko.grants.get()
    url = reverse("role_revoke", args=[cast.joko.pk, grant.pk])
    assert "Cabut peran Anggota tim kerja Puskesmas Melati?" in text_of(admin.get(url))
    post(admin, url, reason="Pindah tugas")
    grant.refresh_from_db()
    assert grant.revoked_on == clock.today()
    assert Entry.objects.get(event="role.revoked").details["reason"] == "Pindah tugas"
    assert "Dicabut" in text_of(admin.get(reverse("user", args=[cast.joko.pk])))


def test_the_last_administrator_stays(cast: Cast, admin: Client) -> None:
    grant = cast.admin.grants.get()
    answer = post(admin, reverse("role_revoke", args=[cast.admin.pk, grant.pk]), reason="")
    assert "paling sedikit satu admin" in text_of(answer)
    grant.refresh_from_db()
    assert grant.revoked_on is None
