"""Reads a filled workbook back: `read_workbook(data, name, instrument) -> Incoming`.

Only the columns Kode, Jawaban and Catatan are taken. They are found by their headings and rows by their code, so
moved columns, added columns and sorted rows do no harm. What cannot be taken is refused cell by cell, in a sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from zona.assessments.spreadsheet.container import WorkbookError, check_container
from zona.assessments.spreadsheet.incoming import Incoming, IncomingItem, Origin, Refusal, exact, is_usable
from zona.assessments.spreadsheet.layout import ORIGIN, OTHER_PARTIES, WORKSHEET, Column, column_letter, input_rows
from zona.base.numbers import shown_short
from zona.instruments.shipped import UnknownInstrumentError, shipped_ids, shipped_instrument
from zona.scoring.answers import CONFIRMED, AnswerError, read_answer
from zona.scoring.structure import INDEX_INPUT, PERCENT_INPUT, TOTAL, AnswerKind, Instrument, Question

__all__ = ["WorkbookError", "instrument_of", "read_workbook"]

#: the heading row is looked for this far down
HEADING_WITHIN = 60
#: other names that people give the columns we read
ALSO = {"kode butir": Column.CODE, "kode soal": Column.CODE, "jawaban unit": Column.ANSWER, "catatan unit": Column.NOTE}

_NO_NUMBER = "Angka di sel ini terlalu panjang atau bukan angka biasa; tulis paling banyak 15 angka, atau ubah ke Teks."

Cell = int | float | str | bool | time | date | datetime | timedelta
Rows = list[list[Cell]]


@dataclass
class Table:
    """The sheet that holds the worksheet: its rows, and where its columns are."""

    sheet: str
    rows: Rows
    heading: int  # position of the heading row
    columns: dict[Column, int]
    extra: list[str]  # headings we do not know
    covered: frozenset[int]  # rows whose Jawaban vanished under a merged cell

    def cell(self, row: int, column: Column) -> Cell:
        """One cell's value; an empty text where there is none."""
        at = self.columns.get(column, -1)
        return self.rows[row][at] if 0 <= at < len(self.rows[row]) else ""

    def letter(self, column: Column) -> str:
        """The column's letter."""
        return column_letter(self.columns[column])


def read_workbook(data: bytes, name: str, instrument: Instrument) -> Incoming:
    """Understand a filled XLSX or ODS worksheet. Raises WorkbookError when the whole file must be refused."""
    workbook = _open(data, name)
    origin = _read_origin(workbook)
    _check_origin(origin, name, instrument)
    table = _find_table(workbook, name)
    reading = _Reading(table, instrument, name)
    return reading.incoming(origin)


def instrument_of(data: bytes, name: str) -> Instrument:
    """The shipped instrument a workbook belongs to, by its hidden sheet or else by its codes. Raises WorkbookError."""
    workbook = _open(data, name)
    origin = _read_origin(workbook)
    found = origin.instrument or _closest(_codes(_find_table(workbook, name)))
    try:
        return shipped_instrument(found)
    except UnknownInstrumentError as error:
        raise WorkbookError(f"Berkas {name}: instrumennya tidak dikenal. {error}") from error


def _open(data: bytes, name: str) -> CalamineWorkbook:
    check_container(data, name)
    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError as error:
        raise WorkbookError(f"Berkas {name} terkunci kata sandi. Hapus kata sandinya, lalu unggah lagi.") from error
    except BaseException as error:
        raise _unreadable(error, name) from error


def _rows(workbook: CalamineWorkbook, sheet: str, name: str) -> tuple[Rows, CalamineSheet]:
    try:
        found = workbook.get_sheet_by_name(sheet)
        return found.to_python(skip_empty_area=False), found
    except BaseException as error:
        raise _unreadable(error, name) from error


def _unreadable(error: BaseException, name: str) -> BaseException:
    """A panic of the native reader is no Exception; it too means only that the file is broken."""
    if isinstance(error, CalamineError | OSError | ValueError) or type(error).__name__ == "PanicException":
        return WorkbookError(
            f"Berkas {name} rusak atau tidak lengkap. Buka, simpan ulang sebagai .xlsx, lalu coba lagi."
        )
    return error


