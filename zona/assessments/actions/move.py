"""The one way a worksheet changes its state: check the table, change, keep the row, log."""

from typing import Any

from zona.accounts.models import User
from zona.assessments.enums import Transition
from zona.assessments.models import Assessment, AssessmentTransition
from zona.ledger.record import record


class WrongStateError(Exception):
    """The deed does not fit the worksheet's present state; the text says what the state is."""


def move(
    assessment: Assessment,
    transition: Transition,
    *,
    by: User,
    comment: str = "",
    statement: str = "",
    fingerprint: str = "",
    **recorded: Any,
) -> AssessmentTransition:
    """Apply one transition to a locked worksheet; `recorded` goes into its leaf. Raises WrongStateError."""
    if assessment.state != transition.source:
        raise WrongStateError(
            f"{transition.label} tidak dapat dilakukan: keadaan lembar kerja sekarang "
            f"'{assessment.get_state_display()}'."
        )
    assessment.state = transition.target
    assessment.save(update_fields=["state"])
    row = AssessmentTransition.objects.create(
        assessment=assessment,
        name=transition.name,
        old=transition.source,
        new=transition.target,
        by=by,
        comment=comment,
        statement=statement,
        fingerprint=fingerprint,
    )
    record(
        f"assessment.{transition.name}",
        by=by,
        subject=assessment,
        unit_id=assessment.unit_id,
        summary=f"{transition.label}: {assessment.unit}",
        old=transition.source,
        new=transition.target,
        comment=comment,
        fingerprint=fingerprint,
        **recorded,
    )
    return row
