from collections.abc import Iterator
from typing import TYPE_CHECKING

from zona.instruments.tree import Problem
from zona.scoring.structure import Instrument

if TYPE_CHECKING:
    from zona.instruments.reader import Reading


def unverified_facts_say_what(instrument: Instrument, reading: "Reading") -> Iterator[Problem]:
    """Whoever writes `verified: false` says in `verify_note` what has not been compared with the official text."""
    for code, place in reading.places.items():
        keys = {key.text: value for key, value in place.pairs()}
        says_what = "verify_note" in keys and not keys["verify_note"].is_blank
        if "verified" in keys and keys["verified"].text == "false" and not says_what:
            yield keys["verified"].problem(f"'{code}' belum diverifikasi: tulis di 'verify_note' apa yang belum.")
