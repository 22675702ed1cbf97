"""What proves an answer: every slot that a stored file fills. Changed only by the deeds in `actions/`."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from zona.base import clock
from zona.files.models import StoredFile
from zona.organizations.models import Period, WorkUnit


class EvidenceFile(models.Model):
    """A file in one slot of a question's recipe, for one unit and period (data dukung).

    It hangs on codes, never on an answer: a kit may prove something before the worksheet is opened, and an answer may
    change without its proof. A removed file stays as a row with its reason.

    Personal data: who uploaded and removed it (account numbers), and the file's name as given, which may hold a
    person's name. Purpose: the unit and its assessors must know whom to ask. Retention: with the assessment, five
    years after the predicate ends.
    """

    unit = models.ForeignKey(WorkUnit, models.PROTECT, related_name="evidence", verbose_name="unit kerja")
    period = models.ForeignKey(Period, models.PROTECT, related_name="evidence", verbose_name="periode")
    question_code = models.CharField("kode butir", max_length=60)
    part_code = models.CharField("kode bagian data dukung", max_length=60)
    stored_file = models.ForeignKey(StoredFile, models.PROTECT, related_name="uses", verbose_name="berkas tersimpan")
    original_name = models.CharField("nama berkas", max_length=150)
    title = models.CharField("judul", max_length=200, blank=True)
    document_date = models.DateField("tanggal dokumen", null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diunggah oleh"
    )
    uploaded_at = models.DateTimeField("diunggah", default=clock.now)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="dikeluarkan oleh",
    )
    removed_at = models.DateTimeField("dikeluarkan", null=True, blank=True)
    removed_reason = models.TextField("alasan dikeluarkan", blank=True)

    class Meta:
        ordering = ["question_code", "part_code", "uploaded_at", "id"]
        verbose_name = "data dukung"
        verbose_name_plural = "data dukung"
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None, removed_reason="")
                | (Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removed_reason="")),
                name="evidence_removal_whole",
                violation_error_message="Mengeluarkan data dukung memerlukan orang, waktu dan alasan.",
            ),
            models.UniqueConstraint(
                fields=["unit", "period", "question_code", "part_code", "stored_file"],
                condition=Q(removed_at=None),
                name="evidence_once_a_slot",
                violation_error_message="Berkas yang sama sudah ada di bagian ini.",
            ),
            models.CheckConstraint(
                condition=~Q(question_code="") & ~Q(part_code=""),
                name="evidence_in_a_slot",
                violation_error_message="Data dukung harus ditempatkan pada satu bagian butir.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["period", "unit", "question_code", "part_code"],
                condition=Q(removed_at=None),
                name="evidence_slots",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.original_name

    @property
    def is_removed(self) -> bool:
        """Whether it no longer proves anything."""
        return self.removed_at is not None
