"""PermenPANRB 90/2021: a condition on an area of change adds its fulfilment and its reform."""

from fractions import Fraction

import pytest

from tests.worksheets import LKE_2021, PERWAL, answers_worth, questions_under, score_of
from zona.instruments.shipped import shipped_instrument
from zona.verdicts.judge import area_shares, judge

INSTRUMENT = shipped_instrument(LKE_2021)


def with_aspects(fulfilment, reform, change_area="1"):
    """Answers that give exactly these points to the two aspects of one area of change."""
    answers = {}
    for aspect, points in (("pemenuhan", fulfilment), ("reform", reform)):
        codes = questions_under(INSTRUMENT, f"pengungkit/{aspect}-{change_area}")
        answers |= answers_worth(INSTRUMENT, codes, Fraction(points), grid=60)
    return answers


def condition(answers, predicate="WBK", part="pengungkit/1"):
    verdict = judge(INSTRUMENT, score_of(LKE_2021, answers))[predicate]
    return next(one for one in verdict.conditions if one.condition.part == part)


def test_the_first_area_covers_both_aspects_and_asks_four_point_eight():
    first = condition({})
    assert first.condition.covers == ("pengungkit/pemenuhan-1", "pengungkit/reform-1")
    assert (first.condition.weight, first.condition.share, first.condition.minimum) == (8, 60, Fraction("4.8"))
    assert condition({}, "WBBM").condition.minimum == 6


@pytest.mark.parametrize(
    ("fulfilment", "reform", "holds"),
    [
        ("4", "0.8", True),  # one aspect alone is far below 60 per cent
        ("1", "3.8", True),
        ("2.5", "2.3", True),
        ("4", "0.75", False),
        ("2.5", "2.25", False),
        ("0", "4", False),
    ],
)
def test_the_aspects_of_an_area_count_together(fulfilment, reform, holds):
    one = condition(with_aspects(fulfilment, reform))
    assert one.score == Fraction(fulfilment) + Fraction(reform)
    assert one.holds is holds


@pytest.mark.parametrize(
    ("predicate", "minima"),
    [
        ("WBK", ["4.8", "4.2", "6", "6", "9", "6"]),
        ("WBBM", ["6", "5.25", "7.5", "7.5", "11.25", "7.5"]),
    ],
)
def test_every_area_of_change_has_its_minimum(predicate, minima):
    verdict = judge(INSTRUMENT, score_of(LKE_2021, {}))[predicate]
    areas = [one.condition for one in verdict.conditions if one.condition.share is not None]
    assert [area.part for area in areas] == [f"pengungkit/{number}" for number in range(1, 7)]
    assert [area.minimum for area in areas] == [Fraction(minimum) for minimum in minima]
    assert not any(area.verified for area in areas)


def test_points_of_one_area_do_not_count_for_another():
    answers = with_aspects("4", "4")
    assert condition(answers, part="pengungkit/1").score == 8
    assert condition(answers, part="pengungkit/2").score == 0


def test_the_share_of_an_area_takes_both_aspects_together():
    shares = {share.change_area: share for share in area_shares(INSTRUMENT, score_of(LKE_2021, with_aspects("4", "0")))}
    assert list(shares) == ["1", "2", "3", "4", "5", "6"]
    assert (shares["1"].share, shares["1"].most) == (Fraction(1, 2), False)  # half is not most
    assert (shares["2"].share, shares["2"].most) == (0, False)


def test_most_means_above_half_unless_the_city_says_otherwise():
    score = score_of(LKE_2021, with_aspects("4", "0.25"))
    assert area_shares(INSTRUMENT, score)[0].share == Fraction("4.25") / 8
    assert area_shares(INSTRUMENT, score)[0].most
    assert not area_shares(INSTRUMENT, score, most_from=Fraction(6, 10))[0].most
    assert not area_shares(INSTRUMENT, score, most_from=Fraction("4.25") / 8)[0].most


def test_the_share_of_each_area_is_known_where_there_are_no_aspects():
    perwal = shipped_instrument(PERWAL)
    answers = answers_worth(perwal, questions_under(perwal, "pengungkit/5"), Fraction(12))
    shares = area_shares(perwal, score_of(PERWAL, answers))
    assert [share.change_area for share in shares] == ["1", "2", "3", "4", "5", "6"]
    assert shares[4].share == Fraction(12, 15)
    assert [share.most for share in shares] == [False, False, False, False, True, False]
    assert [share.name for share in shares] == [area.name for _, area in perwal.areas()][:6]
