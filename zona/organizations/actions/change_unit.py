"""Change a unit's name, code, category, address or place in the tree."""

from django.core.exceptions import ValidationError
from django.db import transaction

from zona.ledger.record import record
from zona.organizations.actions.create_unit import check_place
from zona.organizations.changes import put
from zona.organizations.facts import UnitFacts
from zona.organizations.models import Government, WorkUnit
from zona.organizations.officer import Officer, require


@transaction.atomic
def change_unit(unit: WorkUnit, facts: UnitFacts, *, by: Officer | None, seen: str | None = None) -> WorkUnit:
    """Take over the facts; nothing is written when they are the same.

    Needs `manage_units`. Raises NotPermitted, and ValidationError as `create_unit` does, also for a circle and for a
    unit that was closed.

    `seen` is the `picture` of what the person was shown; None where nobody looked. Raises ChangedSinceError when that
    has changed meanwhile.
    """
    require(by, "manage_units", government_id=unit.government_id)
    government = Government.objects.select_for_update().get(pk=unit.government_id)
    unit = WorkUnit.objects.select_for_update().get(pk=unit.pk)
    if unit.closed_on is not None:
        raise ValidationError(f"{unit.name} sudah ditutup dan tidak dapat diubah.")
    if unit.parent_id != (facts.parent.pk if facts.parent else None):
        check_place(government, unit_id=unit.pk, parent=facts.parent)
    return update_unit(unit, facts, by=by, seen=seen)


def update_unit(unit: WorkUnit, facts: UnitFacts, *, by: Officer | None, seen: str | None = None) -> WorkUnit:
    """Write the row and its leaf; the caller has checked the right and the place in the tree."""
    changes = put(
        unit,
        {
            "code": facts.code.strip(),
            "name": facts.name.strip(),
            "short_name": facts.short_name.strip(),
            "category": str(facts.category),
            "address": facts.address.strip(),
            "parent": facts.parent,
        },
        seen=seen,
    )
    if not changes:
        return unit
    unit.full_clean()
    unit.save()
    record(
        "unit.changed",
        by=by,
        subject=unit,
        unit_id=unit.pk,
        summary=f"Data unit kerja {unit.name} diubah",
        changes=changes,
    )
    return unit
