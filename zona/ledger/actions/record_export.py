"""Tell the ledger that somebody took a part of it away as a file."""

from collections.abc import Mapping

from django.db import models, transaction

from zona.ledger.enums import Visibility
from zona.ledger.models import Entry
from zona.ledger.record import Actor, record


@transaction.atomic
def record_export(*, by: Actor, subject: models.Model, count: int, filters: Mapping[str, str]) -> Entry:
    """One fact: who took how many entries, and what they had asked for.

    `subject` is the government whose log it is. The caller has checked that the person may read the ledger, because
    the ledger stands above roles (decision 0003).
    """
    return record(
        "ledger.exported",
        by=by,
        subject=subject,
        summary=f"{count} catatan buku besar diunduh sebagai CSV",
        visibility=Visibility.OFFICERS,
        count=count,
        filters=dict(filters),
    )
