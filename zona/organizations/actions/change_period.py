"""Change a period's name, contact or windows."""

from django.db import transaction

from zona.ledger.record import record
from zona.organizations.actions.create_period import fields_of
from zona.organizations.changes import put
from zona.organizations.facts import PeriodFacts
from zona.organizations.models import Period
from zona.organizations.officer import Officer, require


@transaction.atomic
def change_period(period: Period, facts: PeriodFacts, *, by: Officer | None, seen: str | None = None) -> Period:
    """Take over the facts; nothing is written when they are the same.

    Needs `manage_periods`. Raises NotPermitted and ValidationError. Old and new dates stay in the ledger: a window that
    was moved is the first thing an objection asks about.

    `seen` is the `picture` of what the person was shown; None where nobody looked. Raises ChangedSinceError when that
    has changed meanwhile.
    """
    require(by, "manage_periods", government_id=period.government_id)
    period = Period.objects.select_for_update().get(pk=period.pk)
    changes = put(period, fields_of(facts), seen=seen)
    if not changes:
        return period
    period.full_clean()
    period.save()
    record(
        "period.changed",
        by=by,
        subject=period,
        summary=f"Periode {period.name} diubah",
        changes=changes,
    )
    return period
