"""Take over a list of employees from a spreadsheet: first a preview, then all or nothing."""

import hashlib
from collections.abc import Sequence

from django.db import transaction

from zona.ledger.record import record
from zona.organizations.actions.import_units import refuse_unless_agreed
from zona.organizations.imports.columns import table_of
from zona.organizations.imports.employees import COLUMNS, CheckedEmployees, EmployeeRow, check_employees
from zona.organizations.imports.reading import read_rows
from zona.organizations.imports.report import Report
from zona.organizations.imports.units import key_of
from zona.organizations.models import Employee, Government, WorkUnit
from zona.organizations.officer import Officer, require

_FIELDS = ("employee_number", "name", "position", "email", "phone")
_BATCH = 500


def preview_employees(government: Government, content: bytes, *, by: Officer | None) -> Report:
    """What would happen with every row; writes nothing.

    Needs `manage_people`. Raises NotPermitted, and UnreadableFileError for a file that cannot be used at all.
    """
    require(by, "manage_people", government_id=government.pk)
    return _checked(government, content).report


def apply_employees(government: Government, content: bytes, *, by: Officer | None, seen: str | None = None) -> Report:
    """Write every row, or nothing at all, after checking again.

    `seen` is the fingerprint of the report that the person agreed to; None where nobody looked (a command). Needs
    `manage_people`. Raises NotPermitted, UnreadableFileError, and ImportRefusedError when a row is refused or when the
    report is no longer the one that was seen. People who are not in the file stay as they are: who left is recorded
    by `record_departure`, never concluded from silence.
    """
    require(by, "manage_people", government_id=government.pk)
    with transaction.atomic():
        government = Government.objects.select_for_update().get(pk=government.pk)
        checked = _checked(government, content)
        refuse_unless_agreed(checked.report, seen)
        if checked.wanted:
            _write(government, checked, content, by=by)
    return checked.report


def _checked(government: Government, content: bytes) -> CheckedEmployees:
    table = table_of(read_rows(content), COLUMNS)
    codes = WorkUnit.objects.filter(government=government, closed_on=None).values_list("code", flat=True)
    people = Employee.objects.filter(government=government).select_related("unit")
    return check_employees(table, [_row_of(person) for person in people], {key_of(code): code for code in codes})


def _row_of(person: Employee) -> EmployeeRow:
    return EmployeeRow(
        **{field: getattr(person, field) for field in _FIELDS},
        unit_code=person.unit.code,
        pk=person.pk,
        has_left=person.left_on is not None,
    )


def _write(government: Government, checked: CheckedEmployees, content: bytes, *, by: Officer | None) -> None:
    """Write in batches; one leaf tells of the whole file, by numbers of people, without their data."""
    units = {unit.code: unit for unit in WorkUnit.objects.filter(government=government)}
    new = [_filled(Employee(government=government), row, units) for row in checked.wanted if row.pk is None]
    Employee.objects.bulk_create(new, batch_size=_BATCH)
    changed = _changed_people(checked.wanted, units)
    # an upsert on the number: `bulk_update` writes long CASEs and took thirteen seconds for 10,000 people
    Employee.objects.bulk_create(
        changed, batch_size=_BATCH, update_conflicts=True, unique_fields=["id"], update_fields=[*_FIELDS, "unit"]
    )
    record(
        "employees.imported",
        by=by,
        subject=government,
        summary=f"Daftar pegawai diimpor: {checked.report.summary}",
        sha256=hashlib.sha256(content).hexdigest(),
        created=[person.pk for person in new],
        changed=[person.pk for person in changed],
    )


def _changed_people(wanted: Sequence[EmployeeRow], units: dict[str, WorkUnit]) -> list[Employee]:
    rows = {row.pk: row for row in wanted if row.pk is not None}
    stored = Employee.objects.in_bulk(list(rows))
    return [_filled(stored[number], row, units) for number, row in rows.items() if number is not None]


def _filled(person: Employee, row: EmployeeRow, units: dict[str, WorkUnit]) -> Employee:
    for field in _FIELDS:
        setattr(person, field, getattr(row, field))
    person.unit = units[row.unit_code]
    return person
