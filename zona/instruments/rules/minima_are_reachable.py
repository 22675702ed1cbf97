from collections.abc import Iterator
from typing import TYPE_CHECKING

from zona.instruments.tree import Problem
from zona.scoring.structure import Instrument

if TYPE_CHECKING:
    from zona.instruments.reader import Reading


def minima_are_reachable(instrument: Instrument, reading: "Reading") -> Iterator[Problem]:
    """A minimum above the part's own weight could never be met."""
    from zona.base.numbers import shown_short
    from zona.instruments.reader import conditions_of

    for minima in reading.minima.values():
        for written in minima:
            for condition in conditions_of(instrument, written):
                if condition.weight and condition.minimum > condition.weight:
                    yield written.tree.problem(
                        f"minimum {shown_short(condition.minimum)} melebihi bobot '{condition.part}', "
                        f"yaitu {shown_short(condition.weight)}."
                    )
