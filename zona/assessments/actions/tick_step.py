"""Tick a step as done, or take the tick back."""

from django.db import transaction

from zona.accounts.models import User
from zona.assessments.access import assessment_for
from zona.assessments.actions.save_answer import check_may_save
from zona.assessments.models import StepTick
from zona.ledger.record import record


@transaction.atomic
def tick_steps(pk: int, code: str, done: set[str], *, by: User, shown: set[str] | None = None) -> None:
    """Take over what somebody changed in the checklist of one question; unknown step codes are ignored.

    `done` is what is ticked now, `shown` what was ticked when the page was drawn: only the difference counts, so that
    two people at one checklist lose nothing. Without `shown`, `done` becomes the whole set. Raises as `save_answer`.
    """
    assessment = assessment_for(by, pk, lock=True)
    question = assessment.instrument.instrument.questions[code]
    check_may_save(assessment, question, by=by)
    rows = StepTick.objects.filter(assessment=assessment, question_code=code)
    present = set(rows.values_list("step_code", flat=True))
    before = present if shown is None else shown
    wanted = (present | (done - before)) - (before - done)
    wanted &= set(question.steps)
    if wanted == present:
        return
    rows.exclude(step_code__in=wanted).delete()
    StepTick.objects.bulk_create(
        StepTick(assessment=assessment, question_code=code, step_code=step, ticked_by=by)
        for step in sorted(wanted - present)
    )
    record(
        "assessment.steps_ticked",
        by=by,
        subject=assessment,
        unit_id=assessment.unit_id,
        summary=f"Tahapan butir {code}: {len(wanted)} dari {len(question.steps)} selesai",
        code=code,
        old=sorted(present),
        new=sorted(wanted),
    )
