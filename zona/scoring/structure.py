"""What an instrument is: frozen plain data, the same for arithmetic, screens and files. No Django here.

An instrument (LKE) is a tree: component, area, indicator, question. Weights are points; the weights of the children
of a part add up to its own (checked when the file is read, see `zona.instruments`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

#: the one input of an index or per cent question
INDEX_INPUT = "indeks"
PERCENT_INPUT = "persen"
TOTAL = "total"


class ComponentKind(StrEnum):
    """Pengungkit or hasil."""

    ENABLER = "enabler"
    RESULT = "result"


class Aspect(StrEnum):
    """Pemenuhan or reform, where an instrument divides its areas so (PermenPANRB 90/2021)."""

    FULFILMENT = "fulfilment"
    REFORM = "reform"


class AnswerKind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    INDEX = "index"
    PERCENT = "percent"
    RATIO = "ratio"


class EnteredBy(StrEnum):
    """Who may enter the value: the unit itself, the survey officer, or the inspectorate."""

    UNIT = "unit"
    SURVEY = "survey"
    AUDIT = "audit"


class NothingDue(StrEnum):
    """What 0 of 0 means: full only when confirmed with a paper, or full by itself."""

    CONFIRMED = "confirmed"
    FULL = "full"


@dataclass(frozen=True)
class Option:
    """One possible answer of a choice question."""

    label: str
    score: Fraction  # 0 to 1
    criterion: str


@dataclass(frozen=True)
class Input:
    """A number that is asked for; `information` stands outside the formula."""

    code: str
    label: str
    whole: bool = True
    information: bool = False


@dataclass(frozen=True)
class Share:
    """Achieved divided by due, at least 0 and at most 1; inputs are added together."""

    achieved: tuple[str, ...]
    due: tuple[str, ...]
    nothing_due: NothingDue = NothingDue.CONFIRMED


@dataclass(frozen=True)
class Fall:
    """How far a count fell: (before - now) / before, at least 0; from 0 to something is 0."""

    before: str
    now: str
    nothing_due: NothingDue = NothingDue.FULL


Formula = Share | Fall


@dataclass(frozen=True)
class EvidencePart:
    """One slot of a question's evidence recipe."""

    code: str
    label: str
    every: str = ""  # month, quarter, semester or year; empty when once
    suggested: bool = False  # our advice, not the regulation's list


@dataclass(frozen=True)
class Question:
    """The smallest scored thing. Its points are value (0 to 1) × indicator weight ÷ questions of the indicator."""

    code: str
    text: str
    reference: str
    kind: AnswerKind
    short: str = ""  # name in the tree
    options: tuple[Option, ...] = ()
    maximum: Fraction = Fraction(4)  # of an index
    inputs: tuple[Input, ...] = ()
    formula: Formula | None = None
    entered_by: EnteredBy = EnteredBy.UNIT
    explanation: str = ""
    steps: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    evidence: tuple[EvidencePart, ...] = ()
    crosswalk: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    verified: bool = True
    verify_note: str = ""

    @cached_property
    def scores(self) -> dict[str, Fraction]:
        """Label to score, for choices."""
        return {option.label: option.score for option in self.options}

    @cached_property
    def required_evidence(self) -> tuple[EvidencePart, ...]:
        """The parts of the recipe that the regulation itself asks for."""
        return tuple(part for part in self.evidence if not part.suggested)

    @property
    def name(self) -> str:
        """The short name where there is one."""
        return self.short or self.text

    @property
    def labels(self) -> tuple[str, ...]:
        """Possible answers, best first."""
        return tuple(option.label for option in self.options)


@dataclass(frozen=True)
class Indicator:
    """Questions that share one weight equally."""

    code: str
    name: str
    weight: Fraction
    reference: str
    questions: tuple[Question, ...]
    short: str = ""
    verified: bool = True
    verify_note: str = ""


@dataclass(frozen=True)
class Area:
    """One of the six areas of change, or one part of the results."""

    code: str
    name: str
    weight: Fraction
    reference: str
    indicators: tuple[Indicator, ...]
    change_area: str
    short: str = ""
    aspect: Aspect | None = None
    targets: tuple[str, ...] = ()
    verified: bool = True
    verify_note: str = ""


@dataclass(frozen=True)
class Component:
    """Pengungkit or hasil."""

    code: str
    name: str
    kind: ComponentKind
    weight: Fraction
    areas: tuple[Area, ...]


@dataclass(frozen=True)
class Alternative:
    """Another minimum found in the field for a contested condition; shown, never used."""

    minimum: Fraction
    source: str


@dataclass(frozen=True)
class Condition:
    """A minimum that one part must reach.

    `part` is `total`, a path (`hasil/hasil-kkn/hasil-kkn-spak`), or `component/change_area` where the change area's
    aspects are taken together. `covers` are the area or indicator paths whose points are added.
    """

    part: str
    name: str
    covers: tuple[str, ...]
    minimum: Fraction  # points
    weight: Fraction  # the most points the part can have
    short: str = ""  # the name for narrow places
    share: Fraction | None = None  # the minimum as per cent of the weight, where the regulation says it so
    alternatives: tuple[Alternative, ...] = ()
    verified: bool = True
    verify_note: str = ""


@dataclass(frozen=True)
class Predicate:
    """WBK or WBBM: every condition must hold on its own."""

    code: str
    reference: str
    conditions: tuple[Condition, ...]
    requires: str = ""  # the predicate that must be held before


@dataclass(frozen=True)
class Instrument:
    """One edition of one worksheet."""

    id: str
    edition: str
    title: str
    short_title: str
    regulation: Mapping[str, str]
    components: tuple[Component, ...]
    predicates: tuple[Predicate, ...]
    released: str = ""
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def weight(self) -> Fraction:
        """The most points there are (100 in every instrument so far)."""
        return sum((component.weight for component in self.components), Fraction(0))

    def areas(self) -> Iterator[tuple[Component, Area]]:
        """Every area with its component, in the file's order."""
        for component in self.components:
            for area in component.areas:
                yield component, area

    def indicators(self) -> Iterator[tuple[Component, Area, Indicator]]:
        """Every indicator with what it stands in, in the file's order."""
        for component, area in self.areas():
            for indicator in area.indicators:
                yield component, area, indicator

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its code, in the file's order."""
        return {question.code: question for _, _, indicator in self.indicators() for question in indicator.questions}
