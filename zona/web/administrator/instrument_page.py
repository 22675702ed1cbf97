"""An instrument as people read it: the columns of the worksheet they know, without anybody's answers."""

from fractions import Fraction
from typing import Any

from zona.base.numbers import shown, shown_short
from zona.scoring.structure import (
    AnswerKind,
    Area,
    Aspect,
    Component,
    Condition,
    EnteredBy,
    EvidencePart,
    Fall,
    Indicator,
    Instrument,
    NothingDue,
    Predicate,
    Question,
    Share,
)
from zona.web.worksheet.codes import display_code
from zona.web.worksheet.item import EVERY

_ASPECTS = {Aspect.FULFILMENT: "Pemenuhan", Aspect.REFORM: "Reform"}
_ENTERED_BY = {
    EnteredBy.UNIT: "",
    EnteredBy.SURVEY: "Diisi pengelola survei",
    EnteredBy.AUDIT: "Diisi inspektorat",
}


def page_of(instrument: Instrument) -> dict[str, Any]:
    """The whole tree and the conditions."""
    questions = instrument.questions.values()
    return {
        "title": instrument.title,
        "facts": _facts(instrument),
        "sources": instrument.sources,
        "notes": instrument.notes,
        "areas": [_area(component, area) for component, area in instrument.areas()],
        "predicates": [_predicate(predicate) for predicate in instrument.predicates],
        "unverified": sum(not question.verified for question in questions),
        "questions": len(questions),
    }


def _facts(instrument: Instrument) -> list[dict[str, str]]:
    regulation = instrument.regulation
    named = f"{regulation.get('name', '')} {regulation.get('number', '')} Tahun {regulation.get('year', '')}"
    components = [f"{component.name} {shown_short(component.weight)}" for component in instrument.components]
    return [
        {"label": "Peraturan", "value": named},
        {"label": "Tentang", "value": regulation.get("subject", "–")},
        {"label": "Bobot", "value": f"{', '.join(components)}; jumlah {shown_short(instrument.weight)}"},
    ]


def _area(component: Component, area: Area) -> dict[str, Any]:
    return _proof(area) | {
        "id": f"area-{area.code}",
        "code": display_code(area.code),
        "name": area.name,
        "kind": ", ".join([component.name, *([_ASPECTS[area.aspect]] if area.aspect else [])]),
        "weight": shown_short(area.weight),
        "reference": area.reference,
        "targets": area.targets,
        "indicators": [_indicator(indicator) for indicator in area.indicators],
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    points = indicator.weight / len(indicator.questions)
    return _proof(indicator) | {
        "id": f"indikator-{indicator.code}",
        "code": display_code(indicator.code),
        "name": indicator.name,
        "weight": shown_short(indicator.weight),
        "reference": indicator.reference,
        "questions": [_question(question, points) for question in indicator.questions],
    }


def _question(question: Question, points: Fraction) -> dict[str, Any]:
    return _proof(question) | {
        "code": display_code(question.code),
        "short": question.short,
        "text": question.text,
        "reference": question.reference,
        "weight": shown(points),
        "explanation": question.explanation,
        "steps": list(question.steps.items()),
        "options": [(option.label, shown_short(option.score), option.criterion) for option in question.options],
        "asked": _asked(question),
        "formula": _formula(question),
        "entered_by": _ENTERED_BY[question.entered_by],
        "evidence": [_part(part) for part in question.evidence],
    }


def _asked(question: Question) -> list[str]:
    """What is entered where nothing is chosen."""
    if question.kind is AnswerKind.INDEX:
        return [f"Indeks dari 0 sampai {shown_short(question.maximum)}"]
    if question.kind is AnswerKind.PERCENT:
        return ["Persen dari 0 sampai 100"]
    return [given.label + (" (keterangan)" if given.information else "") for given in question.inputs]


def _formula(question: Question) -> str:
    labels = {given.code: given.label for given in question.inputs}
    formula = question.formula
    if isinstance(formula, Share):
        above, below = (" + ".join(labels[name] for name in names) for names in (formula.achieved, formula.due))
        told = f"({above}) ÷ ({below})"
    elif isinstance(formula, Fall):
        told = f"Penurunan dari ({labels[formula.before]}) ke ({labels[formula.now]})"
    else:
        return ""
    nothing = "penuh bila ditegaskan" if formula.nothing_due is NothingDue.CONFIRMED else "penuh"
    return f"{told}. Bila tidak ada yang dihitung: {nothing}."


def _part(part: EvidencePart) -> dict[str, str]:
    notes = [EVERY[part.every]] if part.every else []
    notes += ["saran"] if part.suggested else []
    return {"label": part.label, "note": ", ".join(notes)}


def _predicate(predicate: Predicate) -> dict[str, Any]:
    return {
        "code": predicate.code,
        "reference": predicate.reference,
        "requires": predicate.requires,
        "conditions": [_condition(condition) for condition in predicate.conditions],
    }


def _condition(condition: Condition) -> dict[str, Any]:
    share = f" ({shown_short(condition.share)} persen bobot)" if condition.share is not None else ""
    return _proof(condition) | {
        "name": condition.name,
        "minimum": f"{shown_short(condition.minimum)}{share}",
        "weight": shown_short(condition.weight),
        "alternatives": [f"{shown_short(one.minimum)}: {one.source}" for one in condition.alternatives],
    }


def _proof(part: Area | Indicator | Question | Condition) -> dict[str, Any]:
    """Whether it was compared with the regulation, and what is still to compare."""
    return {"verified": part.verified, "verify_note": part.verify_note}
