from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from zona.base.numbers import shown_short
from zona.instruments.tree import Problem
from zona.scoring.structure import Area, Indicator, Instrument

if TYPE_CHECKING:
    from zona.instruments.reader import Reading


def weights_add_up(instrument: Instrument, reading: "Reading") -> Iterator[Problem]:
    """The weights of areas add up to their component's, those of indicators to their area's, and none is 0."""
    for component in instrument.components:
        yield from _sum(component.code, component.weight, component.areas, "area", reading)
        for area in component.areas:
            yield from _sum(area.code, area.weight, area.indicators, "indikator", reading)


def _sum(
    code: str,
    weight: Fraction,
    children: Sequence[Area] | Sequence[Indicator],
    what: str,
    reading: "Reading",
) -> Iterator[Problem]:
    for child in children:
        if child.weight == 0 and child.code in reading.places:
            yield reading.places[child.code].problem(f"bobot {what} '{child.code}' harus lebih dari 0.")
    together = sum((child.weight for child in children), Fraction(0))
    if children and together != weight and code in reading.places:
        yield reading.places[code].problem(
            f"bobot {what} di '{code}' berjumlah {shown_short(together)}, padahal bobotnya {shown_short(weight)}."
        )
