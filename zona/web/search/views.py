"""One search for units, items and proofs that this person may see (Ctrl K)."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import units_for
from zona.assessments.models import Assessment
from zona.base.text import plain_text
from zona.evidence.queries import live_files
from zona.web.requests import user_of
from zona.web.worksheet.codes import display_code, find_code
from zona.web.worksheet.tree import item_address

#: results shown of each kind
SHOWN = 20
SHORTEST = 2


@dataclass(frozen=True)
class Hit:
    """One thing found."""

    title: str
    note: str
    href: str


@login_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Units by name or code, items by code or words, proofs by file name."""
    asked = plain_text(request.GET.get("q", ""))
    user = user_of(request)
    context = {"asked": asked, "short": len(asked) < SHORTEST, "groups": []}
    if len(asked) >= SHORTEST:
        sheets = _sheets(user)
        groups = (
            ("Unit kerja", _units(sheets, asked)),
            ("Butir", _items(sheets, asked)),
            ("Bukti", _proofs(user, sheets, asked)),
        )
        context["groups"] = [{"label": label, "hits": hits} for label, hits in groups if hits]
    return render(request, "search/search.html", context)


def _sheets(user: User) -> list[Assessment]:
    """The worksheets this person may see, newest first; one query."""
    rows = Assessment.objects.filter(unit__in=units_for(user, Permission.VIEW_ASSESSMENT))
    return list(rows.select_related("unit", "period", "instrument").defer("instrument__text").order_by("-period__year"))


def _units(sheets: list[Assessment], asked: str) -> list[Hit]:
    wanted = asked.casefold()
    return [
        Hit(sheet.unit.name, f"Lembar kerja {sheet.period.year}", f"/lembar-kerja/{sheet.pk}/")
        for sheet in sheets
        if wanted in sheet.unit.name.casefold() or wanted == sheet.unit.code.casefold()
    ][:SHOWN]


def _items(sheets: list[Assessment], asked: str) -> list[Hit]:
    """Items of the newest worksheet; whoever sees many units chooses the unit first."""
    sheet = next(iter(sheets), None)
    if sheet is None:
        return []
    questions = sheet.instrument.instrument.questions
    by_code = find_code(asked, questions)
    wanted = asked.casefold()
    found = [code for code, one in questions.items() if wanted in f"{one.name} {one.text}".casefold()]
    codes = list(dict.fromkeys([*([by_code] if by_code else []), *found]))[:SHOWN]
    return [
        Hit(
            f"{display_code(code)} {questions[code].name}",
            f"{sheet.unit}, {sheet.period.year}",
            item_address(sheet.pk, code),
        )
        for code in codes
    ]


def _proofs(user: User, sheets: list[Assessment], asked: str) -> list[Hit]:
    by_place = {(sheet.unit_id, sheet.period_id): sheet for sheet in sheets}
    files = live_files().filter(original_name__icontains=asked, unit__in=units_for(user, Permission.VIEW_ASSESSMENT))
    hits = []
    for file in files.select_related("unit")[:SHOWN]:
        sheet = by_place.get((file.unit_id, file.period_id))
        if sheet is not None:
            note = f"{file.unit}, bukti butir {display_code(file.question_code)}"
            hits.append(Hit(str(file), note, f"/lembar-kerja/{sheet.pk}/bukti/{file.pk}/lihat/"))
    return hits
