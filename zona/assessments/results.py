"""Stored figures read back: the same shapes that arithmetic gives, without calculating anything again."""

from fractions import Fraction

from zona.assessments.models import StoredResult
from zona.scoring.engine import QuestionScore, Scorer
from zona.scoring.structure import Instrument
from zona.verdicts.judge import Judged, Verdict


class StoredFigures:
    """Each question's figures of a stored result."""

    def __init__(self, scorer: Scorer, result: StoredResult) -> None:
        self._scorer = scorer
        self._result = result
        self._values: dict[str, str] = result.values

    @property
    def total(self) -> Fraction:
        """The total."""
        return self._result.exact_total

    def points(self, path: str) -> Fraction:
        """Points of a part by its path."""
        return self._result.points(path)

    def question(self, code: str) -> QuestionScore:
        """One question's figures; value and points are 0 while it is unanswered. Raises KeyError."""
        most = self._scorer.most(code)
        stored = self._values.get(code)
        value = Fraction(stored) if stored is not None else Fraction(0)
        return QuestionScore(code, value, most, value * most, stored is not None)

    def answered(self, code: str) -> bool:
        """Whether the question counts as answered; cheaper than `question` in long lists."""
        return code in self._values


def stored_verdicts(instrument: Instrument, result: StoredResult) -> dict[str, Verdict]:
    """The verdicts as they were judged when the answers changed."""
    found = {}
    for predicate in instrument.predicates:
        scores = {part: Fraction(score) for part, _, score, _ in result.verdicts[predicate.code]["conditions"]}
        judged = tuple(Judged(condition, scores[condition.part]) for condition in predicate.conditions)
        found[predicate.code] = Verdict(predicate, judged)
    return found
