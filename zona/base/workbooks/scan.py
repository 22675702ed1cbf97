"""Streams through one XML part of a workbook, XLSX or ODS, and measures what a reader would make of it."""

import re
from array import array
from typing import Any
from xml.parsers import expat

from zona.base.workbooks.faults import Bounds, Fault, UnsafeWorkbookError

#: a cell's name; a spreadsheet ends at XFD1048576
_CELL_NAME = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
#: elements that carry the table, and what may not be open where they begin; readers differ about such files
_XLSX = {"row": ("row", "c"), "c": ("c",), "si": ("si",)}
_ODS_CONTENT = "content.xml"
_ODS = {
    "table": ("table", "table-row", "table-cell"),
    "table-row": ("table-row", "table-cell"),
    "table-cell": ("table-cell",),
}
#: relationships to parts that a reader takes cells from
_TABLE_KINDS = ("sheet", "/sharedstrings", "/officedocument")
#: no reference is longer; a shared string's number
_LONGEST_REFERENCE = 9


class Tally:
    """Sums over all parts of one workbook. Every method raises UnsafeWorkbookError beyond the bounds."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self._area = self._values = self._merges = self._sheets = self._text = 0
        self._lengths = array("L")  # of the shared strings, by their number; the longest where parts compete
        self._references = array("L")  # the cells that show a shared string, by its number

    def check_table(self, rows: int, columns: int) -> None:
        """A sheet that is filled up to there, so far."""
        self._check(rows, self.bounds.rows, Fault.MANY_ROWS)
        self._check(self._area + rows * columns, self.bounds.cells, Fault.MANY_CELLS)

    def add_table(self, rows: int, columns: int) -> None:
        """A sheet whose last filled cell is there."""
        self.check_table(rows, columns)
        self._area += rows * columns

    def add_value(self) -> None:
        """A cell with a value."""
        self._values += 1
        self._check(self._values, self.bounds.cells, Fault.MANY_CELLS)

    def add_merge(self) -> None:
        """A merged range."""
        self._merges += 1
        self._check(self._merges, self.bounds.merges, Fault.MANY_CELLS)

    def add_sheet(self) -> None:
        """A sheet of an XLSX; several may share a part."""
        self._sheets += 1
        self._check(self._sheets, self.bounds.sheets, Fault.MANY_PARTS)

    def check_length(self, length: int) -> None:
        """One text."""
        self._check(length, self.bounds.longest_text, Fault.MUCH_TEXT)

    def add_text(self, length: int) -> None:
        """Text of cells, as often as they repeat it."""
        self._text += length
        self._check(self._text, self.bounds.text, Fault.MUCH_TEXT)

    def add_shared(self, number: int, length: int) -> None:
        """A shared string; whether it is used is known only at the end."""
        if number < len(self._lengths):
            self._lengths[number] = max(self._lengths[number], length)
            return
        self._check(number + 1, self.bounds.cells, Fault.MUCH_TEXT)
        self._lengths.append(length)

    def add_reference(self, number: int) -> None:
        """A cell that shows a shared string."""
        self._references.append(number)

    def finish(self) -> None:
        """Sum up what the cells show of the shared strings."""
        known = len(self._lengths)
        for number in self._references:
            if number < known:
                self.add_text(self._lengths[number])

    @staticmethod
    def _check(value: int, most: int, fault: Fault) -> None:
        if value > most:
            raise UnsafeWorkbookError(fault)


class PartScan:
    """One part: feed it, finish it, see whether it is `broken`. Bytes that are no XML are left alone."""

    def __init__(self, tally: Tally, name: str) -> None:
        self.broken = False
        self._tally = tally
        lower = name.casefold()
        # readers skip what stands before the first tag: nothing may hide behind it
        self._must_be_xml = lower.endswith((".xml", ".rels"))
        self._may_be_broken = lower.endswith(".vml")
        self._never_inside = _ODS if lower == _ODS_CONTENT else _XLSX
        self._started = False
        self._parser: Any = None
        self._open: set[str] = set()
        self._rows = self._columns = 0  # the last filled cell of this table
        self._row = self._column = 0  # the row (from 0) and the cells before here
        self._cell_row = self._cell_column = 0  # the open cell, both from 1
        self._is_shared = False  # the open cell shows a shared string
        self._reference = ""
        self._length = 0  # of the open text
        self._strings = 0  # shared strings seen
        self._row_repeat = self._cell_repeat = 1
        self._last = self._row_text = 0  # of an ODS row: the last filled column, the text

    def feed(self, chunk: bytes) -> None:
        """Scan the next piece. Raises UnsafeWorkbookError."""
        if not self._started and chunk:
            self._started = True
            if chunk.lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n\0")[:1] == b"<" or self._must_be_xml:
                self._parser = expat.ParserCreate()
                self._parser.buffer_text = True
                self._parser.StartElementHandler = self._start
                self._parser.EndElementHandler = self._end
                self._parser.CharacterDataHandler = self._characters
                self._parser.StartDoctypeDeclHandler = self._refuse
        self._parse(chunk, last=False)

    def finish(self) -> None:
        """Tell that nothing more comes. Raises UnsafeWorkbookError."""
        self._parse(b"", last=True)
        self._close_table()

    def _parse(self, chunk: bytes, *, last: bool) -> None:
        if self._parser is None or self.broken:
            return
        try:
            self._parser.Parse(chunk, last)
        except (expat.ExpatError, ValueError):
            self._parser = None
            self.broken = not self._may_be_broken

    def _refuse(self, *_: Any) -> None:
        raise ValueError("no document type is used in spreadsheets")

    def _start(self, tag: str, given: dict[str, str]) -> None:
        name = tag.rpartition(":")[2].removeprefix("covered-")
        if name in self._never_inside:
            if not self._open.isdisjoint(self._never_inside[name]):
                raise ValueError(f"{name} inside another")
            self._open.add(name)
            self._starts[name](self, given)
        elif name == "v":
            self._reference = ""
        elif name == "mergeCell":
            self._tally.add_merge()
        elif name == "sheet":
            self._tally.add_sheet()
        elif name == "Relationship":
            _check_relationship(given)
        elif name == "p" and tag.startswith("text:"):
            self._last = max(self._last, self._column + self._cell_repeat)

    def _start_row(self, given: dict[str, str]) -> None:
        if "r" in given:
            self._row = max(0, int(given["r"]) - 1)

    def _start_cell(self, given: dict[str, str]) -> None:
        """An XLSX cell: its own name tells its place; without one it follows its neighbour."""
        self._column, self._cell_row = self._column + 1, self._row + 1
        self._is_shared, self._length = given.get("t") == "s", 0
        if name := given.get("r", ""):
            place = _CELL_NAME.fullmatch(name)
            if place is None:
                raise ValueError("no name of a cell")
            self._cell_row = max(self._cell_row, int(place[2]))
            self._column = max(self._column, _column_number(place[1]))
        self._cell_column = self._column

    def _start_string(self, _: dict[str, str]) -> None:
        self._length = 0

    def _start_table(self, _: dict[str, str]) -> None:
        self._close_table()
        self._row = 0

    def _start_table_row(self, given: dict[str, str]) -> None:
        self._row_repeat = _repeat(given, "rows-repeated")
        self._column = self._last = self._row_text = 0

    def _start_table_cell(self, given: dict[str, str]) -> None:
        self._cell_repeat = _repeat(given, "columns-repeated")
        self._length = sum(len(value.encode()) for value in given.values())
        if any(key.endswith((":value-type", ":value", "-value", ":formula")) for key in given):
            self._last = self._column + self._cell_repeat

    _starts = {
        "row": _start_row,
        "c": _start_cell,
        "si": _start_string,
        "table": _start_table,
        "table-row": _start_table_row,
        "table-cell": _start_table_cell,
    }

    def _characters(self, text: str) -> None:
        if self._open.isdisjoint(("si", "c", "table-cell")):
            return
        self._length += len(text.encode())
        self._tally.check_length(self._length)
        if self._is_shared and len(self._reference) <= _LONGEST_REFERENCE:
            self._reference += text[: _LONGEST_REFERENCE + 1]

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2].removeprefix("covered-")
        if name in ("v", "is", "f"):
            if "c" in self._open:
                self._end_value(name)
        elif name in self._open:
            self._open.discard(name)
            self._ends.get(name, PartScan._end_nothing)(self)

    def _end_value(self, name: str) -> None:
        if name != "f":
            self._tally.add_value()
        self._rows, self._columns = max(self._rows, self._cell_row), max(self._columns, self._cell_column)
        if self._is_shared and name == "v" and (reference := self._reference.strip()):
            if len(reference) > _LONGEST_REFERENCE:
                raise ValueError("no number of a shared string")
            self._tally.add_reference(max(0, int(reference)))

    def _end_nothing(self) -> None:
        """Nothing is known only now."""

    def _end_row(self) -> None:
        self._row, self._column = self._row + 1, 0

    def _end_cell(self) -> None:
        self._tally.add_text(self._length)

    def _end_string(self) -> None:
        self._tally.add_shared(self._strings, self._length)
        self._strings += 1

    def _end_table_cell(self) -> None:
        self._tally.check_length(self._length)
        self._column += self._cell_repeat
        self._row_text += self._length * self._cell_repeat if self._last == self._column else 0

    def _end_table_row(self) -> None:
        self._row += self._row_repeat
        if self._last:
            self._rows, self._columns = max(self._rows, self._row), max(self._columns, self._last)
            self._tally.check_table(self._rows, self._columns)
            self._tally.add_text(self._row_text * self._row_repeat)

    def _close_table(self) -> None:
        self._tally.add_table(self._rows, self._columns)
        self._rows = self._columns = 0

    _ends = {
        "row": _end_row,
        "c": _end_cell,
        "si": _end_string,
        "table-row": _end_table_row,
        "table-cell": _end_table_cell,
    }


def _check_relationship(given: dict[str, str]) -> None:
    """An XLSX names its sheets' parts freely; they must be among those that are scanned as such."""
    kinds = [value for key, value in given.items() if key.endswith("Type")]
    targets = [value.casefold() for key, value in given.items() if key.endswith("Target")]
    if any(kind.casefold().endswith(_TABLE_KINDS) for kind in kinds) and not all(
        target.endswith(".xml") and not target.endswith(_ODS_CONTENT) for target in targets
    ):
        raise ValueError("a sheet in a part of another kind")


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _repeat(given: dict[str, str], attribute: str) -> int:
    """How often a row or cell repeats; the most where several attributes could mean it."""
    return max([1, *(int(value) for key, value in given.items() if key.endswith(attribute))])
