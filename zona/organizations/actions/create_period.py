"""Open a year of the programme."""

from datetime import date
from typing import Any

from django.db import transaction

from zona.ledger.record import record
from zona.organizations.facts import PeriodFacts
from zona.organizations.models import Government, Period
from zona.organizations.officer import Officer, require
from zona.organizations.rules.windows import Window


@transaction.atomic
def create_period(government: Government, facts: PeriodFacts, *, by: Officer | None) -> Period:
    """Add the period with its windows.

    Needs `manage_periods`. Raises NotPermitted, and ValidationError for a second period in one year or a window that
    closes before it opens.
    """
    require(by, "manage_periods", government_id=government.pk)
    period = Period(government=government, **fields_of(facts))
    period.full_clean()
    period.save(force_insert=True)
    record(
        "period.created",
        by=by,
        subject=period,
        summary=f"Periode {period.name} dibuat",
        windows={field: day.isoformat() for field, day in _days(facts).items() if day},
    )
    return period


def fields_of(facts: PeriodFacts) -> dict[str, Any]:
    """The facts as fields of the row."""
    return {
        "year": facts.year,
        "name": facts.name.strip(),
        "contact": facts.contact.strip(),
        **_days(facts),
    }


def _days(facts: PeriodFacts) -> dict[str, date | None]:
    days: dict[str, date | None] = {}
    windows: dict[str, Window | None] = {
        "filling": facts.filling,
        "verification": facts.verification,
        "revision": facts.revision,
    }
    for name, window in windows.items():
        days[f"{name}_opens"] = window.opens if window else None
        days[f"{name}_closes"] = window.closes if window else None
    return days
