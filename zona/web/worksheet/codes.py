"""Codes as people say them: `5-b-2` in the data is `V.b.2` on the screen, and the search takes both."""

import re
from collections.abc import Iterable
from functools import lru_cache

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
#: how the aspects and the results of an instrument begin on the screen
_PREFIXES = {"pemenuhan": "P", "reform": "R", "hasil": "H"}


@lru_cache(maxsize=2048)
def display_code(code: str) -> str:
    """`5-b-2` → `V.b.2`, `pemenuhan-1-ii-a` → `P1.ii.a`, `hasil-kkn-spak-a` → `H.kkn.spak.a`."""
    first, *rest = code.split("-")
    if first.isdigit() and int(first) < len(_ROMAN):
        return ".".join([_ROMAN[int(first)], *rest])
    if first in _PREFIXES and rest:
        head = _PREFIXES[first] + rest[0] if rest[0].isdigit() else f"{_PREFIXES[first]}.{rest[0]}"
        return ".".join([head, *rest[1:]])
    return code


def find_code(typed: str, codes: Iterable[str]) -> str | None:
    """The code somebody means by `V.b.2`, `v b 2`, `Vb2`, `5-b-2` or `5b2`; None when there is none.

    A beginning is enough where only one code begins so; of several the first is taken (`V.b` opens `V.b.1`).
    """
    wanted = _squeezed(typed)
    if not wanted:
        return None
    by_form: dict[str, str] = {}
    for code in codes:
        by_form.setdefault(_squeezed(code), code)
        by_form.setdefault(_squeezed(display_code(code)), code)
    if wanted in by_form:
        return by_form[wanted]
    return next((code for form, code in by_form.items() if form.startswith(wanted)), None)


def _squeezed(text: str) -> str:
    return re.sub(r"[^0-9a-z]", "", text.lower())
