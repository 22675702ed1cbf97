"""Take over a list of units from a spreadsheet: first a preview, then all or nothing."""

import hashlib

from django.db import transaction

from zona.ledger.record import record
from zona.organizations.actions.change_unit import update_unit
from zona.organizations.actions.create_unit import insert_unit
from zona.organizations.enums import UnitCategory
from zona.organizations.facts import UnitFacts
from zona.organizations.imports.columns import table_of
from zona.organizations.imports.problems import ImportRefusedError
from zona.organizations.imports.reading import read_rows
from zona.organizations.imports.report import Outcome, Report
from zona.organizations.imports.units import COLUMNS, CheckedUnits, UnitRow, check_units, key_of
from zona.organizations.models import Government, WorkUnit
from zona.organizations.officer import Officer, require


def preview_units(government: Government, content: bytes, *, by: Officer | None) -> Report:
    """What would happen with every row; writes nothing.

    Needs `manage_units`. Raises NotPermitted, and UnreadableFileError for a file that cannot be used at all.
    """
    require(by, "manage_units", government_id=government.pk)
    return _checked(government, content).report


def apply_units(government: Government, content: bytes, *, by: Officer | None, seen: str | None = None) -> Report:
    """Write every row, or nothing at all, after checking again.

    `seen` is the fingerprint of the report that the person agreed to; None where nobody looked (a command). Needs
    `manage_units`. Raises NotPermitted, UnreadableFileError, and ImportRefusedError when a row is refused or when the
    report is no longer the one that was seen.
    """
    require(by, "manage_units", government_id=government.pk)
    with transaction.atomic():
        government = Government.objects.select_for_update().get(pk=government.pk)
        checked = _checked(government, content)
        refuse_unless_agreed(checked.report, seen)
        _write(government, checked, by=by)
        if checked.report.count(Outcome.NEW) + checked.report.count(Outcome.CHANGED):
            record(
                "units.imported",
                by=by,
                subject=government,
                summary=f"Daftar unit kerja diimpor: {checked.report.summary}",
                sha256=hashlib.sha256(content).hexdigest(),
            )
    return checked.report


def refuse_unless_agreed(report: Report, seen: str | None) -> None:
    """Raise ImportRefusedError when a row stands in the way or the report differs from the one that was shown."""
    if not report.can_be_applied:
        raise ImportRefusedError(f"{len(report.refused)} baris ditolak; tidak ada yang disimpan.", report)
    if seen is not None and seen != report.fingerprint:
        raise ImportRefusedError("Data di Zona berubah sejak pratinjau. Periksa pratinjau yang baru.", report)


def _checked(government: Government, content: bytes) -> CheckedUnits:
    table = table_of(read_rows(content), COLUMNS)
    units = WorkUnit.objects.filter(government=government).select_related("parent")
    return check_units(table, {key_of(unit.code): _row_of(unit) for unit in units})


def _row_of(unit: WorkUnit) -> UnitRow:
    return UnitRow(
        code=unit.code,
        name=unit.name,
        category=UnitCategory(unit.category),
        short_name=unit.short_name,
        address=unit.address,
        parent_code=unit.parent.code if unit.parent else "",
        is_closed=unit.closed_on is not None,
    )


def _write(government: Government, checked: CheckedUnits, *, by: Officer | None) -> None:
    """Parents come before children, so a parent named later in the file is there when it is needed."""
    units = {key_of(unit.code): unit for unit in WorkUnit.objects.filter(government=government)}
    for key, row in checked.wanted.items():
        facts = UnitFacts(
            code=row.code,
            name=row.name,
            category=row.category,
            short_name=row.short_name,
            address=row.address,
            parent=units[key_of(row.parent_code)] if row.parent_code else None,
        )
        if key in units:
            units[key] = update_unit(units[key], facts, by=by)
        else:
            units[key] = insert_unit(government, facts, by=by)
