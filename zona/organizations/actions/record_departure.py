"""Record that an employee left, or that this was a mistake."""

from datetime import date

from django.db import transaction

from zona.ledger.record import record
from zona.organizations.models import Employee
from zona.organizations.officer import Officer, require


@transaction.atomic
def record_departure(employee: Employee, *, left_on: date | None, by: Officer | None) -> Employee:
    """Set the day the person left; None takes it back (returned, or entered by mistake).

    Needs `manage_people`. Raises NotPermitted. The account, if any, is closed by its own deed
    (`accounts.actions.deactivate_user`).
    """
    require(by, "manage_people", government_id=employee.government_id)
    employee = Employee.objects.select_for_update().get(pk=employee.pk)
    if employee.left_on == left_on:
        return employee
    employee.left_on = left_on
    employee.save(update_fields=["left_on"])
    record(
        "employee.left" if left_on else "employee.returned",
        by=by,
        subject=employee,
        unit_id=employee.unit_id,
        summary=f"Pegawai nomor {employee.pk} {'keluar' if left_on else 'dicatat kembali'}",
        left_on=left_on.isoformat() if left_on else None,
    )
    return employee
