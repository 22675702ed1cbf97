"""Running one job so that its effects happen once, also when the power goes in the middle.

A run has three steps, each a transaction of its own:

1. *claim*: the row goes from QUEUED to RUNNING, one more attempt is counted, a lease is taken. Whoever comes second
   (another worker, a task that was put up twice) finds it RUNNING or with another task number, and leaves.
2. *run*: for a `job`, its function and the done mark commit together. Killed before the commit, nothing has happened
   and the lease runs out; killed after it, the job is done. There is no moment between, hence exactly once.
3. *after a failure*: back to QUEUED with a later time and a new task, or DEAD; the rollback of step 2 took the rest.

An `outside_job` has an effect that no transaction takes back: a mail server cannot be asked afterwards whether it has
a mail. Its function runs in no transaction. RUNNING was committed before it began: that is the recorded "sending"
mark. What the function returns is written together with the done mark. Then

- the function raises: by its contract nothing has left, so it is tried again (at least once);
- it raises UncertainError (the line broke while the mail was being handed over), the done mark cannot be written, or
  the process dies: the mark stands without an outcome. The job goes to the dead letters as *uncertain*; Zona does not
  send twice by itself, a person looks and decides.

While an outside job runs, a thread renews the lease. A job inside the database needs none: its row is locked until it
ends (PostgreSQL), or nobody else can write at all (SQLite), so a sweep cannot take it from a living worker.
"""

import logging
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import Enum
from threading import Event, Thread
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from zona.background import moves
from zona.background.enums import JobState
from zona.background.errors import (
    GiveUpError,
    JobError,
    LostError,
    UncertainError,
    UnknownJobError,
)
from zona.background.models import Job
from zona.background.registry import Finish, Kind, kind_of
from zona.background.rules.backoff import delay_after
from zona.background.tasks import put_up
from zona.base import clock

log = logging.getLogger(__name__)

NOT_RECORDED = "Pekerjaan selesai, tetapi hasilnya tidak dapat dicatat; tidak pasti apakah sudah terjadi."


class Outcome(Enum):
    """What became of one run."""

    DONE = "done"
    AGAIN = "again"
    DEAD = "dead"
    SKIPPED = "skipped"  # somebody else has it, or it is over


def execute(job_id: int, *, task: UUID | None) -> Outcome:
    """Run the job once, now, if it waits for this task. Never inside a transaction: RuntimeError."""
    job = _claim(job_id, task)
    if job is None:
        return Outcome.SKIPPED
    try:
        kind = kind_of(job.name)
        run = _outside if kind.outside else _inside
        run(job, kind)
    except LostError:
        log.warning("pekerjaan %s (%s) sudah dipegang pekerja lain", job.pk, job.name)
        return Outcome.SKIPPED
    except Exception as error:
        return _failed(job, error)
    return Outcome.DONE


def run_waiting(names: Iterable[str] | None = None) -> dict[Outcome, int]:
    """Run, in this process, every job that waits, whether or not its time has come; each once.

    For operators who have repaired something, and for tests. `names` limits it to these jobs.
    """
    waiting = Job.objects.filter(state=JobState.QUEUED).order_by("next_at", "id")
    if names is not None:
        waiting = waiting.filter(name__in=list(names))
    counts = dict.fromkeys(Outcome, 0)
    for pk, task in list(waiting.values_list("pk", "task")):
        counts[execute(pk, task=task)] += 1
    return counts


def _claim(job_id: int, task: UUID | None) -> Job | None:
    with transaction.atomic(durable=True):
        waiting = Job.objects.select_for_update().filter(pk=job_id, task=task, state=JobState.QUEUED)
        job = waiting.first()
        if job is not None:
            moves.start(job)
        return job


def _ours(job: Job) -> Job:
    """The job's row, locked, while it is still this run's. Raises LostError."""
    row = Job.objects.select_for_update().filter(pk=job.pk, task=job.task, state=JobState.RUNNING).first()
    if row is None:
        raise LostError(job.pk)
    return row


def _inside(job: Job, kind: Kind) -> None:
    with transaction.atomic(durable=True):
        row = _ours(job)
        kind.function(**job.arguments)
        moves.finish(row)


def _outside(job: Job, kind: Kind) -> None:
    with _renewed(job):
        finish: Finish = kind.function(**job.arguments)
        try:
            with transaction.atomic(durable=True):
                row = _ours(job)
                finish()
                moves.finish(row)
        except LostError:
            raise
        except Exception as error:
            raise UncertainError(NOT_RECORDED) from error


def _failed(job: Job, error: Exception) -> Outcome:
    """Write down why, and when it is tried again. Nothing when the job is no longer ours."""
    if not isinstance(error, JobError):
        log.error("pekerjaan %s (%s) gagal", job.pk, job.name, exc_info=error)
    with transaction.atomic(durable=True):
        try:
            row = _ours(job)
        except LostError:
            return Outcome.SKIPPED
        return settle(row, error)


def settle(row: Job, error: Exception) -> Outcome:
    """After a failed run: put the locked job back, or bury it."""
    why, uncertain = in_words(error), isinstance(error, UncertainError)
    if uncertain or isinstance(error, GiveUpError | UnknownJobError) or row.attempts >= kind_of(row.name).attempts:
        moves.bury(row, error=why, uncertain=uncertain)
        return Outcome.DEAD
    wait = delay_after(row.attempts, row.key, kind_of(row.name).delays)
    moves.put_back(row, error=why, at=clock.now() + wait)
    put_up(row).save(update_fields=["task"])
    return Outcome.AGAIN


def in_words(error: Exception) -> str:
    """A sentence for the administrator: ours as it is, of any other only kind and place (its text may hold secrets)."""
    if isinstance(error, JobError):
        return str(error) or type(error).__name__
    if isinstance(error, UnknownJobError):
        return "Versi Zona yang berjalan tidak mengenal jenis pekerjaan ini."
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/zona/" in frame.filename.replace("\\", "/")] or frames
    place = ""
    if ours:
        file = "zona/" + ours[-1].filename.replace("\\", "/").rpartition("/zona/")[2]
        place = f" di {file} baris {ours[-1].lineno}"
    return f"Kesalahan tak terduga: {type(error).__name__}{place}."


@contextmanager
def _renewed(job: Job) -> Iterator[None]:
    """Keep the lease while the block runs."""
    over = Event()
    thread = Thread(target=_renew, args=(job, over), name=f"job-{job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _renew(job: Job, over: Event) -> None:
    held = Job.objects.filter(pk=job.pk, task=job.task, state=JobState.RUNNING)
    try:
        while not over.wait(moves.LEASE.total_seconds() / 3):
            try:
                held.update(lease_until=clock.now() + moves.LEASE)
            except DatabaseError:  # the next try is still within the lease
                log.warning("pegangan atas pekerjaan %s belum dapat diperpanjang", job.pk)
    finally:
        connection.close()  # this thread's own
