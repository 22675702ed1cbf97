"""Writes a worksheet as an XLSX workbook that goes on calculating: `write_workbook(export) -> bytes`."""

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from io import BytesIO
from textwrap import wrap
from typing import Any

import xlsxwriter

from zona.assessments.spreadsheet import formulas
from zona.assessments.spreadsheet.book import GREY, YELLOW, Book, Party, QuickSheet, write_text
from zona.assessments.spreadsheet.conditions import write_conditions
from zona.assessments.spreadsheet.layout import (
    CONDITIONS,
    FORM,
    HEADING_ROW,
    ORIGIN,
    WORKSHEET,
    Column,
    Row,
    RowKind,
    WorksheetExport,
    plan_of,
)
from zona.base.numbers import shown_short
from zona.base.text import MONTHS
from zona.scoring.answers import CONFIRMED, Answer, inputs_of
from zona.scoring.structure import INDEX_INPUT, PERCENT_INPUT, TOTAL, AnswerKind, Question

WIDTHS = {
    Column.NUMBER: 4,
    Column.CODE: 12,
    Column.TEXT: 36,
    Column.WEIGHT: 6.5,
    Column.EXPLANATION: 46,
    Column.CHOICES: 10,
    Column.ANSWER: 9,
    Column.SCORE: 9,
    Column.SHARE: 8,
    Column.NOTE: 24,
    Column.EVIDENCE: 24,
}
OTHER_WIDTH = 10
#: points of one line of text, and the highest row a spreadsheet allows
LINE, HIGHEST = 13, 409
#: fill and weight of the headings in the table
LOOK = {
    RowKind.COMPONENT: {"bold": True, "bg_color": "#BDD7EE"},
    RowKind.AREA: {"bold": True, "bg_color": "#DDEBF7"},
    RowKind.INDICATOR: {"bold": True, "bg_color": "#F2F2F2"},
    RowKind.TOTAL: {"bold": True, "bg_color": "#BDD7EE", "top": 6},
}


def write_workbook(export: WorksheetExport, *, cached: bool = True) -> bytes:
    """The workbook of one worksheet: LKE, Syarat, and a hidden sheet that says where it came from.

    `cached=False` is for checking other programs: every computed figure is stored as 0, so whoever then shows the
    right one has calculated it.
    """
    buffer = BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    workbook.set_properties(
        {
            "title": f"LKE {export.unit_name} {export.period}",
            "subject": export.instrument.title,
            "created": export.exported_at.replace(tzinfo=None),
        }
    )
    book = Book(export, plan_of(export.instrument), workbook, cached=cached)
    sheet = workbook.add_worksheet(WORKSHEET, QuickSheet)
    conditions = workbook.add_worksheet(CONDITIONS, QuickSheet)
    lists = _write_origin(book, workbook.add_worksheet(ORIGIN, QuickSheet))
    _write_worksheet(book, sheet, lists)
    write_conditions(book, conditions)
    workbook.close()
    return buffer.getvalue()


def _write_origin(book: Book, sheet: Any) -> dict[tuple[str, ...], str]:
    """The hidden sheet: what an import must know, and the lists that answer cells choose from.

    A list kept in cells lets people type small letters; a list written into the validation itself would refuse them.
    """
    export = book.export
    facts = {
        "bentuk": FORM,
        "instrumen": export.instrument.id,
        "edisi": export.instrument.edition,
        "unit": export.unit_name,
        "periode": export.period,
        "keadaan": export.state,
        "diekspor": export.exported_at.isoformat(timespec="seconds"),
        "sidik": export.fingerprint,
    }
    for row, (key, text) in enumerate(facts.items()):
        write_text(sheet, row, 0, key, None)
        write_text(sheet, row, 1, text, None)
    labels = {("Ya", "Tidak")} | {question.labels for question in export.instrument.questions.values()}
    lists = {}
    for column, choices in enumerate(sorted(labels - {()}), start=3):
        for row, label in enumerate(choices):
            write_text(sheet, row, column, label, None)
        name = xlsxwriter.utility.xl_col_to_name(column)
        lists[choices] = f"={ORIGIN}!${name}$1:${name}${len(choices)}"
    sheet.hide()
    return lists


