"""Small spreadsheets for the import tests."""

import io
from collections.abc import Sequence

import openpyxl

from zona.organizations.imports.columns import Table, table_of
from zona.organizations.imports.reading import Cell, Row

Value = str | int | float | None


def xlsx(*rows: Sequence[Value]) -> bytes:
    """A workbook with these rows on its only sheet; numbers stay numbers."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The workbook's bytes."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def csv(*rows: Sequence[str], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """A CSV file with these rows."""
    return "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)


def table(columns, *rows: Sequence[Value]) -> Table:
    """Rows as the checks get them, the first one being the header."""
    made = [
        Row(number, tuple(Cell("" if value is None else str(value), isinstance(value, int | float)) for value in row))
        for number, row in enumerate(rows, start=1)
    ]
    return table_of(made, columns)
