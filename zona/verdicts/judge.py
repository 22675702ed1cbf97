"""Verdicts (kelayakan): which condition of a predicate holds. Computed, never decided; people decide.

Every condition is tested on its own and on the exact value (Perwal 72/2018 Lampiran Bab III.B.4; PRODUCT P34, P35).
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from zona.scoring.engine import Score
from zona.scoring.structure import ComponentKind, Condition, Instrument, Predicate

#: "most" of an area, unless the city sets another share (Perwal I.C.2-3 says only "sebagian besar")
HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Judged:
    """One condition against one score."""

    condition: Condition
    score: Fraction

    @property
    def holds(self) -> bool:
        """Whether the exact value reaches the minimum."""
        return self.score >= self.condition.minimum

    @property
    def distance(self) -> Fraction:
        """Points still missing; 0 when it holds."""
        return max(Fraction(0), self.condition.minimum - self.score)

    @property
    def surplus(self) -> Fraction:
        """Points above the minimum; 0 when it fails or holds exactly."""
        return max(Fraction(0), self.score - self.condition.minimum)


@dataclass(frozen=True)
class Verdict:
    """All conditions of one predicate. `eligible` speaks of score conditions only."""

    predicate: Predicate
    conditions: tuple[Judged, ...]

    @property
    def eligible(self) -> bool:
        """Whether every score condition holds; holding the earlier predicate is another question."""
        return all(judged.holds for judged in self.conditions)

    @property
    def failed(self) -> tuple[Judged, ...]:
        """The conditions that do not hold, in the regulation's order."""
        return tuple(judged for judged in self.conditions if not judged.holds)


def judge(instrument: Instrument, score: Score) -> dict[str, Verdict]:
    """A verdict for each predicate of the instrument, by its code."""
    return {
        predicate.code: Verdict(
            predicate,
            tuple(Judged(condition, score.sum_of(condition.covers)) for condition in predicate.conditions),
        )
        for predicate in instrument.predicates
    }


def missed_minimum(instrument: Instrument, covers: tuple[str, ...], value: Fraction) -> Fraction | None:
    """The lowest minimum on exactly these parts that the value misses, so that no screen shows it as reached."""
    missed = [
        condition.minimum
        for predicate in instrument.predicates
        for condition in predicate.conditions
        if set(condition.covers) == set(covers) and value < condition.minimum
    ]
    return min(missed, default=None)


@dataclass(frozen=True)
class AreaShare:
    """How much of an area of change is met, as information (P43); never a condition of its own."""

    change_area: str
    name: str
    share: Fraction  # 0 to 1
    most: bool


def area_shares(instrument: Instrument, score: Score, *, most_from: Fraction = HALF) -> tuple[AreaShare, ...]:
    """The share met of each area of change, aspects taken together; `most` when above `most_from` (a setting)."""
    return area_shares_from(instrument, score.sum_of, most_from=most_from)


def area_shares_from(
    instrument: Instrument, sum_of: Callable[[tuple[str, ...]], Fraction], *, most_from: Fraction = HALF
) -> tuple[AreaShare, ...]:
    """The same from anything that can add up the points of paths (a stored result)."""
    groups: dict[str, list[tuple[str, Fraction, str]]] = {}
    for component, area in instrument.areas():
        if component.kind is ComponentKind.ENABLER:
            path = f"{component.code}/{area.code}"
            groups.setdefault(area.change_area, []).append((path, area.weight, area.name))
    shares = []
    for change_area, members in groups.items():
        points = sum_of(tuple(path for path, _, _ in members))
        share = points / sum(weight for _, weight, _ in members)
        shares.append(AreaShare(change_area, members[0][2], share, share > most_from))
    return tuple(shares)
