"""Worksheets made to order: answers that give exactly the points a test asks for, and random ones.

Everything is found by exact search; nothing here uses the product's own arithmetic, only its plain structures.
"""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from math import lcm
from random import Random
from typing import Any

from zona.instruments.shipped import shipped_instrument
from zona.scoring.answers import CONFIRMED, Answer
from zona.scoring.engine import Score, Scorer
from zona.scoring.structure import INDEX_INPUT, PERCENT_INPUT, AnswerKind, Fall, Instrument, Question, Share

PERWAL = "perwal-tangerang-72-2018"
LKE_2014 = "permenpanrb-52-2014"
LKE_2021 = "permenpanrb-90-2021"
SHIPPED = (PERWAL, LKE_2014, LKE_2021)

SPAK = "hasil-kkn-spak-a"
TLHP = "hasil-kkn-tlhp-a"
SERVICE = "hasil-pelayanan-ipkp-a"


class UnreachableError(ValueError):
    """No set of answers gives exactly these points."""


@lru_cache(maxsize=8)
def scorer_of(instrument_id: str) -> Scorer:
    """The arithmetic of a shipped instrument."""
    return Scorer(shipped_instrument(instrument_id))


def score_of(instrument_id: str, answers: dict[str, Answer]) -> Score:
    """All figures of a worksheet of a shipped instrument."""
    return scorer_of(instrument_id).score(answers)


def choice(label: str) -> Answer:
    """The answer to a choice question."""
    return Answer(label=label)


def numbers(*, confirmed: bool = False, **inputs: Any) -> Answer:
    """The answer to any other question, by the names of its inputs."""
    return Answer(inputs={name: Fraction(value) for name, value in inputs.items()}, confirmed=confirmed)


def full_points(instrument: Instrument) -> dict[str, Fraction]:
    """What a full answer to each question is worth."""
    return {
        question.code: indicator.weight / len(indicator.questions)
        for _, _, indicator in instrument.indicators()
        for question in indicator.questions
    }


def measured(question: Question, value: Fraction) -> Answer:
    """An answer of numbers that stands for `value` (0 to 1), in the smallest whole counts."""
    value = Fraction(value)
    if question.kind is AnswerKind.INDEX:
        return numbers(**{INDEX_INPUT: value * question.maximum})
    if question.kind is AnswerKind.PERCENT:
        return numbers(**{PERCENT_INPUT: value * 100})
    counts = {given.code: Fraction(0) for given in question.inputs}
    if isinstance(question.formula, Share):
        counts[question.formula.achieved[0]] = Fraction(value.numerator)
        counts[question.formula.due[0]] = Fraction(value.denominator)
    elif isinstance(question.formula, Fall):
        counts[question.formula.before] = Fraction(value.denominator)
        counts[question.formula.now] = Fraction(value.denominator - value.numerator)
    return Answer(inputs=counts)


def possible(question: Question, grid: int = 12) -> list[tuple[Answer, Fraction]]:
    """Answers to search among: every option of a choice, every `grid`-th of a measured value."""
    if question.kind is AnswerKind.CHOICE:
        return [(choice(option.label), option.score) for option in question.options]
    return [(measured(question, Fraction(step, grid)), Fraction(step, grid)) for step in range(grid + 1)]


def answers_worth(
    instrument: Instrument, codes: Iterable[str], points: Fraction, seed: int = 0, grid: int = 12
) -> dict[str, Answer]:
    """Answers to the questions `codes` that give exactly `points`; another `seed`, other answers.

    A subset-sum over whole units: bit n of `reached[k]` says that the first k questions can give n units.
    """
    random = Random(seed)
    full = full_points(instrument)
    chosen = list(codes)
    random.shuffle(chosen)
    worth = {
        code: [(answer, value * full[code]) for answer, value in possible(instrument.questions[code], grid)]
        for code in chosen
    }
    unit = lcm(points.denominator, *(gain.denominator for options in worth.values() for _, gain in options))
    wanted = int(points * unit)
    reached = [1]
    for code in chosen:
        sums = 0
        for gain in {gain for _, gain in worth[code]}:
            sums |= reached[-1] << int(gain * unit)
        reached.append(sums & ((1 << (wanted + 1)) - 1))
    if not reached[-1] >> wanted & 1:
        raise UnreachableError(f"{points} cannot be reached exactly")
    found = {}
    for at in range(len(chosen) - 1, -1, -1):
        options = [
            (answer, gain)
            for answer, gain in worth[chosen[at]]
            if gain * unit <= wanted and reached[at] >> (wanted - int(gain * unit)) & 1
        ]
        answer, gain = random.choice(options)
        found[chosen[at]] = answer
        wanted -= int(gain * unit)
    return found


