"""Register an employee."""

from dataclasses import fields
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from zona.ledger.record import record
from zona.organizations.facts import EmployeeFacts
from zona.organizations.models import Employee, Government, WorkUnit
from zona.organizations.officer import Officer, require
from zona.organizations.rules.employee_number import cleaned


@transaction.atomic
def create_employee(government: Government, facts: EmployeeFacts, *, by: Officer | None) -> Employee:
    """Register the person in a unit.

    Needs `manage_people`. Raises NotPermitted, and ValidationError for a NIP that is taken or malformed and for a unit
    that is closed or of another government.
    """
    require(by, "manage_people", government_id=government.pk)
    check_unit(government.pk, facts.unit)
    employee = Employee(government=government, **values_of(facts))
    employee.full_clean()
    employee.save(force_insert=True)
    record(
        "employee.created",
        by=by,
        subject=employee,
        unit_id=employee.unit_id,
        summary=f"Pegawai nomor {employee.pk} didaftarkan di {employee.unit.name}",
    )
    return employee


def check_unit(government_id: int, unit: WorkUnit) -> None:
    """Raise ValidationError unless people can work in this unit."""
    if unit.government_id != government_id:
        raise ValidationError({"unit": "Unit kerja berada di pemerintah daerah lain."})
    if unit.closed_on is not None:
        raise ValidationError({"unit": f"{unit.name} sudah ditutup."})


def values_of(facts: EmployeeFacts) -> dict[str, Any]:
    """The facts as fields of the row, trimmed."""
    values = {field.name: getattr(facts, field.name) for field in fields(facts)}
    trimmed = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    return trimmed | {"employee_number": cleaned(facts.employee_number)}
