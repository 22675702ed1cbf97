"""What would close a failed condition: moves, the shortest plan, and the trap of KKN."""

from fractions import Fraction
from itertools import product
from random import Random

import pytest

from tests.scoring.small import (
    choice_question,
    fall_question,
    index_question,
    instrument_of,
    percent_question,
    share_question,
)
from tests.worksheets import LKE_2021, PERWAL, SHIPPED, choice, numbers, random_raw, score_of, scorer_of, worksheet_with
from zona.base.numbers import plain, read_number
from zona.instruments.shipped import shipped_instrument
from zona.instruments.worksheet_file import read_answers
from zona.scoring.answers import Answer
from zona.scoring.engine import Scorer
from zona.scoring.structure import INDEX_INPUT, PERCENT_INPUT, AnswerKind, Fall, Share
from zona.verdicts.closing import closings
from zona.verdicts.judge import judge


def closing_of(instrument, answers, predicate="WBK"):
    score = Scorer(instrument).score(answers)
    return score, closings(instrument, score, judge(instrument, score)[predicate], answers)


def after(answers, moves):
    """The worksheet once every move is made, with nothing but what the move says."""
    changed = dict(answers)
    for move in moves:
        question, formula = move.question, move.question.formula
        inputs = dict(answers[question.code].inputs) if question.code in answers else {}
        if question.kind is AnswerKind.CHOICE:
            changed[question.code] = choice(move.label)
            continue
        if question.kind is AnswerKind.INDEX:
            inputs = {INDEX_INPUT: move.needed}
        elif question.kind is AnswerKind.PERCENT:
            inputs = {PERCENT_INPUT: move.needed}
        elif isinstance(formula, Share) and move.needed is not None:
            inputs |= dict.fromkeys(formula.achieved, Fraction(0)) | {formula.achieved[0]: move.needed}
        elif isinstance(formula, Share):  # nothing known yet: any counts with this share will do
            inputs = dict.fromkeys(formula.achieved + formula.due, Fraction(0))
            inputs |= {formula.achieved[0]: Fraction(move.to.numerator), formula.due[0]: Fraction(move.to.denominator)}
        elif isinstance(formula, Fall):
            top = Fraction(move.to.denominator)
            inputs |= {formula.before: top, formula.now: top - move.to.numerator}
        changed[question.code] = Answer(inputs=inputs)
    return changed


def test_moves_name_the_next_better_answers_cheapest_first():
    first, second, third = (choice_question(code) for code in ("p1", "p2", "p3"))
    instrument = instrument_of([first], [second], [third], weights=["3", "1", "10"], minimum="9.3")
    answers = {"p1": choice("B"), "p2": choice("D"), "p3": choice("B")}  # 2.01 + 0 + 6.7
    _, (closing,) = closing_of(instrument, answers)
    assert closing.judged.distance == Fraction("0.59")
    assert [(move.question.code, move.label, move.steps, move.alone) for move in closing.moves] == [
        ("p1", "A", 1, True),
        ("p3", "A", 1, True),
        ("p2", "B", 2, True),
    ]
    assert [move.gain for move in closing.moves] == [Fraction("0.99"), Fraction("3.3"), Fraction("0.67")]
    assert [move.climb for move in closing.moves] == [Fraction("0.33"), Fraction("0.33"), Fraction("0.67")]


def test_moves_that_close_alone_come_before_those_that_only_help():
    questions = [[choice_question(code)] for code in ("a", "b", "c")]
    instrument = instrument_of(*questions, weights=["1", "2", "9"], minimum="7.2")
    _, (closing,) = closing_of(instrument, {code: choice("D") for code in "abc"})
    assert [(move.question.code, move.label, move.alone) for move in closing.moves] == [
        ("c", "A", True),
        ("b", "A", False),
        ("a", "A", False),
    ]


def test_an_unanswered_question_climbs_from_nothing():
    instrument = instrument_of([choice_question("a")], minimum="0.5")
    _, (closing,) = closing_of(instrument, {})
    (move,) = closing.moves
    assert (move.now, move.to, move.label, move.steps) == (0, Fraction("0.67"), "B", 2)


def test_nothing_is_proposed_where_everything_holds():
    instrument = instrument_of([choice_question("a")], minimum="0.5")
    assert closing_of(instrument, {"a": choice("B")})[1] == ()


def test_only_questions_that_the_condition_counts_are_moved():
    answers = worksheet_with(enabler=45, spak="13.5", tlhp="3.5", service=16)
    (closing,) = closing_of(shipped_instrument(PERWAL), answers)[1]
    assert {move.question.code for move in closing.moves} == {"hasil-kkn-spak-a", "hasil-kkn-tlhp-a"}


def test_what_cannot_be_reached_is_said_to_be_unreachable():
    """Nine of eight points: no checked file asks that, but nobody should be sent after it either."""
    instrument = instrument_of([choice_question("a")], [choice_question("b")], weights=["5", "3"], minimum="9")
    _, (closing,) = closing_of(instrument, {"a": choice("B")})
    assert (closing.plan, closing.reachable) == ((), False)
    assert [move.alone for move in closing.moves] == [False, False]


