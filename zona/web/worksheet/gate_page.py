"""The gate explainer: which condition holds, which fails, and what would close it, cheapest first."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zona.assessments.models import given_answers
from zona.base.numbers import shown, shown_against, shown_short
from zona.scoring.structure import TOTAL, AnswerKind, ComponentKind, Fall, Share
from zona.verdicts.closing import Closing, Move, closings
from zona.verdicts.judge import area_shares_from
from zona.web.templatetags.zona import moment_id
from zona.web.worksheet.codes import display_code
from zona.web.worksheet.gates import gate_of, headline, missing_of, name_of, trap_sentence
from zona.web.worksheet.sheet import Sheet, sheet_for
from zona.web.worksheet.tree import item_address

#: so many ways are listed for one failed condition; the rest stands behind the worksheet's filters
WAYS_SHOWN = 8


@login_required
@require_safe
def gates(request: HttpRequest, pk: int, predicate: str) -> HttpResponse:
    """The conditions of one predicate."""
    sheet = sheet_for(request, pk)
    if predicate not in sheet.verdicts:
        raise Http404(f"Predikat {predicate} tidak ada dalam instrumen ini.")
    return render(request, "worksheet/gates.html", gates_context(sheet, predicate))


def gates_context(sheet: Sheet, code: str) -> dict[str, Any]:
    """Everything `worksheet/gates.html` draws."""
    verdict, pk = sheet.verdicts[code], sheet.assessment.pk
    total = sheet.result.exact_total
    title, lede = headline(verdict, total)
    ways = closings(sheet.instrument, sheet.score, verdict, given_answers(sheet.unit, sheet.instrument.questions))
    by_part = {way.judged.condition.part: way for way in ways}
    ordered = [*verdict.failed, *(judged for judged in verdict.conditions if judged.holds)]
    return {
        "sheet": sheet,
        "verdict": verdict,
        "title": title,
        "lede": lede,
        "over": [sheet.assessment.unit.name, f"Jawaban unit, dihitung {moment_id(sheet.result.calculated_at)}"],
        "gates": [_gate(judged, by_part.get(judged.condition.part)) for judged in ordered],
        "closings": [_closing(sheet, way) for way in ways],
        "parts": _parts(sheet),
        "total": sheet.figure(TOTAL),
        "weight": sheet.instrument.weight,
        "shares": _shares(sheet),
        "unverified": [j.condition for j in verdict.conditions if not j.condition.verified],
        "tabs": [
            {
                "label": f"Syarat {one}",
                "href": f"/lembar-kerja/{pk}/syarat/{one}/",
                "current": one == code,
                "count": None,
            }
            for one in sheet.verdicts
        ],
        "crumbs": [
            {"label": sheet.assessment.unit.name, "href": f"/lembar-kerja/{pk}/"},
            {"label": f"Lembar kerja {sheet.assessment.period}", "href": f"/lembar-kerja/{pk}/"},
            {"label": f"Syarat {code}"},
        ],
    }


def _gate(judged: Any, way: Closing | None) -> dict[str, Any]:
    gate = gate_of(judged)
    if way is not None and way.trap:
        gate["explain"] = trap_sentence(judged, way.trap)
        if len(way.trap) == 2:
            gate["parts"] = [{"label": name_of(part), "value": part.score} for part in way.trap]
            gate["parts_label"] = f"{gate['explain']} Kurang {missing_of(judged)}."
    return gate


def _closing(sheet: Sheet, way: Closing) -> dict[str, Any]:
    condition = way.judged.condition
    return {
        "title": f"Menutup {missing_of(way.judged)} poin: {name_of(way.judged)}",
        "id": condition.part.replace("/", "-").replace("*", "x"),
        "moves": [_move(sheet, move) for move in way.moves[:WAYS_SHOWN]],
        "more": max(0, len(way.moves) - WAYS_SHOWN),
        "plan": [_move(sheet, move) for move in way.plan],
        "plan_gain": shown(sum((move.gain for move in way.plan), start=0 * condition.minimum)),
        "plan_steps": sum(move.steps for move in way.plan),
        "reachable": way.reachable,
        "alone": sum(move.alone for move in way.moves),
    }


def _move(sheet: Sheet, move: Move) -> dict[str, Any]:
    question = move.question
    return {
        "code": display_code(question.code),
        "href": item_address(sheet.assessment.pk, question.code),
        "name": question.name,
        "what": what_of(sheet, move),
        "gain": shown(move.gain),
        "alone": move.alone,
        "missing": sheet.missing(question),
    }


def what_of(sheet: Sheet, move: Move) -> str:
    """What would have to change: `dari C menjadi A`, `indeks dari 3,60 menjadi 3,87`, `dari 14 menjadi 18 selesai`."""
    question = move.question
    row = sheet.unit.get(question.code)
    given = row.given if row else None
    if question.kind is AnswerKind.CHOICE:
        return f"dari {given.label} menjadi {move.label}" if given else f"dijawab {move.label}"
    if question.kind in (AnswerKind.INDEX, AnswerKind.PERCENT):
        unit = "indeks" if question.kind is AnswerKind.INDEX else "persen"
        now = next(iter(given.inputs.values()), None) if given else None
        reached = shown(move.needed) if move.needed is not None else ""
        present = shown_against(now, move.needed) if now is not None else ""
        return f"{unit} dari {present} menjadi {reached}" if present else f"{unit} paling sedikit {reached}"
    return _ratio_move(question.formula, given, move)


def _ratio_move(formula: Any, given: Any, move: Move) -> str:
    percent = f"{shown(move.to * 100)} persen"
    if isinstance(formula, Share) and given is not None and move.needed is not None:
        achieved = sum(given.inputs.get(name, 0) for name in formula.achieved)
        due = sum(given.inputs.get(name, 0) for name in formula.due)
        return f"dari {shown_short(achieved)} menjadi {shown_short(move.needed)} dari {shown_short(due)} ({percent})"
    if isinstance(formula, Fall):
        return f"turun paling sedikit {percent}"
    return f"mencapai {percent}"


def _parts(sheet: Sheet) -> list[dict[str, Any]]:
    """Where the total comes from: areas of the enablers, then indicators of the results."""
    rows: list[dict[str, Any]] = []
    for component in sheet.instrument.components:
        for area in component.areas:
            path = f"{component.code}/{area.code}"
            if component.kind is ComponentKind.ENABLER:
                rows.append(_part(sheet, display_code(area.code), area.name, path, area.weight))
            else:
                for indicator in area.indicators:
                    rows.append(
                        _part(
                            sheet, "", indicator.short or indicator.name, f"{path}/{indicator.code}", indicator.weight
                        )
                    )
        rows.append(_part(sheet, "", component.name, component.code, component.weight) | {"sum": True})
    return rows


def _part(sheet: Sheet, code: str, name: str, path: str, weight: Any) -> dict[str, Any]:
    return {"code": code, "name": name, "points": sheet.figure(path), "of": shown_short(weight), "sum": False}


def _shares(sheet: Sheet) -> list[dict[str, Any]]:
    """The share met of each area of change (P43): information, never a condition."""
    shares = area_shares_from(
        sheet.instrument, lambda paths: sum((sheet.points(p) for p in paths), start=0 * sheet.instrument.weight)
    )
    return [{"name": one.name, "percent": shown(one.share * 100), "most": one.most} for one in shares]
