"""What a check found, row by row, for the page that shows it before anything is written."""

import hashlib
import json
from dataclasses import asdict, dataclass
from enum import Enum


class Outcome(Enum):
    """What would happen with a row; the value is the word people read."""

    NEW = "baru"
    CHANGED = "berubah"
    UNCHANGED = "tetap"
    REFUSED = "ditolak"


@dataclass(frozen=True)
class Change:
    """One column that would change; an empty text is an empty cell."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class RowReport:
    """One row of the file: its number as the spreadsheet shows it, what it speaks of, and what would happen."""

    number: int
    key: str
    name: str
    outcome: Outcome
    changes: tuple[Change, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """All rows, and the titles of columns that Zona does not know and left alone."""

    rows: tuple[RowReport, ...]
    ignored_columns: tuple[str, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many rows have this outcome."""
        return sum(row.outcome is outcome for row in self.rows)

    @property
    def refused(self) -> list[RowReport]:
        """The rows that stand in the way."""
        return [row for row in self.rows if row.outcome is Outcome.REFUSED]

    @property
    def can_be_applied(self) -> bool:
        """Whether no row is refused."""
        return not self.refused

    @property
    def summary(self) -> str:
        """`3 baru, 1 berubah, 40 tetap, 2 ditolak`."""
        return ", ".join(f"{self.count(outcome)} {outcome.value}" for outcome in Outcome)

    @property
    def fingerprint(self) -> str:
        """Names this very report: carried from the preview to the deed, so that what was shown is what is done."""
        rows = [asdict(row) | {"outcome": row.outcome.value} for row in self.rows]
        return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()


def reason(number: int, column: str, sentence: str) -> str:
    """`Baris 7, kolom NIP: …`, as every refusal is worded."""
    return f"Baris {number}, kolom {column}: {sentence}"
