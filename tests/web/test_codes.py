import pytest

from zona.instruments.shipped import shipped_ids, shipped_instrument
from zona.web.worksheet.codes import display_code, find_code

CODES = list(shipped_instrument("perwal-tangerang-72-2018").questions)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("5-b-2", "V.b.2"),
        ("1-a-t", "I.a.t"),
        ("3-f-1", "III.f.1"),
        ("1-1-b", "I.1.b"),
        ("pemenuhan-1-ii-a", "P1.ii.a"),
        ("reform-6-ii-a", "R6.ii.a"),
        ("hasil-kkn-spak-a", "H.kkn.spak.a"),
        ("hasil-1-i-a", "H1.i.a"),
    ],
)
def test_a_code_is_shown_as_people_say_it(code, shown):
    assert display_code(code) == shown


@pytest.mark.parametrize("typed", ["V.b.2", "v b 2", "Vb2", "5-b-2", "5b2", " v.b.2 "])
def test_the_search_takes_every_way_of_writing(typed):
    assert find_code(typed, CODES) == "5-b-2"


def test_a_beginning_opens_the_first_that_fits():
    assert find_code("V.b", CODES) == "5-b-1"


@pytest.mark.parametrize("typed", ["", "  ", "...", "Z.9.9", "5-b-99"])
def test_what_is_no_code_finds_nothing(typed):
    assert find_code(typed, CODES) is None


@pytest.mark.parametrize("instrument", shipped_ids())
def test_every_code_finds_itself_in_both_forms(instrument):
    codes = list(shipped_instrument(instrument).questions)
    for code in codes:
        assert find_code(code, codes) == code
        assert find_code(display_code(code), codes) == code
