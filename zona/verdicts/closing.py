"""What would close a failed condition: the questions that could do it, cheapest first, and the shortest plan.

"Cheap" is the smallest climb on the question's own scale (0 to 1): one option up costs less than two. The plan is the
set of answers with the fewest option steps in all that closes the distance, found exactly (a grouped knapsack over
steps). Measured results (surveys, audit follow-up) enter the plan only where the unit's own answers cannot reach.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Protocol

from zona.scoring.answers import Answer
from zona.scoring.engine import QuestionScore
from zona.scoring.structure import TOTAL, AnswerKind, Condition, Instrument, Question, Share
from zona.verdicts.judge import Judged, Verdict


class Figures(Protocol):
    """Whatever knows each question's figures: a fresh score or a stored one."""

    def question(self, code: str) -> QuestionScore:
        """One question's figures."""


@dataclass(frozen=True)
class Move:
    """One question raised to a better answer."""

    question: Question
    now: Fraction  # value, 0 to 1
    to: Fraction
    gain: Fraction  # points
    label: str = ""  # the answer to reach, for choices
    needed: Fraction | None = None  # the index, per cent or achieved number to reach, for measured questions
    steps: int = 1
    alone: bool = False  # closes the condition by itself

    @property
    def climb(self) -> Fraction:
        """How far it goes on its own scale; what "cheap" means."""
        return self.to - self.now


@dataclass(frozen=True)
class Closing:
    """How one failed condition could be met."""

    judged: Judged
    moves: tuple[Move, ...]  # cheapest first; those that close it alone come before the others
    plan: tuple[Move, ...]  # fewest steps; empty when it cannot be reached at all
    trap: tuple[Judged, ...] = ()  # parts that each hold, although their minima do not add up to this one

    @property
    def reachable(self) -> bool:
        """Whether any set of answers closes it."""
        return bool(self.plan)


def closings(
    instrument: Instrument, score: Figures, verdict: Verdict, answers: Mapping[str, Answer]
) -> tuple[Closing, ...]:
    """One `Closing` for each failed condition of a verdict, in the regulation's order."""
    return tuple(_close(instrument, score, verdict, judged, answers) for judged in verdict.failed)


def _close(
    instrument: Instrument, score: Figures, verdict: Verdict, judged: Judged, answers: Mapping[str, Answer]
) -> Closing:
    ladders = [
        _ladder(question, score.question(question.code), judged.distance, answers.get(question.code))
        for question in questions_in(instrument, judged.condition)
    ]
    moves = sorted(
        (_cheapest(ladder) for ladder in ladders if ladder),
        key=lambda move: (not move.alone, move.climb if move.alone else -move.gain, move.question.code),
    )
    return Closing(judged, tuple(moves), _plan(ladders, judged.distance), trap_of(verdict, judged))


def questions_in(instrument: Instrument, condition: Condition) -> list[Question]:
    """The questions whose points a condition counts."""
    found: list[Question] = []
    for component, area, indicator in instrument.indicators():
        area_path = f"{component.code}/{area.code}"
        paths = {TOTAL, component.code, area_path, f"{area_path}/{indicator.code}"}
        if paths.intersection(condition.covers):
            found.extend(indicator.questions)
    return found


def trap_of(verdict: Verdict, judged: Judged) -> tuple[Judged, ...]:
    """The inner conditions that all hold while this one fails, because their minima add up to less.

    13.5 + 3.5 = 17 < 18: a unit meets both minima of "bebas KKN" and still misses the component (Perwal III.B.4).
    """
    inside = tuple(
        other for other in verdict.conditions if other.condition.part.startswith(judged.condition.part + "/")
    )
    if len(inside) < 2 or not all(other.holds for other in inside):
        return ()
    together = sum((other.condition.minimum for other in inside), Fraction(0))
    return inside if together < judged.condition.minimum else ()


def _ladder(question: Question, figures: QuestionScore, distance: Fraction, answer: Answer | None) -> list[Move]:
    """Every better answer of one question, nearest first."""
    if question.kind is AnswerKind.CHOICE:
        better = [option for option in reversed(question.options) if option.score > figures.value]
        return [
            Move(
                question,
                figures.value,
                option.score,
                gain := (option.score - figures.value) * figures.most,
                label=option.label,
                steps=step,
                alone=gain >= distance,
            )
            for step, option in enumerate(better, start=1)
        ]
    if figures.value == 1:
        return []
    to = min(Fraction(1), figures.value + distance / figures.most)
    to, needed = _reachable_value(question, to, answer)
    gain = (to - figures.value) * figures.most
    return [Move(question, figures.value, to, gain, needed=needed, alone=gain >= distance)]


def _reachable_value(question: Question, to: Fraction, answer: Answer | None) -> tuple[Fraction, Fraction | None]:
    """The value rounded up to what can be reported: index and per cent by hundredths, a share by whole cases."""
    if question.kind is AnswerKind.INDEX:
        index = min(question.maximum, Fraction(ceil(to * question.maximum * 100), 100))
        return index / question.maximum, index
    if question.kind is AnswerKind.PERCENT:
        percent = min(Fraction(100), Fraction(ceil(to * 10_000), 100))
        return percent / 100, percent
    formula = question.formula
    if isinstance(formula, Share) and answer is not None and all(name in answer.inputs for name in formula.due):
        due = sum((answer.inputs[name] for name in formula.due), Fraction(0))
        if due:
            achieved = Fraction(ceil(to * due))
            return min(Fraction(1), achieved / due), achieved
    return to, None


def _cheapest(ladder: list[Move]) -> Move:
    """The first rung that closes the condition alone, else the top one."""
    return next((move for move in ladder if move.alone), ladder[-1])


def _plan(ladders: list[list[Move]], distance: Fraction) -> tuple[Move, ...]:
    """The moves with the fewest steps that together gain at least `distance`; empty when none do."""
    own = [ladder for ladder in ladders if ladder and ladder[0].question.kind is AnswerKind.CHOICE]
    measured = [ladder for ladder in ladders if ladder and ladder[0].question.kind is not AnswerKind.CHOICE]
    for groups in (own, own + measured):
        if _most_gain(groups) >= distance:
            return _fewest_steps(groups, distance)
    return ()


def _most_gain(groups: list[list[Move]]) -> Fraction:
    return sum((ladder[-1].gain for ladder in groups), Fraction(0))


def _fewest_steps(groups: list[list[Move]], distance: Fraction) -> tuple[Move, ...]:
    """Exact: best[k] is the largest gain of exactly k steps, one rung at most from each question."""
    limit = _greedy_steps(groups, distance)
    best: list[tuple[Fraction, tuple[Move, ...]] | None] = [None] * (limit + 1)
    best[0] = (Fraction(0), ())
    for ladder in groups:
        for used in range(limit, 0, -1):
            for move in ladder:
                before = best[used - move.steps] if move.steps <= used else None
                here = best[used]
                if before is not None and (here is None or before[0] + move.gain > here[0]):
                    best[used] = (before[0] + move.gain, (*before[1], move))
    for found in best:
        if found is not None and found[0] >= distance:
            return tuple(sorted(found[1], key=lambda move: -move.gain))
    return ()


def _greedy_steps(groups: list[list[Move]], distance: Fraction) -> int:
    """An upper bound: climb whole questions, best gain per step first."""
    ladders = sorted((ladder[-1] for ladder in groups), key=lambda move: -move.gain / move.steps)
    gained, steps = Fraction(0), 0
    for move in ladders:
        if gained >= distance:
            break
        gained, steps = gained + move.gain, steps + move.steps
    return steps
