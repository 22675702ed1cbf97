"""The threshold cases of the regulation (P34, P35): each condition is tested on its own."""

from fractions import Fraction

import pytest

from tests.worksheets import (
    LKE_2014,
    PERWAL,
    UnreachableError,
    answers_worth,
    questions_under,
    score_of,
    worksheet_with,
)
from zona.instruments.shipped import shipped_instrument
from zona.verdicts.judge import judge, missed_minimum

#: enabler, SPAK, TLHP, service; total; what fails for WBK; what fails for WBBM
CASES = [
    (("45", "13.5", "4.5", "16"), "79", [], ["total"]),
    (("45", "13.5", "3.5", "16"), "78", ["hasil/hasil-kkn"], ["total", "hasil/hasil-kkn"]),
    (("45", "15", "3", "16"), "79", ["hasil/hasil-kkn/hasil-kkn-tlhp"], ["total", "hasil/hasil-kkn/hasil-kkn-tlhp"]),
    (("55", "13.5", "4.5", "15.99"), "88.99", [], ["hasil/hasil-pelayanan"]),
    (("51", "13.5", "4.5", "16"), "85", [], []),
]
KKN_17 = CASES[1]


def judged(points, instrument_id=PERWAL):
    answers = worksheet_with(
        **dict(zip(("enabler", "spak", "tlhp", "service"), points, strict=True)), instrument_id=instrument_id
    )
    score = score_of(instrument_id, answers)
    return score, judge(shipped_instrument(instrument_id), score)


@pytest.mark.parametrize("instrument_id", [PERWAL, LKE_2014])
@pytest.mark.parametrize(("points", "total", "wbk_fails", "wbbm_fails"), CASES, ids=["+".join(c[0]) for c in CASES])
def test_each_threshold_case_is_judged_as_the_regulation_does(points, total, wbk_fails, wbbm_fails, instrument_id):
    score, verdicts = judged(points, instrument_id)
    enabler, spak, tlhp, service = map(Fraction, points)
    assert score.total == Fraction(total)
    assert score.points("pengungkit") == enabler
    assert score.points("hasil/hasil-kkn/hasil-kkn-spak") == spak
    assert score.points("hasil/hasil-kkn/hasil-kkn-tlhp") == tlhp
    assert score.points("hasil/hasil-kkn") == spak + tlhp
    assert score.points("hasil/hasil-pelayanan") == service
    assert [failed.condition.part for failed in verdicts["WBK"].failed] == wbk_fails
    assert [failed.condition.part for failed in verdicts["WBBM"].failed] == wbbm_fails
    assert verdicts["WBK"].eligible is (not wbk_fails)
    assert verdicts["WBBM"].eligible is (not wbbm_fails)


def test_seventeen_points_of_kkn_meet_both_minima_and_miss_the_component():
    _, verdicts = judged(KKN_17[0])
    holds = {one.condition.part: one.holds for one in verdicts["WBK"].conditions}
    assert holds == {
        "total": True,
        "hasil/hasil-kkn": False,
        "hasil/hasil-kkn/hasil-kkn-spak": True,
        "hasil/hasil-kkn/hasil-kkn-tlhp": True,
    }


def test_a_condition_knows_its_distance_and_its_surplus():
    _, verdicts = judged(KKN_17[0])
    total, kkn, spak, _ = verdicts["WBK"].conditions
    assert (total.distance, total.surplus) == (0, 3)
    assert (kkn.distance, kkn.surplus) == (1, 0)
    assert (spak.distance, spak.surplus) == (0, 0)


def test_wbbm_requires_wbk_and_its_score_says_nothing_about_holding_it():
    _, verdicts = judged(("51", "13.5", "4.5", "16"))
    assert verdicts["WBBM"].eligible
    assert verdicts["WBBM"].predicate.requires == "WBK"
    assert verdicts["WBK"].predicate.requires == ""


@pytest.mark.parametrize(
    ("part", "points"),
    [
        ("total", ("40.99", "13.5", "4.5", "16")),
        ("hasil/hasil-kkn", ("60", "13.5", "4.4", "20")),
        ("hasil/hasil-kkn/hasil-kkn-spak", ("60", "13.4625", "5", "20")),  # index 3,59
        ("hasil/hasil-kkn/hasil-kkn-tlhp", ("60", "15", "3.4999995", "20")),
    ],
)
def test_each_wbk_condition_alone_refuses(part, points):
    _, verdicts = judged(points)
    assert [failed.condition.part for failed in verdicts["WBK"].failed] == [part]


@pytest.mark.parametrize(
    ("part", "points"),
    [
        ("total", ("50.99", "13.5", "4.5", "16")),
        ("hasil/hasil-kkn", ("60", "13.5", "4.4", "20")),
        ("hasil/hasil-kkn/hasil-kkn-spak", ("60", "13.4625", "5", "20")),
        ("hasil/hasil-kkn/hasil-kkn-tlhp", ("60", "15", "3.4999995", "20")),
        ("hasil/hasil-pelayanan", ("60", "15", "5", "15.95")),
    ],
)
def test_each_wbbm_condition_alone_refuses(part, points):
    _, verdicts = judged(points)
    assert [failed.condition.part for failed in verdicts["WBBM"].failed] == [part]


def test_an_empty_worksheet_fails_every_condition():
    score = score_of(PERWAL, {})
    for verdict in judge(shipped_instrument(PERWAL), score).values():
        assert len(verdict.failed) == len(verdict.conditions) > 0
        assert [one.distance for one in verdict.failed] == [one.condition.minimum for one in verdict.conditions]


def test_the_search_for_exact_points_refuses_what_cannot_be():
    """The helper itself: it must never come close instead of exact."""
    instrument = shipped_instrument(PERWAL)
    with pytest.raises(UnreachableError):
        answers_worth(instrument, questions_under(instrument, "pengungkit"), Fraction(1, 7))
    with pytest.raises(UnreachableError):
        answers_worth(instrument, questions_under(instrument, "pengungkit"), Fraction("59.999"))


@pytest.mark.parametrize(
    ("covers", "value", "minimum"),
    [
        ("total", "74.999", 75),  # misses 75 and 85: the nearer one is what a rounded figure could show
        ("total", "75", 85),
        ("total", "84.999", 85),
        ("total", "85", None),
        ("hasil/hasil-kkn", "17.999", 18),
        ("hasil/hasil-kkn", "18", None),
        ("hasil/hasil-pelayanan", "15.999", 16),
        ("pengungkit", "1", None),  # no condition asks it
    ],
)
def test_a_screen_knows_which_minimum_a_figure_misses(covers, value, minimum):
    assert missed_minimum(shipped_instrument(PERWAL), (covers,), Fraction(value)) == minimum
