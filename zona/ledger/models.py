"""The ledger: one append-only Merkle log for each government. Knows no domain model, so every layer may write to it.

`Entry` is written by the deed itself, in the deed's transaction, with a salted commitment and without a number. The
sequencer numbers entries, keeps the hashes of the tree in `Tile` and signs a `Checkpoint`. Database triggers
(`guards`) refuse every change but these: an entry gets its number once, and an erased entry loses its text. The format
and what it does not protect against: docs/ledger.md.
"""

import logging
from typing import Any

from django.db import models
from django.db.models import Q

from zona.base import clock
from zona.ledger.enums import Visibility

log = logging.getLogger(__name__)

#: entries that concern no government (an instrument is loaded) stand in a log of their own
WHOLE_INSTALLATION = 0
#: what an erased entry says
ERASED = "(dihapus atas permintaan subjek data)"


class LedgerIsAppendOnlyError(RuntimeError):
    """Somebody tried to change or delete what has been recorded."""


class AppendOnly(models.Model):
    """Rows that are written once; the database refuses what gets past this class."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only. An attempt to change a row is logged: somebody wrote code that tries to."""
        if not self._state.adding:
            log.error("Percobaan mengubah %s nomor %s ditolak", self._meta.label_lower, self.pk, stack_info=True)
            raise LedgerIsAppendOnlyError("Catatan buku besar tidak dapat diubah.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never; the attempt is logged."""
        log.error("Percobaan menghapus %s nomor %s ditolak", self._meta.label_lower, self.pk, stack_info=True)
        raise LedgerIsAppendOnlyError("Catatan buku besar tidak dapat dihapus.")


class Entry(AppendOnly):
    """One fact: who did what to which object, for which unit, when and why.

    Personal data: the actor's name as shown at that time, and names in the text. Purpose: answering objections and
    audits. Retention: as long as the object it speaks of; erased by `erase`, which leaves the commitment.
    """

    log = models.BigIntegerField("nomor buku besar", default=WHOLE_INSTALLATION)
    position = models.BigIntegerField("nomor urut", null=True)  # set once, by the sequencer
    commitment = models.BinaryField("komitmen", max_length=32)
    salt = models.BinaryField("garam", max_length=32, null=True)
    visibility = models.CharField("pembaca", max_length=10, choices=Visibility.choices, default=Visibility.UNIT)
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
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="ledger_subject"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["log", "position"],
                name="ledger_position_once",
                violation_error_message="Nomor urut buku besar ini sudah terpakai.",
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values),
                name="ledger_visibility_known",
                violation_error_message="Kelas pembaca tidak dikenal.",
            ),
        ]

    def __str__(self) -> str:
        return self.summary

    @property
    def is_erased(self) -> bool:
        """Whether text and salt are gone for ever."""
        return self.salt is None


class Log(models.Model):
    """What a log is called and which key signs it; made by the sequencer when the first entry waits."""

    government_id = models.BigIntegerField("nomor pemerintah daerah", unique=True)  # 0: the whole installation
    origin = models.CharField("nama buku besar", max_length=200, unique=True)
    public_key = models.BinaryField("kunci publik", max_length=32)  # Ed25519
    created_at = models.DateTimeField("dibuat", default=clock.now)

    class Meta:
        ordering = ["government_id"]
        verbose_name = "buku besar"
        verbose_name_plural = "buku besar"

    def __str__(self) -> str:
        return self.origin


class Checkpoint(AppendOnly):
    """A signed state of a log; from it on, nothing before can change unseen."""

    log = models.ForeignKey(Log, models.PROTECT, related_name="checkpoints", verbose_name="buku besar")
    size = models.BigIntegerField("jumlah catatan")
    root = models.BinaryField("akar", max_length=32)
    frontier = models.BinaryField("tepi pohon")  # what the sequencer needs to go on; see tree.Frontier
    at = models.DateTimeField("waktu")
    note = models.TextField("teks bertanda tangan")

    class Meta:
        ordering = ["log", "-size"]
        verbose_name = "titik periksa"
        verbose_name_plural = "titik periksa"
        constraints = [
            models.UniqueConstraint(
                fields=["log", "size"],
                name="checkpoint_once_a_size",
                violation_error_message="Titik periksa untuk jumlah catatan ini sudah ada.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.log} pada {self.size} catatan"


class Tile(AppendOnly):
    """256 neighbouring hashes of one level of the tree, kept so that a proof reads a few rows, not a million.

    Level 0 holds leaf hashes, level 1 the roots of level-0 tiles, and so on (C2SP tlog-tiles). Only full tiles.
    """

    log = models.ForeignKey(Log, models.PROTECT, related_name="tiles", verbose_name="buku besar")
    level = models.PositiveSmallIntegerField("tingkat")
    number = models.BigIntegerField("nomor")
    hashes = models.BinaryField("sidik", max_length=256 * 32)
    root = models.BinaryField("akar", max_length=32)

    class Meta:
        verbose_name = "lembar pohon"
        verbose_name_plural = "lembar pohon"
        constraints = [
            models.UniqueConstraint(
                fields=["log", "level", "number"],
                name="tile_once",
                violation_error_message="Lembar pohon ini sudah ada.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.log} tingkat {self.level} lembar {self.number}"


class Erasure(AppendOnly):
    """Permission for the trigger to let one entry's text and salt go; written by `erase` just before."""

    entry = models.OneToOneField(Entry, models.PROTECT, related_name="erasure", verbose_name="catatan buku besar")
    at = models.DateTimeField("waktu", default=clock.now)
    reason = models.CharField("alasan", max_length=300)

    class Meta:
        verbose_name = "penghapusan isi catatan"
        verbose_name_plural = "penghapusan isi catatan"

    def __str__(self) -> str:
        return self.reason


class Witness(models.Model):
    """An office that keeps the last checkpoint on a machine of its own and refuses to sign a second history."""

    log = models.ForeignKey(Log, models.PROTECT, related_name="witnesses", verbose_name="buku besar")
    name = models.CharField("nama saksi", max_length=120)
    public_key = models.BinaryField("kunci publik", max_length=32)
    registered_at = models.DateTimeField("didaftarkan", default=clock.now)
    removed_at = models.DateTimeField("dikeluarkan", null=True, blank=True)

    class Meta:
        verbose_name = "saksi buku besar"
        verbose_name_plural = "saksi buku besar"
        constraints = [
            models.UniqueConstraint(
                fields=["log", "name"],
                name="witness_name_once",
                violation_error_message="Nama saksi ini sudah terdaftar pada buku besar itu.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Cosignature(AppendOnly):
    """A witness's word that it saw this checkpoint and none that contradicts it."""

    checkpoint = models.ForeignKey(
        Checkpoint, models.PROTECT, related_name="cosignatures", verbose_name="titik periksa"
    )
    witness = models.ForeignKey(Witness, models.PROTECT, related_name="cosignatures", verbose_name="saksi buku besar")
    line = models.TextField("baris tanda tangan")
    at = models.DateTimeField("waktu")

    class Meta:
        verbose_name = "tanda saksi"
        verbose_name_plural = "tanda saksi"
        constraints = [
            models.UniqueConstraint(
                fields=["checkpoint", "witness"],
                name="cosignature_once",
                violation_error_message="Saksi ini sudah menandai titik periksa itu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.witness} pada {self.checkpoint}"
