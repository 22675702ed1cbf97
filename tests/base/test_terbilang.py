"""Amounts in words: a table, and reading the words back."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zona.base.terbilang import TOO_LARGE, date_in_words, ordinal, rupiah, terbilang

ONES = {"satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9}
SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}
#: words that are one number of their own
WHOLE = {**ONES, "nol": 0, "sepuluh": 10, "sebelas": 11, "seratus": 100}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (99, "sembilan puluh sembilan"),
        (100, "seratus"),
        (101, "seratus satu"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1000, "seribu"),
        (1001, "seribu satu"),
        (1100, "seribu seratus"),
        (2000, "dua ribu"),
        (11_000, "sebelas ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (1_234_567, "satu juta dua ratus tiga puluh empat ribu lima ratus enam puluh tujuh"),
        (1_000_000_000, "satu miliar"),
        (2_000_000_000_011, "dua triliun sebelas"),
        (-7, "minus tujuh"),
        (Decimal("12.50"), "dua belas koma lima"),
        (Fraction(41, 20), "dua koma nol lima"),
        (Decimal("-0.75"), "minus nol koma tujuh lima"),
    ],
)
def test_numbers_in_words(number: int | Decimal | Fraction, words: str) -> None:
    assert terbilang(number) == words


def read_back(words: str) -> int:
    """The number that words without "koma" say; knows nothing of how they were written."""
    total = group = last = 0
    for word in words.split():
        if word in WHOLE:
            group, last = group + WHOLE[word], WHOLE[word]
        elif word in ("belas", "puluh", "ratus"):
            group += {"belas": 10, "puluh": 9 * last, "ratus": 99 * last}[word]
        else:
            total += 1000 if word == "seribu" else group * SCALES[word]
            group = 0
    return total + group


@given(st.integers(min_value=0, max_value=TOO_LARGE - 1) | st.integers(min_value=0, max_value=20_000))
@example(TOO_LARGE - 1)
def test_words_read_back_as_the_same_number(number: int) -> None:
    assert read_back(terbilang(number)) == number


@pytest.mark.parametrize("number", [TOO_LARGE, -TOO_LARGE, Fraction(1, 3)])
def test_what_cannot_be_spelled_is_refused(number: int | Fraction) -> None:
    with pytest.raises(ValueError, match="kata-kata"):
        terbilang(number)


def test_money_and_order() -> None:
    assert rupiah(2_500_000) == "dua juta lima ratus ribu rupiah"
    assert [ordinal(at) for at in (1, 2, 10, 11, 12, 21)] == [
        *("kesatu", "kedua", "kesepuluh", "kesebelas", "kedua belas", "kedua puluh satu"),
    ]
    with pytest.raises(ValueError, match="urutan"):
        ordinal(0)


def test_a_date_in_words() -> None:
    said = "Rabu, tanggal dua puluh lima bulan November tahun dua ribu dua puluh enam"
    assert date_in_words(date(2026, 11, 25)) == said
    assert date_in_words(date(1999, 2, 1)).endswith("tahun seribu sembilan ratus sembilan puluh sembilan")
