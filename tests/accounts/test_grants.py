"""Dates, deputies and the constraints of a grant."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from tests.cast import BEGAN, Cast, give, make_unit
from zona.accounts.enums import Acting, Role
from zona.accounts.models import RoleGrant
from zona.accounts.permissions import Permission
from zona.accounts.policy import can, forget, grants_in_force
from zona.accounts.queries import holders, in_force
from zona.organizations.enums import UnitCategory

JAN, FEB, MAR = date(2026, 1, 10), date(2026, 2, 10), date(2026, 3, 10)
DATES = [
    # starts, ends, revoked, day, holds
    (FEB, None, None, date(2026, 2, 9), False),
    (FEB, None, None, FEB, True),
    (FEB, None, None, date(2099, 1, 1), True),
    (JAN, FEB, None, FEB, True),  # the last day belongs to it
    (JAN, FEB, None, date(2026, 2, 11), False),
    (JAN, MAR, FEB, date(2026, 2, 9), True),
    (JAN, MAR, FEB, FEB, False),  # revoked means at once
    (FEB, None, FEB, FEB, False),  # granted and revoked on one day
    (JAN, FEB, MAR, date(2026, 2, 20), False),
]


@pytest.mark.parametrize(("starts", "ends", "revoked", "day", "holds"), DATES)
def test_a_grant_holds_on_its_days(cast: Cast, starts, ends, revoked, day, holds):
    grant = give(cast.nobody, Role.TEAM_LEAD, cast.melati, starts=starts, ends=ends, revoked_on=revoked)
    assert grant.holds_on(day) == holds
    assert RoleGrant.objects.filter(in_force(day), pk=grant.pk).exists() == holds
    assert can(cast.nobody, Permission.ANSWER, cast.melati, on=day) == holds


def test_a_deputy_acts_only_while_the_office_is_lent(cast: Cast, stand_on):
    give(cast.nobody, Role.UNIT_HEAD, cast.melati, starts=JAN, ends=FEB, acting=Acting.PLT, acting_for=cast.ratna)
    for day, may in ((date(2026, 1, 9), False), (JAN, True), (FEB, True), (date(2026, 2, 11), False)):
        stand_on(day)
        assert can(cast.nobody, Permission.SEND_ASSESSMENT, cast.melati) == may
    assert can(cast.ratna, Permission.SEND_ASSESSMENT, cast.melati, on=FEB)  # the holder keeps the office


def test_a_deactivated_account_has_no_rights(cast: Cast):
    cast.joko.deactivated_at = cast.joko.joined_at
    assert grants_in_force(cast.joko) == []
    assert not can(cast.joko, Permission.ANSWER, cast.melati)


def test_the_ledger_name_of_a_deputy_carries_the_title(cast: Cast, stand_on):
    stand_on(FEB)
    give(cast.bambang, Role.UNIT_HEAD, cast.dinkes, starts=JAN, ends=MAR, acting=Acting.PLT)
    assert cast.bambang.display_name == "Bambang Sutrisno"  # a name in a list costs no query
    can(cast.bambang, Permission.ANSWER, cast.dinkes)
    assert cast.bambang.display_name == "Bambang Sutrisno (Plt. Kepala Dinas Kesehatan)"
    stand_on(date(2026, 4, 1))
    assert cast.bambang.display_name == "Bambang Sutrisno"


TITLES = [
    ("wulan", "Kepala Dinas Kesehatan"),
    ("ratna", "Kepala Puskesmas Melati"),
    ("yusuf", "Camat Cibening"),
    ("joko", "Anggota tim kerja Puskesmas Melati"),
    ("surya", "Inspektur"),
    ("lestari", "Wali Kota"),
]


@pytest.mark.parametrize(("who", "title"), TITLES)
def test_offices_are_called_as_people_call_them(cast: Cast, who, title):
    assert getattr(cast, who).grants.get().title == title


def test_heads_of_other_kinds_of_units(cast: Cast):
    hospital = make_unit(cast.city, code="9", name="RSUD Bening", category=UnitCategory.HOSPITAL)
    assert give(cast.nobody, Role.UNIT_HEAD, hospital).title == "Direktur RSUD Bening"
    lent = give(cast.nobody, Role.UNIT_HEAD, cast.asri, acting=Acting.PLH, ends=MAR)
    assert lent.title == "Plh. Lurah Bening Asri"


FORBIDDEN = [
    ({"role": Role.TEAM_LEAD}, "Peran unit memerlukan unit kerja"),
    ({"role": Role.MAYOR, "unit": "melati"}, "Peran unit memerlukan unit kerja"),
    ({"role": Role.MAYOR, "acting": Acting.PLT}, "Plt. dan Plh. harus mempunyai tanggal akhir."),
    ({"role": Role.MAYOR, "ends": date(2019, 1, 1)}, "Peran tidak dapat berakhir sebelum mulai."),
    ({"role": Role.MAYOR, "acting_for": "ratna"}, "Hanya Plt. atau Plh. yang mewakili orang lain"),
    ({"role": Role.MAYOR, "acting": Acting.PLT, "ends": MAR, "acting_for": "nobody"}, "bukan dirinya sendiri"),
]


def _grant(cast: Cast, fields: dict) -> RoleGrant:
    named = {key: getattr(cast, fields[key]) for key in ("unit", "acting_for") if key in fields}
    return RoleGrant(user=cast.nobody, **({"starts": BEGAN} | fields | named))


@pytest.mark.parametrize(("fields", "sentence"), FORBIDDEN)
def test_the_database_forbids_it_with_a_sentence(cast: Cast, fields, sentence):
    with pytest.raises(ValidationError, match=sentence):
        _grant(cast, fields).full_clean()
    with pytest.raises(IntegrityError):
        _grant(cast, fields).save()


def test_rights_are_read_anew_after_forget(cast: Cast):
    assert not can(cast.nobody, Permission.ANSWER, cast.melati)
    RoleGrant.objects.create(user=cast.nobody, role=Role.TEAM_LEAD, unit=cast.melati)
    assert not can(cast.nobody, Permission.ANSWER, cast.melati)
    forget(cast.nobody)
    assert can(cast.nobody, Permission.ANSWER, cast.melati)


def test_holders_of_a_role(cast: Cast):
    found = holders(Role.UNIT_HEAD, on=FEB, government_id=cast.city.pk, unit=cast.melati)
    assert [grant.user for grant in found] == [cast.ratna]
