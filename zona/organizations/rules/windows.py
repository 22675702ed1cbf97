"""When something may be done: a window has a first and a last day, and both days belong to it."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from zona.base.text import MONTHS


def in_words(day: date) -> str:
    """`5 Januari 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


class Phase(Enum):
    """Where a day lies, seen from a window."""

    BEFORE = "before"
    OPEN = "open"
    AFTER = "after"


@dataclass(frozen=True)
class WindowState:
    """A window on one day: where the day lies, and the sentence for whoever wants to write."""

    phase: Phase
    says: str

    @property
    def is_open(self) -> bool:
        """Whether it may be done on that day."""
        return self.phase is Phase.OPEN


@dataclass(frozen=True)
class Window:
    """A stretch of days for one kind of work (`name`: Pengisian, Verifikasi, Perbaikan) and whom to ask about it."""

    name: str
    opens: date
    closes: date
    contact: str = ""

    def state(self, today: date) -> WindowState:
        """The window as it stands on that day."""
        return state(self, today)


def state(window: Window, today: date) -> WindowState:
    """BEFORE, OPEN or AFTER, with an Indonesian sentence; when it is not open the sentence says whom to ask."""
    if today < window.opens:
        return WindowState(Phase.BEFORE, f"{window.name} dibuka {in_words(window.opens)}.{_ask(window)}")
    if today > window.closes:
        return WindowState(Phase.AFTER, f"{window.name} ditutup {in_words(window.closes)}.{_ask(window)}")
    return WindowState(Phase.OPEN, f"{window.name} dibuka sampai {in_words(window.closes)}.")


def _ask(window: Window) -> str:
    return f" Hubungi {window.contact}." if window.contact else ""
