"""The sheet Syarat: every condition of every predicate, tested on its own beside the figures it rests on."""

from typing import Any

from zona.assessments.spreadsheet import formulas
from zona.assessments.spreadsheet.book import GREY, Book, Party, write_text
from zona.assessments.spreadsheet.layout import WORKSHEET, column_letter
from zona.base.numbers import shown_short
from zona.scoring.structure import Condition, Predicate
from zona.verdicts.judge import Judged, Verdict

FIGURE = "0.00####"
#: columns before the parties': predicate, condition, minimum
FIRST_PARTY = 3


def write_conditions(book: Book, sheet: Any) -> None:
    """Fill the sheet: a block for each predicate, three columns for each party."""
    last = FIRST_PARTY + 3 * len(book.parties)
    for at, width in enumerate((11, 52, 10, *(11, 11, 13) * len(book.parties), 60)):
        sheet.set_column(at, at, width)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.freeze_panes(3, 2)
    sheet.set_footer("&LSyarat nilai&CHalaman &P dari &N")
    write_text(sheet, 0, 0, "SYARAT NILAI TIAP PREDIKAT", book.format(bold=True, font_size=14))
    write_text(sheet, 1, 0, "Kelayakan resmi dihitung Zona dari nilai tepat.", book.format(font_color=GREY))
    _write_headings(book, sheet, last)
    row = 3
    for predicate in book.export.instrument.predicates:
        row = _write_predicate(book, sheet, row, predicate, last)


def _write_headings(book: Book, sheet: Any, last: int) -> None:
    look = {"bold": True, "border": 1, "align": "center", "text_wrap": True, "font_color": "#FFFFFF"}
    plain = book.format(**look, bg_color="#404040")
    for at, text in enumerate(("Predikat", "Syarat", "Minimal")):
        write_text(sheet, 2, at, text, plain)
    for order, party in enumerate(book.parties):
        for step, text in enumerate(("Nilai", "Kurang", "Keadaan")):
            heading = f"{text} {party.name}"
            write_text(sheet, 2, FIRST_PARTY + 3 * order + step, heading, book.format(**look, bg_color=party.colour))
    write_text(sheet, 2, last, "Keterangan", plain)


def _write_predicate(book: Book, sheet: Any, row: int, predicate: Predicate, last: int) -> int:
    text, first = book.format(border=1, text_wrap=True), row
    for at, condition in enumerate(predicate.conditions):
        write_text(sheet, row, 0, predicate.code, text)
        write_text(sheet, row, 1, condition.name, text)
        minimum = book.format(border=1, num_format=FIGURE)
        sheet.write_number(row, 2, float(condition.minimum), minimum)
        for order, party in enumerate(book.parties):
            judged = party.verdicts[predicate.code].conditions[at]
            _write_judged(book, sheet, row, FIRST_PARTY + 3 * order, party, judged)
        write_text(sheet, row, last, remark_on(condition), text)
        row += 1
    _write_together(book, sheet, (first, row), predicate, last)
    return row + 2


def _write_together(book: Book, sheet: Any, rows: tuple[int, int], predicate: Predicate, last: int) -> None:
    """The row that says whether all conditions of a predicate hold."""
    first, row = rows
    look = {"border": 1, "bold": True, "text_wrap": True, "bg_color": "#DDEBF7"}
    bold = book.format(**look)
    for at in range(last + 1):
        write_text(sheet, row, at, {0: predicate.code, 1: "Semua syarat nilai"}.get(at, ""), bold)
    for order, party in enumerate(book.parties):
        column = FIRST_PARTY + 3 * order + 2
        verdict = party.verdicts[predicate.code]
        _write_eligible(book, sheet, (first, row, column), verdict, book.format(**look, align="center"))
    if predicate.requires:
        write_text(sheet, row, last, f"Hanya untuk unit yang sudah memegang {predicate.requires}.", bold)


def _write_judged(book: Book, sheet: Any, row: int, column: int, party: Party, judged: Judged) -> None:
    number = book.format(border=1, num_format=FIGURE)
    cells = (f"{WORKSHEET}!{book.cell(book.plan.parts[path], party.score_column)}" for path in judged.condition.covers)
    points, minimum = f"{column_letter(column)}{row + 1}", f"C{row + 1}"
    book.write_formula(sheet, row, column, formulas.sum_of(cells), number, float(judged.score))
    book.write_formula(sheet, row, column + 1, formulas.missing(points, minimum), number, float(judged.distance))
    sign = formulas.HOLDS if judged.holds else formulas.FAILS
    look = book.format(border=1, bold=True, align="center")
    book.write_formula(sheet, row, column + 2, formulas.condition(points, minimum), look, sign)


def _write_eligible(book: Book, sheet: Any, place: tuple[int, int, int], verdict: Verdict, look: Any) -> None:
    first, row, column = place
    name = column_letter(column)
    formula = formulas.eligible(f"{name}{first + 1}:{name}{row}")
    sign = formulas.HOLDS if verdict.eligible else formulas.FAILS
    book.write_formula(sheet, row, column, formula, look, sign)


def remark_on(condition: Condition) -> str:
    """What a reader must know about a minimum: how it is written in the regulation, and what is still open."""
    remarks = []
    if condition.share is not None:
        remarks.append(f"{shown_short(condition.share)} persen dari bobot {shown_short(condition.weight)}.")
    if not condition.verified:
        remarks.append(f"Belum diverifikasi. {condition.verify_note}".strip())
    remarks += [f"Angka lain: {shown_short(other.minimum)} ({other.source})." for other in condition.alternatives]
    return " ".join(remarks)
