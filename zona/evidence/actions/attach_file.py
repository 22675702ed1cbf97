"""Put a file into a slot of a question's recipe."""

from datetime import date

from django.db import IntegrityError, transaction

from zona.accounts.models import User
from zona.evidence.models import EvidenceFile
from zona.files.models import StoredFile
from zona.files.rules.problems import FileRefusedError, Problem
from zona.files.storage import ReceivedFile, keep
from zona.ledger.record import record
from zona.organizations.models import Period, WorkUnit


@transaction.atomic
def attach_file(
    *,
    by: User,
    unit: WorkUnit,
    period: Period,
    question_code: str,
    part_code: str,
    received: ReceivedFile,
    document_date: date | None = None,
    title: str = "",
) -> EvidenceFile:
    """Let a received file prove this part. Whoever calls has checked the permission, the window and the codes.

    `received` comes from `storage.receive`, called before the transaction opens: inspecting a file may take seconds,
    and SQLite has one writer. Raises FileRefusedError when the same bytes are in this slot already.
    """
    evidence = EvidenceFile(
        unit=unit,
        period=period,
        question_code=question_code,
        part_code=part_code,
        stored_file=keep(received),
        original_name=received.name,
        title=title.strip(),
        document_date=document_date,
        uploaded_by=by,
    )
    _save_once(evidence)
    _record(evidence, evidence.stored_file, by)
    return evidence


def _save_once(evidence: EvidenceFile) -> None:
    """Insert; the constraint decides between two that come at the same moment."""
    try:
        with transaction.atomic():
            evidence.save(force_insert=True)
    except IntegrityError as error:
        same = EvidenceFile.objects.filter(
            unit=evidence.unit,
            period=evidence.period,
            question_code=evidence.question_code,
            part_code=evidence.part_code,
            stored_file=evidence.stored_file,
            removed_at=None,
        ).first()
        if same is None:
            raise
        raise FileRefusedError(Problem.SAME_BYTES, evidence.original_name, known=same.original_name) from error


def _record(evidence: EvidenceFile, stored: StoredFile, by: User) -> None:
    record(
        "evidence.attached",
        by=by,
        subject=evidence,
        unit_id=evidence.unit_id,
        summary=f"Data dukung '{evidence.original_name}' dilampirkan pada butir {evidence.question_code}",
        period=evidence.period_id,
        question=evidence.question_code,
        part=evidence.part_code,
        sha256=stored.sha256,
        size=stored.size,
        media_type=stored.media_type,
        document_date=evidence.document_date.isoformat() if evidence.document_date else None,
    )
