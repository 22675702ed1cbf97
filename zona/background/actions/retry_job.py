"""Take a dead job up again."""

from django.db import transaction

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import require
from zona.background.enums import RETRY
from zona.background.models import Job
from zona.background.moves import move
from zona.background.registry import label_of
from zona.background.tasks import put_up
from zona.base import clock
from zona.ledger.record import record


@transaction.atomic
def retry_job(pk: int, *, by: User | None) -> Job:
    """It waits again, due now, with all its tries before it; what it failed of stays readable until it is done.

    Needs `manage_background_work`. Raises Job.DoesNotExist, NotPermitted, and WrongStateError unless it is dead.
    """
    job = Job.objects.select_for_update().get(pk=pk)
    require(by, Permission.MANAGE_BACKGROUND_WORK, government_id=job.government_id)
    attempts, uncertain = job.attempts, job.is_uncertain
    move(job, RETRY)
    job.attempts, job.is_uncertain, job.next_at = 0, False, clock.now()
    put_up(job).save()
    record(
        "job.retried",
        by=by,
        subject=job,
        summary=f"Pekerjaan latar nomor {job.pk} ({label_of(job.name)}) dicoba lagi",
        name=job.name,
        key=job.key,
        attempts=attempts,
        uncertain=uncertain,
        error=job.last_error,
    )
    return job
