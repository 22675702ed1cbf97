"""Close a unit that no longer exists; the row stays, because worksheets and decrees speak of it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from zona.ledger.record import record
from zona.organizations.models import Government, WorkUnit
from zona.organizations.officer import Officer, require


@transaction.atomic
def close_unit(unit: WorkUnit, *, closed_on: date, by: Officer | None) -> WorkUnit:
    """Close it from that day.

    Needs `manage_units`. Raises NotPermitted, and ValidationError when it is closed already or still holds open units
    or employees: those are moved first, by name, not lost with it.
    """
    require(by, "manage_units", government_id=unit.government_id)
    Government.objects.select_for_update().get(pk=unit.government_id)
    unit = WorkUnit.objects.select_for_update().get(pk=unit.pk)
    if unit.closed_on is not None:
        raise ValidationError(f"{unit.name} sudah ditutup.")
    children = unit.children.filter(closed_on=None).count()
    if children:
        raise ValidationError(f"{unit.name} masih membawahi {children} unit. Pindahkan atau tutup unit itu dulu.")
    employees = unit.employees.filter(left_on=None).count()
    if employees:
        raise ValidationError(f"{unit.name} masih mempunyai {employees} pegawai. Pindahkan pegawai itu dulu.")
    unit.closed_on = closed_on
    unit.save(update_fields=["closed_on"])
    record(
        "unit.closed",
        by=by,
        subject=unit,
        unit_id=unit.pk,
        summary=f"Unit kerja {unit.name} ditutup",
        closed_on=closed_on.isoformat(),
    )
    return unit