def questions_under(instrument: Instrument, *paths: str) -> list[str]:
    """Codes of the questions that stand under any of the paths (`pengungkit`, `pengungkit/1`)."""
    found = []
    for component, area, indicator in instrument.indicators():
        path = f"{component.code}/{area.code}/{indicator.code}/"
        if any(path.startswith(wanted + "/") for wanted in paths):
            found += [question.code for question in indicator.questions]
    return found


def worksheet_with(
    *, enabler: Any, spak: Any, tlhp: Any, service: Any, instrument_id: str = PERWAL, seed: int = 0
) -> dict[str, Answer]:
    """A worksheet (perwal or 52/2014) with exactly these points: enabler of 60, SPAK 15, TLHP 5, service 20."""
    instrument = shipped_instrument(instrument_id)
    results = {SPAK: (spak, 15), TLHP: (tlhp, 5), SERVICE: (service, 20)}
    answers = answers_worth(instrument, questions_under(instrument, "pengungkit"), Fraction(enabler), seed)
    for code, (points, most) in results.items():
        answers[code] = measured(instrument.questions[code], Fraction(points) / most)
    return answers


def as_raw(answers: dict[str, Answer]) -> dict[str, Any]:
    """The answers as a file would hold them: labels, decimals as text, counts by name."""
    raw: dict[str, Any] = {}
    for code, answer in answers.items():
        if answer.label:
            raw[code] = answer.label
            continue
        raw[code] = {name: _written(value) for name, value in answer.inputs.items()}
        if answer.confirmed:
            raw[code][CONFIRMED] = "Ya"
    return raw


def _written(value: Fraction) -> str:
    """A finite decimal as text, with a decimal point."""
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
        if digits > 60:
            raise ValueError(f"{value} has no finite decimals")
    whole = str(int(value * 10**digits)).rjust(digits + 1, "0")
    return f"{whole[:-digits]}.{whole[-digits:]}" if digits else whole


def random_raw(instrument: Instrument, random: Random, *, blank: float = 0.15) -> dict[str, Any]:
    """Any worksheet at all, as a file would hold it; about `blank` of the questions stay empty."""
    raw: dict[str, Any] = {}
    for code, question in instrument.questions.items():
        if random.random() < blank:
            continue
        if question.kind is AnswerKind.CHOICE:
            raw[code] = random.choice(question.labels)
        elif question.kind is AnswerKind.INDEX:
            raw[code] = f"{random.randint(0, int(question.maximum * 100)) / 100:.2f}".replace(".", ",")
        elif question.kind is AnswerKind.PERCENT:
            raw[code] = str(random.randint(0, 100))
        else:
            raw[code] = _random_counts(question, random)
    return raw


def _random_counts(question: Question, random: Random) -> dict[str, str]:
    counts = {given.code: random.choice((0, 0, 1, 2, 3, 7, 12, 30)) for given in question.inputs}
    formula = question.formula
    if isinstance(formula, Share) and sum(counts[name] for name in formula.due) == 0:
        for name in formula.achieved:
            counts[name] = 0
    raw = {name: str(count) for name, count in counts.items() if random.random() > 0.05}
    if random.random() < 0.5:
        raw[CONFIRMED] = random.choice(("Ya", "Tidak"))
    return raw
