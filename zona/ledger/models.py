"""The ledger's first form: an append-only table. It knows no domain model, so every layer may write to it."""

from typing import Any

from django.db import models

from zona.base import clock


class LedgerIsAppendOnlyError(RuntimeError):
    """Somebody tried to change or delete what has been recorded."""


class Entry(models.Model):
    """One fact: who did what to which object, for which unit, when and why.

    Personal data: the actor's name as shown at that time. Purpose: answering objections and audits. Retention: as
    long as the object it speaks of.
    """

    at = models.DateTimeField("waktu", default=clock.now, db_index=True)
    event = models.CharField("peristiwa", max_length=80)
    actor_id = models.BigIntegerField("nomor pelaku", null=True)
    actor_name = models.CharField("pelaku", max_length=200)
    subject_kind = models.CharField("jenis objek", max_length=80)
    subject_id = models.CharField("nomor objek", max_length=64)
    unit_id = models.BigIntegerField("nomor unit kerja", null=True, db_index=True)
    summary = models.CharField("ringkasan", max_length=500)
    details = models.JSONField("rincian", default=dict)

    class Meta:
        ordering = ["-id"]
        verbose_name = "catatan buku besar"
        verbose_name_plural = "catatan buku besar"
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="ledger_subject")]

    def __str__(self) -> str:
        return self.summary

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only."""
        if not self._state.adding:
            raise LedgerIsAppendOnlyError("Catatan buku besar tidak dapat diubah.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never."""
        raise LedgerIsAppendOnlyError("Catatan buku besar tidak dapat dihapus.")