def _write_worksheet(book: Book, sheet: Any, lists: dict[tuple[str, ...], str]) -> None:
    _set_up(book, sheet)
    _write_top(book, sheet)
    for row in book.plan.rows:
        if row.kind in LOOK:
            _write_part(book, sheet, row)
        elif row.kind is RowKind.QUESTION:
            _write_question(book, sheet, row)
        else:
            _write_input(book, sheet, row)
        _validate(book, sheet, row, lists)


def _set_up(book: Book, sheet: Any) -> None:
    for at, column in enumerate(book.columns):
        sheet.set_column(at, at, WIDTHS.get(column, OTHER_WIDTH))
    sheet.ignore_errors({"number_stored_as_text": "A1:K9999"})
    sheet.freeze_panes(HEADING_ROW + 1, book.at(Column.TEXT) + 1)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADING_ROW)
    sheet.set_footer(f"&L{footer_text(book.export.unit_name)}&CHalaman &P dari &N&R{book.export.period[:30]}")
    for row in book.plan.rows:
        sheet.set_row(row.at, height_of(book, row))
    sheet.set_row(HEADING_ROW, 2 * LINE + 3)


def height_of(book: Book, row: Row) -> float:
    """A row as high as its longest text; programs do not all measure wrapped text when they open a file."""
    texts = {Column.CODE: row.code, Column.TEXT: row.text}
    if row.kind is RowKind.QUESTION:
        question = _question(row)
        texts[Column.EXPLANATION] = explanation_of(question)
        texts[Column.CHOICES] = choices_of(question)
        texts[Column.NOTE] = book.export.notes.get(question.code, "")
        texts[Column.EVIDENCE] = "\n".join(book.export.evidence.get(question.code, ()))
    return min(HIGHEST, max(_lines(text, column) for column, text in texts.items()) * LINE + 3)


@lru_cache(maxsize=4096)  # nearly all texts are the instrument's own, the same in every workbook
def _lines(text: str, column: Column) -> int:
    width = int(WIDTHS[column] * 1.15)
    return sum(max(1, len(wrap(line, width))) for line in text.split("\n"))


def footer_text(text: str) -> str:
    """Text for a page footer, where & is a command and the whole has at most 255 characters."""
    return text[:100].replace("&", "&&")


def _write_top(book: Book, sheet: Any) -> None:
    export, plain = book.export, book.format(font_color=GREY)
    right = book.at(Column.EXPLANATION)
    write_text(sheet, 0, 0, "LEMBAR KERJA EVALUASI ZONA INTEGRITAS", book.format(bold=True, font_size=14))
    lines = (
        (f"Unit kerja: {export.unit_name}", f"Instrumen: {export.instrument.short_title}, edisi {_edition(book)}"),
        (f"Periode: {export.period}", f"Keadaan: {export.state}"),
        (f"Diekspor: {moment(export.exported_at)}", f"Sidik: {export.fingerprint}"),
    )
    for row, (left, beside) in enumerate(lines, start=1):
        write_text(sheet, row, 0, left, plain)
        write_text(sheet, row, right, beside, plain)
    advice = "Berkas ini hanya untuk dibaca." if not export.editable else (
        "Isi sel kuning saja. Sel yang dikosongkan tidak menghapus jawaban di Zona."
    )  # fmt: skip
    write_text(sheet, 4, right, advice, plain)
    ranges = ",".join(_values_range(book, path, Column.SCORE) for path in book.plan.spans)
    count, unit = len(export.instrument.questions), book.parties[0].score
    counted = f'="Terjawab "&COUNT({ranges})&" dari {count} butir"'
    book.write_formula(sheet, 4, 0, counted, plain, f"Terjawab {unit.answered} dari {count} butir")
    colours = {column: party.colour for party in book.parties for column in (party.answer_column, party.score_column)}
    for at, column in enumerate(book.columns):
        heading = book.format(
            bold=True, border=1, align="center", valign="vcenter", text_wrap=True, font_color="#FFFFFF",
            bg_color=colours.get(column, "#404040"),
        )  # fmt: skip
        write_text(sheet, HEADING_ROW, at, column, heading)


def _edition(book: Book) -> str:
    instrument = book.export.instrument
    return instrument.edition + ("" if instrument.released else " (rancangan)")


