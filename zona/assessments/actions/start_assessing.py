"""TPI begins; from here the unit cannot recall, only fix what is sent back."""

from django.db import transaction

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.assessments.access import assessment_for
from zona.assessments.actions.move import move
from zona.assessments.enums import START
from zona.assessments.models import AssessmentTransition


@transaction.atomic
def start_assessing(pk: int, *, by: User) -> AssessmentTransition:
    """Move a sent worksheet into assessment. Raises Http404, PermissionDenied, WrongStateError."""
    assessment = assessment_for(by, pk, to=Permission.RETURN_ITEMS, lock=True)
    return move(assessment, START, by=by)
