"""Save one answer: the deed behind every keystroke, form, import and command."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.assessments.access import assessment_for
from zona.assessments.actions.store_result import store_result
from zona.assessments.enums import Party
from zona.assessments.models import Answer, Assessment, StoredResult
from zona.assessments.queries import Answers, Windows, returned_codes
from zona.assessments.rules.writing import why_not_write
from zona.base import clock
from zona.base.text import plain_text
from zona.ledger.record import record
from zona.scoring import answers as scoring
from zona.scoring.structure import EnteredBy, Question

#: who enters what: the unit its own answers, officers the result values with their source paper
PERMISSION_FOR = {
    EnteredBy.UNIT: Permission.ANSWER,
    EnteredBy.SURVEY: Permission.ENTER_SURVEY_RESULT,
    EnteredBy.AUDIT: Permission.ENTER_AUDIT_RESULT,
}


class NotNowError(Exception):
    """The item cannot be changed now; the text says why and whom to ask. Nothing typed is lost: it is shown again."""


class ConflictError(Exception):
    """Somebody else saved this item in between; `current` is their answer, to be shown beside one's own."""

    def __init__(self, current: Answer) -> None:
        super().__init__("Butir ini baru saja diubah orang lain.")
        self.current = current


@dataclass(frozen=True)
class Saved:
    """What saving did."""

    answer: Answer
    answers: Answers  # every party's row to this question
    result: StoredResult
    changed: bool


@dataclass(frozen=True)
class Draft:
    """What somebody wants to save for one question, as it was typed."""

    raw: Any  # label, number, mapping of numbers, or empty to take the answer back
    remark: str = ""
    source: str = ""
    confirms: bool = True  # false where only the remark comes from somewhere: a carried answer stays unconfirmed
    version: int | None = None  # the version the person saw; None asks for no conflict check (imports lock anyway)


@transaction.atomic
def save_answer(pk: int, code: str, draft: Draft | Callable[[Question], Draft], *, by: User) -> Saved:
    """Save one party-unit answer and its consequences. A form gives a function: reading it takes the question.

    Raises Http404, PermissionDenied, NotNowError, ConflictError, AnswerError (the answer cannot be understood) and
    KeyError for a code that the instrument does not have.
    """
    assessment = assessment_for(by, pk, lock=True)
    question = assessment.instrument.instrument.questions[code]
    check_may_save(assessment, question, by=by)
    if callable(draft):
        draft = draft(question)
    given = scoring.read_answer(question, draft.raw)
    answers = {row.party: row for row in assessment.answers.filter(question_code=code)}
    row = answers.setdefault(Party.UNIT, Answer(assessment=assessment, party=Party.UNIT, question_code=code, version=0))
    if draft.version is not None and draft.version != row.version and not _says_the_same(row, given, draft):
        raise ConflictError(row)
    changed = write_answer(row, question, given, draft, by=by)
    return Saved(row, answers, store_result(assessment), changed)


def _says_the_same(row: Answer, given: scoring.Answer | None, draft: Draft) -> bool:
    """Whether the row already holds what is sent: a double click or a retry, not a conflict."""
    wanted = Answer(remark=plain_text(draft.remark), source=plain_text(draft.source))
    wanted.take(given)
    return row.pk is not None and as_recorded(row) == as_recorded(wanted)


def check_may_save(
    assessment: Assessment, question: Question, *, by: User, returned: frozenset[str] | None = None
) -> None:
    """Right and time. `returned` are the codes that are back with the unit; without it they are asked for.

    Raises PermissionDenied or NotNowError.
    """
    from zona.accounts.policy import can

    if not can(by, PERMISSION_FOR[question.entered_by], assessment.unit):
        raise PermissionDenied(_who_enters(question))
    windows = Windows(assessment.period, clock.today())
    if question.entered_by is not EnteredBy.UNIT:
        reason = windows.why_not_result()
    else:
        codes = returned_codes(assessment) if returned is None else returned
        reason = why_not_write(windows.situation(assessment, returned=question.code in codes))
    if reason:
        raise NotNowError(reason)


def write_answer(row: Answer, question: Question, given: scoring.Answer | None, draft: Draft, *, by: User) -> bool:
    """Change the row and log it; false when nothing differs. The caller has checked and stores the result."""
    _check_source(question, given, plain_text(draft.source))
    before = Answer(label=row.label, inputs=row.inputs, confirmed=row.confirmed, remark=row.remark, source=row.source)
    row.take(given)
    row.remark, row.source = plain_text(draft.remark), plain_text(draft.source)
    old, new = as_recorded(before), as_recorded(row)
    if old == new and not row.carried:
        return False
    row.carried = row.carried and not draft.confirms
    row.version += 1
    row.answered_by, row.answered_at = by, clock.now()
    row.save()
    record(
        "assessment.answered",
        by=by,
        subject=row.assessment,
        unit_id=row.assessment.unit_id,
        summary=f"Butir {question.code} dijawab {new['answer'] or '(dikosongkan)'}",
        code=question.code,
        party=row.party,
        version=row.version,
        old=old,
        new=new,
    )
    return True


#: as long as the column
LONGEST_SOURCE = 300


def _check_source(question: Question, given: scoring.Answer | None, source: str) -> None:
    if question.entered_by is not EnteredBy.UNIT and given is not None and not source:
        raise scoring.AnswerError(
            f"Butir {question.code}: tulis dokumen sumbernya (nomor dan tanggal laporan) di isian Dokumen sumber."
        )
    if len(source) > LONGEST_SOURCE:
        raise scoring.AnswerError(
            f"Butir {question.code}: dokumen sumber paling panjang {LONGEST_SOURCE} huruf, bukan {len(source)}."
        )


def as_recorded(row: Answer) -> dict[str, Any]:
    """An answer as the ledger keeps it: for people in one line, and whole, so that it can be brought back."""
    whole = {"label": row.label, "inputs": row.inputs, "confirmed": row.confirmed}
    return {"answer": told(row.given), "remark": row.remark, "source": row.source, "whole": whole}


def told(given: scoring.Answer | None) -> str:
    """An answer in one line, for the ledger and for conflicts; empty when there is none."""
    if given is None:
        return ""
    if given.label:
        return given.label
    numbers = ", ".join(f"{name} {number}" for name, number in given.inputs.items())
    return f"{numbers} (dikonfirmasi)" if given.confirmed else numbers


def _who_enters(question: Question) -> str:
    if question.entered_by is EnteredBy.SURVEY:
        return "Nilai survei diisi oleh petugas survei atau TPI, disertai dokumen sumbernya."
    if question.entered_by is EnteredBy.AUDIT:
        return "Nilai tindak lanjut pemeriksaan diisi oleh Inspektorat atau TPI, disertai dokumen sumbernya."
    return "Anda dapat melihat lembar kerja ini, tetapi tidak berwenang mengisinya."
