"""Amounts and dates in words, as receipts, decrees and minutes spell them (terbilang)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from zona.base.numbers import ends, plain
from zona.base.text import MONTHS

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

_ONES = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_DIGITS = ("nol", *_ONES[1:])
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))
#: the first whole number that has no name here
TOO_LARGE = 10**15


def terbilang(number: int | Decimal | Fraction) -> str:
    """`1234567` as "satu juta dua ratus tiga puluh empat ribu lima ratus enam puluh tujuh".

    Decimals are read digit by digit after "koma" (`2,05` is "dua koma nol lima"), a negative number after "minus".
    Raises ValueError from a thousand trillion on, and for a fraction that never ends, which nobody can spell out.
    """
    exact = Fraction(number)
    if not ends(exact):
        raise ValueError(f"{exact} tidak dapat ditulis dengan kata-kata karena desimalnya tidak berakhir")
    whole, _, decimals = plain(abs(exact)).partition(".")
    if int(whole) >= TOO_LARGE:
        raise ValueError(f"{whole} terlalu besar untuk ditulis dengan kata-kata")
    words = ["minus"] if exact < 0 else []
    words += _whole(int(whole)) or ["nol"]
    if decimals:
        words += ["koma", *(_DIGITS[int(digit)] for digit in decimals)]
    return " ".join(words)


def rupiah(amount: int) -> str:
    """`2500000` as "dua juta lima ratus ribu rupiah"."""
    return f"{terbilang(amount)} rupiah"


def ordinal(number: int) -> str:
    """`1` as "kesatu", `12` as "kedua belas": how a decree counts its points. Raises ValueError below one."""
    if number < 1:
        raise ValueError(f"{number} tidak mempunyai urutan")
    return f"ke{terbilang(number)}"


def date_in_words(day: date) -> str:
    """`2026-11-25` as "Rabu, tanggal dua puluh lima bulan November tahun dua ribu dua puluh enam" (berita acara)."""
    month, year = MONTHS[day.month - 1], terbilang(day.year)
    return f"{DAYS[day.weekday()]}, tanggal {terbilang(day.day)} bulan {month} tahun {year}"


def _whole(number: int) -> list[str]:
    """The words of a whole number from one on; none for zero."""
    for scale, name in _SCALES:
        count, rest = divmod(number, scale)
        if count:
            # one thousand is "seribu", but one million is "satu juta"
            head = ["seribu"] if (scale, count) == (1000, 1) else [*_whole(count), name]
            return head + _whole(rest)
    return list(_below_thousand(number))


def _below_thousand(number: int) -> Iterator[str]:
    hundreds, rest = divmod(number, 100)
    if hundreds:
        yield from ("seratus",) if hundreds == 1 else (_ONES[hundreds], "ratus")
    if rest in (10, 11):
        yield "sepuluh" if rest == 10 else "sebelas"
    elif 11 < rest < 20:
        yield from (_ONES[rest - 10], "belas")
    else:
        tens, ones = divmod(rest, 10)
        if tens:
            yield from (_ONES[tens], "puluh")
        if ones:
            yield _ONES[ones]