def moment(when: datetime) -> str:
    """23 November 2026 pukul 09.15."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year} pukul {when:%H.%M}"


def _write_part(book: Book, sheet: Any, row: Row) -> None:
    look = {"border": 1, "text_wrap": True, **LOOK[row.kind]}
    text = book.format(**look)
    for at, column in enumerate(book.columns):
        write_text(sheet, row.at, at, _fixed_text(row, column), text)
    weight = row.weight or Fraction(0)
    sheet.write_number(row.at, book.at(Column.WEIGHT), float(weight), book.format(**look, num_format="0.00##"))
    digits = "0.00####" if _is_judged(book, row.path) else "0.00"
    for party in book.parties:
        points = party.score.points(row.path)
        formula = _part_formula(book, row, party.score_column)
        form = book.format(**look, num_format=digits)
        book.write_formula(sheet, row.at, book.at(party.score_column), formula, form, float(points))
    share = formulas.share_of(book.cell(row.at, Column.SCORE), book.cell(row.at, Column.WEIGHT))
    value = book.parties[0].score.points(row.path) / weight if weight else Fraction(0)
    form = book.format(**look, num_format="0.00%")
    book.write_formula(sheet, row.at, book.at(Column.SHARE), share, form, float(value))


def _is_judged(book: Book, path: str) -> bool:
    """Whether a minimum stands on this part; such a figure shows up to six decimals, so that 74,999 is not 75,00."""
    return path == TOTAL or any(
        condition.covers == (path,)
        for predicate in book.export.instrument.predicates
        for condition in predicate.conditions
    )


def _part_formula(book: Book, row: Row, column: Column) -> str:
    if row.kind is RowKind.INDICATOR:
        questions = sum(1 for other in book.plan.rows if other.kind is RowKind.QUESTION and _inside(book, row, other))
        values = _values_range(book, row.path, column)
        return formulas.indicator_points(values, questions, book.cell(row.at, Column.WEIGHT))
    depth = 0 if row.kind is RowKind.TOTAL else row.path.count("/") + 1
    children = (
        at
        for path, at in book.plan.parts.items()
        if path != TOTAL and path.count("/") == depth and (depth == 0 or path.startswith(row.path + "/"))
    )
    return formulas.sum_of(book.cell(at, column) for at in children)


def _inside(book: Book, indicator: Row, other: Row) -> bool:
    first, last = book.plan.spans[indicator.path]
    return first <= other.at <= last


def _values_range(book: Book, path: str, column: Column) -> str:
    first, last = book.plan.spans[path]
    return f"{book.cell(first, column)}:{book.cell(last, column)}"


def _fixed_text(row: Row, column: Column) -> str:
    return {Column.NUMBER: row.number, Column.CODE: row.code, Column.TEXT: row.text}.get(column, "")


def _write_question(book: Book, sheet: Any, row: Row) -> None:
    question, export = _question(row), book.export
    texts = {
        Column.EXPLANATION: explanation_of(question),
        Column.CHOICES: choices_of(question),
        Column.EVIDENCE: "\n".join(export.evidence.get(question.code, ())),
    }
    text = book.format(border=1, text_wrap=True, num_format="@")
    for at, column in enumerate(book.columns):
        write_text(sheet, row.at, at, texts.get(column, _fixed_text(row, column)), text)
    note = _open_format(book, text_wrap=True, num_format="@")
    write_text(sheet, row.at, book.at(Column.NOTE), export.notes.get(question.code, ""), note)
    number = book.format(border=1, num_format="0.00##")
    for party in book.parties:
        _write_answer(book, sheet, row, party)
        figures = party.score.question(question.code)
        formula = formulas.question_value(question, _cells(book, question, party))
        value = float(figures.value) if figures.answered else ""
        book.write_formula(sheet, row.at, book.at(party.score_column), formula, number, value)
        if party.score_column is Column.SCORE:
            same = formulas.same_as(book.cell(row.at, Column.SCORE))
            share = book.format(border=1, num_format="0.00%")
            book.write_formula(sheet, row.at, book.at(Column.SHARE), same, share, value)


def _question(row: Row) -> Question:
    if row.question is None:
        raise ValueError(f"row {row.code} belongs to no question")
    return row.question


def _cells(book: Book, question: Question, party: Party) -> Callable[[str], str]:
    def cell(name: str) -> str:
        row = book.plan.inputs[question.code, name] if name else book.plan.questions[question.code]
        return book.cell(row, party.answer_column)

    return cell


def _write_input(book: Book, sheet: Any, row: Row) -> None:
    text = book.format(border=1, text_wrap=True, font_color=GREY, indent=1)
    for at, column in enumerate(book.columns):
        asked = ("Ya/Tidak" if row.given == CONFIRMED else "Angka") if column is Column.CHOICES else ""
        write_text(sheet, row.at, at, asked or _fixed_text(row, column), text)
    for party in book.parties:
        _write_answer(book, sheet, row, party)


def _write_answer(book: Book, sheet: Any, row: Row, party: Party) -> None:
    """One party's answer in one row, as a label or a number; the unit's cell is open where the worksheet is."""
    question = _question(row)
    mine = party.answer_column is Column.ANSWER and (bool(row.given) or question.kind is not AnswerKind.RATIO)
    form = _open_format(book, align="center") if mine else book.format(border=1, align="center")
    at = book.at(party.answer_column)
    value = _answer_cell(question, row.given, party.answers.get(question.code))
    if isinstance(value, Fraction):
        sheet.write_number(row.at, at, float(value), form)
    else:
        write_text(sheet, row.at, at, value, form)


def _answer_cell(question: Question, given: str, answer: Answer | None) -> str | Fraction:
    if answer is None:
        return ""
    if given == CONFIRMED:
        return "Ya" if answer.confirmed else ""
    if question.kind is AnswerKind.CHOICE:
        return answer.label
    one = {AnswerKind.INDEX: INDEX_INPUT, AnswerKind.PERCENT: PERCENT_INPUT}.get(question.kind, given)
    return answer.inputs.get(one, "")


def _open_format(book: Book, **look: Any) -> Any:
    if not book.export.editable:
        return book.format(border=1, **look)
    return book.format(border=1, locked=False, bg_color=YELLOW, **look)


def explanation_of(question: Question) -> str:
    """The criterion of each option on its own line, then what the regulation explains."""
    lines = [f"{option.label}: {option.criterion}" for option in question.options]
    return "\n".join([*lines, question.explanation] if question.explanation else lines)


def choices_of(question: Question) -> str:
    """How a question is answered, in a word or two."""
    if question.kind is AnswerKind.CHOICE:
        return "/".join(question.labels)
    if question.kind is AnswerKind.INDEX:
        return f"Indeks 0-{shown_short(question.maximum)}"
    return "%" if question.kind is AnswerKind.PERCENT else "Angka, di baris bawah"


def _validate(book: Book, sheet: Any, row: Row, lists: dict[tuple[str, ...], str]) -> None:
    """Let the unit's answer cell take only what the question can take."""
    if row.question is None:
        return
    rule = _rule(row.question, row.given, lists)
    if rule:
        rule |= {"error_title": "Jawaban tidak dikenal", "input_title": row.code[:32]}
        at = book.at(Column.ANSWER)
        sheet.data_validation(row.at, at, row.at, at, rule)


