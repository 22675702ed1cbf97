"""Decide that a dead job will not be done."""

from django.core.exceptions import ValidationError
from django.db import transaction

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import require
from zona.background.enums import DISMISS
from zona.background.models import Job
from zona.background.moves import move
from zona.background.registry import label_of
from zona.base.text import plain_text
from zona.ledger.record import record


@transaction.atomic
def dismiss_job(pk: int, *, by: User | None, reason: str) -> Job:
    """It no longer counts as failed and is never tried again; the row stays, with the reason.

    Needs `manage_background_work`. Raises Job.DoesNotExist, NotPermitted, WrongStateError unless it is dead, and
    ValidationError without a reason.
    """
    job = Job.objects.select_for_update().get(pk=pk)
    require(by, Permission.MANAGE_BACKGROUND_WORK, government_id=job.government_id)
    reason = plain_text(reason)
    if not reason:
        raise ValidationError({"reason": "Tulis alasan mengabaikan pekerjaan ini."})
    move(job, DISMISS).dismissal_reason = reason
    job.save()
    record(
        "job.dismissed",
        by=by,
        subject=job,
        summary=f"Pekerjaan latar nomor {job.pk} ({label_of(job.name)}) diabaikan",
        name=job.name,
        key=job.key,
        uncertain=job.is_uncertain,
        error=job.last_error,
        reason=reason,
    )
    return job
