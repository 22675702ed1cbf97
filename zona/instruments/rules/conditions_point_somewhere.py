from collections.abc import Iterator
from typing import TYPE_CHECKING

from zona.instruments.parts import parts_of
from zona.instruments.tree import Problem
from zona.scoring.structure import Instrument

if TYPE_CHECKING:
    from zona.instruments.reader import Reading


def conditions_point_somewhere(instrument: Instrument, reading: "Reading") -> Iterator[Problem]:
    """Every condition names a part that exists, and no part has two minima in one predicate."""
    for predicate, minima in reading.minima.items():
        seen: set[str] = set()
        for written in minima:
            parts = [part.path for part in parts_of(instrument, written.part)]
            if written.part and not parts:
                yield written.tree.problem(
                    f"bagian '{written.part}' tidak ada; tulis total, komponen, komponen/area, "
                    "komponen/area/indikator, atau komponen/*."
                )
            for part in parts:
                if part in seen:
                    yield written.tree.problem(f"predikat {predicate} sudah punya syarat untuk '{part}'.")
                seen.add(part)
