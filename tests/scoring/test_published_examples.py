"""The worked examples of a published worksheet: PermenPANRB 52/2014, area I of a mental hospital, 2017."""

from fractions import Fraction

import pytest

from tests.worksheets import LKE_2014, choice, score_of
from zona.base.numbers import plain, shown

AREA = {
    "1-1-a": "Ya",
    "1-1-b": "B",
    "1-2-a": "Tidak",
    "1-2-b": "C",
    "1-2-c": "Ya",
    "1-3-a": "D",
    "1-3-b": "D",
    "1-3-c": "D",
    "1-4-a": "Tidak",
    "1-4-b": "Ya",
    "1-4-c": "Tidak",
    "1-4-d": "B",
}


@pytest.fixture(scope="module")
def score():
    return score_of(LKE_2014, {code: choice(label) for code, label in AREA.items()})


@pytest.mark.parametrize(
    ("path", "points", "figure", "name"),
    [
        ("pengungkit/1/1-1", Fraction(3, 4), "0.75", "Tim Kerja"),
        ("pengungkit/1/1-2", Fraction(1, 3), "0.333333333333", "Dokumen Rencana"),
        ("pengungkit/1/1-3", Fraction(0), "0", "Pemantauan"),
        ("pengungkit/1/1-4", Fraction("0.4175"), "0.4175", "Pola pikir"),
        ("pengungkit/1", Fraction("0.75") + Fraction(1, 3) + Fraction("0.4175"), "1.500833333333", "area I"),
        ("pengungkit", Fraction(1801, 1200), "1.500833333333", "pengungkit"),
        ("total", Fraction(1801, 1200), "1.500833333333", "total"),
        ("hasil", Fraction(0), "0", "hasil"),
        ("pengungkit/2", Fraction(0), "0", "area II, unanswered"),
    ],
)
def test_each_figure_is_the_published_one(score, path, points, figure, name):
    assert score.points(path) == points, name
    assert plain(score.points(path)) == figure, name


def test_area_one_is_shown_as_published(score):
    points = score.points("pengungkit/1")
    assert shown(points) == "1,50"
    assert shown(points / 5 * 100) == "30,02"


def test_rounding_the_parts_would_publish_another_percentage(score):
    """Why nothing is rounded on the way: 0,75 + 0,33 + 0 + 0,42 = 1,50 gives 30,00 %."""
    paths = [f"pengungkit/1/1-{number}" for number in (1, 2, 3, 4)]
    rounded = sum(Fraction(shown(score.points(path)).replace(",", ".")) for path in paths)
    assert shown(rounded / 5 * 100) == "30,00"


def test_twelve_of_eightyfour_questions_are_answered(score):
    assert score.answered == 12
    assert sum(1 for figures in score.questions() if figures.answered) == 12


@pytest.mark.parametrize(
    ("code", "value", "most", "points"),
    [
        ("1-1-b", "1/2", "1/2", "1/4"),
        ("1-2-c", "1", "1/3", "1/3"),
        ("1-3-a", "0", "2/3", "0"),
        ("1-4-d", "0.67", "1/4", "0.1675"),
    ],
)
def test_a_questions_figures_explain_its_indicator(score, code, value, most, points):
    figures = score.question(code)
    assert (figures.value, figures.most, figures.points) == (Fraction(value), Fraction(most), Fraction(points))
    assert figures.answered


def test_an_unanswered_question_scores_nothing_and_says_so(score):
    figures = score.question("2-1-a")
    assert (figures.value, figures.points, figures.answered) == (0, 0, False)
    assert figures.most == Fraction(1, 2)


def test_answering_the_worst_is_answered_all_the_same(score):
    assert score.question("1-3-a").answered
    assert score.question("1-3-a").points == 0