def test_exactly_enough_is_reachable():
    instrument = instrument_of([choice_question("a")], [choice_question("b")], weights=["5", "3"], minimum="8")
    _, (closing,) = closing_of(instrument, {"a": choice("B"), "b": choice("C")})
    assert closing.reachable
    assert sorted((move.question.code, move.label) for move in closing.plan) == [("a", "A"), ("b", "A")]


def random_small(seed):
    """Up to seven questions of every kind, random weights and answers, and a minimum somewhere above the score."""
    random = Random(seed)
    questions = [choice_question(f"p{at}", random.choice(("ya_tidak", "abc", "abcd", "abcde"))) for at in range(4)]
    answers = {q.code: choice(random.choice(q.labels)) for q in questions if random.random() < 0.8}
    if random.random() < 0.6:
        questions += [index_question("survei"), share_question("bagian")]
        answers["survei"] = numbers(indeks=Fraction(random.randint(0, 400), 100))
        total = random.randint(1, 9)
        answers["bagian"] = numbers(selesai=random.randint(0, total), total=total)
    random.shuffle(questions)
    cut = random.randint(1, len(questions) - 1)
    groups = [questions[:cut], questions[cut:]]
    weights = [Fraction(random.randint(1, 30), random.choice((1, 2, 3))) for _ in groups]
    score = Scorer(instrument_of(*groups, weights=weights)).score(answers)
    minimum = score.total + (sum(weights) - score.total) * Fraction(random.randint(1, 11), 10)
    return instrument_of(*groups, weights=weights, minimum=minimum), answers


def fewest_steps(instrument, score, distance, kinds):
    """By trying everything: the fewest option steps that gain `distance`; a measured result counts as one step."""
    rungs = []
    for question in instrument.questions.values():
        figures = score.question(question.code)
        gains = [(0, Fraction(0))]
        if question.kind in kinds and question.kind is AnswerKind.CHOICE:
            better = sorted(option.score for option in question.options if option.score > figures.value)
            gains += [(step, (to - figures.value) * figures.most) for step, to in enumerate(better, start=1)]
        elif question.kind in kinds and figures.value < 1:
            gains.append((1, (1 - figures.value) * figures.most))
        rungs.append(gains)
    plans = [plan for plan in product(*rungs) if sum(gain for _, gain in plan) >= distance]
    return min((sum(steps for steps, _ in plan) for plan in plans), default=None)


@pytest.mark.parametrize("seed", range(120))
def test_no_plan_with_fewer_steps_exists(seed):
    instrument, answers = random_small(seed)
    score, found = closing_of(instrument, answers)
    if not found:
        assert score.total == instrument.weight
        return
    (closing,) = found
    distance = closing.judged.distance
    best = fewest_steps(instrument, score, distance, {AnswerKind.CHOICE})
    if best is None:  # the unit's own answers cannot reach it: surveys and audit follow-up too
        best = fewest_steps(instrument, score, distance, set(AnswerKind))
    if best is None:
        assert closing.plan == ()
        return
    assert sum(move.steps for move in closing.plan) == best
    assert len({move.question.code for move in closing.plan}) == len(closing.plan)
    assert sum(move.gain for move in closing.plan) >= distance
    assert Scorer(instrument).score(after(answers, closing.plan)).total >= closing.judged.condition.minimum


def complete(question, answer):
    """Whether every number that a ratio asks for is there; see the test below for those that are not."""
    return question.kind is not AnswerKind.RATIO or {given.code for given in question.inputs} == set(answer.inputs)


@pytest.mark.parametrize("instrument_id", SHIPPED)
@pytest.mark.parametrize("seed", range(6))
def test_every_proposed_plan_really_closes_its_condition(instrument_id, seed):
    instrument = shipped_instrument(instrument_id)
    answers = read_answers(instrument, random_raw(instrument, Random(seed)))
    answers = {code: answer for code, answer in answers.items() if complete(instrument.questions[code], answer)}
    score = score_of(instrument_id, answers)
    for predicate, verdict in judge(instrument, score).items():
        proposed = closings(instrument, score, verdict, answers)
        assert [closing.judged for closing in proposed] == list(verdict.failed)
        for closing in proposed:
            part = closing.judged.condition.part
            assert closing.reachable, part
            alone = [move.climb for move in closing.moves if move.alone]
            assert alone == sorted(alone)
            assert [move.alone for move in closing.moves] == [True] * len(alone) + [False] * (
                len(closing.moves) - len(alone)
            )
            assert sum(move.gain for move in closing.plan) >= closing.judged.distance
            changed = scorer_of(instrument_id).score(after(answers, closing.plan))
            again = judge(instrument, changed)[predicate]
            assert next(one for one in again.conditions if one.condition.part == part).holds, part


