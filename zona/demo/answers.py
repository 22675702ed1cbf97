"""Believable answers: some that give exactly the wanted points, some that only fill a share of the worksheet."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import lcm
from random import Random

from zona.scoring.answers import Answer
from zona.scoring.engine import Scorer
from zona.scoring.structure import AnswerKind, ComponentKind, EnteredBy, Fall, Instrument, Question, Share

#: how far one answer strays from the wanted quality
_SPREAD = 0.28
#: this part of a half-filled worksheet is filled in order, the rest here and there
_IN_ORDER = 0.7


class UnreachableError(ValueError):
    """No set of answers gives exactly these points."""


def answers_worth(scorer: Scorer, wanted: Fraction, chance: Random) -> dict[str, Answer]:
    """Answers to every enabler question that give exactly `wanted` points. Raises UnreachableError.

    A subset sum over whole units: bit n of `reached[k]` says that the first k questions can give n units. Works where
    the enablers are all choices (perwal 72/2018 and PermenPANRB 52/2014).
    """
    gains = {
        code: {label: score * scorer.most(code) for label, score in question.scores.items()}
        for code, question in scorer.instrument.questions.items()
        if code in _enablers(scorer.instrument)
    }
    unit = lcm(wanted.denominator, *(gain.denominator for options in gains.values() for gain in options.values()))
    units = {code: {label: int(gain * unit) for label, gain in options.items()} for code, options in gains.items()}
    codes, left = list(units), int(wanted * unit)
    reached = [1]
    for code in codes:
        sums = 0
        for gain in units[code].values():
            sums |= reached[-1] << gain
        reached.append(sums & ((1 << (left + 1)) - 1))
    if not reached[-1] >> left & 1:
        raise UnreachableError(f"{wanted} cannot be reached exactly")
    found: dict[str, Answer] = {}
    for at in reversed(range(len(codes))):
        open_options = {
            label: gain for label, gain in units[codes[at]].items() if gain <= left and reached[at] >> (left - gain) & 1
        }
        room = sum(max(units[code].values()) for code in codes[: at + 1])
        label = _nearest(open_options, left / room, max(units[codes[at]].values()), chance)
        found[codes[at]] = Answer(label=label)
        left -= open_options[label]
    return found


def answers_partly(
    instrument: Instrument, *, filled: float, level: float, chance: Random, keep: Iterable[str] = ()
) -> dict[str, Answer]:
    """Answers to a share of the unit's own questions: the first in order, then here and there; `keep` always."""
    own = [code for code, question in instrument.questions.items() if question.entered_by is EnteredBy.UNIT]
    count = round(filled * len(own))
    in_order = int(count * _IN_ORDER)
    chosen = {*own[:in_order], *chance.sample(own[in_order:], count - in_order), *(set(keep) & set(own))}
    return {code: any_answer(instrument.questions[code], level, chance) for code in own if code in chosen}


def any_answer(question: Question, level: float, chance: Random) -> Answer:
    """One believable answer of about this quality (0 to 1)."""
    if question.kind is AnswerKind.CHOICE:
        return Answer(label=_nearest(question.scores, level, 1, chance))
    return Answer(inputs=_numbers(question, level, chance))


def _enablers(instrument: Instrument) -> set[str]:
    return {
        question.code
        for component, _, indicator in instrument.indicators()
        if component.kind is ComponentKind.ENABLER
        for question in indicator.questions
    }


def _nearest(options: Mapping[str, int | Fraction], level: float, most: int, chance: Random) -> str:
    """The option whose share of the most comes nearest to the level, which strays a little."""
    wanted = chance.gauss(level, _SPREAD)
    return min(options, key=lambda label: abs(float(options[label]) / most - wanted))


def _numbers(question: Question, level: float, chance: Random) -> dict[str, Fraction]:
    if question.kind is AnswerKind.INDEX:
        return {"indeks": Fraction(round(level * 100 * int(question.maximum)), 100)}
    if question.kind is AnswerKind.PERCENT:
        return {"persen": Fraction(round(level * 100))}
    numbers = {given.code: Fraction(chance.randint(0, 2)) for given in question.inputs}
    formula = question.formula
    if isinstance(formula, Share):
        numbers |= {name: Fraction(chance.randint(3, 12)) for name in formula.due}
        done = int(sum(numbers[name] for name in formula.due) * Fraction(round(level * 100), 100))
        numbers |= dict.fromkeys(formula.achieved, Fraction(0)) | {formula.achieved[-1]: Fraction(done)}
    elif isinstance(formula, Fall):
        before = chance.randint(4, 10)
        numbers |= {formula.before: Fraction(before), formula.now: Fraction(round(before * (1 - level)))}
    return numbers
