"""The tree of units: no circles, and never deeper than the queries look.

A tree is a mapping from a unit to its parent (None at the top). The keys are whatever the caller has: numbers of
stored units, or codes of units that exist only in a file.
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

#: levels of units under the government: OPD, UPTD, puskesmas, its branch, one to spare
MOST_LEVELS = 5


def line_of(unit: K, parents: Mapping[K, K | None]) -> list[K]:
    """The unit, its parent, and so on upward; in a circle each member comes once.

    It stops one step beyond `MOST_LEVELS`: a line as long as that is refused anyway, and a file with a chain of
    20,000 units must not cost 20,000 steps for each of them.
    """
    line: list[K] = []
    step: K | None = unit
    while step is not None and step not in line and len(line) <= MOST_LEVELS:
        line.append(step)
        step = parents.get(step)
    return line


def circle_through(unit: K, parents: Mapping[K, K | None]) -> list[K]:
    """The circle the unit stands in, from itself back to itself; empty when there is none (or it is a long one)."""
    line = line_of(unit, parents)
    return [*line, unit] if parents.get(line[-1]) == unit else []


def levels_below(parents: Mapping[K, K | None]) -> dict[K, int]:
    """For every unit how many levels of units hang under it; 0 for a leaf."""
    below = dict.fromkeys(parents, 0)
    for unit in parents:
        for level, ancestor in enumerate(line_of(unit, parents)):
            below[ancestor] = max(below.get(ancestor, 0), level)
    return below


def why_not_under(unit: K, parent: K | None, parents: Mapping[K, K | None]) -> str:
    """Why the unit cannot hang under this parent, or an empty string; `parents` is the tree as it stands now."""
    if parent is None:
        return ""
    if parent == unit:
        return "Unit tidak dapat menjadi induk dirinya sendiri."
    above = line_of(parent, parents)
    if unit in above:
        return "Unit tidak dapat ditempatkan di bawah unit yang berada di bawahnya sendiri."
    if len(above) + 1 + levels_below(parents).get(unit, 0) > MOST_LEVELS:
        return f"Susunan unit paling banyak {MOST_LEVELS} tingkat."
    return ""
