"""The shipped instruments: read without a problem, complete, and in our own words."""

import pytest

from tests.worksheets import LKE_2014, LKE_2021, PERWAL, SHIPPED
from zona.instruments.shipped import (
    FOLDER,
    UnknownInstrumentError,
    reading_of,
    shipped_ids,
    shipped_instrument,
)
from zona.scoring.structure import AnswerKind

every_instrument = pytest.mark.parametrize("instrument_id", SHIPPED)


@every_instrument
def test_a_shipped_file_is_read_without_a_problem(instrument_id):
    reading = reading_of(FOLDER / f"{instrument_id}.yaml")
    assert [str(problem) for problem in reading.problems] == []
    assert reading.instrument.id == instrument_id


@pytest.mark.parametrize(
    ("instrument_id", "questions", "areas", "indicators"),
    [(PERWAL, 76, 8, 26), (LKE_2014, 84, 8, 26), (LKE_2021, 113, 14, 45)],
)
def test_a_shipped_instrument_is_complete(instrument_id, questions, areas, indicators):
    instrument = shipped_instrument(instrument_id)
    assert len(instrument.questions) == questions
    assert len(list(instrument.areas())) == areas
    assert len(list(instrument.indicators())) == indicators
    assert instrument.weight == 100
    assert [component.weight for component in instrument.components] == [60, 40]


def test_the_three_shipped_instruments_are_known_by_their_files():
    assert shipped_ids() == sorted(SHIPPED)


def test_an_unknown_instrument_is_refused_with_those_there_are():
    with pytest.raises(UnknownInstrumentError, match=f"'permenpanrb-1-2099' tidak dikenal.*{PERWAL}"):
        shipped_instrument("permenpanrb-1-2099")


@every_instrument
def test_every_question_has_words_of_its_own(instrument_id):
    texts = [question.text for question in shipped_instrument(instrument_id).questions.values()]
    assert len(set(texts)) == len(texts)


@every_instrument
def test_every_question_names_its_place_in_the_regulation_and_its_evidence(instrument_id):
    for question in shipped_instrument(instrument_id).questions.values():
        assert question.reference, question.code
        assert question.evidence, question.code


@every_instrument
def test_short_names_of_an_indicator_can_be_told_apart(instrument_id):
    for _, _, indicator in shipped_instrument(instrument_id).indicators():
        names = [question.short for question in indicator.questions if question.short]
        assert len(set(names)) == len(names), indicator.code


@every_instrument
def test_results_are_not_entered_by_the_unit_itself(instrument_id):
    instrument = shipped_instrument(instrument_id)
    for component, _, indicator in instrument.indicators():
        for question in indicator.questions:
            if question.kind is AnswerKind.INDEX:
                assert question.entered_by == "survey", question.code
            if component.kind == "enabler":
                assert question.entered_by == "unit", question.code


@pytest.mark.parametrize("instrument_id", [PERWAL, LKE_2014])
def test_audit_follow_up_is_entered_by_the_inspectorate(instrument_id):
    question = shipped_instrument(instrument_id).questions["hasil-kkn-tlhp-a"]
    assert (question.entered_by, question.formula.nothing_due) == ("audit", "confirmed")


def test_contested_minima_of_2021_carry_the_other_figure_and_a_badge():
    wbbm = {condition.part: condition for condition in shipped_instrument(LKE_2021).predicates[1].conditions}
    for part, minimum, other in (("hasil/hasil-1", "19.5", "18.25"), ("hasil/hasil-1/hasil-1-ii", "3.75", "2.5")):
        condition = wbbm[part]
        assert not condition.verified
        assert str(float(condition.minimum)) == minimum
        assert [str(float(alternative.minimum)) for alternative in condition.alternatives] == [other]


def test_crosswalks_of_the_perwal_point_to_questions_that_exist():
    known = set(shipped_instrument(LKE_2014).questions)
    pointed = {
        code
        for question in shipped_instrument(PERWAL).questions.values()
        for code in question.crosswalk.get(LKE_2014, ())
    }
    assert len(pointed) > 60
    assert pointed <= known


@every_instrument
def test_every_crosswalk_into_a_shipped_instrument_points_somewhere(instrument_id):
    for question in shipped_instrument(instrument_id).questions.values():
        for other, codes in question.crosswalk.items():
            if other in SHIPPED:
                assert set(codes) <= set(shipped_instrument(other).questions), question.code


def test_what_2014_asks_and_the_perwal_does_not_is_not_pointed_to():
    missing = {"2-2-d", "3-3-a", "3-3-b", "3-3-c", "3-3-f", "4-2-h", "5-4-a"}
    pointed = {
        code
        for question in shipped_instrument(PERWAL).questions.values()
        for code in question.crosswalk.get(LKE_2014, ())
    }
    assert set(shipped_instrument(LKE_2014).questions) - pointed == missing | (
        {"hasil-kkn-spak-a", "hasil-kkn-tlhp-a", "hasil-pelayanan-ipkp-a"} - pointed
    )
