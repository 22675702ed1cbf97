"""The workbook's live formulas: the same arithmetic as `zona.scoring`, in the language of spreadsheets.

Every formula follows `zona.scoring.answers.value_of`: an unanswered question is an empty text, which sums leave out,
so it counts 0 like in the engine. Comparing text with `=` ignores case in spreadsheets, as reading an answer does.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction

from zona.base.numbers import ends, plain
from zona.scoring.answers import CONFIRMED
from zona.scoring.structure import AnswerKind, Fall, NothingDue, Question, Share

#: how a formula finds the cell of an input by its code; "" is the question's own answer cell
Cells = Callable[[str], str]
#: shown where an answer is none of the possible ones
CHECK = '"periksa"'
HOLDS, FAILS = "Terpenuhi", "Belum"


def literal(value: Fraction) -> str:
    """An exact number as a formula can hold it: decimals where they end, else a division."""
    return plain(value) if ends(value) else f"({value.numerator}/{value.denominator})"


def question_value(question: Question, cells: Cells) -> str:
    """The value (0 to 1) of one question, or an empty text when unanswered."""
    if question.kind is AnswerKind.CHOICE:
        return "=" + _choice(question, cells(""))
    if question.kind is AnswerKind.INDEX:
        return "=" + _single(cells(""), question.maximum)
    if question.kind is AnswerKind.PERCENT:
        return "=" + _single(cells(""), Fraction(100))
    if isinstance(question.formula, Share):
        return "=" + _share(question.formula, cells)
    if isinstance(question.formula, Fall):
        return "=" + _fall(question.formula, cells)
    return '=""'


def _choice(question: Question, cell: str) -> str:
    formula = CHECK
    for option in reversed(question.options):
        label = option.label.replace('"', '""')
        formula = f'IF(TRIM({cell})="{label}",{literal(option.score)},{formula})'
    return f'IF(TRIM({cell})="","",{formula})'


def _single(cell: str, maximum: Fraction) -> str:
    return f'IF(TRIM({cell})="","",IF(ISNUMBER({cell}),{_clamp(f"{cell}/{literal(maximum)}")},{CHECK}))'


def _share(formula: Share, cells: Cells) -> str:
    names = tuple(dict.fromkeys(formula.achieved + formula.due))
    due, achieved = _sum(formula.due, cells), _sum(formula.achieved, cells)
    nothing = f"IF({achieved}>0,{CHECK},{_nothing_due(formula.nothing_due, cells)})"
    return _when_complete(names, cells, f"IF({due}=0,{nothing},{_clamp(f'({achieved})/({due})')})")


def _fall(formula: Fall, cells: Cells) -> str:
    before, now = cells(formula.before), cells(formula.now)
    nothing = f"IF({now}=0,{_nothing_due(formula.nothing_due, cells)},0)"
    fallen = f"IF({before}=0,{nothing},{_clamp(f'({before}-{now})/{before}')})"
    return _when_complete((formula.before, formula.now), cells, fallen)


def _when_complete(names: tuple[str, ...], cells: Cells, formula: str) -> str:
    listed = ",".join(cells(name) for name in names)
    return f'IF(COUNT({listed})<{len(names)},"",{formula})'


def _nothing_due(rule: NothingDue, cells: Cells) -> str:
    return "1" if rule is NothingDue.FULL else f'IF(TRIM({cells(CONFIRMED)})="Ya",1,"")'


def _sum(names: Iterable[str], cells: Cells) -> str:
    return "+".join(cells(name) for name in names)


def _clamp(formula: str) -> str:
    return f"MAX(0,MIN(1,{formula}))"


def indicator_points(values: str, questions: int, weight: str) -> str:
    """Mean of the questions × weight; the range holds nothing but question values, and empty ones count 0."""
    return f"=SUM({values})/{questions}*{weight}"


def sum_of(cells: Iterable[str]) -> str:
    """Points of a part that is the sum of others."""
    return "=" + "+".join(cells)


def share_of(points: str, weight: str) -> str:
    """Points as a share of the weight; what `%` shows."""
    return f"={points}/{weight}"


def same_as(cell: str) -> str:
    """A question's value again, for the column `%`."""
    return f"={cell}"


def condition(points: str, minimum: str) -> str:
    """Whether a minimum is reached; nine decimals take away what binary fractions add (75 as 74.99999999999999)."""
    return f'=IF(ROUND({points},9)>={minimum},"{HOLDS}","{FAILS}")'


def missing(points: str, minimum: str) -> str:
    """Points still missing to a minimum."""
    return f"=MAX(0,ROUND({minimum}-{points},9))"


def eligible(signs: str) -> str:
    """Whether all conditions of a range hold."""
    return f'=IF(COUNTIF({signs},"{FAILS}")=0,"{HOLDS}","{FAILS}")'
