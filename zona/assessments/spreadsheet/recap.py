"""The figures of the paper recap, from scores: what `zona.documents.worksheet_recap` shows as lines and conditions."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Protocol

from zona.assessments.spreadsheet.layout import area_name
from zona.documents.worksheet_recap import RecapComponent, RecapCondition, RecapLine, RecapPredicate
from zona.scoring.structure import TOTAL, Instrument
from zona.verdicts.judge import Verdict


class PartFigures(Protocol):
    """Whatever knows the points of parts: a fresh score or a stored one."""

    @property
    def total(self) -> Fraction:
        """The total."""

    def points(self, path: str) -> Fraction:
        """Points of a part by its path."""


def recap_components(instrument: Instrument, scores: Iterable[PartFigures]) -> tuple[RecapComponent, ...]:
    """Components and areas with each party's points; minima on them keep the shown figures honest."""
    parties = tuple(scores)

    def line(name: str, path: str, weight: Fraction) -> RecapLine:
        return RecapLine(name, weight, tuple(score.points(path) for score in parties), _minima(instrument, path))

    return tuple(
        RecapComponent(
            total=line(component.name, component.code, component.weight),
            areas=tuple(
                line(area_name(area), f"{component.code}/{area.code}", area.weight) for area in component.areas
            ),
        )
        for component in instrument.components
    )


def recap_total(instrument: Instrument, scores: Iterable[PartFigures]) -> RecapLine:
    """The sum of all components."""
    points = tuple(score.total for score in scores)
    return RecapLine("Jumlah nilai", instrument.weight, points, _minima(instrument, TOTAL))


def recap_predicates(verdicts: Mapping[str, Verdict]) -> tuple[RecapPredicate, ...]:
    """Every condition of every predicate as it was judged."""
    return tuple(
        RecapPredicate(
            verdict.predicate.code,
            tuple(
                RecapCondition(judged.condition.name, judged.condition.minimum, judged.score, judged.condition.verified)
                for judged in verdict.conditions
            ),
            verdict.predicate.requires,
        )
        for verdict in verdicts.values()
    )


def _minima(instrument: Instrument, path: str) -> tuple[Fraction, ...]:
    """Every minimum that stands on exactly this part."""
    conditions = (condition for predicate in instrument.predicates for condition in predicate.conditions)
    return tuple(condition.minimum for condition in conditions if condition.covers == (path,))
