"""Which part of an instrument a condition speaks of: a single part, the total, or an area of change across aspects."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from zona.scoring.structure import TOTAL, Instrument


@dataclass(frozen=True)
class ConditionPart:
    """What a minimum can stand on."""

    path: str
    name: str
    short: str
    covers: tuple[str, ...]  # paths whose points are added
    weight: Fraction


def parts_of(whole: Instrument, part: str) -> list[ConditionPart]:
    """The part (or the areas of change of `component/*`) that a condition names; empty when there is none."""
    if part == TOTAL:
        return [ConditionPart(TOTAL, "Jumlah nilai", "Jumlah", (TOTAL,), whole.weight)]
    single = {found.path: found for found in _single_parts(whole)}
    if part in single:
        return [single[part]]
    groups = _change_areas(whole)
    if part.endswith("/*"):
        return [group for path, group in groups.items() if path.rsplit("/", 1)[0] == part[:-2]]
    return [groups[part]] if part in groups else []


def _single_parts(whole: Instrument) -> Iterator[ConditionPart]:
    for component in whole.components:
        yield ConditionPart(component.code, component.name, component.name, (component.code,), component.weight)
    for component, area in whole.areas():
        path = f"{component.code}/{area.code}"
        yield ConditionPart(path, area.name, area.short or area.name, (path,), area.weight)
    for component, area, indicator in whole.indicators():
        path = f"{component.code}/{area.code}/{indicator.code}"
        yield ConditionPart(path, indicator.name, indicator.short or indicator.name, (path,), indicator.weight)


def _change_areas(whole: Instrument) -> dict[str, ConditionPart]:
    groups: dict[str, ConditionPart] = {}
    for component, area in whole.areas():
        path, own = f"{component.code}/{area.change_area}", f"{component.code}/{area.code}"
        before = groups.get(path)
        groups[path] = ConditionPart(
            path,
            before.name if before else area.name,  # the first aspect gives the name
            before.short if before else area.short or area.name,
            (*(before.covers if before else ()), own),
            (before.weight if before else Fraction(0)) + area.weight,
        )
    return groups
