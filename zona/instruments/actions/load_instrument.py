"""Put an instrument file into the database; doing it twice changes nothing."""

from datetime import date
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from zona.instruments.models import LoadedInstrument
from zona.instruments.shipped import reading_of
from zona.instruments.tree import Problem
from zona.ledger.record import Actor, record
from zona.scoring.structure import Instrument


class FaultyInstrumentError(ValueError):
    """The file has mistakes; `problems` lists them all."""

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        super().__init__(f"{path.name}: {len(problems)} kesalahan, yang pertama {problems[0]}")
        self.problems = problems


class ReleasedInstrumentChangedError(ValueError):
    """A released edition differs from what was loaded before."""


@transaction.atomic
def load_instrument(path: Path, *, by: Actor | None) -> tuple[LoadedInstrument, bool]:
    """Load one file; returns the row and whether anything changed.

    A draft (no `released`) may be loaded again after a change. Raises FaultyInstrumentError, and
    ReleasedInstrumentChangedError when a released edition's content is not what it was.
    """
    reading = reading_of(path)
    if reading.instrument is None:
        raise FaultyInstrumentError(path, reading.problems)
    instrument = reading.instrument
    text = path.read_text(encoding="utf-8")
    fingerprint = sha256(text.encode()).hexdigest()
    known = LoadedInstrument.objects.select_for_update().filter(code=instrument.id, edition=instrument.edition).first()
    if known and known.sha256 == fingerprint:
        return known, False
    if known and known.released_on:
        raise ReleasedInstrumentChangedError(
            f"{path.name}: edisi {instrument.edition} sudah terbit {known.released_on:%d-%m-%Y} dan tidak boleh "
            "berubah. Simpan perubahan sebagai edisi baru (naikkan 'edition')."
        )
    row = _write(known or LoadedInstrument(), instrument, text, fingerprint)
    record("instrument.loaded", by=by, subject=row, summary=f"Instrumen {row} dimuat", sha256=fingerprint)
    return row, True


def _write(row: LoadedInstrument, instrument: Instrument, text: str, fingerprint: str) -> LoadedInstrument:
    row.code, row.edition = instrument.id, instrument.edition
    row.title, row.short_title = instrument.title, instrument.short_title
    row.released_on = date.fromisoformat(instrument.released) if instrument.released else None
    row.text, row.sha256 = text, fingerprint
    row.save()
    return row
