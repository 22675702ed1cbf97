"""File a proof under a question's recipe part, or take it out again, and keep the progress figures true."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import can
from zona.assessments.access import assessment_for
from zona.assessments.actions.save_answer import PERMISSION_FOR, check_may_save
from zona.assessments.actions.store_result import store_result
from zona.assessments.models import Assessment
from zona.evidence.actions.attach_file import attach_file
from zona.evidence.actions.remove_file import remove_file
from zona.evidence.models import EvidenceFile
from zona.files.storage import ReceivedFile
from zona.scoring.structure import EnteredBy, Question


def may_file(pk: int, code: str, part: str, *, by: User) -> None:
    """Say no before any bytes are taken in. Raises as `file_evidence` does."""
    _check(pk, code, part, by=by, lock=False)


def file_evidence(
    pk: int, code: str, part: str, received: ReceivedFile, *, by: User, document_date: date | None = None
) -> EvidenceFile:
    """File one received and inspected upload. Raises as `save_answer` does, and EvidenceError from the file itself."""
    with transaction.atomic():
        assessment, question = _check(pk, code, part, by=by)
        row = attach_file(
            by=by,
            unit=assessment.unit,
            period=assessment.period,
            question_code=question.code,
            part_code=part,
            received=received,
            document_date=document_date,
        )
        store_result(assessment)
    return row


def take_out_evidence(pk: int, evidence_pk: int, *, by: User, reason: str) -> EvidenceFile:
    """Remove a proof from its slot; row and reason stay. Raises as `file_evidence` does."""
    with transaction.atomic():
        assessment = assessment_for(by, pk, lock=True)
        row = EvidenceFile.objects.get(pk=evidence_pk, unit=assessment.unit, period=assessment.period, removed_at=None)
        _check(pk, row.question_code, row.part_code, by=by)
        remove_file(row, by=by, reason=reason)
        store_result(assessment)
    return row


def _check(pk: int, code: str, part: str, *, by: User, lock: bool = True) -> tuple[Assessment, Question]:
    assessment = assessment_for(by, pk, lock=lock)
    question = assessment.instrument.instrument.questions[code]
    if part not in {given.code for given in question.evidence}:
        raise KeyError(part)
    if question.entered_by is EnteredBy.UNIT:
        if not can(by, Permission.ATTACH_EVIDENCE, assessment.unit):
            raise PermissionDenied("Anda dapat melihat lembar kerja ini, tetapi tidak berwenang menambah data dukung.")
    elif not can(by, PERMISSION_FOR[question.entered_by], assessment.unit):
        raise PermissionDenied("Data dukung nilai hasil diisi oleh petugas yang memasukkan nilainya.")
    check_may_save(assessment, question, by=by)
    return assessment, question
