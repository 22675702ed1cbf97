"""Writing to the ledger: every deed calls `record` once per fact, inside its own transaction."""

from typing import Any, Protocol

from django.db import models

from zona.ledger.models import Entry


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
    **details: Any,
) -> Entry:
    """Append one fact.

    `event` is `thing.deed` (`assessment.sent`); `by` is None when the system itself acts; `summary` is one Indonesian
    sentence without the actor's name; `details` must be JSON (old and new values, reasons, fingerprints).
    """
    return Entry.objects.create(
        event=event,
        actor_id=by.pk if by is not None else None,
        actor_name=by.display_name if by is not None else "Zona",
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        unit_id=unit_id,
        summary=summary,
        details=details,
    )
