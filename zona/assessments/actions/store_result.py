"""Keep score and verdicts beside the answers; called inside the transaction that changed them."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from zona.assessments.enums import Party
from zona.assessments.models import Answer, Assessment, StoredResult, as_given
from zona.base import clock
from zona.evidence.queries import filled_slots
from zona.evidence.rules.recipe import is_proven
from zona.scoring.answers import Answer as Given
from zona.scoring.engine import Score
from zona.verdicts.judge import Verdict, judge


def store_result(assessment: Assessment, *, party: Party = Party.UNIT) -> StoredResult:
    """Calculate one party's figures anew and keep them; what is returned has a number only when it is new.

    The caller holds the assessment's lock.
    """
    instrument, scorer = assessment.instrument.instrument, assessment.instrument.scorer
    score = scorer.score(_given(assessment, party))
    values = score.values()
    figures = _figures(score, judge(instrument, score)) | {
        "values": {code: str(value) for code, value in values.items()},
        "proven": _count_proven(assessment, values),
        "questions": len(instrument.questions),
        "calculated_at": clock.now(),
    }
    stored = StoredResult(assessment=assessment, party=party, **figures)
    if not StoredResult.objects.filter(assessment=assessment, party=party).update(**figures):
        stored.save()
    return stored


def _given(assessment: Assessment, party: Party) -> dict[str, Given]:
    """The answers as arithmetic needs them, and no other column: this happens at every save."""
    rows = Answer.objects.filter(assessment=assessment, party=party)
    questions = assessment.instrument.instrument.questions
    found = {}
    for code, *columns in rows.values_list("question_code", "label", "inputs", "confirmed"):
        given = as_given(*columns)
        if given is not None and code in questions:
            found[code] = given
    return found


def _figures(score: Score, verdicts: dict[str, Verdict]) -> dict[str, Any]:
    return {
        "total": str(score.total),
        "total_rounded": rounded(score.total),
        "parts": {path: str(points) for path, points in score.parts().items()},
        "verdicts": {code: _as_stored(verdict) for code, verdict in verdicts.items()},
        "answered": score.answered,
    }


def _as_stored(verdict: Verdict) -> dict[str, Any]:
    return {
        "eligible": verdict.eligible,
        "conditions": [
            [judged.condition.part, str(judged.condition.minimum), str(judged.score), judged.holds]
            for judged in verdict.conditions
        ],
    }


def rounded(value: Fraction) -> Decimal:
    """Six decimals, for ordering rows in the database only; verdicts never look at it."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.000001"), ROUND_HALF_UP)


def _count_proven(assessment: Assessment, answered: Iterable[str]) -> int:
    """Questions that are answered and whose recipe has what it needs."""
    filled = filled_slots(assessment.unit_id, assessment.period_id)
    questions = assessment.instrument.instrument.questions
    return sum(is_proven(questions[code], filled.get(code, frozenset())) for code in answered)
