"""What the workbook looks like: its sheets, columns and rows, the same for writing and for reading.

The order and the names of the columns are those of the worksheet that users have known for years (PEERS 4). The
visible column Kode is the key of every row, so a file is understood after columns were moved or rows were sorted.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from zona.scoring.answers import CONFIRMED, Answer, inputs_of
from zona.scoring.structure import (
    TOTAL,
    AnswerKind,
    Area,
    Aspect,
    Fall,
    Indicator,
    Instrument,
    NothingDue,
    Question,
    Share,
)

WORKSHEET, CONDITIONS, ORIGIN = "LKE", "Syarat", "Zona"
#: version of the workbook's own form, kept in the hidden sheet
FORM = "1"
#: rows above the table: title, four lines about the worksheet, the heading row
HEADING_ROW = 5
#: the longest text one cell can hold, and what ends a note that was cut there
LONGEST_TEXT = 32_767
CUT = " … (terpotong, lengkapnya di Zona)"


class Column(StrEnum):
    """The columns by their headings, in the order of the sheet."""

    NUMBER = "No"
    CODE = "Kode"
    TEXT = "Penilaian"
    WEIGHT = "Bobot"
    EXPLANATION = "Penjelasan"
    CHOICES = "Pilihan Jawaban"
    ANSWER = "Jawaban"
    SCORE = "Nilai"
    SHARE = "%"
    NOTE = "Catatan"
    EVIDENCE = "Eviden"
    TPI_ANSWER = "Jawaban TPI"
    TPI_SCORE = "Nilai TPI"
    NATIONAL_ANSWER = "Jawaban Nasional"
    NATIONAL_SCORE = "Nilai Nasional"


#: columns of the other parties: written for reading, never taken back in
OTHER_PARTIES = (Column.TPI_ANSWER, Column.TPI_SCORE, Column.NATIONAL_ANSWER, Column.NATIONAL_SCORE)


@dataclass(frozen=True)
class WorksheetExport:
    """Everything one workbook shows. `exported_at` is already in the city's own time."""

    instrument: Instrument
    unit_name: str
    period: str
    state: str
    exported_at: datetime
    fingerprint: str
    unit: Mapping[str, Answer]
    self_assessment: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    national: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    notes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    evidence: Mapping[str, Sequence[str]] = field(default_factory=lambda: MappingProxyType({}))
    editable: bool = True


class RowKind(StrEnum):
    """What stands in a row of the table."""

    COMPONENT = "component"
    AREA = "area"
    INDICATOR = "indicator"
    QUESTION = "question"
    INPUT = "input"
    TOTAL = "total"


@dataclass(frozen=True)
class Row:
    """One row of the table; `at` counts from 0 at the top of the sheet."""

    at: int
    kind: RowKind
    number: str
    code: str
    text: str
    path: str = ""  # of a part
    weight: Fraction | None = None
    question: Question | None = None
    given: str = ""  # the input's code, or CONFIRMED


@dataclass(frozen=True)
class Plan:
    """All rows of one instrument's table, and where each part, question and input stands."""

    rows: tuple[Row, ...]
    parts: Mapping[str, int]  # path -> row
    questions: Mapping[str, int]
    inputs: Mapping[tuple[str, str], int]  # question and input -> row
    spans: Mapping[str, tuple[int, int]]  # path of an indicator -> first and last row under it


def plan_of(instrument: Instrument) -> Plan:
    """The table of an instrument, from component to input, with the total as its last row."""
    rows: list[Row] = []
    spans: dict[str, tuple[int, int]] = {}
    for at, component in enumerate(instrument.components):
        path = component.code
        _add(rows, RowKind.COMPONENT, letter(at).upper(), component.code, component.name, path, component.weight)
        for number, area in enumerate(component.areas, start=1):
            area_path = f"{path}/{area.code}"
            _add(rows, RowKind.AREA, roman(number), area.code, area_name(area), area_path, area.weight)
            for order, indicator in enumerate(area.indicators, start=1):
                inner = f"{area_path}/{indicator.code}"
                _add(rows, RowKind.INDICATOR, str(order), indicator.code, indicator.name, inner, indicator.weight)
                first = len(rows)
                _add_questions(rows, indicator)
                spans[inner] = (first + HEADING_ROW + 1, len(rows) + HEADING_ROW)
    _add(rows, RowKind.TOTAL, "", TOTAL, "JUMLAH NILAI", TOTAL, instrument.weight)
    return Plan(
        rows=tuple(rows),
        parts={row.path: row.at for row in rows if row.path},
        questions={row.code: row.at for row in rows if row.kind is RowKind.QUESTION},
        inputs={(row.question.code, row.given): row.at for row in rows if row.question and row.given},
        spans=spans,
    )


def _add(rows: list[Row], kind: RowKind, number: str, code: str, text: str, path: str, weight: Fraction) -> None:
    rows.append(Row(len(rows) + HEADING_ROW + 1, kind, number, code, text, path, weight))


def _add_questions(rows: list[Row], indicator: Indicator) -> None:
    for order, question in enumerate(indicator.questions):
        at = len(rows) + HEADING_ROW + 1
        rows.append(Row(at, RowKind.QUESTION, letter(order), question.code, question.text, question=question))
        for name, label in input_rows(question):
            at = len(rows) + HEADING_ROW + 1
            code = f"{question.code}.{name}"
            rows.append(Row(at, RowKind.INPUT, "", code, label, question=question, given=name))


def input_rows(question: Question) -> Iterator[tuple[str, str]]:
    """Code and label of the rows under a question: the numbers of a ratio, and its confirmation where one counts."""
    if question.kind is not AnswerKind.RATIO:
        return
    for given in inputs_of(question):
        yield given.code, given.label + (" (keterangan, tidak dihitung)" if given.information else "")
    if isinstance(question.formula, Share | Fall) and question.formula.nothing_due is NothingDue.CONFIRMED:
        yield CONFIRMED, "Bila semuanya 0: sudah dikonfirmasi pengawas dengan surat (Ya/Tidak)"


def area_name(area: Area) -> str:
    """An area's name, with its aspect where the instrument has aspects."""
    aspects = {Aspect.FULFILMENT: "pemenuhan", Aspect.REFORM: "reform"}
    return f"{area.name} ({aspects[area.aspect]})" if area.aspect else area.name


def letter(at: int) -> str:
    """a, b, …, z, aa: the order of a question in its indicator, from 0."""
    return (letter(at // 26 - 1) if at >= 26 else "") + chr(ord("a") + at % 26)


def roman(number: int) -> str:
    """I, II, III: the order of an area, from 1 to 39."""
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (number // 10) + ones[number % 10]


def column_letter(at: int) -> str:
    """A, B, …, Z, AA: a column as people name it, from 0."""
    return letter(at).upper()


_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def cell_text(text: str) -> str:
    """The text as a cell can hold it: one kind of line end, nothing that XML forbids, and not too long."""
    clean = _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return clean if len(clean) <= LONGEST_TEXT else clean[: LONGEST_TEXT - len(CUT)] + CUT
