"""From the bytes of a CSV or XLSX file to rows of cells. What it is, is decided by its content, never by its name."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import python_calamine

from zona.base.workbooks import Bounds, Fault, Format, UnsafeWorkbookError, check_workbook, is_locked
from zona.organizations.imports.problems import UnreadableFileError

#: rows of data in one file; a city has 10,000 employees
MOST_ROWS = 20_000
#: room for titles above the header and empty lines between
MOST_LINES = MOST_ROWS + 200
MOST_COLUMNS = 200
#: an XLSX is a ZIP: what it may unpack to before anything looks inside
MOST_UNPACKED_BYTES = 100 * 1024 * 1024
#: the reader lays a sheet out as a full rectangle, so one stray cell far away costs as much as a table up to it
MOST_RECTANGLE = 5_000_000

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
#: numbers from here on are left as they are, for a refusal; a NIP that became a number still shows its digits
BEYOND = 10**21
_DELIMITERS = ";,\t"
_BROKEN = "Berkas Excel rusak atau terpotong. Buka di Excel, simpan ulang, lalu unggah lagi."
_USABLE = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]+)?(?:e-[0-9]{1,2})?")
_OTHER = "Ini bukan berkas CSV atau Excel (.xlsx)."
_OLD = "Ini berkas Excel lama (.xls). Simpan sebagai Buku Kerja Excel (.xlsx), lalu unggah lagi."
_LOCKED = "Berkas dilindungi kata sandi. Buka di Excel, hapus kata sandinya, simpan, lalu unggah lagi."
_TOO_LARGE = "Isi berkas Excel terlalu besar. Bagi menjadi beberapa berkas."
_SENTENCES = {
    Fault.OTHER: _OTHER,
    Fault.BINARY: "Ini berkas Excel biner (.xlsb). Simpan sebagai Buku Kerja Excel (.xlsx), lalu unggah lagi.",
    Fault.OLD: _OLD,
    Fault.LOCKED: _LOCKED,
    Fault.LARGE: _TOO_LARGE,
    Fault.UNPACKED: _TOO_LARGE,
    Fault.MUCH_TEXT: _TOO_LARGE,
    Fault.MANY_PARTS: "Berkas Excel memuat terlalu banyak lembar. Salin satu lembar ke berkas baru, lalu unggah lagi.",
    Fault.MANY_CELLS: (
        "Ada sel yang terisi atau digabung jauh di luar tabel. Hapus baris dan kolom di sekitar tabel, simpan, lalu "
        "unggah lagi."
    ),
}


@dataclass(frozen=True)
class Cell:
    """A cell's text, and whether the file kept it as a number (whose zeros in front and far digits are lost)."""

    text: str
    is_number: bool = False

    @property
    def is_spoilt_number(self) -> bool:
        """A number that nobody can have meant as it stands: not finite, or longer than a spreadsheet keeps digits."""
        return self.is_number and _USABLE.fullmatch(self.text) is None


@dataclass(frozen=True)
class Row:
    """A row with its number as a spreadsheet shows it (the first row is 1)."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell.text for cell in self.cells)


def read_rows(content: bytes) -> list[Row]:
    """Every row that is not empty. Raises UnreadableFileError with what to do."""
    if not content:
        raise UnreadableFileError("Berkas kosong (0 byte). Simpan ulang berkas itu, lalu unggah lagi.")
    if content.startswith(_OLE):
        raise UnreadableFileError(_LOCKED if is_locked(content) else _OLD)
    rows = _xlsx_rows(content) if content.startswith(b"PK") else _csv_rows(_decoded(content))
    if not rows:
        raise UnreadableFileError("Berkas tidak berisi satu baris pun.")
    return rows


def _xlsx_rows(content: bytes) -> list[Row]:
    _check_archive(content)
    try:
        with python_calamine.load_workbook(io.BytesIO(content)) as book:
            return _first_filled_sheet(book)
    except python_calamine.PasswordError as error:
        raise UnreadableFileError(_LOCKED) from error
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise UnreadableFileError(_BROKEN) from error
    except BaseException as error:
        # a fault inside the Rust reader arrives as PanicException, which is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFileError(_BROKEN) from error


def _check_archive(content: bytes) -> None:
    """The shared guard looks inside before the reader does, in the sentences of this import."""
    try:
        found = check_workbook(content, Bounds(unpacked=MOST_UNPACKED_BYTES, cells=MOST_RECTANGLE))
    except UnsafeWorkbookError as error:
        raise UnreadableFileError(_SENTENCES.get(error.fault, _BROKEN)) from error
    if found is not Format.XLSX:
        raise UnreadableFileError(_OTHER)


def _first_filled_sheet(book: python_calamine.CalamineWorkbook) -> list[Row]:
    for sheet in book.sheets_metadata:
        if sheet.visible is not python_calamine.SheetVisibleEnum.Visible:
            continue
        if sheet.typ is not python_calamine.SheetTypeEnum.WorkSheet:
            continue
        table = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        rows = _rows([_cell(value) for value in line[:MOST_COLUMNS]] for line in table)
        if rows:
            return rows
    return []


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return Cell("Ya" if value else "Tidak")
    if isinstance(value, int | float):
        whole = isinstance(value, float) and value.is_integer() and abs(value) < BEYOND
        return Cell(str(int(value) if whole else value), is_number=True)
    if isinstance(value, date | datetime):
        return Cell(value.isoformat())
    return Cell(_tidy(str(value)))


def _tidy(text: str) -> str:
    """One line, single spaces, without the apostrophe that marks text in a spreadsheet."""
    return " ".join(text.replace("\u00a0", " ").split()).removeprefix("'").strip()


def _rows(lines: Iterable[list[Cell]]) -> list[Row]:
    found: list[Row] = []
    for number, cells in enumerate(lines, start=1):
        row = Row(number, tuple(cells))
        if row.is_empty:
            continue
        if len(found) > MOST_LINES:
            raise UnreadableFileError(too_many_rows())
        found.append(row)
    return found


def too_many_rows() -> str:
    """The sentence for a file that is too long."""
    return f"Berkas berisi lebih dari {MOST_ROWS:,} baris. Bagi menjadi beberapa berkas.".replace(",", ".")


def _decoded(content: bytes) -> str:
    """The text of a CSV file: UTF-16 when it says so, else UTF-8, else what Excel on Windows writes."""
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if is_utf16 else ["utf-8-sig", "windows-1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableFileError(_OTHER)


def _csv_rows(text: str) -> list[Row]:
    told = re.match(r"sep=([;,\t])\r?\n", text)  # Excel's own first line
    delimiter = told.group(1) if told else _sniffed(text)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = _rows([Cell(_tidy(value)) for value in line[:MOST_COLUMNS]] for line in lines)
    except csv.Error as error:
        raise UnreadableFileError(
            f"Berkas CSV rusak di sekitar baris {lines.line_num}. Periksa tanda kutip yang tidak ditutup."
        ) from error
    return rows[1:] if told else rows


def _sniffed(text: str) -> str:
    """The delimiter that cuts the first lines into most columns; a semicolon where nothing is cut."""
    sample = "".join(text[:20_000].splitlines(keepends=True)[:20])

    def columns(delimiter: str) -> int:
        try:
            return max((len(line) for line in csv.reader(io.StringIO(sample), delimiter=delimiter)), default=0)
        except csv.Error:
            return 0

    return max(_DELIMITERS, key=columns)
