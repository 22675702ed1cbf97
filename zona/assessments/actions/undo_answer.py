"""Take back one's own last change of an item: the answer before it is saved again, as a new version."""

from fractions import Fraction
from typing import Any

from django.db import transaction

from zona.accounts.models import User
from zona.assessments.access import assessment_for
from zona.assessments.actions.save_answer import Draft, Saved, check_may_save, save_answer
from zona.assessments.enums import Party
from zona.assessments.models import Answer, Assessment
from zona.ledger.models import Entry
from zona.scoring.answers import CONFIRMED
from zona.scoring.structure import AnswerKind, Question


class NothingToUndoError(Exception):
    """The last change was somebody else's, or there is none."""


@transaction.atomic
def undo_answer(pk: int, code: str, *, by: User) -> Saved:
    """Save what stood there before this person's last change.

    Raises NothingToUndoError, and everything that `save_answer` raises.
    """
    assessment = assessment_for(by, pk, lock=True)
    question = assessment.instrument.instrument.questions[code]
    check_may_save(assessment, question, by=by)
    row = Answer.objects.filter(assessment=assessment, party=Party.UNIT, question_code=code).first()
    if row is None or row.answered_by_id != by.pk:
        raise NothingToUndoError("Perubahan terakhir butir ini bukan milik Anda.")
    entry = _last_change(assessment, row)
    if entry is None:
        raise NothingToUndoError("Tidak ada perubahan yang dapat diurungkan.")
    old = entry.details["old"]
    draft = Draft(raw=_raw(question, old["whole"]), remark=old["remark"], source=old["source"], version=row.version)
    return save_answer(pk, code, draft, by=by)


def _last_change(assessment: Assessment, row: Answer) -> Entry | None:
    """The entry that led to the present version."""
    entries = Entry.objects.filter(
        event="assessment.answered",
        subject_kind=assessment._meta.label_lower,
        subject_id=str(assessment.pk),
        details__code=row.question_code,
        details__version=row.version,
    )
    return entries.first()


def _raw(question: Question, whole: dict[str, Any]) -> Any:
    """What was answered, as `read_answer` takes it; exact fractions become decimals where they end."""
    if question.kind is AnswerKind.CHOICE:
        return whole["label"]
    inputs = {name: Fraction(text) for name, text in whole["inputs"].items()}
    return inputs | ({CONFIRMED: "Ya"} if whole["confirmed"] else {}) if inputs else None
