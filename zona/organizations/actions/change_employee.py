"""Change what is known of an employee, or the unit they work in."""

from django.db import transaction

from zona.ledger.record import record
from zona.organizations.actions.create_employee import check_unit, values_of
from zona.organizations.changes import put
from zona.organizations.facts import EmployeeFacts
from zona.organizations.models import Employee
from zona.organizations.officer import Officer, require


@transaction.atomic
def change_employee(
    employee: Employee, facts: EmployeeFacts, *, by: Officer | None, seen: str | None = None
) -> Employee:
    """Take over the facts; nothing is written when they are the same.

    Needs `manage_people`. Raises NotPermitted and ValidationError as `create_employee` does. The ledger names the
    fields that changed, and old and new value of the unit only: personal data stays where it can be erased.

    `seen` is the `picture` of what the person was shown; None where nobody looked. Raises ChangedSinceError when that
    has changed meanwhile.
    """
    require(by, "manage_people", government_id=employee.government_id)
    employee = Employee.objects.select_for_update().get(pk=employee.pk)
    if employee.unit_id != facts.unit.pk:
        check_unit(employee.government_id, facts.unit)
    changes = put(employee, values_of(facts), seen=seen)
    if not changes:
        return employee
    employee.full_clean()
    employee.save()
    record(
        "employee.changed",
        by=by,
        subject=employee,
        unit_id=employee.unit_id,
        summary=f"Data pegawai nomor {employee.pk} diubah",
        fields=sorted(changes),
        unit=changes.get("unit"),
    )
    return employee
