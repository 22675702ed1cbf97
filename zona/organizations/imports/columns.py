"""Finding the header row by the names of its columns, and reading the rows below it by field."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zona.organizations.imports.problems import UnreadableFileError
from zona.organizations.imports.reading import MOST_ROWS, Cell, Row, too_many_rows
from zona.organizations.imports.report import reason

#: titles of the institution may stand above the header
HEADER_WITHIN = 20
NOTHING = Cell("")
_SPOILT = "angka di sel ini terlalu panjang atau bukan angka biasa. Ubah format sel menjadi Teks, lalu isi ulang."


@dataclass(frozen=True)
class Column:
    """A column that Zona knows: the field, its title, other titles it may have, the longest text it takes."""

    field: str
    title: str
    longest: int
    synonyms: tuple[str, ...] = ()
    required: bool = False
    judges_numbers: bool = False  # its own rule speaks of numbers that lost digits

    @property
    def names(self) -> set[str]:
        """Every name it answers to, as compared."""
        return {_plain(name) for name in (self.title, *self.synonyms)}


@dataclass(frozen=True)
class Line:
    """A row of data, by field; a column that the file does not have is absent."""

    number: int
    cells: Mapping[str, Cell]

    def text(self, field: str) -> str:
        """The cell's text, empty where the column is absent."""
        return self.cells.get(field, NOTHING).text


@dataclass(frozen=True)
class Table:
    """The rows below the header, the fields that the file has, and titles that nobody knows."""

    lines: tuple[Line, ...]
    fields: frozenset[str]
    ignored: tuple[str, ...]


def table_of(rows: Sequence[Row], columns: Sequence[Column]) -> Table:
    """Read the rows by field. Raises UnreadableFileError without a header, with a column twice, or without data."""
    at = _header_at(rows, columns)
    header = rows[at]
    places: dict[int, str] = {}
    ignored = []
    for place, cell in enumerate(header.cells):
        column = _named(cell.text, columns)
        if column is None:
            ignored += [cell.text] if cell.text else []
        elif column.field in places.values():
            raise UnreadableFileError(f"Kolom {column.title} muncul dua kali di baris {header.number}. Hapus satu.")
        else:
            places[place] = column.field
    lines = tuple(_line(row, places) for row in rows[at + 1 :])
    if not lines:
        raise UnreadableFileError(f"Tidak ada data di bawah judul kolom (baris {header.number}).")
    if len(lines) > MOST_ROWS:
        raise UnreadableFileError(too_many_rows())
    return Table(lines, frozenset(places.values()), tuple(ignored))


def problems_of_texts(line: Line, columns: Sequence[Column]) -> list[str]:
    """Cells that must be filled and are not, numbers that lost digits, and cells that are too long."""
    found = []
    for column in columns:
        text = line.text(column.field)
        if column.required and not text:
            found.append(reason(line.number, column.title, "harus diisi."))
        elif column.field in line.cells and line.cells[column.field].is_spoilt_number and not column.judges_numbers:
            found.append(reason(line.number, column.title, _SPOILT))
        elif len(text) > column.longest:
            found.append(reason(line.number, column.title, f"paling panjang {column.longest} huruf."))
    return found


def _line(row: Row, places: Mapping[int, str]) -> Line:
    last = len(row.cells)
    return Line(row.number, {field: row.cells[at] if at < last else NOTHING for at, field in places.items()})


def _header_at(rows: Sequence[Row], columns: Sequence[Column]) -> int:
    """The first row that names every required column; when there is none, say what the best row lacks."""
    best_at, best_missing = 0, [column.title for column in columns if column.required]
    for at, row in enumerate(rows[:HEADER_WITHIN]):
        present = {column.field for cell in row.cells if (column := _named(cell.text, columns))}
        missing = [column.title for column in columns if column.required and column.field not in present]
        if not missing:
            return at
        if len(missing) < len(best_missing):
            best_at, best_missing = at, missing
    known = ", ".join(column.title for column in columns)
    raise UnreadableFileError(
        f"Judul kolom tidak ditemukan. Di baris {rows[best_at].number} tidak ada: {', '.join(best_missing)}. "
        f"Kolom yang dikenal: {known}."
    )


def _named(text: str, columns: Sequence[Column]) -> Column | None:
    name = _plain(text)
    return next((column for column in columns if name in column.names), None) if name else None


def _plain(text: str) -> str:
    """Lower case, words only: `Nomor Induk Pegawai (NIP)` is `nomor induk pegawai nip`."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("_", " ")))
