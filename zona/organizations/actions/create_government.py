"""Register the government that this installation serves."""

from dataclasses import asdict

from django.db import transaction

from zona.ledger.record import record
from zona.organizations.facts import GovernmentFacts
from zona.organizations.models import Government


@transaction.atomic
def create_government(facts: GovernmentFacts, *, is_demo: bool = False) -> Government:
    """Register it; only the system does this (setting up, the demo city), so there is no person to ask.

    Raises ValidationError with Indonesian sentences.
    """
    government = Government(**asdict(facts), is_demo=is_demo)
    government.full_clean()
    government.save(force_insert=True)
    record(
        "government.created",
        by=None,
        subject=government,
        summary=f"{government.name} didaftarkan",
    )
    return government
