from collections.abc import Iterator
from typing import TYPE_CHECKING

from zona.instruments.tree import Problem
from zona.scoring.structure import Instrument

if TYPE_CHECKING:
    from zona.instruments.reader import Reading


def predicates_stand_in_order(instrument: Instrument, reading: "Reading") -> Iterator[Problem]:
    """A predicate may only require one that stands before it, so that no circle can form."""
    if reading.root is None:
        return
    places = {
        name.text: value
        for key, predicates in reading.root.pairs()
        if key.text == "predicates"
        for name, value in predicates.pairs()
    }
    seen: set[str] = set()
    for predicate in instrument.predicates:
        if predicate.requires and predicate.requires not in seen:
            yield places[predicate.code].problem(
                f"predikat {predicate.code} mensyaratkan '{predicate.requires}', yang tidak ada di atasnya."
            )
        seen.add(predicate.code)
