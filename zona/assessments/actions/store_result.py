"""Keep score and verdicts beside the answers; called inside the transaction that changed them."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from zona.assessments.enums import Party
from zona.assessments.models import Answer, Assessment, StoredResult, given_answers
from zona.base import clock
from zona.evidence.queries import filled_slots
from zona.evidence.rules.recipe import is_proven
from zona.scoring.engine import Score
from zona.verdicts.judge import Verdict, judge


def store_result(assessment: Assessment, *, party: Party = Party.UNIT) -> StoredResult:
    """Calculate one party's figures anew and keep them. The caller holds the assessment's lock."""
    instrument, scorer = assessment.instrument.instrument, assessment.instrument.scorer
    rows = {row.question_code: row for row in Answer.objects.filter(assessment=assessment, party=party)}
    score = scorer.score(given_answers(rows, instrument.questions))
    values = _figures(score, judge(instrument, score)) | {
        "proven": _count_proven(assessment, score),
        "questions": len(instrument.questions),
        "calculated_at": clock.now(),
    }
    stored, _ = StoredResult.objects.update_or_create(assessment=assessment, party=party, defaults=values)
    return stored


def _figures(score: Score, verdicts: dict[str, Verdict]) -> dict[str, Any]:
    return {
        "total": str(score.total),
        "total_rounded": rounded(score.total),
        "parts": {path: str(points) for path, points in score.parts().items()},
        "values": {figures.code: str(figures.value) for figures in score.questions() if figures.answered},
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


def _count_proven(assessment: Assessment, score: Score) -> int:
    """Questions that are answered and whose recipe has what it needs."""
    filled = filled_slots(assessment.unit_id, assessment.period_id)
    questions = assessment.instrument.instrument.questions
    return sum(
        1
        for figures in score.questions()
        if figures.answered and is_proven(questions[figures.code], filled.get(figures.code, set()))
    )
