"""The arithmetic: from answers to points, exactly, with every figure on the way kept.

Points of a question = value × weight of its indicator ÷ number of questions in it. An indicator, an area, a component
and the total are sums. To be fast and exact at once, everything is counted in whole multiples of one small unit: the
instrument's own common denominator, times the denominators of the measured values of this worksheet. A figure becomes
a `Fraction` when somebody asks for it. See docs/algorithms/scoring.md, whose worked tables are also the tests.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm

from zona.scoring.answers import Answer, value_of
from zona.scoring.structure import TOTAL, AnswerKind, Instrument, Question


@dataclass(frozen=True)
class _Place:
    """Where a question's points go, and how many units each of its answers is worth."""

    question: Question
    paths: tuple[int, ...]  # positions of indicator, area and component among the parts
    full: int  # units of a value of 1
    by_label: Mapping[str, int]  # units by label, for choices


@dataclass(frozen=True)
class QuestionScore:
    """One question's share of the score."""

    code: str
    value: Fraction  # 0 to 1; 0 when unanswered
    most: Fraction  # points of a full value
    points: Fraction
    answered: bool


class Score:
    """All figures of one scored worksheet. Exact; nothing in it is rounded."""

    __slots__ = ("_parts", "_questions", "_scorer", "_total", "_unit", "answered")

    def __init__(self, scorer: "Scorer", unit: int, parts: list[int], questions: dict[str, int], total: int) -> None:
        self._scorer, self._unit, self._parts = scorer, unit, parts
        self._questions, self._total = questions, total
        self.answered = len(questions)

    @property
    def total(self) -> Fraction:
        """Sum of the components."""
        return Fraction(self._total, self._unit)

    def points(self, path: str) -> Fraction:
        """Points of `total` or of a part by its path (`pengungkit/1/1-a`). Raises KeyError for an unknown path."""
        if path == TOTAL:
            return self.total
        return Fraction(self._parts[self._scorer.positions[path]], self._unit)

    def sum_of(self, paths: tuple[str, ...]) -> Fraction:
        """Points of several parts together (a change area across its aspects)."""
        if paths == (TOTAL,):
            return self.total
        positions = self._scorer.positions
        return Fraction(sum(self._parts[positions[path]] for path in paths), self._unit)

    def parts(self) -> dict[str, Fraction]:
        """Every component, area and indicator by path, in the instrument's order."""
        return {path: Fraction(self._parts[at], self._unit) for path, at in self._scorer.positions.items()}

    def question(self, code: str) -> QuestionScore:
        """One question's figures. Raises KeyError for an unknown code."""
        units = self._questions.get(code)
        most = self._scorer.most(code)
        points = Fraction(units or 0, self._unit)
        return QuestionScore(code, points / most, most, points, units is not None)

    def values(self) -> dict[str, Fraction]:
        """The value, 0 to 1, of every answered question, in the instrument's order."""
        places, extra = self._scorer.places, self._unit // self._scorer.unit
        return {
            code: _share(self._questions[code], place.full * extra)
            for code, place in places.items()
            if code in self._questions
        }

    def questions(self) -> Iterator[QuestionScore]:
        """Every question's figures, in the instrument's order."""
        return (self.question(code) for code in self._scorer.places)


#: a scale has few values and every save asks for all of them, so each is reduced once
_share = lru_cache(maxsize=4096)(Fraction)


class Scorer:
    """One instrument, made ready for scoring many worksheets."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.positions: dict[str, int] = {}
        self.weights: dict[str, Fraction] = {}
        for component in instrument.components:
            self._add_part(component.code, component.weight)
            for area in component.areas:
                self._add_part(f"{component.code}/{area.code}", area.weight)
                for indicator in area.indicators:
                    self._add_part(f"{component.code}/{area.code}/{indicator.code}", indicator.weight)
        self.unit = self._common_denominator()
        self.places = dict(self._place_questions())

    def score(self, answers: Mapping[str, Answer]) -> Score:
        """Score one worksheet; questions without an answer count 0. Raises KeyError for an unknown code."""
        measured = self._measured(answers)
        extra = lcm(*(value.denominator for value in measured.values()))
        parts = [0] * len(self.positions)
        questions: dict[str, int] = {}
        total = 0
        for code, answer in answers.items():
            place = self.places[code]
            if place.by_label:
                units = place.by_label[answer.label] * extra
            elif code in measured:
                value = measured[code]
                units = place.full * value.numerator * (extra // value.denominator)
            else:
                continue
            questions[code] = units
            total += units
            for position in place.paths:
                parts[position] += units
        return Score(self, self.unit * extra, parts, questions, total)

    def most(self, code: str) -> Fraction:
        """Points of a full answer to one question."""
        return Fraction(self.places[code].full, self.unit)

    def _add_part(self, path: str, weight: Fraction) -> None:
        self.positions[path] = len(self.positions)
        self.weights[path] = weight

    def _measured(self, answers: Mapping[str, Answer]) -> dict[str, Fraction]:
        """Values of the answers that are numbers; those that count as unanswered are left out."""
        values: dict[str, Fraction] = {}
        for code, answer in answers.items():
            place = self.places[code]
            if not place.by_label:
                value = value_of(place.question, answer)
                if value is not None:
                    values[code] = value
        return values

    def _common_denominator(self) -> int:
        """The smallest unit in which every possible choice of every question is a whole number."""
        unit = 1
        for _, _, indicator in self.instrument.indicators():
            full = indicator.weight / len(indicator.questions)
            unit = lcm(unit, full.denominator)
            for question in indicator.questions:
                unit = lcm(unit, *((score * full).denominator for score in question.scores.values()))
        return unit

    def _place_questions(self) -> Iterator[tuple[str, _Place]]:
        for component, area, indicator in self.instrument.indicators():
            full = int(indicator.weight * self.unit / len(indicator.questions))
            area_path = f"{component.code}/{area.code}"
            paths = (component.code, area_path, f"{area_path}/{indicator.code}")
            positions = tuple(self.positions[path] for path in paths)
            for question in indicator.questions:
                choice = question.kind is AnswerKind.CHOICE
                by_label = {k: int(v * full) for k, v in question.scores.items()} if choice else {}
                yield question.code, _Place(question, positions, full, by_label)
