"""The value between 0 and 1 that each kind of answer stands for."""

from fractions import Fraction

import pytest

from tests.scoring.small import (
    SCALES,
    choice_question,
    fall_question,
    index_question,
    instrument_of,
    percent_question,
    ratio_question,
    share_question,
)
from zona.scoring.answers import nothing_due, read_answer, value_of
from zona.scoring.engine import Scorer
from zona.scoring.structure import Input, NothingDue, Share


def value(question, raw):
    answer = read_answer(question, raw)
    return None if answer is None else value_of(question, answer)


@pytest.mark.parametrize(
    ("scale", "label", "score"),
    [(scale, label, score) for scale, labels in SCALES.items() for label, score in labels.items()],
)
def test_a_label_stands_for_its_score(scale, label, score):
    assert value(choice_question(scale=scale), label) == Fraction(score)


@pytest.mark.parametrize("written", ["Ya", "ya", "YA", " Ya ", "yA\n"])
def test_a_label_is_read_without_regard_to_case(written):
    assert value(choice_question(scale="ya_tidak"), written) == 1


@pytest.mark.parametrize(
    ("maximum", "raw", "score"),
    [
        ("4", "4", "1"),
        ("4", "3,6", "0.9"),
        ("4", "3.6", "0.9"),
        ("4", 3.6, "0.9"),  # a binary float counts as the decimals it prints
        ("4", 3, "3/4"),
        ("4", Fraction(1, 3), "1/12"),
        ("4", "0", "0"),
        ("4", "3,198", "0.7995"),
        ("4", {"indeks": "3,2"}, "0.8"),
        ("5", "4", "0.8"),
        ("100", "88,31", "0.8831"),
    ],
)
def test_an_index_is_divided_by_its_maximum(maximum, raw, score):
    assert value(index_question(maximum=maximum), raw) == Fraction(score)


@pytest.mark.parametrize(
    ("raw", "score"),
    [
        ("1", "0.01"),  # a typed 1 is 1 %, never 100 %
        (1, "0.01"),
        (1.0, "0.01"),
        ("0,5", "0.005"),
        ("100", "1"),
        ("0", "0"),
        ("66,67", "0.6667"),
        ({"persen": "70"}, "0.7"),
    ],
)
def test_a_percentage_is_divided_by_a_hundred(raw, score):
    assert value(percent_question(), raw) == Fraction(score)


@pytest.mark.parametrize(
    ("achieved", "due", "score"),
    [
        (7, 10, "7/10"),
        (2, 3, "2/3"),
        (0, 10, "0"),
        (10, 10, "1"),
        (12, 10, "1"),  # never above 1
        ("1.000.000", "3000000", "1/3"),
        ("3", "7,0", "3/7"),
    ],
)
def test_a_share_is_achieved_by_due(achieved, due, score):
    assert value(share_question(), {"selesai": achieved, "total": due}) == Fraction(score)


def test_several_due_inputs_are_added_together():
    question = share_question(achieved=("sudah",), due=("kepala", "wajib", "lainnya"))
    assert value(question, {"sudah": 6, "kepala": 1, "wajib": 4, "lainnya": 4}) == Fraction(6, 9)
    assert value(question, {"sudah": 5, "kepala": 0, "wajib": 0, "lainnya": 20}) == Fraction(1, 4)


def test_several_achieved_inputs_are_added_together():
    question = share_question(achieved=("cepat", "terpadu"), due=("layanan",))
    assert value(question, {"cepat": 2, "terpadu": 1, "layanan": 4}) == Fraction(3, 4)
    assert value(question, {"cepat": 3, "terpadu": 3, "layanan": 4}) == 1


@pytest.mark.parametrize(
    ("before", "now", "score"),
    [
        (10, 4, "6/10"),
        (3, 2, "1/3"),
        (5, 0, "1"),
        (5, 5, "0"),
        (5, 9, "0"),  # rising is never below 0
        (0, 0, "1"),
        (0, 3, "0"),
    ],
)
def test_a_fall_is_measured_against_what_was(before, now, score):
    assert value(fall_question(), {"sebelumnya": before, "sekarang": now}) == Fraction(score)


