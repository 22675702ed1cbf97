"""Answers: reading what somebody wrote, and the value between 0 and 1 that it stands for.

Source of the scales and of "nothing due": PRODUCT.md, "Scoring, exactly"; PermenPANRB 52/2014 and 90/2021.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from zona.base.numbers import read_number, shown_short
from zona.scoring.structure import (
    INDEX_INPUT,
    PERCENT_INPUT,
    AnswerKind,
    Fall,
    Input,
    NothingDue,
    Question,
    Share,
)

#: beside the inputs: the inspectorate has confirmed with a paper that nothing was due
CONFIRMED = "dikonfirmasi"
#: no count of cases in a city has more digits
LARGEST = 10**12
_YES = {"ya", "true", "1"}
_NO = {"tidak", "false", "0", ""}


class AnswerError(ValueError):
    """An answer that the question cannot take; the text is a plain sentence for the person who wrote it."""


@dataclass(frozen=True)
class Answer:
    """What was answered: a label for a choice, named numbers for everything else."""

    label: str = ""
    inputs: Mapping[str, Fraction] = field(default_factory=lambda: MappingProxyType({}))
    confirmed: bool = False  # nothing due, confirmed with a paper


def inputs_of(question: Question) -> tuple[Input, ...]:
    """The numbers a question asks for; an index and a percentage ask for one."""
    if question.kind is AnswerKind.INDEX:
        return (Input(INDEX_INPUT, f"Indeks (0 sampai {shown_short(question.maximum)})", whole=False),)
    if question.kind is AnswerKind.PERCENT:
        return (Input(PERCENT_INPUT, "Persen (0 sampai 100)", whole=False),)
    return question.inputs


def read_answer(question: Question, raw: Any) -> Answer | None:
    """Understand a raw answer (text, number, or a mapping of input to number); None when there is none.

    Labels are read without regard to case; numbers may carry a decimal comma. Raises AnswerError.
    """
    if raw is None or raw == {} or (isinstance(raw, str) and not raw.strip()):
        return None
    if question.kind is AnswerKind.CHOICE:
        return _read_choice(question, raw)
    if not isinstance(raw, Mapping):
        if question.kind is AnswerKind.RATIO:
            names = ", ".join(given.code for given in question.inputs)
            raise AnswerError(f"Butir {question.code} dijawab dengan angka bernama: {names}.")
        raw = {inputs_of(question)[0].code: raw}
    return _read_inputs(question, raw)


def _read_choice(question: Question, raw: Any) -> Answer:
    text = str(raw).strip() if not isinstance(raw, Mapping) else ""
    for label in question.labels:
        if label.casefold() == text.casefold():
            return Answer(label=label)
    allowed = ", ".join(question.labels)
    said = f"'{text}'" if text else "isian berbentuk lain"
    raise AnswerError(f"Butir {question.code} dijawab dengan salah satu dari {allowed}, bukan {said}.")


def _read_inputs(question: Question, raw: Mapping[str, Any]) -> Answer | None:
    known = {given.code: given for given in inputs_of(question)}
    unknown = [str(name) for name in raw if name not in known and name != CONFIRMED]
    if unknown:
        raise AnswerError(
            f"Butir {question.code} tidak mengenal isian {', '.join(unknown)}; isiannya: {', '.join(known)}."
        )
    numbers = {
        name: _read_input(question, known[name], value)
        for name, value in raw.items()
        if name != CONFIRMED and value is not None and str(value).strip() != ""
    }
    _check_possible(question, numbers)
    return Answer(inputs=numbers, confirmed=_read_confirmed(question, raw.get(CONFIRMED))) if numbers else None


def _read_confirmed(question: Question, value: Any) -> bool:
    text = str(value if value is not None else "").strip().casefold()
    if text in _YES | _NO:
        return text in _YES
    raise AnswerError(f"Butir {question.code}, isian {CONFIRMED}: tulis Ya atau Tidak, bukan '{value}'.")


def _read_input(question: Question, given: Input, value: Any) -> Fraction:
    where = f"Butir {question.code}, isian {given.code}"
    try:
        number = _exact(value)
    except ValueError:
        raise AnswerError(f"{where}: '{value}' bukan angka.") from None
    if number < 0:
        raise AnswerError(f"{where}: angka tidak boleh kurang dari 0.")
    if number >= LARGEST:
        raise AnswerError(f"{where}: angka terlalu besar; paling banyak dua belas digit.")
    if given.whole and number.denominator != 1:
        raise AnswerError(f"{where}: jumlah harus bilangan bulat, bukan {shown_short(number)}.")
    most = {AnswerKind.INDEX: question.maximum, AnswerKind.PERCENT: Fraction(100)}.get(question.kind)
    if most is not None and number > most:
        raise AnswerError(f"{where}: angka paling besar {shown_short(most)}, bukan {shown_short(number)}.")
    return number


def _exact(value: Any) -> Fraction:
    """The exact number of what was given; a binary float counts as the decimals it prints."""
    if isinstance(value, bool):
        raise ValueError("not a number")
    if isinstance(value, int | Fraction | Decimal):
        return Fraction(value)
    return read_number(repr(value) if isinstance(value, float) else str(value))


def _check_possible(question: Question, numbers: Mapping[str, Fraction]) -> None:
    """Refuse what cannot be: something achieved where nothing was due."""
    formula = question.formula
    if not isinstance(formula, Share) or not _complete(formula.achieved + formula.due, numbers):
        return
    due, achieved = _sum(formula.due, numbers), _sum(formula.achieved, numbers)
    if due == 0 and achieved > 0:
        raise AnswerError(
            f"Butir {question.code}: {' + '.join(formula.achieved)} berjumlah {shown_short(achieved)}, "
            f"padahal {' + '.join(formula.due)} 0."
        )


def value_of(question: Question, answer: Answer) -> Fraction | None:
    """The answer's value between 0 and 1, or None when it counts as unanswered.

    Unanswered are: inputs that are not all there, and 0 of 0 that nobody confirmed.
    """
    if question.kind is AnswerKind.CHOICE:
        return question.scores[answer.label]
    if question.kind is AnswerKind.INDEX:
        index = answer.inputs.get(INDEX_INPUT)
        return None if index is None else _clamp(index / question.maximum)
    if question.kind is AnswerKind.PERCENT:
        percent = answer.inputs.get(PERCENT_INPUT)
        return None if percent is None else _clamp(percent / 100)
    if isinstance(question.formula, Share):
        return _share(question.formula, answer)
    if isinstance(question.formula, Fall):
        return _fall(question.formula, answer)
    return None


def nothing_due(question: Question, answer: Answer) -> bool:
    """Whether the answer says that nothing was due at all ("tidak ada rekomendasi")."""
    formula = question.formula
    if isinstance(formula, Share):
        return _complete(formula.due, answer.inputs) and _sum(formula.due, answer.inputs) == 0
    if isinstance(formula, Fall):
        return answer.inputs.get(formula.before) == 0 and answer.inputs.get(formula.now) == 0
    return False


def _share(formula: Share, answer: Answer) -> Fraction | None:
    if not _complete(formula.achieved + formula.due, answer.inputs):
        return None
    due = _sum(formula.due, answer.inputs)
    if due == 0:
        return _nothing_due(formula.nothing_due, answer)
    return _clamp(_sum(formula.achieved, answer.inputs) / due)


def _fall(formula: Fall, answer: Answer) -> Fraction | None:
    if not _complete((formula.before, formula.now), answer.inputs):
        return None
    before, now = answer.inputs[formula.before], answer.inputs[formula.now]
    if before == 0:
        return _nothing_due(formula.nothing_due, answer) if now == 0 else Fraction(0)
    return _clamp((before - now) / before)


def _nothing_due(rule: NothingDue, answer: Answer) -> Fraction | None:
    return Fraction(1) if rule is NothingDue.FULL or answer.confirmed else None


def _complete(names: tuple[str, ...], numbers: Mapping[str, Fraction]) -> bool:
    return all(name in numbers for name in names)


def _sum(names: tuple[str, ...], numbers: Mapping[str, Fraction]) -> Fraction:
    return sum((numbers[name] for name in names), Fraction(0))


def _clamp(value: Fraction) -> Fraction:
    return min(Fraction(1), max(Fraction(0), value))
