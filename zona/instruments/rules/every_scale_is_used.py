from collections.abc import Iterator
from typing import TYPE_CHECKING

from zona.instruments.tree import Problem
from zona.scoring.structure import Instrument

if TYPE_CHECKING:
    from zona.instruments.reader import Reading


def every_scale_is_used(instrument: Instrument, reading: "Reading") -> Iterator[Problem]:
    """A scale that no question uses is a leftover or a typing mistake."""
    if reading.root is None:
        return
    top = {key.text: value for key, value in reading.root.pairs()}
    if "scales" not in top:
        return
    used = set(_scales_named(reading))
    for key, value in top["scales"].pairs():
        if key.text not in used:
            yield value.problem(f"skala '{key.text}' tidak dipakai pertanyaan mana pun.")


def _scales_named(reading: "Reading") -> Iterator[str]:
    for place in reading.places.values():
        for key, value in place.pairs():
            if key.text == "scale" and value.text:
                yield value.text
