"""Add a work unit to the tree."""

from django.core.exceptions import ValidationError
from django.db import transaction

from zona.ledger.record import record
from zona.organizations.facts import UnitFacts
from zona.organizations.models import Government, WorkUnit
from zona.organizations.officer import Officer, require
from zona.organizations.queries import parents_of
from zona.organizations.rules.tree import why_not_under


@transaction.atomic
def create_unit(government: Government, facts: UnitFacts, *, by: Officer | None) -> WorkUnit:
    """Add the unit.

    Needs `manage_units`. Raises NotPermitted, and ValidationError for a code that is taken, a closed parent, a parent
    of another government and a tree that would become too deep.
    """
    require(by, "manage_units", government_id=government.pk)
    Government.objects.select_for_update().get(pk=government.pk)  # one change of the tree at a time
    check_place(government, unit_id=None, parent=facts.parent)
    return insert_unit(government, facts, by=by)


def check_place(government: Government, *, unit_id: int | None, parent: WorkUnit | None) -> None:
    """Raise ValidationError when the unit (None: a new one) cannot hang under `parent`."""
    if parent is None:
        return
    refusal = ""
    if parent.government_id != government.pk:
        refusal = "Unit induk berada di pemerintah daerah lain."
    elif parent.closed_on is not None:
        refusal = f"Unit induk {parent.name} sudah ditutup."
    else:
        new = 0  # no stored unit has this number
        refusal = why_not_under(unit_id or new, parent.pk, parents_of(government))
    if refusal:
        raise ValidationError({"parent": refusal})


def insert_unit(government: Government, facts: UnitFacts, *, by: Officer | None) -> WorkUnit:
    """Write the row and its leaf; the caller has checked the right and the place in the tree."""
    unit = WorkUnit(
        government=government,
        parent=facts.parent,
        code=facts.code.strip(),
        name=facts.name.strip(),
        short_name=facts.short_name.strip(),
        category=facts.category,
        address=facts.address.strip(),
        is_demo=government.is_demo,
    )
    unit.full_clean()
    unit.save(force_insert=True)
    record(
        "unit.created",
        by=by,
        subject=unit,
        unit_id=unit.pk,
        summary=f"Unit kerja {unit.name} ({unit.code}) ditambahkan",
        code=unit.code,
        category=unit.category,
        parent=unit.parent_id,
    )
    return unit