@pytest.mark.parametrize(
    ("question", "raw"),
    [
        (share_question(), {"selesai": 3}),
        (share_question(), {"total": 10}),
        (share_question(), {"total": 0}),
        (share_question(), {"selesai": 0, "total": ""}),
        (share_question(), {"selesai": None, "total": 5}),
        (share_question(due=("a", "b")), {"selesai": 1, "a": 2}),
        (share_question(achieved=("x", "y")), {"x": 1, "total": 2}),
        (fall_question(), {"sebelumnya": 3}),
        (fall_question(), {"sekarang": 3}),
        (fall_question(), {"sekarang": 0}),
    ],
)
def test_inputs_that_are_not_all_there_are_unanswered(question, raw):
    assert value(question, raw) is None
    score = Scorer(instrument_of([question])).score({question.code: read_answer(question, raw)})
    assert (score.answered, score.total) == (0, 0)
    assert not score.question(question.code).answered


@pytest.mark.parametrize(
    "question",
    [choice_question(), index_question(), percent_question(), share_question(), fall_question()],
    ids=lambda question: question.code,
)
@pytest.mark.parametrize("raw", [None, "", {}], ids=["none", "empty", "no inputs"])
def test_nothing_written_is_no_answer(question, raw):
    assert read_answer(question, raw) is None


@pytest.mark.parametrize(
    "question", [choice_question(), index_question(), percent_question()], ids=lambda question: question.code
)
def test_only_blanks_are_no_answer(question):
    assert read_answer(question, "  ") is None


def test_information_stands_outside_the_formula():
    question = ratio_question(
        Share(("selesai",), ("harus",)), "selesai", "harus", Input("diproses", "Diproses", information=True)
    )
    assert value(question, {"selesai": 1, "harus": 2}) == Fraction(1, 2)
    assert value(question, {"selesai": 1, "harus": 2, "diproses": 40}) == Fraction(1, 2)


def confirmed_share(confirmed):
    return {"selesai": 0, "total": 0} | ({"dikonfirmasi": confirmed} if confirmed is not None else {})


@pytest.mark.parametrize("said", [None, "Tidak", "tidak", False, "", "0"])
def test_nothing_due_without_a_paper_is_unanswered_and_counted_so(said):
    question = share_question()
    answer = read_answer(question, confirmed_share(said))
    assert nothing_due(question, answer)
    score = Scorer(instrument_of([question, choice_question()])).score({question.code: answer})
    assert (score.total, score.answered) == (0, 0)
    assert not score.question(question.code).answered


@pytest.mark.parametrize("said", ["Ya", "ya", " YA ", True, "true", "1"])
def test_nothing_due_confirmed_with_a_paper_is_full(said):
    question = share_question()
    answer = read_answer(question, confirmed_share(said))
    assert nothing_due(question, answer)
    score = Scorer(instrument_of([question])).score({question.code: answer})
    assert (score.total, score.answered) == (1, 1)


def test_nothing_due_needs_no_paper_where_the_instrument_says_so():
    question = share_question(nothing_due=NothingDue.FULL)
    assert value(question, {"selesai": 0, "total": 0}) == 1


def test_a_fall_may_need_a_paper_too():
    question = fall_question(nothing_due=NothingDue.CONFIRMED)
    raw = {"sebelumnya": 0, "sekarang": 0}
    assert value(question, raw) is None
    assert value(question, raw | {"dikonfirmasi": "Ya"}) == 1
    assert value(question, {"sebelumnya": 0, "sekarang": 3, "dikonfirmasi": "Ya"}) == 0


def test_a_paper_changes_nothing_where_something_was_due():
    assert value(share_question(), {"selesai": 1, "total": 4, "dikonfirmasi": "Ya"}) == Fraction(1, 4)


@pytest.mark.parametrize(
    ("question", "raw", "whether"),
    [
        (share_question(), {"selesai": 1, "total": 4}, False),
        (share_question(), {"total": 0}, True),
        (share_question(), {"selesai": 0}, False),
        (share_question(due=("a", "b")), {"selesai": 0, "a": 0, "b": 0}, True),
        (share_question(due=("a", "b")), {"selesai": 0, "a": 0, "b": 1}, False),
        (fall_question(), {"sebelumnya": 0, "sekarang": 0}, True),
        (fall_question(), {"sebelumnya": 0, "sekarang": 3}, False),
        (index_question(), "0", False),
        (choice_question(), "D", False),
    ],
)
def test_nothing_due_is_told_apart_from_nothing_done(question, raw, whether):
    assert nothing_due(question, read_answer(question, raw)) is whether