def _read_origin(workbook: CalamineWorkbook) -> Origin:
    if ORIGIN not in workbook.sheet_names:
        return Origin()
    rows, _ = _rows(workbook, ORIGIN, ORIGIN)
    facts = {text(row[0]): text(row[1]) for row in rows[:20] if len(row) > 1}
    return Origin(
        facts.get("instrumen", ""), facts.get("edisi", ""), facts.get("unit", ""),
        facts.get("periode", ""), facts.get("diekspor", ""), facts.get("sidik", ""),
    )  # fmt: skip


def _check_origin(origin: Origin, name: str, instrument: Instrument) -> None:
    if origin.instrument and origin.instrument != instrument.id:
        raise WorkbookError(
            f"Berkas {name} dibuat untuk instrumen {_title(origin.instrument)}, sedangkan lembar kerja ini memakai "
            f"{instrument.short_title}. Ekspor dulu lembar kerja ini dari Zona, lalu isi berkas itu."
        )
    if origin.edition and origin.edition != instrument.edition:
        raise WorkbookError(
            f"Berkas {name} dibuat untuk edisi {origin.edition} dari {instrument.short_title}, sedangkan lembar kerja "
            f"ini memakai edisi {instrument.edition}. Ekspor ulang dari Zona, lalu salin jawabannya."
        )


def _title(instrument_id: str) -> str:
    return shipped_instrument(instrument_id).short_title if instrument_id in shipped_ids() else instrument_id


def _find_table(workbook: CalamineWorkbook, name: str) -> Table:
    """The sheet with a heading row; LKE before others."""
    sheets = sorted((one for one in workbook.sheet_names if one != ORIGIN), key=lambda one: one != WORKSHEET)
    without_code = ""
    for sheet in sheets:
        rows, found = _rows(workbook, sheet, name)
        for at, row in enumerate(rows[:HEADING_WITHIN]):
            columns, extra, twice = _headings(row)
            if Column.ANSWER in columns and Column.CODE in columns:
                if twice:
                    raise WorkbookError(
                        f"Berkas {name}: judul kolom '{twice}' ada dua kali di baris {at + 1}. Hapus salah satunya."
                    )
                covered = _covered(found, columns[Column.ANSWER], len(rows), name)
                return Table(sheet, rows, at, columns, extra, covered)
            if Column.ANSWER in columns or Column.TEXT in columns:
                without_code = without_code or f" Lembar {sheet} tidak punya kolom Kode dan Jawaban sekaligus."
    raise WorkbookError(
        f"Berkas {name}: baris judul dengan kolom Kode dan Jawaban tidak ditemukan.{without_code} "
        "Pakai berkas yang diekspor dari Zona dan jangan ubah nama kolomnya."
    )


def _headings(row: list[Cell]) -> tuple[dict[Column, int], list[str], str]:
    """Known columns by place, other headings, and the name of a needed column that stands there twice."""
    known = {column.casefold(): column for column in Column} | ALSO
    columns: dict[Column, int] = {}
    extra, twice = [], ""
    for at, value in enumerate(row):
        heading = " ".join(text(value).casefold().rstrip(":").split())
        column = known.get(heading)
        if column is None:
            extra += [text(value)] if heading else []
        elif column in columns:
            twice = column if column in (Column.CODE, Column.ANSWER, Column.NOTE) else twice
        else:
            columns[column] = at
    return columns, extra, twice


def _covered(sheet: CalamineSheet, column: int, rows: int, name: str) -> frozenset[int]:
    """The rows where the column's cell vanished under a merged one; of a range only what touches the column counts."""
    covered: set[int] = set()
    met = 0
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if not left <= column <= right:
            continue
        first, last = top + (left == column), min(bottom, rows - 1)
        met += max(0, last - first + 1)
        if met > rows:  # ranges never overlap, so one column has no more cells than rows
            raise WorkbookError(f"Berkas {name}: sel gabungannya bertumpuk. Pisahkan (Unmerge), lalu simpan ulang.")
        covered.update(range(first, last + 1))
    return frozenset(covered)


