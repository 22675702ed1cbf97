"""Change the government's name, letterhead or addresses."""

from dataclasses import asdict

from django.db import transaction

from zona.ledger.record import record
from zona.organizations.changes import put
from zona.organizations.facts import GovernmentFacts
from zona.organizations.models import Government
from zona.organizations.officer import Officer, require


@transaction.atomic
def change_government(
    government: Government, facts: GovernmentFacts, *, by: Officer | None, seen: str | None = None
) -> Government:
    """Take over the facts; nothing is written when they are the same.

    Needs `manage_units` for the whole government. Raises NotPermitted and ValidationError.

    `seen` is the `picture` of what the person was shown; None where nobody looked. Raises ChangedSinceError when that
    has changed meanwhile.
    """
    require(by, "manage_units", government_id=government.pk)
    government = Government.objects.select_for_update().get(pk=government.pk)
    changes = put(government, asdict(facts), seen=seen)
    if not changes:
        return government
    government.full_clean()
    government.save()
    record(
        "government.changed",
        by=by,
        subject=government,
        summary=f"Data {government.name} diubah",
        changes=changes,
    )
    return government
