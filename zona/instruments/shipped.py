"""The instrument files that come with Zona, found and read without a database."""

from functools import lru_cache
from pathlib import Path

from zona.instruments.reader import Reading, read_instrument
from zona.scoring.structure import Instrument

#: data/instruments/ beside the package; settings name the same folder
FOLDER = Path(__file__).resolve().parent.parent.parent / "data" / "instruments"


class UnknownInstrumentError(LookupError):
    """No instrument has that id; the text says which there are."""


def shipped_ids() -> list[str]:
    """Ids of the shipped instruments, in the order of their files."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


@lru_cache(maxsize=8)
def shipped_instrument(instrument_id: str) -> Instrument:
    """A shipped instrument by its id. Raises UnknownInstrumentError."""
    if instrument_id not in shipped_ids():
        known = ", ".join(shipped_ids())
        raise UnknownInstrumentError(f"Instrumen '{instrument_id}' tidak dikenal; yang ada: {known}.")
    return read_file(FOLDER / f"{instrument_id}.yaml")


def read_file(path: Path) -> Instrument:
    """The instrument of one file. Raises ValueError naming the first mistake."""
    reading = reading_of(path)
    if reading.instrument is None:
        raise ValueError(f"{path.name}: {reading.problems[0]}")
    return reading.instrument


def reading_of(path: Path) -> Reading:
    """Read one file, mistakes and all. Raises OSError and UnicodeDecodeError as the file system does."""
    return read_instrument(path.read_text(encoding="utf-8"))
