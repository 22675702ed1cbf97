"""What the worker looks after between jobs: jobs whose worker died, jobs without a task, rows nobody needs any more."""

import logging
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from zona.background import moves
from zona.background.enums import JobState
from zona.background.errors import UncertainError, UnknownJobError
from zona.background.models import Job
from zona.background.registry import kind_of
from zona.background.running import in_words
from zona.background.tasks import put_up
from zona.base import clock

log = logging.getLogger(__name__)

#: done jobs older than this are removed; dead and dismissed ones stay
KEEP_DONE = timedelta(days=30)
#: the rows of django-tasks tell nothing that a job does not
KEEP_TASKS = timedelta(days=1)
#: as many at once, so that removing does not hold the database
PORTION = 500

INTERRUPTED = "Pekerja berhenti di tengah pekerjaan ini; belum ada yang terjadi."
UNCERTAIN = "Zona berhenti saat pekerjaan ini berjalan; tidak pasti apakah sudah terjadi."


def sweep() -> int:
    """Find what was left lying; how many jobs were taken up. Safe to run beside living workers and twice at once."""
    return free_abandoned() + put_up_lost()


def free_abandoned() -> int:
    """Jobs that run without a living worker: again, or to the dead letters (see `running`)."""
    late = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=clock.now())
    return sum(_free(pk, late) for pk in list(late.values_list("pk", flat=True)))


def _free(pk: int, late: QuerySet[Job]) -> bool:
    with transaction.atomic(durable=True):
        # a row that is locked is being worked on: its worker lives
        job = late.select_for_update(skip_locked=True).filter(pk=pk).first()
        if job is None:
            return False
        log.warning("pekerjaan %s (%s) ditinggalkan pekerjanya", job.pk, job.name)
        try:
            kind = kind_of(job.name)
        except UnknownJobError as error:
            moves.bury(job, error=in_words(error), uncertain=True)
            return True
        if kind.outside:
            moves.bury(job, error=in_words(UncertainError(UNCERTAIN)), uncertain=True)
        elif job.attempts >= kind.attempts:
            moves.bury(job, error=INTERRUPTED)
        else:  # the lease was waiting enough
            moves.put_back(job, error=INTERRUPTED, at=clock.now())
            put_up(job).save(update_fields=["task"])
        return True


def put_up_lost() -> int:
    """Due jobs that no task waits for: their task was claimed by a worker that died at once, or was never stored."""
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY).values("id")
    due = Job.objects.filter(state=JobState.QUEUED, next_at__lt=clock.now() - moves.LEASE).exclude(task__in=ready)
    return sum(_put_up_again(pk, due) for pk in list(due.values_list("pk", flat=True)[:PORTION]))


def _put_up_again(pk: int, due: QuerySet[Job]) -> bool:
    with transaction.atomic(durable=True):
        job = due.select_for_update(skip_locked=True).filter(pk=pk).first()
        if job is not None:
            put_up(job).save(update_fields=["task"])
        return job is not None


def remove_old() -> int:
    """Take away done jobs after thirty days, and what django-tasks keeps; how many jobs went."""
    now = clock.now()
    over = DBTaskResult.objects.filter(status__in=[TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED])
    _remove(over.filter(finished_at__lt=now - KEEP_TASKS))
    # a task that still runs after a day was claimed by a worker that died; its job has had another since
    _remove(DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=now - KEEP_TASKS))
    return _remove(Job.objects.filter(state=JobState.DONE, finished_at__lt=now - KEEP_DONE))


def _remove(rows: QuerySet[Any]) -> int:
    gone = 0
    while numbers := list(rows.order_by().values_list("pk", flat=True)[:PORTION]):
        gone += rows.filter(pk__in=numbers).delete()[0]
    return gone
