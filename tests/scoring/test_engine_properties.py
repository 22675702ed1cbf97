"""What holds for every worksheet of every shipped instrument."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scoring.naive import parts_of
from tests.worksheets import SHIPPED, choice, measured, numbers, random_raw, scorer_of
from zona.instruments.shipped import shipped_instrument
from zona.instruments.worksheet_file import read_answers
from zona.scoring.answers import value_of
from zona.scoring.structure import AnswerKind

every_instrument = pytest.mark.parametrize("instrument_id", SHIPPED)
seeds = st.integers(0, 10**9)
blanks = st.sampled_from((0.0, 0.15, 0.9))
quickly = settings(max_examples=50, deadline=None)


def any_worksheet(instrument_id, random, blank=0.15):
    instrument = shipped_instrument(instrument_id)
    return instrument, read_answers(instrument, random_raw(instrument, random, blank=blank))


@every_instrument
@given(seed=seeds, blank=blanks)
@quickly
def test_the_engine_agrees_with_a_naive_implementation(instrument_id, seed, blank):
    instrument = shipped_instrument(instrument_id)
    raw = random_raw(instrument, Random(seed), blank=blank)
    score = scorer_of(instrument_id).score(read_answers(instrument, raw))
    parts, answered = parts_of(instrument_id, raw)
    assert score.parts() | {"total": score.total} == parts
    assert score.answered == answered


@every_instrument
@given(seed=seeds, blank=blanks)
@quickly
def test_parts_sum_exactly_to_the_whole(instrument_id, seed, blank):
    instrument, answers = any_worksheet(instrument_id, Random(seed), blank)
    score = scorer_of(instrument_id).score(answers)
    assert score.total == sum(score.points(component.code) for component in instrument.components)
    for component in instrument.components:
        areas = [f"{component.code}/{area.code}" for area in component.areas]
        assert score.points(component.code) == sum(score.points(path) for path in areas) == score.sum_of(tuple(areas))
    for component, area in instrument.areas():
        path = f"{component.code}/{area.code}"
        assert score.points(path) == sum(score.points(f"{path}/{child.code}") for child in area.indicators)
    for component, area, indicator in instrument.indicators():
        points = score.points(f"{component.code}/{area.code}/{indicator.code}")
        figures = [score.question(question.code) for question in indicator.questions]
        assert points == sum(figure.points for figure in figures)
        assert points == indicator.weight * sum(figure.value for figure in figures) / len(figures)
        assert sum(figure.most for figure in figures) == indicator.weight


@every_instrument
@given(seed=seeds)
@quickly
def test_a_better_answer_never_lowers_a_figure_and_raises_its_own(instrument_id, seed):
    random = Random(seed)
    instrument, answers = any_worksheet(instrument_id, random)
    scorer = scorer_of(instrument_id)
    code = random.choice(list(instrument.questions))
    question = instrument.questions[code]
    now = (value_of(question, answers[code]) if code in answers else None) or Fraction(0)
    if question.kind is AnswerKind.CHOICE:
        better = random.choice([option for option in question.options if option.score >= now])
        to, answer = better.score, choice(better.label)
    else:
        to = now + (1 - now) * Fraction(random.randint(0, 4), 4)
        answer = measured(question, to)
    before, after = scorer.score(answers), scorer.score(answers | {code: answer})
    gain = after.question(code).points - before.question(code).points
    assert gain == (to - now) * before.question(code).most
    own = {path for path in before.parts() if code in codes_under(instrument, path)}
    assert len(own) == 3
    for path, points in before.parts().items():
        assert after.points(path) == points + (gain if path in own else 0)
    assert after.total == before.total + gain


def codes_under(instrument, path):
    return {
        question.code
        for component, area, indicator in instrument.indicators()
        for question in indicator.questions
        if f"{component.code}/{area.code}/{indicator.code}/".startswith(path + "/")
    }


@every_instrument
@given(seed=seeds)
@quickly
def test_the_order_of_answers_does_not_matter(instrument_id, seed):
    random = Random(seed)
    _, answers = any_worksheet(instrument_id, random)
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    one, other = (scorer_of(instrument_id).score(given) for given in (answers, dict(shuffled)))
    assert (one.total, one.parts(), list(one.questions())) == (other.total, other.parts(), list(other.questions()))


@every_instrument
@given(seed=seeds)
@quickly
def test_every_figure_stays_between_nothing_and_its_weight(instrument_id, seed):
    _, answers = any_worksheet(instrument_id, Random(seed))
    scorer = scorer_of(instrument_id)
    score = scorer.score(answers)
    assert all(0 <= points <= scorer.weights[path] for path, points in score.parts().items())
    assert all(0 <= figures.value <= 1 for figures in score.questions())
    assert 0 <= score.total <= 100


@every_instrument
def test_an_empty_worksheet_is_worth_nothing(instrument_id):
    score = scorer_of(instrument_id).score({})
    assert (score.total, score.answered) == (0, 0)
    assert set(score.parts().values()) == {Fraction(0)}


@every_instrument
def test_the_best_answers_are_worth_exactly_a_hundred(instrument_id):
    instrument, scorer = shipped_instrument(instrument_id), scorer_of(instrument_id)
    answers = {
        code: choice(question.labels[0]) if question.kind is AnswerKind.CHOICE else measured(question, Fraction(1))
        for code, question in instrument.questions.items()
    }
    score = scorer.score(answers)
    assert score.total == 100
    assert score.answered == len(instrument.questions)
    assert score.parts() == scorer.weights


@every_instrument
@pytest.mark.parametrize("value", ["1/7", "5/11", "123456789/1000000007"])
def test_measured_values_stay_exact_whatever_their_denominator(instrument_id, value):
    instrument, share = shipped_instrument(instrument_id), Fraction(value)
    answers = {
        code: measured(question, share)
        for code, question in instrument.questions.items()
        if question.kind is not AnswerKind.CHOICE
    }
    assert len(answers) >= 3
    score = scorer_of(instrument_id).score(answers)
    assert score.total == share * sum(score.question(code).most for code in answers)


def test_a_small_answer_to_a_huge_worksheet_is_not_lost():
    """A binary float would lose one part in ten to the thirtieth."""
    scorer = scorer_of("perwal-tangerang-72-2018")
    score = scorer.score({"hasil-kkn-tlhp-a": numbers(selesai=1, total=10**30)})
    assert score.total == Fraction(5, 10**30)


def test_unknown_codes_and_paths_are_refused():
    scorer = scorer_of("perwal-tangerang-72-2018")
    with pytest.raises(KeyError, match="9-z"):
        scorer.score({"9-z": choice("Ya")})
    score = scorer.score({})
    with pytest.raises(KeyError, match="pengungkit/9"):
        score.points("pengungkit/9")
    with pytest.raises(KeyError, match="9-z"):
        score.question("9-z")
