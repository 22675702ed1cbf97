"""Take a file out of its slot; the row, its reason and the bytes stay."""

from django.db import transaction

from zona.accounts.models import User
from zona.base import clock
from zona.base.text import plain_text
from zona.evidence.models import EvidenceFile
from zona.files.rules.problems import EvidenceRefusedError
from zona.ledger.record import record


@transaction.atomic
def remove_file(evidence: EvidenceFile, *, by: User, reason: str) -> EvidenceFile:
    """Mark the file as removed. Whoever calls has checked the permission and the window.

    Raises EvidenceRefusedError without a reason and when it was removed before.
    """
    reason = plain_text(reason)
    if not reason:
        raise EvidenceRefusedError("Tulis alasan mengeluarkan data dukung ini.")
    evidence = EvidenceFile.objects.select_for_update().get(pk=evidence.pk)
    if evidence.is_removed:
        raise EvidenceRefusedError(f"{evidence.original_name} sudah dikeluarkan sebelumnya. Muat ulang halaman ini.")
    evidence.removed_by = by
    evidence.removed_at = clock.now()
    evidence.removed_reason = reason
    evidence.save(update_fields=["removed_by", "removed_at", "removed_reason"])
    record(
        "evidence.removed",
        by=by,
        subject=evidence,
        unit_id=evidence.unit_id,
        summary=f"Data dukung '{evidence.original_name}' dikeluarkan dari butir {evidence.question_code}",
        period=evidence.period_id,
        question=evidence.question_code,
        part=evidence.part_code,
        reason=reason,
    )
    return evidence
