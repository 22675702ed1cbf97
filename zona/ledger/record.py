"""Writing to the ledger: every deed calls `record` once per fact, inside its own transaction."""

from datetime import UTC, datetime
from typing import Any, Protocol

from django.db import models

from zona.base import clock
from zona.ledger.canonical import canonical, commitment, new_salt
from zona.ledger.enums import Visibility
from zona.ledger.models import WHOLE_INSTALLATION, Entry

#: version of the record's form, first in every record (docs/ledger.md)
FORM = 1


class Actor(Protocol):
    """Whoever can be named in the ledger; a user, in practice."""

    @property
    def pk(self) -> Any:
        """The account's number."""

    @property
    def display_name(self) -> str:
        """The name people know, with the acting title where there is one."""


def record(
    event: str,
    *,
    by: Actor | None,
    subject: models.Model,
    summary: str,
    unit_id: int | None = None,
    visibility: Visibility = Visibility.UNIT,
    **details: Any,
) -> Entry:
    """Append one fact with its salted commitment; the sequencer gives it its number within about a second.

    `event` is `thing.deed` (`assessment.sent`); `by` is None when the system itself acts; `summary` is one Indonesian
    sentence without the actor's name; `details` hold texts, whole numbers, lists and mappings (old and new values,
    reasons, fingerprints). Raises TypeError for other details.
    """
    entry = Entry(
        log=_log_of(by, subject),
        visibility=visibility,
        at=clock.now(),
        event=event,
        actor_id=by.pk if by is not None else None,
        actor_name=by.display_name if by is not None else "Zona",
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        unit_id=unit_id,
        summary=summary,
        details=details,
        salt=new_salt(),
    )
    assert entry.salt is not None
    entry.commitment = commitment(bytes(entry.salt), record_of(entry))
    entry.save(force_insert=True)
    return entry


def record_of(entry: Entry) -> str:
    """The entry as the canonical text that its commitment stands for."""
    return canonical(
        {
            "form": FORM,
            "log": entry.log,
            "at": written_time(entry.at),
            "event": entry.event,
            "actor": {"id": entry.actor_id, "name": entry.actor_name},
            "subject": {"kind": entry.subject_kind, "id": entry.subject_id},
            "unit": entry.unit_id,
            "visibility": str(entry.visibility),
            "summary": entry.summary,
            "details": entry.details,
        }
    )


def written_time(at: datetime) -> str:
    """UTC to the microsecond, always in the same form."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _log_of(by: Actor | None, subject: models.Model) -> int:
    """The government whose log the fact belongs to: the actor's, else the object's own."""
    if subject._meta.label_lower == "organizations.government":
        return int(subject.pk)
    for place in (by, subject, getattr(subject, "unit", None)):
        number = getattr(place, "government_id", None)
        if number is not None:
            return int(number)
    return WHOLE_INSTALLATION
