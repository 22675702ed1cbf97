"""Instruments in the database: one row for each edition, its content as it was loaded."""

from django.db import models

from zona.base import clock
from zona.instruments.reader import read_instrument
from zona.scoring.engine import Scorer
from zona.scoring.structure import Instrument


class LoadedInstrument(models.Model):
    """One edition of an instrument (LKE kosong). Its text never changes once released; assessments point here."""

    code = models.CharField("kode instrumen", max_length=80)
    edition = models.CharField("edisi", max_length=20)
    title = models.CharField("judul", max_length=300)
    short_title = models.CharField("judul singkat", max_length=80)
    released_on = models.DateField("tanggal terbit", null=True, blank=True)
    text = models.TextField("isi berkas")
    sha256 = models.CharField("sidik jari", max_length=64)
    loaded_at = models.DateTimeField("dimuat", default=clock.now)

    class Meta:
        ordering = ["code", "edition"]
        verbose_name = "instrumen"
        verbose_name_plural = "instrumen"
        constraints = [
            models.UniqueConstraint(
                fields=["code", "edition"],
                name="instrument_edition_unique",
                violation_error_message="Edisi instrumen ini sudah dimuat.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.short_title} edisi {self.edition}"

    @property
    def instrument(self) -> Instrument:
        """The instrument itself, parsed once for each process."""
        return self.scorer.instrument

    @property
    def scorer(self) -> Scorer:
        """The arithmetic of this instrument, prepared once for each process.

        Lists defer `text` (100 KB): it is fetched only when this process has not parsed the edition yet.
        """
        if self.sha256 not in _SCORERS:
            _SCORERS[self.sha256] = _parse(self.sha256, self.text)
        return _SCORERS[self.sha256]


_SCORERS: dict[str, Scorer] = {}


def _parse(sha256: str, text: str) -> Scorer:
    reading = read_instrument(text)
    if reading.instrument is None:
        raise ValueError(f"Instrumen yang tersimpan ({sha256[:12]}) tidak dapat dibaca: {reading.problems[0]}")
    return Scorer(reading.instrument)
