"""Making and closing accounts, granting and revoking roles."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user
from django.core.exceptions import ValidationError

from tests.cast import BEGAN, PASSWORD, Cast, give, make_user, other_city
from zona.accounts.actions.create_user import create_user
from zona.accounts.actions.deactivate_user import deactivate_user
from zona.accounts.actions.grant_role import grant_role
from zona.accounts.actions.revoke_role import revoke_role
from zona.accounts.enums import Acting, Role
from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import NotPermitted, can
from zona.accounts.rules.separation import INCOMPATIBLE, Held, conflict
from zona.base import clock
from zona.ledger.models import Entry

OTHERS = [role for role in Role if role is not Role.ADMINISTRATOR]


@pytest.mark.parametrize("role", OTHERS)
def test_only_the_administrator_manages_accounts(cast: Cast, role: Role):
    by = cast.by_role[role]
    with pytest.raises(NotPermitted):
        create_user(by=by, government=cast.city, username="baru", name="Baru")
    with pytest.raises(NotPermitted):
        deactivate_user(cast.joko, by=by)
    with pytest.raises(NotPermitted):
        grant_role(by=by, user=cast.nobody, role=Role.MAYOR)
    with pytest.raises(NotPermitted):
        revoke_role(cast.joko.grants.get(), by=by)
    assert not Entry.objects.exists()


def test_an_account_is_made_and_recorded(cast: Cast):
    user = create_user(
        by=cast.admin,
        government=cast.city,
        username="Dini.Baru",
        name=" Dini ",
        email="Dini@Contoh.ID",
        password=PASSWORD,
    )
    assert (user.username, user.name, user.email) == ("dini.baru", "Dini", "dini@contoh.id")
    assert user.check_password(PASSWORD)
    entry = Entry.objects.get()
    assert (entry.event, entry.actor_id, entry.subject_id) == ("user.created", cast.admin.pk, str(user.pk))
    assert "Dini" not in entry.summary  # what can be erased must not be in the ledger


def test_names_and_addresses_are_unique_whatever_the_case(cast: Cast):
    for more in ({"username": "JOKO"}, {"username": "joko2", "email": "Joko@contoh.id"}):
        with pytest.raises(ValidationError, match="sudah dipakai"):
            create_user(by=cast.admin, government=cast.city, name="Joko lain", **more)
    assert User.objects.get_by_natural_key("JoKo") == cast.joko


def test_without_a_password_nobody_can_sign_in(cast: Cast):
    assert not create_user(by=None, government=cast.city, username="baru", name="Baru").has_usable_password()


@pytest.mark.parametrize("password", ["pendek", "passwordpassword1"[:14], "dini.kartikasari"])
def test_a_weak_password_is_refused(cast: Cast, password: str):
    with pytest.raises(ValidationError):
        create_user(by=cast.admin, government=cast.city, username="dini.kartikasari", name="Dini", password=password)


def test_an_employee_has_one_account_and_works_here(cast: Cast):
    def make(**more):
        return create_user(by=cast.admin, government=cast.city, username="baru", name="Baru", **more)

    with pytest.raises(ValidationError):
        make(employee=cast.joko_employee)
    cast.joko_employee.left_on = date(2026, 1, 1)
    with pytest.raises(ValidationError, match="sudah keluar"):
        make(employee=cast.joko_employee)


def test_accounts_of_a_demo_government_are_demo_accounts(cast: Cast):
    cast.city.is_demo = True
    assert create_user(by=None, government=cast.city, username="peraga", name="Peraga").is_demo


def test_an_account_is_closed_at_once(cast: Cast, client):
    client.force_login(cast.joko)
    deactivate_user(cast.joko, by=cast.admin)
    assert not get_user(client).is_authenticated
    assert not User.objects.get(pk=cast.joko.pk).is_active
    assert not client.login(username="joko", password=PASSWORD)
    assert Entry.objects.get().event == "user.deactivated"
    with pytest.raises(ValidationError, match="sudah nonaktif"):
        deactivate_user(cast.joko, by=cast.admin)


def test_nobody_closes_the_own_or_the_last_administrators_account(cast: Cast):
    with pytest.raises(ValidationError, match="akun sendiri"):
        deactivate_user(cast.admin, by=cast.admin)
    second = make_user(cast.city, "admin2")
    give(second, Role.ADMINISTRATOR, ends=clock.today())
    deactivate_user(cast.admin, by=second)
    assert not cast.admin.is_active


def test_a_role_is_granted_and_counts_at_once(cast: Cast):
    assert not can(cast.nobody, Permission.ANSWER, cast.melati)
    grant = grant_role(by=cast.admin, user=cast.nobody, role=Role.TEAM_MEMBER, unit=cast.melati)
    assert can(cast.nobody, Permission.ANSWER, cast.melati)
    entry = Entry.objects.get()
    assert (entry.event, entry.unit_id, entry.subject_id) == ("role.granted", cast.melati.pk, str(grant.pk))
    assert entry.details["user"] == cast.nobody.pk


def test_a_deputy_needs_an_end(cast: Cast):
    deputy = {"by": cast.admin, "user": cast.nobody, "role": Role.UNIT_HEAD, "unit": cast.dinkes, "acting": Acting.PLT}
    with pytest.raises(ValidationError, match="harus mempunyai tanggal akhir"):
        grant_role(**deputy)
    grant = grant_role(**deputy, ends=clock.today() + timedelta(90), acting_for=cast.wulan)
    assert grant.title == "Plt. Kepala Dinas Kesehatan"


def test_nobody_grants_to_themselves(cast: Cast):
    with pytest.raises(ValidationError, match="diri sendiri"):
        grant_role(by=cast.admin, user=cast.admin, role=Role.INSPECTOR)


def test_grants_stay_inside_the_government_and_open_units(cast: Cast):
    _, unit, stranger = other_city()
    with pytest.raises(NotPermitted):
        grant_role(by=cast.admin, user=stranger, role=Role.MAYOR)
    with pytest.raises(ValidationError, match="lintas pemerintah"):
        grant_role(by=cast.admin, user=cast.nobody, role=Role.TEAM_LEAD, unit=unit)
    cast.kenanga.closed_on = date(2026, 1, 1)
    with pytest.raises(ValidationError, match="sudah ditutup"):
        grant_role(by=cast.admin, user=cast.nobody, role=Role.TEAM_LEAD, unit=cast.kenanga)


def test_the_same_role_is_not_granted_twice(cast: Cast):
    with pytest.raises(ValidationError, match="sudah memegang"):
        grant_role(by=cast.admin, user=cast.joko, role=Role.TEAM_MEMBER, unit=cast.melati)


@pytest.mark.parametrize(
    ("one", "other"), [(Role(a), Role(b)) for these, those, _ in INCOMPATIBLE for a in these for b in those]
)
def test_roles_that_exclude_each_other(cast: Cast, one: Role, other: Role):
    """ID-07: every forbidden pair, in both orders."""
    for first, second in ((one, other), (other, one)):
        user = make_user(cast.city, f"{first.value}.dulu")
        give(user, first, cast.melati if first.is_of_a_unit else None)
        with pytest.raises(ValidationError, match="tidak dapat digabung"):
            grant_role(by=cast.admin, user=user, role=second, unit=cast.dukcapil if second.is_of_a_unit else None)


def test_the_exclusions_speak_of_roles_that_exist():
    assert {code for these, those, _ in INCOMPATIBLE for code in these + those} <= set(Role.values)


def test_exclusion_counts_only_on_common_days():
    head = Held(Role.UNIT_HEAD, date(2026, 1, 1), date(2026, 6, 30))
    assert conflict(Held(Role.ASSESSOR, date(2026, 6, 30)), [head])
    assert not conflict(Held(Role.ASSESSOR, date(2026, 7, 1)), [head])
    never = Held(Role.UNIT_HEAD, date(2026, 8, 1), date(2026, 7, 31))  # revoked on its first day
    assert not conflict(Held(Role.ASSESSOR, date(2026, 7, 1)), [never])


def test_a_revoked_role_counts_no_more_today(cast: Cast):
    grant = cast.joko.grants.get()
    assert can(cast.joko, Permission.ANSWER, cast.melati)
    revoke_role(grant, by=cast.admin, reason="pindah unit")
    joko = User.objects.get(pk=cast.joko.pk)
    assert not can(joko, Permission.ANSWER, cast.melati)
    assert can(joko, Permission.ANSWER, cast.melati, on=clock.today() - timedelta(1))
    entry = Entry.objects.get()
    assert (entry.event, entry.details["reason"]) == ("role.revoked", "pindah unit")
    with pytest.raises(ValidationError, match="sudah berakhir"):
        revoke_role(grant, by=cast.admin)
    grant_role(by=cast.admin, user=joko, role=Role.TEAM_MEMBER, unit=cast.melati)


def test_the_last_administrator_stays(cast: Cast):
    with pytest.raises(ValidationError, match="paling sedikit satu admin"):
        revoke_role(cast.admin.grants.get(), by=cast.admin)
    give(make_user(cast.city, "admin2"), Role.ADMINISTRATOR, starts=BEGAN)
    revoke_role(cast.admin.grants.get(), by=cast.admin)
