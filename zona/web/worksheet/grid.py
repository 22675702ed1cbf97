"""One area as the known table: No, Penilaian, Bobot, Penjelasan, Pilihan, Jawaban, Nilai, %, Catatan, Eviden."""

from typing import Any

from zona.base.numbers import shown
from zona.scoring.structure import AnswerKind, Area, Component, Indicator, Question
from zona.web.worksheet.codes import display_code
from zona.web.worksheet.item import letter_of, recap_of
from zona.web.worksheet.sheet import Sheet
from zona.web.worksheet.tree import FILTERS, Filter, item_address


def grid_context(sheet: Sheet, area_code: str, chosen: Filter) -> dict[str, Any]:
    """Everything `worksheet/grid.html` draws."""
    component, area = next((c, a) for c, a in sheet.instrument.areas() if a.code == area_code)
    questions = [question for indicator in area.indicators for question in indicator.questions]
    pk = sheet.assessment.pk
    return {
        "sheet": sheet,
        "area": area,
        "code": display_code(area.code),
        "points": sheet.figure(f"{component.code}/{area.code}"),
        "weight": shown(area.weight),
        "count": len(questions),
        "areas": [_tab(sheet, one, area_code) for _, one in sheet.instrument.areas()],
        "chips": [
            {
                "label": f"{one.label} {sum(one.wants(sheet, question) for question in questions)}",
                "href": f"?saring={one.key}" if one.key else "?",
                "current": one.key == chosen.key,
            }
            for one in FILTERS
        ],
        "groups": [_group(sheet, component, area, indicator, chosen) for indicator in area.indicators],
        "recap": recap_of(sheet),
        "crumbs": [
            {"label": sheet.assessment.unit.name, "href": f"/lembar-kerja/{pk}/"},
            {"label": f"{display_code(area.code)} {area.name}"},
        ],
        "segments": [
            {"label": "Satu butir", "href": item_address(pk, questions[0].code)},
            {"label": "Tabel", "href": f"/lembar-kerja/{pk}/tabel/{area.code}/", "current": True},
        ],
    }


def row_context(sheet: Sheet, code: str) -> dict[str, Any]:
    """What changes in the table when one of its rows is saved: the row, its indicator, its area."""
    component, area, indicator = next(
        found for found in sheet.instrument.indicators() if code in {question.code for question in found[2].questions}
    )
    question = sheet.instrument.questions[code]
    return {
        "row": _row(sheet, question),
        "group": _group(sheet, component, area, indicator, FILTERS[0]),
        "points": sheet.figure(f"{component.code}/{area.code}"),
    }


def _tab(sheet: Sheet, area: Area, current: str) -> dict[str, Any]:
    codes = [question.code for indicator in area.indicators for question in indicator.questions]
    return {
        "code": display_code(area.code),
        "name": area.short or area.name,
        "done": sum(sheet.score.answered(code) for code in codes),
        "total": len(codes),
        "current": area.code == current,
        "href": f"/lembar-kerja/{sheet.assessment.pk}/tabel/{area.code}/",
    }


def _group(sheet: Sheet, component: Component, area: Area, indicator: Indicator, chosen: Filter) -> dict[str, Any]:
    path = f"{component.code}/{area.code}/{indicator.code}"
    points = sheet.points(path)
    return {
        "id": indicator.code,
        "code": display_code(indicator.code),
        "name": indicator.name,
        "weight": shown(indicator.weight),
        "points": sheet.figure(path),
        "percent": shown(points / indicator.weight * 100),
        "answered": sum(sheet.score.answered(question.code) for question in indicator.questions),
        "total": len(indicator.questions),
        "rows": [_row(sheet, question) for question in indicator.questions if chosen.wants(sheet, question)],
    }


def _row(sheet: Sheet, question: Question) -> dict[str, Any]:
    row, figures = sheet.unit.get(question.code), sheet.score.question(question.code)
    pk = sheet.assessment.pk
    editable = not sheet.why_read_only(question) and question.kind is AnswerKind.CHOICE
    return {
        "id": question.code,
        "code": display_code(question.code),
        "text": question.text,
        "href": item_address(pk, question.code),
        "most": shown(figures.most),
        "criteria": [{"label": option.label, "text": option.criterion} for option in question.options],
        "choices": "/".join(question.labels) if question.options else _KINDS[question.kind],
        "options": _letters(question, row.label if row else "") if editable else [],
        "answer": letter_of(question, row),
        "points": sheet.points_of(question) if figures.answered else "",
        "percent": shown(figures.value * 100) if figures.answered else "",
        "remark": row.remark if row else "",
        "version": row.version if row else 0,
        "missing": sheet.missing(question),
        "proven": figures.answered and not sheet.missing(question),
        "returned": question.code in sheet.returned,
    }


_KINDS = {AnswerKind.INDEX: "Indeks 0–4", AnswerKind.PERCENT: "Persen", AnswerKind.RATIO: "Jumlah"}


def _letters(question: Question, answer: str) -> list[dict[str, Any]]:
    return [{"value": label, "letter": label, "checked": label == answer} for label in question.labels]
