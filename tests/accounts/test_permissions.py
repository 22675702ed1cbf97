"""The table of `permissions.py`, asked through `policy.can` on stored grants."""

import pytest

from tests.cast import Cast, other_city
from zona.accounts.enums import UNIT_ROLES, Role
from zona.accounts.permissions import PERMISSIONS, Permission, Reach
from zona.accounts.policy import NotPermitted, can, can_somewhere, require, units_for

P = Permission
ALL_UNITS = {"dinkes", "melati", "kenanga", "dukcapil", "cibening", "asri"}
TEAM = {P.VIEW_ASSESSMENT, P.ANSWER, P.ATTACH_EVIDENCE, P.ADD_NOTE}
LOOK = {P.VIEW_ASSESSMENT, P.VIEW_ALL_UNITS, P.VIEW_CITY_RECAP}
ASSESS = LOOK | {P.ADD_NOTE, P.ENTER_SURVEY_RESULT, P.ENTER_AUDIT_RESULT}

#: written out a second time on purpose: a change of the table must be made twice
EXPECTED: dict[Role, set[Permission]] = {
    Role.UNIT_HEAD: TEAM | {P.OPEN_ASSESSMENT, P.SEND_ASSESSMENT, P.RECALL_ASSESSMENT},
    Role.TEAM_LEAD: TEAM | {P.OPEN_ASSESSMENT},
    Role.TEAM_MEMBER: TEAM,
    Role.EMPLOYEE: set(),
    Role.REGIONAL_SECRETARY: LOOK | {P.READ_PAPERS, P.REGISTER_PAPERS},
    Role.MAYOR: LOOK | {P.READ_PAPERS},
    Role.ASSESSOR: ASSESS,
    Role.ASSESSOR_LEAD: ASSESS | {P.RETURN_ITEMS},
    Role.TECHNICAL_CONTROLLER: ASSESS | {P.RETURN_ITEMS},
    Role.NATIONAL_REVIEWER: set(),
    Role.COMPLAINT_OFFICER: set(),
    Role.GRATUITY_OFFICER: set(),
    Role.WHISTLEBLOWING_RECIPIENT: set(),
    Role.SURVEY_OFFICER: {P.VIEW_ASSESSMENT, P.VIEW_ALL_UNITS, P.ENTER_SURVEY_RESULT},
    Role.INSPECTOR: LOOK | {P.ENTER_AUDIT_RESULT, P.READ_LEDGER, P.READ_PAPERS},
    Role.LEGAL_OFFICER: {P.READ_PAPERS, P.REGISTER_PAPERS},
    Role.INFORMATION_OFFICER: set(),
    Role.DATA_PROTECTION_OFFICER: {P.ERASE_PERSON},
    Role.PACT_WITNESS: set(),
    Role.ADMINISTRATOR: LOOK
    | {P.MANAGE_UNITS, P.MANAGE_PEOPLE, P.MANAGE_PERIODS, P.MANAGE_INSTRUMENTS, P.GRANT_ROLES}
    | {P.OPEN_ASSESSMENT, P.VIEW_COMPONENTS, P.MANAGE_BACKGROUND_WORK, P.MANAGE_KEYS},
}


def test_every_role_and_permission_is_written_down():
    assert set(PERMISSIONS) == set(EXPECTED) == set(Role)
    assert all(permission.words for permission in Permission)


@pytest.mark.parametrize("role", Role)
def test_a_role_may_exactly_this(cast: Cast, role: Role):
    user = cast.by_role[role]
    allowed = {permission for permission in Permission if can(user, permission, cast.melati)}
    assert allowed == EXPECTED[role]


@pytest.mark.parametrize("role", Role)
def test_unit_roles_reach_units_and_the_others_the_government(role: Role):
    reaches = set(PERMISSIONS[role].values())
    assert reaches <= ({Reach.UNIT, Reach.UNITS_BELOW} if role in UNIT_ROLES else {Reach.GOVERNMENT})


REACHES = [
    ("wulan", P.VIEW_ASSESSMENT, {"dinkes", "melati", "kenanga"}),  # the head of a dinas sees the puskesmas below
    ("wulan", P.ANSWER, {"dinkes"}),  # but answers only for the dinas
    ("wulan", P.SEND_ASSESSMENT, {"dinkes"}),
    ("ratna", P.VIEW_ASSESSMENT, {"melati"}),  # and nobody sees upward
    ("yusuf", P.VIEW_ASSESSMENT, {"cibening", "asri"}),
    ("siti", P.OPEN_ASSESSMENT, {"melati"}),
    ("joko", P.ANSWER, {"melati"}),
    ("joko", P.OPEN_ASSESSMENT, set()),
    ("rini", P.VIEW_ASSESSMENT, {"dukcapil"}),
    ("dewi", P.VIEW_ASSESSMENT, set()),
    ("nobody", P.VIEW_ASSESSMENT, set()),
    ("tono", P.VIEW_ASSESSMENT, ALL_UNITS),
    ("tono", P.ANSWER, set()),
    ("lestari", P.VIEW_CITY_RECAP, ALL_UNITS),
    ("admin", P.OPEN_ASSESSMENT, ALL_UNITS),
    ("admin", P.ANSWER, set()),
]


@pytest.mark.parametrize(("who", "permission", "units"), REACHES)
def test_a_permission_reaches_exactly_these_units(cast: Cast, who: str, permission: Permission, units: set[str]):
    user = getattr(cast, who)
    assert {unit for unit in ALL_UNITS if can(user, permission, getattr(cast, unit))} == units
    assert set(units_for(user, permission)) == {getattr(cast, unit) for unit in units}
    assert can_somewhere(user, permission) == bool(units)


def test_without_a_unit_the_whole_government_is_meant(cast: Cast):
    assert can(cast.lestari, P.VIEW_CITY_RECAP)
    assert not can(cast.ratna, P.VIEW_ASSESSMENT)


def test_another_government_is_out_of_reach(cast: Cast):
    city, unit, admin = other_city()
    assert not can(cast.admin, P.VIEW_ASSESSMENT, unit)
    assert not can(cast.admin, P.MANAGE_UNITS, government_id=city.pk)
    assert not can(admin, P.VIEW_ASSESSMENT, cast.melati)
    assert set(units_for(admin, P.VIEW_ASSESSMENT)) == {unit}


def test_many_questions_cost_one_query_for_grants_and_one_for_the_units_above(cast: Cast, django_assert_num_queries):
    with django_assert_num_queries(2):
        for permission in Permission:
            can(cast.wulan, permission, cast.melati)
    with django_assert_num_queries(1):
        for permission in Permission:
            can(cast.joko, permission, cast.melati)


def test_a_list_of_units_is_one_query(cast: Cast, django_assert_num_queries):
    can(cast.wulan, P.ANSWER)
    with django_assert_num_queries(1):
        assert len(units_for(cast.wulan, P.VIEW_ASSESSMENT)) == 3


def test_a_refusal_is_a_sentence(cast: Cast):
    with pytest.raises(NotPermitted, match=r"^Anda tidak berwenang mengirim lembar kerja untuk Puskesmas Melati\.$"):
        require(cast.joko, P.SEND_ASSESSMENT, cast.melati)


def test_the_system_itself_may(db: None):
    require(None, P.GRANT_ROLES)
