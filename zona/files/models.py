"""Bytes on disk, kept once: what evidence, papers and scans point at. Rows are made by `storage.keep` alone."""

from django.db import models
from django.db.models import Q

from zona.base import clock
from zona.files.rules.kinds import BY_MEDIA_TYPE, Kind, size_shown


class StoredFile(models.Model):
    """Bytes on disk, kept once however many slots they fill; the path is made by us and says nothing.

    Personal data: whatever the file itself contains (names, photographs, signatures, a place in a photograph's
    metadata). Purpose: proving answers of the worksheet, keeping papers. Retention: as long as the longest-lived row
    that uses it (data dukung: five years after the predicate ends; official papers: permanent). The fingerprint is a
    plain SHA-256, because evidence has no anonymity to protect; files of whistleblowers never come here.
    """

    sha256 = models.CharField("sidik jari", max_length=64, unique=True)
    size = models.PositiveBigIntegerField("ukuran (byte)")
    media_type = models.CharField("jenis berkas", max_length=100)
    path = models.CharField("letak di penyimpanan", max_length=60, unique=True)
    pages = models.PositiveIntegerField("jumlah halaman", null=True)
    active = models.BooleanField("berisi skrip atau lampiran", default=False)
    stored_at = models.DateTimeField("disimpan", default=clock.now)

    class Meta:
        db_table = "evidence_storedfile"  # the name it was made with
        verbose_name = "berkas tersimpan"
        verbose_name_plural = "berkas tersimpan"
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gt=0),
                name="stored_file_not_empty",
                violation_error_message="Berkas kosong tidak dapat disimpan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.size_shown})"

    @property
    def kind(self) -> Kind:
        """What is known of its kind."""
        return BY_MEDIA_TYPE[self.media_type]

    @property
    def size_shown(self) -> str:
        """`24,9 MB`."""
        return size_shown(self.size)

    @property
    def previewable(self) -> bool:
        """Whether `serving.preview` makes a picture of it: not of HEIC, Office files and PDFs with scripts."""
        return bool(self.kind.preview) and not self.active
