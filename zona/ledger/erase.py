"""Erasing what the ledger says of a person (UU 27/2022 arts. 42-44): text and salt go, the commitment stays."""

from collections.abc import Iterable

from django.db import connection, transaction

from zona.ledger.models import ERASED, Entry, Erasure
from zona.ledger.sequencer import sequence


@transaction.atomic
def erase(entries: Iterable[Entry], *, reason: str) -> list[int]:
    """Destroy text and salt of these entries; their numbers in the log, for the leaf that the caller writes.

    Waiting entries are numbered first, so that the log holds their commitments. SQLite overwrites what it frees
    (`secure_delete`, set for every connection). The caller has checked the permission and writes the fact of erasure.
    """
    chosen = list(entries)
    for log in {entry.log for entry in chosen if entry.position is None}:
        while sequence(log) is not None:
            pass
    numbers = [entry.pk for entry in chosen if entry.salt is not None]
    Erasure.objects.bulk_create(Erasure(entry_id=number, reason=reason) for number in numbers)
    # A queryset's update, because the model's own save refuses every change; the trigger checks this one.
    Entry.objects.filter(pk__in=numbers).update(
        salt=None, summary=ERASED, details={}, actor_id=None, actor_name="", subject_id="", unit_id=None
    )
    positions = Entry.objects.filter(pk__in=numbers, position__isnull=False).values_list("position", flat=True)
    return sorted(one for one in positions if one is not None)


def free_pages_are_overwritten() -> bool:
    """Whether the database leaves nothing of a deleted row in its file; PostgreSQL needs VACUUM (docs/ledger.md)."""
    if connection.vendor != "sqlite":
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        return bool(cursor.fetchone()[0])
