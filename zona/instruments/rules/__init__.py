"""What must hold between the parts of an instrument; each rule is one file and one function."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from zona.instruments.rules.conditions_point_somewhere import conditions_point_somewhere
from zona.instruments.rules.every_scale_is_used import every_scale_is_used
from zona.instruments.rules.minima_are_reachable import minima_are_reachable
from zona.instruments.rules.predicates_stand_in_order import predicates_stand_in_order
from zona.instruments.rules.unverified_facts_say_what import unverified_facts_say_what
from zona.instruments.rules.weights_add_up import weights_add_up
from zona.instruments.tree import Problem
from zona.scoring.structure import Instrument

if TYPE_CHECKING:
    from zona.instruments.reader import Reading

RULES: tuple[Callable[[Instrument, "Reading"], Iterator[Problem]], ...] = (
    weights_add_up,
    every_scale_is_used,
    conditions_point_somewhere,
    minima_are_reachable,
    predicates_stand_in_order,
    unverified_facts_say_what,
)


def check(instrument: Instrument, reading: "Reading") -> Iterator[Problem]:
    """Every mistake between the parts."""
    for rule in RULES:
        yield from rule(instrument, reading)
