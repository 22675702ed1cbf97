"""Opening a worksheet, blank or from last year's."""

from datetime import date

import pytest

from tests.assessments import sheets
from tests.assessments.sheets import PERWAL, SERVICE, SPAK, TLHP, loaded, opened, result_of
from tests.worksheets import LKE_2014, LKE_2021, worksheet_with
from zona.accounts.policy import NotPermitted
from zona.assessments.actions.add_note import add_note
from zona.assessments.actions.move import WrongStateError
from zona.assessments.actions.open_assessment import asked_the_same, open_assessment
from zona.assessments.actions.tick_step import tick_steps
from zona.assessments.enums import Party
from zona.assessments.models import Answer, Assessment, Note, StepTick, StoredResult
from zona.assessments.queries import unit_answers
from zona.evidence.queries import filled_slots
from zona.instruments.shipped import shipped_instrument
from zona.ledger.models import Entry
from zona.organizations.models import Period

pytestmark = pytest.mark.django_db


@pytest.fixture
def next_year(cast):
    year = cast.period.year + 1
    return Period.objects.create(
        government=cast.city,
        year=year,
        name=f"Tahun {year}",
        filling_opens=date(year, 1, 1),
        filling_closes=date(year, 12, 31),
    )


@pytest.fixture
def last(cast):
    """Last year's: 73 own answers and three results, one remark, a note, ticks, a proof and a value of TPI."""
    sheet = opened(cast)
    answers = worksheet_with(enabler=45, spak="13.5", tlhp="4.5", service=16)
    sheets.fill(sheet, answers, by=cast.joko)
    Answer.objects.filter(question_code="1-a-m").update(remark="SK 12/2025")
    Answer.objects.create(assessment=sheet, party=Party.TPI, question_code="1-a-m", label="C", answered_by=cast.tono)
    add_note(sheet.pk, "1-a-m", "lihat SK", by=cast.joko)
    tick_steps(sheet.pk, "1-a-m", {"1"}, by=cast.joko)
    sheets.prove(sheet, cast.joko, "1-a-m")
    return sheet


def open_as(cast, person, period=None, **more):
    facts = {"unit": cast.melati, "period": period or cast.period, "instrument": loaded(PERWAL)} | more
    return open_assessment(by=person, **facts)


def test_a_blank_one_has_a_result_of_nothing(cast):
    new = open_as(cast, cast.ratna)
    result = result_of(new.assessment)
    assert (result.exact_total, result.answered, result.questions) == (0, 0, 76)
    assert not result.eligible("WBK")
    assert (new.kept, new.reset, new.assessment.opened_by) == ((), (), cast.ratna)
    assert Entry.objects.get(event="assessment.opened").unit_id == cast.melati.pk


def test_who_may_open(cast, next_year):
    for person in (cast.ratna, cast.siti, cast.admin):
        open_as(cast, person)
        Assessment.objects.all().delete()
    for person in (cast.joko, cast.dewi, cast.wulan, cast.agus, cast.surya, cast.maya, cast.lestari, cast.nobody):
        with pytest.raises(NotPermitted):
            open_as(cast, person)
    assert not Assessment.objects.exists()


def test_twice_is_refused_and_leaves_nothing(cast):
    open_as(cast, cast.ratna)
    before = sheets.rows()
    with pytest.raises(WrongStateError, match="sudah mempunyai"):
        open_as(cast, cast.siti)
    assert sheets.rows() == before


def test_from_last_year_come_own_answers_and_remarks_to_be_confirmed(cast, last, next_year):
    new = open_as(cast, cast.siti, next_year, copy_from=last)
    assert len(new.kept) == 73
    assert set(new.reset) == {SPAK, TLHP, SERVICE}
    rows = unit_answers(new.assessment)
    assert set(rows) == set(new.kept)
    assert all(row.carried and row.version == 1 for row in rows.values())
    assert rows["1-a-m"].remark == "SK 12/2025"
    assert {code: row.label for code, row in rows.items()} == {
        code: row.label for code, row in unit_answers(last).items() if code in rows
    }
    assert rows["1-a-m"].answered_by == cast.joko
    assert new.assessment.copied_from == last


def test_its_result_counts_what_was_kept_and_nothing_of_the_results(cast, last, next_year):
    result = result_of(open_as(cast, cast.siti, next_year, copy_from=last).assessment)
    assert (result.exact_total, result.answered, result.proven) == (45, 73, 0)
    assert result.points("hasil") == 0


def test_proof_ticks_notes_and_other_parties_start_empty(cast, last, next_year):
    new = open_as(cast, cast.siti, next_year, copy_from=last).assessment
    assert filled_slots(cast.melati.pk, next_year.pk) == {}
    assert not StepTick.objects.filter(assessment=new).exists()
    assert not Note.objects.filter(assessment=new).exists()
    assert not Answer.objects.filter(assessment=new).exclude(party=Party.UNIT).exists()
    assert not StoredResult.objects.filter(assessment=new).exclude(party=Party.UNIT).exists()


def test_the_ledger_says_what_was_kept_and_what_was_reset(cast, last, next_year):
    new = open_as(cast, cast.siti, next_year, copy_from=last)
    details = Entry.objects.filter(event="assessment.opened").first().details
    assert details["copied_from"] == last.pk
    assert (details["kept"], details["reset"]) == (list(new.kept), list(new.reset))


def test_last_year_stays_as_it_was(cast, last, next_year):
    before = [(row.question_code, row.label, row.carried) for row in Answer.objects.filter(assessment=last)]
    total = result_of(last).total
    open_as(cast, cast.siti, next_year, copy_from=last)
    assert [(row.question_code, row.label, row.carried) for row in Answer.objects.filter(assessment=last)] == before
    assert result_of(last).total == total


@pytest.mark.parametrize("instrument_id", [LKE_2014, LKE_2021])
def test_with_another_instrument_only_what_is_asked_the_same_is_kept(cast, last, next_year, instrument_id):
    new = open_as(cast, cast.siti, next_year, copy_from=last, instrument=loaded(instrument_id))
    before, after = shipped_instrument(PERWAL).questions, shipped_instrument(instrument_id).questions
    same = {code for code in before if code in after and asked_the_same(before[code], after[code])}
    assert set(new.kept) == same
    assert set(new.reset) == set(before) - same
    assert result_of(new.assessment).answered == len(same)


def test_a_question_asked_with_other_options_is_not_the_same():
    questions = shipped_instrument(PERWAL).questions
    assert asked_the_same(questions["1-a-t"], questions["1-b-1"])
    assert not asked_the_same(questions["1-a-t"], questions["1-a-m"])
    assert not asked_the_same(questions[SPAK], questions[SPAK])  # a survey is held anew every year
