"""Numbers: read as Indonesians write them, shown without contradicting a verdict."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from zona.base.numbers import ends, plain, read_number, shown, shown_against, shown_missing, shown_short


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3,6", "3.6"),
        ("3.6", "3.6"),
        ("3.600", "3.6"),
        ("0", "0"),
        ("007", "7"),
        ("+4", "4"),
        ("-4,25", "-4.25"),
        ("−4,25", "-4.25"),  # the typographic minus of spreadsheets
        ("1.234,56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1.234.567,8", "1234567.8"),
        ("-1.234,5", "-1234.5"),
        ("1234,56", "1234.56"),
        ("  3,6 ", "3.6"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234,5", "1234.5"),  # the no-break space of a spreadsheet
        ("0,3333333333333333333333333333", "0.3333333333333333333333333333"),  # thirty characters
    ],
)
def test_a_typed_number_is_read_exactly(text, number):
    assert read_number(text) == Fraction(number)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", ",", ".", "abc", "3,6,1", "1,234.56", "12.34.567", "1.23,4", "3.", ",5"),
        *("1e3", "3/4", "0x10", "50%", "NaN", "Infinity", "1_000", "--3", "3-", "3,6 poin"),
    ],
)
def test_junk_is_no_number(text):
    with pytest.raises(ValueError, match="bukan angka"):
        read_number(text)


@pytest.mark.parametrize("text", ["9" * 31, "9" * 5000, "0," + "3" * 29, " " * 29 + "12"])
def test_more_than_thirty_characters_are_no_number(text):
    with pytest.raises(ValueError, match="terlalu panjang"):
        read_number(text)


@pytest.mark.parametrize(
    ("value", "whether"),
    [("1/2", True), ("1/5", True), ("3/80", True), ("7", True), ("0", True), ("1/3", False), ("1/60", False)],
)
def test_a_decimal_expansion_ends_only_on_twos_and_fives(value, whether):
    assert ends(Fraction(value)) is whether


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("75", "75"),
        ("13.5", "13.5"),
        ("15.99", "15.99"),
        ("1/8", "0.125"),
        ("-1/8", "-0.125"),
        ("1/6000000", "0.000000166667"),
        ("1/3", "0.333333333333"),
        ("2/3", "0.666666666667"),
        ("-2/3", "-0.666666666667"),
        ("1801/1200", "1.500833333333"),
        ("1/8192", "0.0001220703125"),  # thirteen digits, because they end
        ("1/10000000000000", "0.0000000000001"),
    ],
)
def test_machines_get_exact_digits_or_twelve(value, text):
    assert plain(Fraction(value)) == text


@pytest.mark.parametrize("exponent", [28, 40, 60, 200])
def test_machines_get_exact_digits_however_many_there_are(exponent):
    value = 3 + Fraction(1, 2**exponent)
    assert Fraction(plain(value)) == value


def test_machines_get_twelve_digits_of_a_large_number_too():
    assert plain(10**30 + Fraction(1, 3)) == "1" + "0" * 30 + ".333333333333"


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=10**6))
@settings(max_examples=300, deadline=None)
def test_a_machine_figure_is_exact_or_half_a_trillionth_away(value):
    distance = abs(Fraction(plain(value)) - value)
    assert distance == 0 if ends(value) else 0 < distance <= Fraction(1, 2 * 10**12)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0,00"),
        ("75", "75,00"),
        ("1801/1200", "1,50"),
        ("1.335", "1,34"),  # a binary float prints 1.33
        ("1.345", "1,35"),  # half to even would print 1.34
        ("1.3449999999999999999", "1,34"),
        ("-0.005", "-0,01"),
        ("-1.345", "-1,35"),
        ("-0.004", "0,00"),  # never a minus before nothing
        ("999.995", "1.000,00"),
        ("1234567.891", "1.234.567,89"),
        ("-1234.5", "-1.234,50"),
    ],
)
def test_people_get_two_decimals_half_up(value, text):
    assert shown(Fraction(value)) == text


@pytest.mark.parametrize(
    ("digits", "text"), [(0, "3"), (1, "2,7"), (3, "2,667"), (6, "2,666667")], ids=["none", "one", "three", "six"]
)
def test_people_get_as_many_decimals_as_asked(digits, text):
    assert shown(Fraction(8, 3), digits=digits) == text


def test_a_very_large_number_is_shown_too():
    assert shown(Fraction(10**40)).replace(".", "") == "1" + "0" * 40 + ",00"


@pytest.mark.parametrize(
    ("value", "minimum", "text"),
    [
        ("75", "75", "75,00"),
        ("75.001", "75", "75,00"),
        ("80.005", "75", "80,01"),
        ("74.99", "75", "74,99"),
        ("74.994", "75", "74,99"),
        ("74.999", "75", "74,999"),
        ("74.9951", "75", "74,9951"),
        ("74.9999999", "75", "74,999999"),
        ("44999/600", "75", "74,998333"),
        ("17.995", "18", "17,995"),
        ("13.4950", "13.5", "13,495"),
        ("4.79999", "4.8", "4,79999"),
        ("5.249", "5.25", "5,249"),
        ("0", "75", "0,00"),
    ],
)
def test_a_figure_never_shows_a_minimum_that_the_value_misses(value, minimum, text):
    assert shown_against(Fraction(value), Fraction(minimum)) == text


@pytest.mark.parametrize("exponent", [3, 6, 7, 12, 30])
@pytest.mark.parametrize("minimum", ["75", "18", "13.5", "3.5", "15.75", "5.625"])
def test_a_figure_stays_below_however_close_the_value_is(minimum, exponent):
    at = Fraction(minimum)
    text = shown_against(at - Fraction(1, 10**exponent), at)
    assert at - Fraction("0.0061") <= read_number(text) < at
    assert len(text.split(",")[1]) <= 6


@pytest.mark.parametrize(
    ("distance", "text"),
    [
        ("0", "0,00"),
        ("1", "1,00"),
        ("0.125", "0,13"),
        ("0.005", "0,01"),
        ("0.001", "0,001"),
        ("1/6000", "0,000167"),
        ("0.0000001", "0,000001"),  # rounded up: never nothing
        ("-1", "-1,00"),
    ],
)
def test_what_is_missing_is_never_shown_as_nothing(distance, text):
    assert shown_missing(Fraction(distance)) == text


def test_without_a_minimum_a_figure_is_rounded():
    assert shown_against(Fraction("74.999"), None) == "75,00"


percents = st.fractions(min_value=0, max_value=100, max_denominator=10**15)


@given(value=percents, minimum=percents)
@settings(max_examples=500, deadline=None)
def test_what_misses_a_minimum_never_reads_back_as_reaching_it(value, minimum):
    figure = read_number(shown_against(value, minimum))
    assert (figure < minimum) if value < minimum else (figure == read_number(shown(value)))


@given(minimum=percents, below=st.fractions(min_value=Fraction(1, 10**15), max_value=1, max_denominator=10**15))
@settings(max_examples=500, deadline=None)
def test_what_nearly_reaches_a_minimum_reads_back_near_it(minimum, below):
    value = max(minimum - below, Fraction(0))
    assume(value < minimum)
    figure = read_number(shown_against(value, minimum))
    assert figure < minimum
    assert value - Fraction(1, 100) < figure <= value + Fraction(1, 200)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("75", "75"),
        ("100", "100"),
        ("0", "0"),
        ("13.5", "13,5"),
        ("0.67", "0,67"),
        ("18.25", "18,25"),
        ("1234.5", "1.234,5"),
        ("1/3", "0,333333"),
        ("-1/2", "-0,5"),
        ("0.0000001", "0"),
    ],
)
def test_a_short_number_has_no_needless_zeros(value, text):
    assert shown_short(Fraction(value)) == text


def test_a_very_large_short_number_is_shown_too():
    assert shown_short(Fraction(10**40)).replace(".", "") == "1" + "0" * 40
