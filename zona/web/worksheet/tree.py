"""The tree beside every worksheet page: areas, indicators, items, and what is still missing."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from zona.scoring.structure import Area, Question
from zona.web.worksheet.codes import display_code
from zona.web.worksheet.sheet import Sheet


@dataclass(frozen=True)
class Filter:
    """One way to look at the items; `wants(sheet, question)` says which stay."""

    key: str
    label: str

    def wants(self, sheet: Sheet, question: Question) -> bool:
        """Whether an item passes."""
        if self.key == "kosong":
            return not sheet.score.answered(question.code)
        if self.key == "bukti":
            return sheet.missing(question) > 0
        if self.key == "hilang":
            figures = sheet.score.question(question.code)
            return figures.answered and figures.value < 1
        if self.key == "kembali":
            return question.code in sheet.returned
        return True


FILTERS = (
    Filter("", "Semua"),
    Filter("kosong", "Kosong"),
    Filter("bukti", "Bukti kurang"),
    Filter("hilang", "Belum penuh"),
    Filter("kembali", "Dikembalikan"),
)


def filter_named(key: str) -> Filter:
    """The filter an address asks for; all items when it is unknown."""
    return next((one for one in FILTERS if one.key == key), FILTERS[0])


def item_address(pk: int, code: str, chosen: Filter = FILTERS[0]) -> str:
    """The one address of an item, with the filter that the person keeps."""
    return f"/lembar-kerja/{pk}/butir/{code}/" + (f"?saring={chosen.key}" if chosen.key else "")


def filtered_codes(sheet: Sheet, chosen: Filter) -> list[str]:
    """Codes that pass a filter, in the instrument's order."""
    return [code for code, question in sheet.instrument.questions.items() if chosen.wants(sheet, question)]


def tree_of(sheet: Sheet, current: str, chosen: Filter) -> dict[str, Any]:
    """What `components/tree.html` draws; only the area of the current item is opened out."""
    pk = sheet.assessment.pk
    return {
        "jump": reverse("worksheet_jump", args=[pk]),
        "filters": [
            {
                "label": f"{one.label} {len(filtered_codes(sheet, one))}",
                "href": item_address(pk, current, one),
                "current": one.key == chosen.key,
            }
            for one in FILTERS
            if one.key != "kembali" or sheet.returned
        ],
        "areas": [_area(sheet, area, current, chosen) for _, area in sheet.instrument.areas()],
    }


def _area(sheet: Sheet, area: Area, current: str, chosen: Filter) -> dict[str, Any]:
    indicators = []
    done = total = 0
    open_here = False
    for indicator in area.indicators:
        answered = sum(sheet.score.answered(question.code) for question in indicator.questions)
        items = [
            _item(sheet, question, current, chosen)
            for question in indicator.questions
            if question.code == current or chosen.wants(sheet, question)
        ]
        open_here = open_here or any(item["current"] for item in items)
        done, total = done + answered, total + len(indicator.questions)
        if items:
            indicators.append(
                {
                    "code": display_code(indicator.code),
                    "name": indicator.name,
                    "done": answered,
                    "total": len(indicator.questions),
                    "questions": items,
                }
            )
    return {
        "code": display_code(area.code),
        "name": area.name,
        "done": done,
        "total": total,
        "complete": False,
        "open": open_here or bool(chosen.key),
        "indicators": indicators,
    }


def _item(sheet: Sheet, question: Question, current: str, chosen: Filter) -> dict[str, Any]:
    return {
        "code": display_code(question.code),
        "name": question.name,
        "href": item_address(sheet.assessment.pk, question.code, chosen),
        "state": sheet.state(question),
        "missing": sheet.missing(question),
        "current": question.code == current,
    }