def _rule(question: Question, given: str, lists: dict[tuple[str, ...], str]) -> dict[str, Any]:
    if given == CONFIRMED or (question.kind is AnswerKind.CHOICE and not given):
        labels = ("Ya", "Tidak") if given else question.labels
        said = f"Pilih salah satu: {', '.join(labels)}."[:250]
        return {"validate": "list", "source": lists[labels], "error_message": said, "input_message": said}
    if question.kind in (AnswerKind.INDEX, AnswerKind.PERCENT):
        most = question.maximum if question.kind is AnswerKind.INDEX else Fraction(100)
        said = f"Ketik angka 0 sampai {shown_short(most)}" + (
            ", tanpa tanda %. Ketik 95 untuk 95 persen." if question.kind is AnswerKind.PERCENT else "."
        )
        between = {"criteria": "between", "minimum": 0, "maximum": float(most)}
        return {"validate": "decimal", **between, "error_message": said, "input_message": said}
    asked = next((one for one in inputs_of(question) if one.code == given), None)
    if asked is None:
        return {}
    said = "Ketik bilangan bulat, 0 atau lebih." if asked.whole else "Ketik angka, 0 atau lebih."
    kind = "integer" if asked.whole else "decimal"
    return {"validate": kind, "criteria": ">=", "value": 0, "error_message": said, "input_message": said}
