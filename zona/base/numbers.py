"""Exact numbers: read them as Indonesians write them, show them without ever contradicting a verdict.

Nothing here knows Django. Scores are rationals (`Fraction`); a figure is rounded only when it is shown.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")

#: digits a machine-readable figure has when it does not end
ENDLESS_DIGITS = 12
#: as far as a shown figure goes to stay below a minimum that the value misses
MOST_DIGITS = 6


def read_number(text: str) -> Fraction:
    """The exact number a person typed: `3,6`, `3.6`, `1.234,56` or `1.234.567`.

    A single point is a decimal point (`3.600` is 3.6), because survey indexes are typed both ways; grouping is
    recognised by a comma after it or by a second point. Raises ValueError for anything else.
    """
    text = text.strip().replace("\u00a0", "").replace(" ", "").replace("−", "-")
    grouped = _GROUPED.fullmatch(text)
    if grouped and ("," in text or text.count(".") > 1):
        return Fraction(text.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(text):
        return Fraction(text.replace(",", "."))
    raise ValueError(f"'{text}' bukan angka")


def ends(value: Fraction) -> bool:
    """Whether the number's decimal expansion ends."""
    rest = value.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    return rest == 1


def plain(value: Fraction) -> str:
    """The number for machines: exact where its decimals end, else twelve digits after the point (half up)."""
    if not ends(value):
        return f"{_rounded(value, ENDLESS_DIGITS):f}"
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    return f"{_rounded(value, digits):f}"


def shown(value: Fraction, *, digits: int = 2) -> str:
    """The number for people: half up, decimal comma, points between thousands (`1.234,56`)."""
    return _indonesian(_rounded(value, digits))


def shown_against(value: Fraction, minimum: Fraction | None, *, digits: int = 2) -> str:
    """Like `shown`, but a value below `minimum` never looks as if it reached it.

    Where rounding would reach the minimum the figure is cut instead, with as many digits as it takes to differ,
    six at most: 74,999 against 75 is `74,99`, and 74,9999999 is `74,999999`.
    """
    if minimum is None or value >= minimum or Fraction(_rounded(value, digits)) < minimum:
        return shown(value, digits=digits)
    for more in range(digits, MOST_DIGITS + 1):
        cut = _cut(value, more)
        if Fraction(cut) < minimum:
            return _indonesian(cut)
    return _indonesian(_cut(value, MOST_DIGITS))


def shown_short(value: Fraction) -> str:
    """A number without needless zeros: `75`, `13,5`, `0,67`; at most six decimals."""
    text = shown(value, digits=MOST_DIGITS)
    return text.rstrip("0").rstrip(",") if "," in text else text


def _rounded(value: Fraction, digits: int) -> Decimal:
    """Half up on the exact value (half away from zero below zero), never through a binary float."""
    scaled = abs(value) * 10**digits
    whole = int(scaled + Fraction(1, 2))
    sign = -1 if value < 0 and whole else 1
    return Decimal(sign * whole).scaleb(-digits).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _cut(value: Fraction, digits: int) -> Decimal:
    """Toward zero, so the figure never exceeds the value."""
    whole = int(abs(value) * 10**digits)
    sign = -1 if value < 0 and whole else 1
    return Decimal(sign * whole).scaleb(-digits)


def _indonesian(value: Decimal) -> str:
    return f"{value:,f}".replace(",", "\0").replace(".", ",").replace("\0", ".")
