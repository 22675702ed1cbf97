"""Send one item back to the unit, and the unit hands it in again."""

from datetime import date

from django.db import transaction

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.assessments.access import assessment_for
from zona.assessments.actions.move import WrongStateError
from zona.assessments.actions.recall_assessment import ReasonMissingError
from zona.assessments.enums import AssessmentState
from zona.assessments.models import FixRequest
from zona.assessments.people import team_of
from zona.base import clock
from zona.base.text import date_in_words, plain_text
from zona.ledger.record import record
from zona.notifications.actions.notify import notify
from zona.scoring.structure import EnteredBy


@transaction.atomic
def return_item(pk: int, code: str, *, by: User, reason: str, due_on: date) -> FixRequest:
    """Reopen one item of a worksheet under assessment.

    Raises Http404, PermissionDenied, ReasonMissingError, WrongStateError (not under assessment, or already returned),
    ValueError when the due date has passed, KeyError for an unknown code.
    """
    assessment = assessment_for(by, pk, to=Permission.RETURN_ITEMS, lock=True)
    question = assessment.instrument.instrument.questions[code]
    if question.entered_by is not EnteredBy.UNIT:
        raise WrongStateError("Nilai hasil diperbaiki oleh petugasnya, tidak dikembalikan kepada unit.")
    reason = plain_text(reason)
    if not reason:
        raise ReasonMissingError("Tulis apa yang harus diperbaiki.")
    if due_on < clock.today():
        raise ValueError("Batas waktu sudah lewat. Pilih tanggal hari ini atau sesudahnya.")
    window = assessment.period.revision or assessment.period.filling
    if not window.opens <= due_on <= window.closes:
        raise ValueError(
            f"Batas waktu harus di dalam masa {window.name.lower()}, {date_in_words(window.opens)} sampai "
            f"{date_in_words(window.closes)}; di luar itu unit tidak dapat memperbaiki."
        )
    if assessment.state != AssessmentState.ASSESSING:
        raise WrongStateError("Butir hanya dapat dikembalikan saat lembar kerja sedang dinilai.")
    if FixRequest.objects.filter(assessment=assessment, question_code=code, handed_back_at=None).exists():
        raise WrongStateError(f"Butir {code} sudah dikembalikan dan belum diperbaiki.")
    row = FixRequest.objects.create(
        assessment=assessment, question_code=code, reason=reason, due_on=due_on, requested_by=by
    )
    record(
        "assessment.item_returned",
        by=by,
        subject=assessment,
        unit_id=assessment.unit_id,
        summary=f"Butir {code} dikembalikan, batas {date_in_words(due_on)}",
        code=code,
        reason=row.reason,
    )
    text = f"TPI mengembalikan butir {code}, batas {date_in_words(due_on)}: {row.reason}"
    notify(team_of(assessment), text=text, address=f"/lembar-kerja/{pk}/butir/{code}/", but=by)
    return row


@transaction.atomic
def hand_back_item(pk: int, code: str, *, by: User) -> FixRequest:
    """The unit says that a returned item is fixed; it is locked again.

    Raises Http404, PermissionDenied, WrongStateError when the item is not with the unit.
    """
    assessment = assessment_for(by, pk, to=Permission.ANSWER, lock=True)
    row = FixRequest.objects.filter(assessment=assessment, question_code=code, handed_back_at=None).first()
    if row is None:
        raise WrongStateError(f"Butir {code} tidak sedang dikembalikan.")
    row.handed_back_by, row.handed_back_at = by, clock.now()
    row.save(update_fields=["handed_back_by", "handed_back_at"])
    record(
        "assessment.item_handed_back",
        by=by,
        subject=assessment,
        unit_id=assessment.unit_id,
        summary=f"Butir {code} diserahkan kembali sesudah diperbaiki",
        code=code,
    )
    text = f"{assessment.unit} menyerahkan kembali butir {code} sesudah diperbaiki."
    notify([row.requested_by], text=text, address=f"/lembar-kerja/{pk}/butir/{code}/", but=by)
    return row
