"""An instrument as the stand-alone verifier reads it: the figures that decide a score and a verdict, nothing else.

Canonical text (see `zona.ledger.canonical`), so that its hash can stand in the ledger with every worksheet sent in.
"""

from hashlib import sha256
from typing import Any

from zona.ledger.canonical import canonical
from zona.scoring.structure import AnswerKind, Instrument, Predicate, Question, Share


def disclosed(instrument: Instrument) -> str:
    """Components down to questions with weights and scales, and every condition; numbers as exact text."""
    return canonical(
        {
            "id": instrument.id,
            "edition": instrument.edition,
            "components": [
                {
                    "code": component.code,
                    "areas": [
                        {
                            "code": area.code,
                            "indicators": [
                                {
                                    "code": indicator.code,
                                    "weight": str(indicator.weight),
                                    "questions": [_question(question) for question in indicator.questions],
                                }
                                for indicator in area.indicators
                            ],
                        }
                        for area in component.areas
                    ],
                }
                for component in instrument.components
            ],
            "predicates": [_predicate(predicate) for predicate in instrument.predicates],
        }
    )


def disclosed_hash(instrument: Instrument) -> str:
    """SHA-256 of the disclosed text, hexadecimal."""
    return sha256(disclosed(instrument).encode()).hexdigest()


def _question(question: Question) -> dict[str, Any]:
    plain: dict[str, Any] = {"code": question.code, "kind": str(question.kind)}
    if question.kind is AnswerKind.CHOICE:
        return plain | {"options": [[option.label, str(option.score)] for option in question.options]}
    if question.kind is AnswerKind.INDEX:
        return plain | {"maximum": str(question.maximum)}
    if question.kind is AnswerKind.PERCENT or question.formula is None:
        return plain
    formula = question.formula
    if isinstance(formula, Share):
        told = {"kind": "share", "achieved": list(formula.achieved), "due": list(formula.due)}
    else:
        told = {"kind": "fall", "before": formula.before, "now": formula.now}
    return plain | {"formula": told | {"nothing_due": str(formula.nothing_due)}}


def _predicate(predicate: Predicate) -> dict[str, Any]:
    return {
        "code": predicate.code,
        "requires": predicate.requires,
        "conditions": [
            {"part": one.part, "covers": list(one.covers), "minimum": str(one.minimum)} for one in predicate.conditions
        ],
    }
