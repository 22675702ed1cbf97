"""Leave work behind, in the transaction of the deed: rolled back with it, kept with it (transactional outbox)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from zona.background.errors import ArgumentsError, KeyTakenError
from zona.background.models import Job
from zona.background.registry import kind_of
from zona.background.rules.arguments import problem_with
from zona.background.tasks import put_up


def enqueue(name: str, *, key: str, government_id: int, **arguments: Any) -> Job:
    """One job; where `(name, key)` is already there, that job, whatever became of it.

    Arguments are JSON: numbers and codes of rows, no secrets and nobody's data. The job itself checks what the world
    looks like when it runs. Raises UnknownJobError, ArgumentsError and KeyTakenError, all mistakes of the code.
    """
    return enqueue_all(name, {key: arguments}, government_id=government_id)[0]


@transaction.atomic
def enqueue_all(name: str, wanted: Mapping[str, Mapping[str, Any]], *, government_id: int) -> list[Job]:
    """A job for each key, in the order given; raises as `enqueue`."""
    kind_of(name)
    if not wanted:
        return []
    for key, arguments in wanted.items():
        if problem := problem_with(arguments):
            raise ArgumentsError(f"{name} {key}: {problem}")
    rows = [
        Job(name=name, key=key, government_id=government_id, arguments=dict(arguments))
        for key, arguments in wanted.items()
    ]
    # whoever comes second waits for the first to commit or roll back, and then inserts nothing or everything
    Job.objects.bulk_create(rows, ignore_conflicts=True)
    stored = {job.key: job for job in Job.objects.filter(name=name, key__in=list(wanted))}
    # a committed job has had its task in the same transaction, so those without are the ones inserted just now
    fresh = [put_up(job) for job in stored.values() if job.task is None and job.attempts == 0]
    Job.objects.bulk_update(fresh, ["task"])
    for row in rows:
        _compare(row, stored.get(row.key))
    return [stored[key] for key in wanted]


def _compare(wanted: Job, stored: Job | None) -> None:
    if stored is None:  # SQLite leaves out rows that break another constraint, too
        raise ArgumentsError(f"{wanted.name}: a job needs a key of at most 200 characters")
    if (stored.arguments, stored.government_id) != (wanted.arguments, wanted.government_id):
        raise KeyTakenError(f"{wanted.name} {wanted.key}: this key belongs to a job with other arguments")