@pytest.mark.parametrize(
    ("index", "achieved", "total", "needed"),
    [
        ("3.6", 14, 20, {"hasil-kkn-spak-a": "3.87", "hasil-kkn-tlhp-a": "18"}),  # 17 of 18: 3,8666… would miss
        ("3.6", 5, 7, {"hasil-kkn-spak-a": "3.85", "hasil-kkn-tlhp-a": "7"}),  # 3,8476…; 6,3 of 7
        ("3.99", 2, 3, {"hasil-kkn-tlhp-a": "3"}),
        ("3.9", 9, 13, {"hasil-kkn-tlhp-a": "10"}),  # TLHP 3,46; 9,1 of 13 would be enough
    ],
)
def test_what_is_needed_is_rounded_so_that_it_really_reaches(index, achieved, total, needed):
    instrument = shipped_instrument(PERWAL)
    answers = {
        "hasil-kkn-spak-a": numbers(indeks=Fraction(index)),
        "hasil-kkn-tlhp-a": numbers(selesai=achieved, total=total),
    }
    _, found = closing_of(instrument, answers)
    found = [closing for closing in found if closing.judged.condition.part != "total"]
    for closing in found:
        for move in closing.moves:
            again = judge(instrument, scorer_of(PERWAL).score(after(answers, [move])))["WBK"]
            same = next(one for one in again.conditions if one.condition.part == closing.judged.condition.part)
            assert same.holds is move.alone
    last = found[-1]
    said = {move.question.code: move.needed for move in last.moves if move.alone}
    assert said == {code: Fraction(number) for code, number in needed.items()}


def test_one_hundredth_or_one_case_less_would_not_be_enough():
    instrument = shipped_instrument(PERWAL)
    answers = worksheet_with(enabler=50, spak="13.5", tlhp="3.5", service=16)
    (closing,) = closing_of(instrument, answers)[1]
    assert {move.question.code: move.needed for move in closing.moves} == {
        "hasil-kkn-spak-a": Fraction("3.87"),
        "hasil-kkn-tlhp-a": 9,
    }
    for less in ({"hasil-kkn-spak-a": numbers(indeks="3.86")}, {"hasil-kkn-tlhp-a": numbers(selesai=8, total=10)}):
        assert not judge(instrument, score_of(PERWAL, answers | less))["WBK"].eligible


def test_no_number_is_named_while_it_is_not_known_how_much_was_due():
    """4 reports of the 4 counted so far would still be unanswered: `c` is missing from the sum."""
    question = share_question(achieved=("sudah",), due=("a", "b", "c"))
    instrument = instrument_of([question], weights=["2"], minimum="2")
    answers = {question.code: numbers(sudah=1, a=2, b=2)}
    _, (closing,) = closing_of(instrument, answers)
    assert closing.moves[0].needed is None


def test_nothing_due_and_no_paper_names_no_number_either():
    question = share_question()
    instrument = instrument_of([question], weights=["2"], minimum="2")
    _, (closing,) = closing_of(instrument, {question.code: numbers(selesai=0, total=0)})
    assert (closing.moves[0].to, closing.moves[0].needed) == (1, None)


def test_a_needed_percentage_can_be_typed_and_really_reaches():
    instrument = instrument_of([percent_question("persentase")], weights=["3"], minimum="1")
    _, (closing,) = closing_of(instrument, {"persentase": numbers(persen=10)})
    typed = read_number(plain(closing.moves[0].needed))
    assert Scorer(instrument).score({"persentase": numbers(persen=typed)}).total >= 1


def test_a_fall_names_the_value_to_reach():
    instrument = instrument_of([fall_question("penurunan")], weights=["2"], minimum="1")
    _, (closing,) = closing_of(instrument, {"penurunan": numbers(sebelumnya=10, sekarang=9)})
    assert (closing.moves[0].now, closing.moves[0].to) == (Fraction(1, 10), Fraction(1, 2))


def test_thirteen_and_a_half_and_three_and_a_half_are_a_trap():
    answers = worksheet_with(enabler=45, spak="13.5", tlhp="3.5", service=16)
    (closing,) = closing_of(shipped_instrument(PERWAL), answers)[1]
    assert closing.judged.condition.part == "hasil/hasil-kkn"
    assert [(inner.condition.part, inner.condition.minimum, inner.holds) for inner in closing.trap] == [
        ("hasil/hasil-kkn/hasil-kkn-spak", Fraction("13.5"), True),
        ("hasil/hasil-kkn/hasil-kkn-tlhp", Fraction("3.5"), True),
    ]


@pytest.mark.parametrize(("spak", "tlhp"), [("13.125", "4.5"), ("15", "2.5"), ("12", "3")])
def test_it_is_no_trap_when_an_inner_minimum_fails_too(spak, tlhp):
    answers = worksheet_with(enabler=60, spak=spak, tlhp=tlhp, service=20)
    found = {closing.judged.condition.part: closing for closing in closing_of(shipped_instrument(PERWAL), answers)[1]}
    assert found["hasil/hasil-kkn"].trap == ()


def test_minima_that_add_up_are_no_trap():
    """90/2021: 15,75 + 2,50 = 18,25 is exactly the minimum of the area, so it can never be missed alone."""
    answers = {"hasil-1-i-a": numbers(indeks="3.6"), "hasil-1-ii-a": choice("C")}
    _, found = closing_of(shipped_instrument(LKE_2021), answers)
    assert "hasil/hasil-1" not in [closing.judged.condition.part for closing in found]
    assert all(closing.trap == () for closing in found)
