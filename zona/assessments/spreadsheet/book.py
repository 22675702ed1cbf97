"""What the writers of the sheets share: the workbook being made, its parties, its formats."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from zona.assessments.spreadsheet.layout import Column, Plan, WorksheetExport, cell_text, column_letter
from zona.scoring.answers import Answer
from zona.scoring.engine import Score, Scorer
from zona.verdicts.judge import Verdict, judge

BLUE, GREEN, PURPLE, GREY, YELLOW = "#1F4E79", "#1B5E3A", "#5B3A73", "#595959", "#FFF8DC"


class QuickSheet(Worksheet):  # type: ignore[misc]  # the library tells no types
    """A sheet with formulas that every Excel since 2007 knows.

    XlsxWriter looks through each formula for some sixty younger functions, a third of the time of a workbook.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


@dataclass(frozen=True)
class Party:
    """One party's answers and figures, and the columns they stand in."""

    name: str
    answers: Mapping[str, Answer]
    score: Score
    verdicts: Mapping[str, Verdict]
    answer_column: Column
    score_column: Column
    colour: str


class Book:
    """A workbook being made. `cached` false writes 0 for every computed figure, so that a recalculation shows."""

    def __init__(self, export: WorksheetExport, plan: Plan, workbook: xlsxwriter.Workbook, *, cached: bool) -> None:
        self.export, self.plan, self.workbook, self.cached = export, plan, workbook, cached
        self.parties = tuple(_parties(export))
        hidden = {Column.TPI_ANSWER, Column.TPI_SCORE, Column.NATIONAL_ANSWER, Column.NATIONAL_SCORE}
        hidden -= {column for party in self.parties for column in (party.answer_column, party.score_column)}
        self.columns = tuple(column for column in Column if column not in hidden)
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **properties: Any) -> Any:
        """A cell format; the same properties give the same one."""
        properties = {"valign": "top", "font_name": "Arial", "font_size": 10, **properties}
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(properties)
        return self._formats[key]

    def at(self, column: Column) -> int:
        """Where a column stands in this workbook, from 0."""
        return self.columns.index(column)

    def cell(self, row: int, column: Column) -> str:
        """A cell's name, as formulas write it."""
        return f"{column_letter(self.at(column))}{row + 1}"

    def write_formula(self, sheet: Any, row: int, column: int, formula: str, form: Any, value: Any) -> None:
        """A formula with its computed value beside it, for readers that do not calculate."""
        sheet.write_formula(row, column, formula, form, value if self.cached else 0)


def write_text(sheet: Any, row: int, column: int, text: str, form: Any) -> None:
    """Text that stays text: never a formula, a link or a number, whatever it begins with."""
    if text:
        sheet.write_string(row, column, cell_text(text), form)
    else:
        sheet.write_blank(row, column, None, form)


def _parties(export: WorksheetExport) -> list[Party]:
    scorer = Scorer(export.instrument)
    given = (
        ("Unit", export.unit, Column.ANSWER, Column.SCORE, BLUE),
        ("TPI", export.self_assessment, Column.TPI_ANSWER, Column.TPI_SCORE, GREEN),
        ("Nasional", export.national, Column.NATIONAL_ANSWER, Column.NATIONAL_SCORE, PURPLE),
    )
    parties = []
    for name, answers, answer_column, score_column, colour in given:
        if answers or name == "Unit":
            score = scorer.score(answers)
            verdicts = judge(export.instrument, score)
            parties.append(Party(name, answers, score, verdicts, answer_column, score_column, colour))
    return parties
