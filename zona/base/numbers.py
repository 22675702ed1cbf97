"""Exact numbers: read them as Indonesians write them, show them without ever contradicting a verdict.

Nothing here knows Django. Scores are rationals (`Fraction`); a figure is rounded only when it is shown.
"""

import re
from fractions import Fraction
from math import ceil

_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")

#: digits a machine-readable figure has when it does not end
ENDLESS_DIGITS = 12
#: a typed number longer than this is no score, count or index
LONGEST = 30
#: as far as a shown figure goes to stay below a minimum that the value misses
MOST_DIGITS = 6


def read_number(text: str) -> Fraction:
    """The exact number a person typed: `3,6`, `3.6`, `1.234,56` or `1.234.567`.

    A single point is a decimal point (`3.600` is 3.6), because survey indexes are typed both ways; grouping is
    recognised by a comma after it or by a second point. Raises ValueError for anything else, also for more than
    thirty characters.
    """
    if len(text) > LONGEST:
        raise ValueError(f"'{text[:20]}…' terlalu panjang untuk sebuah angka")
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
    digits = ENDLESS_DIGITS
    if ends(value):
        digits = 0
        while (value * 10**digits).denominator != 1:
            digits += 1
    return _written(_half_up(value, digits), digits)


def shown(value: Fraction, *, digits: int = 2) -> str:
    """The number for people: half up, decimal comma, points between thousands (`1.234,56`)."""
    return _indonesian(_half_up(value, digits), digits)


def shown_against(value: Fraction, minimum: Fraction | None, *, digits: int = 2) -> str:
    """Like `shown`, but a value below `minimum` never looks as if it reached it.

    Where rounding would reach the minimum the figure is cut instead, with up to six decimals: 74,999 against 75 is
    `74,999`, and 74,9999999 is `74,999999`.
    """
    if minimum is None or value >= minimum or Fraction(_half_up(value, digits), 10**digits) < minimum:
        return shown(value, digits=digits)
    return _without_zeros(_indonesian(_cut(value, MOST_DIGITS), MOST_DIGITS), digits)


def shown_missing(distance: Fraction, *, digits: int = 2) -> str:
    """What is missing to a minimum; never 0,00 while something is missing (six decimals at most, rounded up)."""
    if distance <= 0 or _half_up(distance, digits):
        return shown(distance, digits=digits)
    return _without_zeros(_indonesian(ceil(distance * 10**MOST_DIGITS), MOST_DIGITS), digits)


def as_typed(value: Fraction) -> str:
    """A number as it goes back into the field it was typed in: ungrouped, decimal comma, every digit.

    `read_number(as_typed(value)) == value` for every number that ends, which is every number that can be typed.
    """
    return plain(value).replace(".", ",")


def shown_short(value: Fraction) -> str:
    """A number without needless zeros: `75`, `13,5`, `0,67`; at most six decimals."""
    text = shown(value, digits=MOST_DIGITS)
    return text.rstrip("0").rstrip(",") if "," in text else text


def _without_zeros(text: str, digits: int) -> str:
    """Decimals beyond `digits` only as far as they say something."""
    whole, _, decimals = text.partition(",")
    return f"{whole},{decimals[:digits]}{decimals[digits:].rstrip('0')}"


def _half_up(value: Fraction, digits: int) -> int:
    """The value in units of 10^-digits, half away from zero, never through a binary float."""
    scale: int = 10**digits
    whole = (2 * abs(value.numerator) * scale + value.denominator) // (2 * value.denominator)
    return -whole if value < 0 else whole


def _cut(value: Fraction, digits: int) -> int:
    """The same toward zero, so the figure never exceeds the value."""
    whole = int(abs(value) * 10**digits)
    return -whole if value < 0 else whole


def _written(scaled: int, digits: int) -> str:
    """An integer count of 10^-digits as decimal text."""
    sign = "-" if scaled < 0 else ""
    text = str(abs(scaled)).rjust(digits + 1, "0")
    return f"{sign}{text[:-digits]}.{text[-digits:]}" if digits else sign + text


def _indonesian(scaled: int, digits: int) -> str:
    whole, _, decimals = _written(scaled, digits).partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    if whole.startswith("-") and not grouped.startswith("-"):
        grouped = f"-{grouped}"
    return f"{grouped},{decimals}" if decimals else grouped
