"""The head takes the worksheet back, as long as nobody has begun to assess it."""

from django.db import transaction

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.assessments.access import assessment_for
from zona.assessments.actions.move import move
from zona.assessments.actions.save_answer import NotNowError
from zona.assessments.enums import RECALL
from zona.assessments.models import AssessmentTransition
from zona.assessments.people import leading_assessors, team_of
from zona.base import clock
from zona.base.text import plain_text
from zona.notifications.actions.notify import notify


class ReasonMissingError(ValueError):
    """A reason is required and was not given."""


@transaction.atomic
def recall_assessment(pk: int, *, by: User, reason: str) -> AssessmentTransition:
    """Reopen a sent worksheet, while it could still be sent again.

    Raises Http404, PermissionDenied, ReasonMissingError, NotNowError (the window has closed), WrongStateError.
    """
    assessment = assessment_for(by, pk, to=Permission.RECALL_ASSESSMENT, lock=True)
    reason = plain_text(reason)
    if not reason:
        raise ReasonMissingError("Tulis alasan penarikan, agar TPI tahu mengapa lembar kerja berubah.")
    window = assessment.period.filling.state(clock.today())
    if not window.is_open:
        raise NotNowError(f"{window.says} Lembar kerja yang ditarik sekarang tidak dapat dikirim lagi.")
    recalled = move(assessment, RECALL, by=by, comment=reason)
    text = f"Lembar kerja {assessment.unit} ditarik kembali: {reason}"
    people = [*leading_assessors(assessment), *team_of(assessment)]
    notify(people, text=text, address=f"/lembar-kerja/{pk}/", but=by)
    return recalled