def text(value: Cell) -> str:
    """A cell's value as text; whole numbers without a decimal point, since codes may have become numbers."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return shown_short(exact(value)).replace(".", "") if is_usable(value) else f"{value:.15g}"
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    return str(value).replace("\u00a0", " ").replace("\u200b", "").strip()


def _codes(table: Table) -> set[str]:
    """The codes of the table, without the inputs behind the point."""
    below = range(table.heading + 1, len(table.rows))
    codes = {text(table.cell(row, Column.CODE)).casefold().partition(".")[0] for row in below}
    return codes - {"", TOTAL}


def _parts(instrument: Instrument) -> set[str]:
    parts = {TOTAL}
    for component, area, indicator in instrument.indicators():
        parts |= {component.code, area.code, indicator.code}
    return parts


def _closest(codes: set[str]) -> str:
    """The shipped instrument whose questions most of the codes are; empty when none fits."""
    best, most = "", 0
    for instrument_id in shipped_ids():
        instrument = shipped_instrument(instrument_id)
        hits = len(codes & instrument.questions.keys())
        if hits > most and 2 * hits >= len(codes - _parts(instrument)):
            best, most = instrument_id, hits
    return best


@dataclass
class _Gathered:
    """The cells of one question, while its rows are met."""

    row: int
    cells: dict[str, Cell] = field(default_factory=dict)  # input ("" for the question's own row) -> value


class _Reading:
    """One pass over the table."""

    def __init__(self, table: Table, instrument: Instrument, name: str) -> None:
        self.table, self.instrument = table, instrument
        self.refusals: list[Refusal] = []
        self.notes: dict[str, str] = {}
        self.remarks: list[str] = []
        self.parts = _parts(instrument)
        self.seen: dict[str, int] = {}
        self.refused: set[str] = set()
        self.gathered: dict[str, _Gathered] = {}
        self._check_codes(name)

    def incoming(self, origin: Origin) -> Incoming:
        """All that the table says."""
        for row in range(self.table.heading + 1, len(self.table.rows)):
            self._read_row(row)
        items = {}
        for code, gathered in self.gathered.items():
            item = None if code in self.refused else self._item(self.instrument.questions[code], gathered)
            if item is not None:
                items[code] = item
        self._remark()
        notes = {code: note for code, note in self.notes.items() if note}
        return Incoming(
            self.instrument, self.table.sheet, items, notes, tuple(self.refusals), tuple(self.remarks), origin
        )

    def _check_codes(self, name: str) -> None:
        codes = _codes(self.table) - self.parts
        known = codes & {code.casefold() for code in self.instrument.questions}
        if codes and 2 * len(known) < len(codes):
            other = _closest(_codes(self.table))
            like = f" Kodenya cocok dengan {_title(other)}." if other and other != self.instrument.id else ""
            raise WorkbookError(
                f"Berkas {name} memuat kode butir yang bukan dari {self.instrument.short_title}.{like} "
                "Ekspor dulu lembar kerja ini dari Zona, lalu isi berkas itu."
            )

    def _read_row(self, row: int) -> None:
        code = text(self.table.cell(row, Column.CODE)).casefold()
        answer = self.table.cell(row, Column.ANSWER)
        if not code:
            if text(answer):
                self._refuse(row, Column.ANSWER, "", "Kode baris ini kosong; isi kolom Kode atau hapus jawabannya.")
            return
        question_code, _, given = code.partition(".")
        question = self.instrument.questions.get(question_code)
        if question is None:
            self._read_other(row, code, answer)
        elif given and given not in dict(input_rows(question)):
            self._refuse(row, Column.CODE, question_code, f"Isian '{given}' tidak ada pada butir {question_code}.")
        elif code in self.seen:
            said = f"Kode {code} sudah ada di baris {self.seen[code] + 1}; sisakan satu baris."
            self._refuse(row, Column.CODE, question_code, said)
        else:
            self.seen[code] = row
            self._gather(row, question, given, answer)

    def _read_other(self, row: int, code: str, answer: Cell) -> None:
        """A row that is no question: a part's heading must have no answer, an unknown code may not pass in silence."""
        if code not in self.parts:
            said = f"Kode '{code}' tidak ada dalam {self.instrument.short_title}; perbaiki kodenya atau hapus barisnya."
            self._refuse(row, Column.CODE, "", said)
        elif text(answer):
            said = f"Baris {code} adalah judul, bukan butir; pindahkan jawabannya ke baris butir."
            self._refuse(row, Column.ANSWER, "", said)

    def _gather(self, row: int, question: Question, given: str, answer: Cell) -> None:
        code = question.code
        gathered = self.gathered.setdefault(code, _Gathered(row))
        if not given:
            gathered.row = row
            self.notes[code] = text(self.table.cell(row, Column.NOTE)).replace("\r\n", "\n")
        if not _can_be_meant(self.table.cell(row, Column.NOTE)):
            self._refuse(row, Column.NOTE, code, _NO_NUMBER)
        if row in self.table.covered:
            self._refuse(row, Column.ANSWER, code, "Sel Jawaban digabung dengan sel lain; pisahkan (Unmerge) lalu isi.")
        elif isinstance(answer, datetime | date | time | timedelta):
            self._refuse(
                row, Column.ANSWER, code, "Sel berisi tanggal atau jam; ubah format sel ke Umum dan isi ulang."
            )
        elif not _can_be_meant(answer):
            self._refuse(row, Column.ANSWER, code, _NO_NUMBER)
        elif text(answer):
            gathered.cells[given] = answer

    def _refuse(self, row: int, column: Column, code: str, sentence: str) -> None:
        self.refusals.append(Refusal(self.table.sheet, row + 1, self.table.letter(column), code, sentence))
        if code:
            self.refused.add(code)

    def _item(self, question: Question, gathered: _Gathered) -> IncomingItem | None:
        """The question's answer; None when refused. Every wrong number gets its own sentence at its own cell."""
        code, cells = question.code, gathered.cells
        if not cells:
            return IncomingItem(code, gathered.row + 1)
        if question.kind is AnswerKind.RATIO and "" in cells:
            said = "Butir ini dijawab dengan angka di baris isian di bawahnya; kosongkan sel ini."
            self._refuse(gathered.row, Column.ANSWER, code, said)
            return None
        raw = self._raw(question, cells)
        for name, value in raw.items() if isinstance(raw, Mapping) else ():
            self._try(question, {name: value}, self.seen.get(f"{code}.{name}", gathered.row))
        answer = None if code in self.refused else self._try(question, raw, gathered.row)
        return None if code in self.refused else IncomingItem(code, gathered.row + 1, raw, answer)

    def _raw(self, question: Question, cells: dict[str, Cell]) -> Any:
        if question.kind is AnswerKind.CHOICE:
            return text(cells[""])
        one = {AnswerKind.INDEX: INDEX_INPUT, AnswerKind.PERCENT: PERCENT_INPUT}.get(question.kind, "")
        raw = {name or one: number(value) if name != CONFIRMED else text(value) for name, value in cells.items()}
        percent = raw.get(PERCENT_INPUT) if question.kind is AnswerKind.PERCENT else None
        if isinstance(percent, str):
            raw[PERCENT_INPUT] = percent.removesuffix("%").strip()
        elif isinstance(percent, Fraction) and 0 < percent <= 1:
            self.remarks.append(
                f"Butir {question.code} terbaca {shown_short(percent)} persen. Bila maksudnya "
                f"{shown_short(percent * 100)} persen, ketik {shown_short(percent * 100)} tanpa tanda %."
            )
        return raw

    def _try(self, question: Question, raw: Any, row: int) -> Any:
        try:
            return read_answer(question, raw)
        except AnswerError as error:
            advice = "" if question.kind is AnswerKind.CHOICE else " Tulis angkanya saja, misalnya 3,6 atau 12."
            self._refuse(row, Column.ANSWER, question.code, f"{error}{advice}")
            return None

    def _remark(self) -> None:
        """Say what was left aside: other parties' columns, unknown columns, questions that have no row."""
        others = [column.value for column in OTHER_PARTIES if column in self.table.columns]
        if others:
            self.remarks.append(f"Kolom {', '.join(others)} tidak diambil; impor hanya mengisi jawaban unit.")
        if self.table.extra:
            self.remarks.append(f"Kolom {', '.join(self.table.extra[:10])} tidak dikenal dan diabaikan.")
        absent = [code for code in self.instrument.questions if code not in self.gathered]
        if absent:
            listed = ", ".join(absent[:10]) + (", …" if len(absent) > 10 else "")
            self.remarks.append(f"{len(absent)} butir tidak ada di berkas dan tidak diubah: {listed}.")


def _can_be_meant(value: Cell) -> bool:
    return not isinstance(value, int | float) or is_usable(value)


def number(value: Cell) -> Fraction | str:
    """A cell's number, exactly as it shows; text stays text for `read_answer` to understand or refuse."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return exact(value)
    return text(value)
