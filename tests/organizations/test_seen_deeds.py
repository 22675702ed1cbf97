"""A deed that is told what was seen refuses to write over what changed meanwhile; without it nothing is compared."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from django.db.models import Model

from tests.cast import Cast
from zona.ledger.models import Entry
from zona.organizations.actions.change_employee import change_employee
from zona.organizations.actions.change_government import change_government
from zona.organizations.actions.change_period import change_period
from zona.organizations.actions.change_unit import change_unit
from zona.organizations.changes import ChangedSinceError, picture
from zona.organizations.facts import EmployeeFacts, GovernmentFacts, PeriodFacts, UnitFacts

GOVERNMENT = [field.name for field in fields(GovernmentFacts)]
UNIT = ("code", "name", "short_name", "category", "address", "parent")
EMPLOYEE = ("unit", "name", "employee_number", "position", "email", "phone")
WINDOWS = [f"{name}_{end}" for name in ("filling", "verification", "revision") for end in ("opens", "closes")]
PERIOD = ("year", "name", "contact", *WINDOWS)

Deed = Callable[[Cast, str | None], Model]
#: the row, its fields, a deed that changes it, and what somebody else does meanwhile
CASES: dict[str, tuple[Callable[[Cast], Model], Any, Deed, dict[str, Any]]] = {
    "government": (
        lambda c: c.city,
        GOVERNMENT,
        lambda c, seen: change_government(
            c.city, GovernmentFacts(name=c.city.name, short_name="Bening"), by=c.admin, seen=seen
        ),
        {"phone": "021"},
    ),
    "unit": (
        lambda c: c.melati,
        UNIT,
        lambda c, seen: change_unit(c.melati, replace(UnitFacts.of(c.melati), name="Baru"), by=c.admin, seen=seen),
        {"parent": None},
    ),
    "employee": (
        lambda c: c.joko_employee,
        EMPLOYEE,
        lambda c, seen: change_employee(
            c.joko_employee, replace(EmployeeFacts.of(c.joko_employee), phone="0812"), by=c.admin, seen=seen
        ),
        {"position": "Perawat"},
    ),
    "period": (
        lambda c: c.period,
        PERIOD,
        lambda c, seen: change_period(c.period, replace(PeriodFacts.of(c.period), contact="X"), by=c.admin, seen=seen),
        {"filling_closes": date(2999, 1, 1)},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_changed_meanwhile_is_not_written_over(cast: Cast, case: str) -> None:
    row_of, fields, deed, other = CASES[case]
    row = row_of(cast)
    seen = picture(row, fields)
    type(row)._default_manager.filter(pk=row.pk).update(**other)
    with pytest.raises(ChangedSinceError) as refusal:
        deed(cast, seen)
    assert not Entry.objects.exists()
    stands = type(row)._default_manager.get(pk=row.pk)
    assert {name: getattr(stands, name) for name in other} == other
    assert set(refusal.value.present) == set(fields)
    deed(cast, picture(stands, fields))
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("case", CASES)
def test_who_saw_the_present_row_and_who_did_not_look_may_write(cast: Cast, case: str) -> None:
    row_of, fields, deed, other = CASES[case]
    row = row_of(cast)
    seen = picture(row, reversed(fields))
    deed(cast, seen)
    deed(cast, seen)  # the same again writes nothing, so nothing is written over
    assert Entry.objects.count() == 1
    type(row)._default_manager.filter(pk=row.pk).update(**other)
    deed(cast, None)
    assert Entry.objects.count() == 2
