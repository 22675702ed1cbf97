"""Tick a step as done, or take the tick back."""

from django.db import transaction

from zona.accounts.models import User
from zona.assessments.access import assessment_for
from zona.assessments.actions.save_answer import check_may_save
from zona.assessments.models import StepTick
from zona.ledger.record import record


@transaction.atomic
def tick_steps(pk: int, code: str, done: set[str], *, by: User) -> None:
    """Make `done` the set of finished steps of one question; unknown step codes are ignored.

    Raises as `save_answer` does.
    """
    assessment = assessment_for(by, pk, lock=True)
    question = assessment.instrument.instrument.questions[code]
    check_may_save(assessment, question, by=by)
    wanted = done & set(question.steps)
    rows = StepTick.objects.filter(assessment=assessment, question_code=code)
    present = set(rows.values_list("step_code", flat=True))
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
