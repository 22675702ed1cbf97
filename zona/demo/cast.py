"""The people of the demo city: the cast who can sign in, and the heads and team leads of other units, who cannot."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings

from zona.accounts.actions.create_user import create_user
from zona.accounts.actions.grant_role import grant_role
from zona.accounts.enums import Role
from zona.accounts.models import RoleGrant, User
from zona.accounts.queries import in_force
from zona.base import clock
from zona.demo.dates import ACTING_SINCE, ACTING_UNTIL, Calendar
from zona.demo.files import Person, Sheet, cast
from zona.demo.official import PASSPHRASE, SIGNERS
from zona.organizations.actions.create_employee import create_employee
from zona.organizations.facts import EmployeeFacts
from zona.organizations.models import Employee, Government, WorkUnit

#: shared and published; accounts that use it are refused wherever DEMO is off (`User.is_active`)
PASSWORD = "zona-peragaan-72-2018"  # noqa: S105

Units = dict[str, WorkUnit]


def accounts() -> list[dict[str, str]]:
    """The cast as the sign-in page lists it; empty outside a demo and before the demo city is filled.

    Each has `username`, `name`, `role` (the full title), `unit`, and `login` and `password` for its form.
    """
    if not settings.DEMO:
        return []
    order = {person.username: at for at, person in enumerate(cast())}
    today = clock.today()
    people = User.objects.filter(is_demo=True, username__in=order, deactivated_at=None)
    rows = RoleGrant.objects.filter(in_force(today), user__in=people).select_related("user", "unit")
    grants = {row.user: row for row in rows}
    return [
        {
            "username": user.username,
            "login": user.username,
            "password": PASSWORD,
            "name": user.name,
            "role": grants[user].title,
            "unit": str(grants[user].unit or ""),
        }
        for user in sorted(grants, key=lambda one: order[one.username])
    ]


def sign_ins() -> Iterator[str]:
    """Who can sign in, line by line, for the command line."""
    found = accounts()
    if not found:
        return
    yield f"\nAkun peragaan, semuanya dengan kata sandi {PASSWORD}"
    for account in found:
        yield f"  {account['username']:<15}{account['role']} ({account['name']})"
    yield f"Frasa sandi sertifikat tanda tangan: {PASSPHRASE} ({', '.join(SIGNERS)})"


def make_cast(government: Government, units: Units, calendar: Calendar) -> dict[str, User]:
    """An employee, an account and a role for each of the cast; by user name."""
    return {person.username: _make_person(person, government, units, calendar) for person in cast()}


def _make_person(person: Person, government: Government, units: Units, calendar: Calendar) -> User:
    unit = units.get(person.unit)
    employee: Employee | None = None
    if unit is not None:
        facts = EmployeeFacts(
            unit=unit,
            name=person.name,
            employee_number=person.nip,
            position=person.position,
            email=f"{person.username}@peragaan.example",
        )
        employee = create_employee(government, facts, by=None)
    user = create_user(
        by=None,
        government=government,
        username=person.username,
        name=person.name,
        email=f"{person.username}@peragaan.example",
        employee=employee,
        password=PASSWORD,
    )
    grant_role(
        by=None,
        user=user,
        role=person.role,
        unit=unit if person.role.is_of_a_unit else None,
        starts=calendar.today - ACTING_SINCE if person.acting else date(calendar.year(-1), 1, 1),
        ends=calendar.today + ACTING_UNTIL if person.acting else None,
        acting=person.acting,
    )
    return user


def staff_of(sheet: Sheet, government: Government, units: Units, calendar: Calendar) -> tuple[User, User]:
    """Head and team lead of a worksheet's unit: of the cast, or made now as people who cannot sign in."""
    head = _of_unit(sheet, Role.UNIT_HEAD, government, units, calendar)
    return head, _of_unit(sheet, Role.TEAM_LEAD, government, units, calendar)


def _of_unit(sheet: Sheet, role: Role, government: Government, units: Units, calendar: Calendar) -> User:
    name = sheet.head if role is Role.UNIT_HEAD else sheet.lead
    of_cast = next((one for one in cast() if one.unit == sheet.unit and one.role is role), None)
    if not name and of_cast is not None:
        return User.objects.get(username=of_cast.username)
    username = f"{'kepala' if role is Role.UNIT_HEAD else 'tim'}.{sheet.unit}"
    known = User.objects.filter(username=username).first()
    if known is not None:
        return known
    user = create_user(by=None, government=government, username=username, name=name)
    grant_role(
        by=None,
        user=user,
        role=role,
        unit=units[sheet.unit],
        starts=date(calendar.year(-1), 1, 1),
        # a predecessor: the cast's acting head took over the next day
        ends=calendar.today - ACTING_SINCE - timedelta(days=1) if of_cast is not None else None,
    )
    return user
