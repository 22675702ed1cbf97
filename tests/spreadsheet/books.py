"""Workbooks for these tests: ours, and ours after somebody did something to it in Excel."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet as Sheet

from tests.worksheets import PERWAL
from zona.assessments.spreadsheet import Incoming, WorksheetExport, read_workbook, write_workbook
from zona.instruments.shipped import shipped_instrument
from zona.scoring.answers import Answer


def export(answers: dict[str, Answer] | None = None, instrument_id: str = PERWAL, **more: Any) -> WorksheetExport:
    """An export of a worksheet of the health office."""
    facts: dict[str, Any] = {
        "unit_name": "Dinas Kesehatan",
        "period": "2026",
        "state": "Disusun",
        "exported_at": datetime(2026, 11, 23, 9, 15),
        "fingerprint": "3f2a 91c0",
    }
    return WorksheetExport(shipped_instrument(instrument_id), unit=answers or {}, **{**facts, **more})


def book(answers: dict[str, Answer] | None = None, instrument_id: str = PERWAL, **more: Any) -> bytes:
    """The workbook of such an export."""
    return write_workbook(export(answers, instrument_id, **more))


def edited(data: bytes, change: Callable[[Sheet], None], sheet: str = "LKE") -> bytes:
    """The workbook after somebody changed one sheet and saved it."""
    workbook = load_workbook(BytesIO(data))
    change(workbook[sheet])
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def row_of(sheet: Sheet, code: str, column: str = "Kode") -> int:
    """The row of a code, as Excel counts."""
    at = column_of(sheet, column)
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, at).value == code)


def column_of(sheet: Sheet, name: str) -> int:
    """The column with a heading, as Excel counts."""
    return next(cell.column for row in sheet.iter_rows(1, 8) for cell in row if cell.value == name)


def type_in(data: bytes, cells: dict[str, Any], column: str = "Jawaban") -> bytes:
    """The workbook after values were typed into one column, by code."""

    def change(sheet: Sheet) -> None:
        at = column_of(sheet, column)
        for code, value in cells.items():
            sheet.cell(row_of(sheet, code), at).value = value

    return edited(data, change)


def read(data: bytes, instrument_id: str = PERWAL) -> Incoming:
    """The workbook read back."""
    return read_workbook(data, "lke.xlsx", shipped_instrument(instrument_id))
