"""Why a workbook may not be opened, and how much of everything it may hold."""

from dataclasses import dataclass
from enum import Enum, auto


class Fault(Enum):
    """What is wrong with a file; each import says it in its own sentence."""

    EMPTY = auto()
    LARGE = auto()  # the bytes themselves
    LOCKED = auto()  # a password
    OLD = auto()  # .xls, or another file in the same container
    OTHER = auto()  # no spreadsheet at all
    BINARY = auto()  # .xlsb
    BROKEN = auto()
    MANY_PARTS = auto()
    UNPACKED = auto()
    MANY_ROWS = auto()
    MANY_CELLS = auto()
    MUCH_TEXT = auto()


class UnsafeWorkbookError(Exception):
    """The file may not be opened; `part` names the part of it that is broken, where that is known."""

    def __init__(self, fault: Fault, part: str = "") -> None:
        super().__init__(f"{fault.name} {part}".rstrip())
        self.fault, self.part = fault, part


@dataclass(frozen=True)
class Bounds:
    """The most that a workbook may hold; beyond it a reader could take all memory."""

    file: int = 25 * 1024 * 1024
    unpacked: int = 100 * 1024 * 1024
    parts: int = 2_000
    sheets: int = 200
    rows: int = 1_048_576
    #: of the rectangles from A1 to the last filled cell, all sheets together; also of values and of shared strings
    cells: int = 2_000_000
    merges: int = 50_000
    #: bytes of text in all cells, a shared string counted at every cell that shows it
    text: int = 50 * 1024 * 1024
    longest_text: int = 1024 * 1024
