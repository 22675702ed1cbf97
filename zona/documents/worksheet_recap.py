"""Rekapitulasi nilai lembar kerja evaluasi: `worksheet_recap(recap) -> bytes`, a PDF ready to be signed."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from zona.base.numbers import shown, shown_against, shown_missing
from zona.documents.frame import Frame
from zona.documents.frame import Signer as Signer
from zona.documents.render import render_paper

NOTHING = "–"


@dataclass(frozen=True)
class RecapLine:
    """One area, component or the total: its weight and each party's points, in the order of the recap's parties."""

    name: str
    weight: Fraction
    points: tuple[Fraction, ...]
    minima: tuple[Fraction, ...] = ()  # what the shown figures must never seem to reach


@dataclass(frozen=True)
class RecapComponent:
    """A component's sum and its areas."""

    total: RecapLine
    areas: tuple[RecapLine, ...]


@dataclass(frozen=True)
class RecapCondition:
    """One condition against the value it is judged on."""

    name: str
    minimum: Fraction
    score: Fraction
    verified: bool = True


@dataclass(frozen=True)
class RecapPredicate:
    """All score conditions of one predicate."""

    code: str
    conditions: tuple[RecapCondition, ...]
    requires: str = ""


@dataclass(frozen=True)
class WorksheetRecap:
    """Everything the paper shows."""

    letterhead: tuple[str, ...]
    unit_name: str
    period: str
    instrument: str
    state: str
    parties: tuple[str, ...]  # Unit, TPI, Nasional: those that have values
    components: tuple[RecapComponent, ...]
    total: RecapLine
    predicates: tuple[RecapPredicate, ...]
    judged_party: str  # whose value the conditions are tested on
    answered: int
    questions: int
    place: str
    date: date
    signer: Signer
    fingerprint: str


def worksheet_recap(recap: WorksheetRecap) -> bytes:
    """The paper as PDF. Raises DocumentError."""
    return render_paper("worksheet_recap", context_of(recap), frame_of(recap))


def frame_of(recap: WorksheetRecap) -> Frame:
    """What stands around the figures."""
    return Frame(
        letterhead=recap.letterhead,
        date=recap.date,
        place=recap.place,
        signers=(recap.signer,),
        footnote=f"Sidik data: {recap.fingerprint}",
    )


def context_of(recap: WorksheetRecap) -> dict[str, Any]:
    """The paper's fields as plain text, figures as people read them."""
    unanswered = recap.questions - recap.answered
    rest = f"; {unanswered} butir belum dijawab dan dihitung 0" if unanswered else ""
    return {
        "unit_name": recap.unit_name,
        "period": recap.period,
        "instrument": recap.instrument,
        "state": recap.state,
        "answered": f"{recap.answered} dari {recap.questions} butir (jawaban unit){rest}",
        "parties": list(recap.parties),
        "components": [
            {
                "name": component.total.name,
                "cells": _cells(component.total),
                "areas": [{"name": area.name, "cells": _cells(area)} for area in component.areas],
            }
            for component in recap.components
        ],
        "total": _cells(recap.total),
        "predicates": [_predicate(predicate) for predicate in recap.predicates],
        "remark": _remark(recap),
    }


def _cells(line: RecapLine) -> list[str]:
    cells = [shown(line.weight)]
    for points in line.points:
        missed = min((minimum for minimum in line.minima if minimum > points), default=None)
        share = shown(100 * points / line.weight) if line.weight else NOTHING
        cells += [shown_against(points, missed), share]
    return cells


def _predicate(predicate: RecapPredicate) -> dict[str, Any]:
    failed = sum(1 for condition in predicate.conditions if condition.score < condition.minimum)
    sentence = (
        f"{failed} dari {len(predicate.conditions)} syarat nilai {predicate.code} belum terpenuhi."
        if failed
        else f"Semua syarat nilai {predicate.code} terpenuhi."
    )
    if predicate.requires:
        sentence += f" Predikat ini hanya untuk unit yang sudah memegang {predicate.requires}."
    return {
        "code": predicate.code,
        "sentence": sentence,
        "conditions": [_condition(condition) for condition in predicate.conditions],
    }


def _condition(condition: RecapCondition) -> dict[str, Any]:
    holds = condition.score >= condition.minimum
    sentence = "Terpenuhi" if holds else f"Belum, kurang {_distance(condition.minimum - condition.score)}"
    return {
        "name": condition.name + ("" if condition.verified else " (belum diverifikasi)"),
        "minimum": shown(condition.minimum),
        "score": shown_against(condition.score, condition.minimum),
        "holds": holds,
        "sentence": sentence,
    }


def _distance(distance: Fraction) -> str:
    """What is missing; never 0."""
    return shown_missing(distance)


def _remark(recap: WorksheetRecap) -> str:
    return f"Syarat diuji atas nilai {recap.judged_party} yang tepat, sebelum dibulatkan." if recap.predicates else ""
