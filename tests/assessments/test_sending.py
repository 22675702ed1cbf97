"""Sending in, taking back, beginning to assess, sending items back: the whole path of states."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from tests.assessments import sheets
from tests.assessments.sheets import prove, save, set_windows
from zona.assessments.actions.move import WrongStateError, move
from zona.assessments.actions.recall_assessment import ReasonMissingError, recall_assessment
from zona.assessments.actions.return_item import hand_back_item, return_item
from zona.assessments.actions.save_answer import NotNowError
from zona.assessments.actions.send_assessment import STATEMENT, StatementMissingError, send_assessment
from zona.assessments.actions.start_assessing import start_assessing
from zona.assessments.enums import TRANSITIONS, AssessmentState
from zona.assessments.fingerprint import fingerprint
from zona.assessments.models import Assessment, AssessmentTransition, FixRequest
from zona.evidence.actions.remove_file import remove_file
from zona.ledger.models import Entry
from zona.notifications.models import Notice

pytestmark = pytest.mark.django_db


def state_of(sheet) -> str:
    return Assessment.objects.get(pk=sheet.pk).state


def test_sending_locks_and_keeps_statement_time_and_fingerprint(cast, sheet):
    expected = fingerprint(sheet)
    row = send_assessment(sheet.pk, by=cast.ratna, confirmed=True)
    assert state_of(sheet) == "sent"
    assert (row.name, row.old, row.new, row.by, row.statement) == ("send", "filling", "sent", cast.ratna, STATEMENT)
    assert row.fingerprint == expected
    assert Entry.objects.get(event="assessment.send").details["fingerprint"] == expected


def test_without_the_statement_nothing_is_sent(cast, sheet):
    with pytest.raises(StatementMissingError):
        send_assessment(sheet.pk, by=cast.ratna, confirmed=False)
    assert state_of(sheet) == "filling"


def test_only_the_head_sends(cast, sheet):
    for person in (cast.siti, cast.joko, cast.wulan, cast.surya, cast.maya, cast.admin, cast.lestari):
        with pytest.raises(PermissionDenied):
            send_assessment(sheet.pk, by=person, confirmed=True)
    for person in (cast.agus, cast.bambang, cast.dewi, cast.nobody):
        with pytest.raises(Http404):
            send_assessment(sheet.pk, by=person, confirmed=True)
    assert state_of(sheet) == "filling"


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2026, 4, 1)])
def test_outside_the_window_nothing_is_sent(cast, sheet, stand_on, day):
    set_windows(cast.period, (date(2026, 3, 1), date(2026, 3, 31)))
    stand_on(day)
    with pytest.raises(NotNowError, match="Pengisian"):
        send_assessment(sheet.pk, by=cast.ratna, confirmed=True)


def test_sent_twice_is_sent_once(cast, sheet):
    send_assessment(sheet.pk, by=cast.ratna, confirmed=True)
    with pytest.raises(WrongStateError):
        send_assessment(sheet.pk, by=cast.ratna, confirmed=True)
    assert AssessmentTransition.objects.count() == 1
    assert Entry.objects.filter(event="assessment.send").count() == 1


def test_tpi_and_the_team_hear_of_it_but_not_the_head(cast, sheet):
    send_assessment(sheet.pk, by=cast.ratna, confirmed=True)
    told = set(Notice.objects.values_list("recipient__username", flat=True))
    assert told == {"siti", "joko", "maya", "fajar"}


def test_the_fingerprint_is_stable_and_64_digits_long(cast, sheet):
    save(sheet, "1-a-m", "A", by=cast.joko)
    first = fingerprint(sheet)
    assert len(first) == 64
    assert fingerprint(Assessment.objects.get(pk=sheet.pk)) == first


def test_every_change_changes_the_fingerprint(cast, sheet):
    seen = [fingerprint(sheet)]
    save(sheet, "1-a-m", "A", by=cast.joko)
    seen.append(fingerprint(sheet))
    save(sheet, "1-a-m", "B", by=cast.joko)
    seen.append(fingerprint(sheet))
    save(sheet, "1-a-m", "B", by=cast.joko, remark="SK")
    seen.append(fingerprint(sheet))
    (first, *_) = prove(sheet, cast.joko, "1-a-m")
    seen.append(fingerprint(sheet))
    remove_file(first, by=cast.joko, reason="salah")
    seen.append(fingerprint(sheet))
    assert len(set(seen)) == len(seen)


def test_what_officers_enter_after_sending_leaves_the_receipt_true(cast, sheet):
    sheets.sent(cast, sheet)
    sent = fingerprint(sheet)
    save(sheet, sheets.SPAK, "3,6", by=cast.indah, source="Laporan 1")
    assert fingerprint(sheet) == sent == sheet.transitions.get().fingerprint


def test_result_values_of_a_year_that_is_over_are_refused(cast, sheet, stand_on):
    stand_on(date(cast.period.year + 1, 6, 1))
    with pytest.raises(NotNowError, match="Nilai hasil hanya dapat diisi"):
        save(sheet, sheets.SPAK, "3,6", by=cast.indah, source="Laporan 1")


def test_the_fingerprint_says_nothing_of_people(cast, sheet):
    save(sheet, "1-a-m", "A", by=cast.joko)
    first = fingerprint(sheet)
    sheet.answers.update(answered_by=cast.siti)
    assert fingerprint(sheet) == first


def test_recalled_with_a_reason_it_is_open_again(cast, sheet):
    sheets.sent(cast, sheet)
    row = recall_assessment(sheet.pk, by=cast.ratna, reason=" Salah SPAK ")
    assert (row.old, row.new, row.comment) == ("sent", "filling", "Salah SPAK")
    assert save(sheet, "1-a-m", "A", by=cast.joko).changed
    send_assessment(sheet.pk, by=cast.ratna, confirmed=True)
    assert [one.name for one in AssessmentTransition.objects.all()] == ["send", "recall", "send"]


def test_a_recall_needs_a_reason_and_the_head(cast, sheet):
    sheets.sent(cast, sheet)
    with pytest.raises(ReasonMissingError):
        recall_assessment(sheet.pk, by=cast.ratna, reason="  ")
    for person in (cast.siti, cast.joko, cast.maya, cast.admin):
        with pytest.raises(PermissionDenied):
            recall_assessment(sheet.pk, by=person, reason="x")
    assert state_of(sheet) == "sent"


def test_no_recall_before_sending_nor_after_the_start(cast, sheet):
    with pytest.raises(WrongStateError):
        recall_assessment(sheet.pk, by=cast.ratna, reason="x")
    sheets.under_assessment(cast, sheet)
    with pytest.raises(WrongStateError, match="Dinilai TPI"):
        recall_assessment(sheet.pk, by=cast.ratna, reason="x")


def test_only_those_who_lead_tpi_begin(cast, sheet):
    sheets.sent(cast, sheet)
    for person in (cast.tono, cast.ratna, cast.surya, cast.admin, cast.lestari):
        with pytest.raises(PermissionDenied):
            start_assessing(sheet.pk, by=person)
    assert start_assessing(sheet.pk, by=cast.fajar).new == "assessing"
    with pytest.raises(WrongStateError):
        start_assessing(sheet.pk, by=cast.maya)


def test_an_item_goes_back_once_with_reason_and_date(cast, sheet, stand_on):
    sheets.under_assessment(cast, sheet)
    stand_on(date(cast.period.year, 6, 1))
    due = date(cast.period.year, 6, 1)
    row = return_item(sheet.pk, "1-a-m", by=cast.maya, reason="Lampirkan SK.", due_on=due)
    assert (row.reason, row.due_on, row.handed_back_at) == ("Lampirkan SK.", due, None)
    with pytest.raises(WrongStateError, match="sudah dikembalikan"):
        return_item(sheet.pk, "1-a-m", by=cast.fajar, reason="Lagi.", due_on=due)
    with pytest.raises(ReasonMissingError):
        return_item(sheet.pk, "1-a-t", by=cast.maya, reason=" ", due_on=due)
    with pytest.raises(ValueError, match="lewat"):
        return_item(sheet.pk, "1-a-t", by=cast.maya, reason="x", due_on=date(cast.period.year, 5, 31))
    with pytest.raises(KeyError):
        return_item(sheet.pk, "9-z", by=cast.maya, reason="x", due_on=due)
    told = set(Notice.objects.filter(address__contains="1-a-m").values_list("recipient__username", flat=True))
    assert told == {"ratna", "siti", "joko"}


def test_who_sends_items_back_and_when(cast, sheet):
    due = cast.period.filling_closes
    for person in (cast.tono, cast.ratna, cast.surya):
        with pytest.raises(PermissionDenied):
            return_item(sheet.pk, "1-a-m", by=person, reason="x", due_on=due)
    for prepare in (lambda: None, lambda: sheets.sent(cast, sheet)):
        prepare()
        with pytest.raises(WrongStateError):
            return_item(sheet.pk, "1-a-m", by=cast.maya, reason="x", due_on=due)


def test_handed_back_it_may_be_returned_again(cast, sheet):
    sheets.under_assessment(cast, sheet)
    due = cast.period.filling_closes
    return_item(sheet.pk, "1-a-m", by=cast.maya, reason="Satu.", due_on=due)
    with pytest.raises(PermissionDenied):
        hand_back_item(sheet.pk, "1-a-m", by=cast.maya)
    row = hand_back_item(sheet.pk, "1-a-m", by=cast.joko)
    assert (row.handed_back_by, row.handed_back_at is not None) == (cast.joko, True)
    with pytest.raises(WrongStateError):
        hand_back_item(sheet.pk, "1-a-m", by=cast.joko)
    return_item(sheet.pk, "1-a-m", by=cast.maya, reason="Dua.", due_on=due)
    assert FixRequest.objects.count() == 2


@pytest.mark.parametrize("transition", TRANSITIONS, ids=[one.name for one in TRANSITIONS])
@pytest.mark.parametrize("state", AssessmentState.values)
def test_every_pair_that_is_not_in_the_table_is_refused(cast, sheet, transition, state):
    Assessment.objects.filter(pk=sheet.pk).update(state=state)
    sheet.refresh_from_db()
    facts = {"comment": "alasan", "statement": "pernyataan", "fingerprint": "0" * 64}
    if state == transition.source:
        assert move(sheet, transition, by=cast.ratna, **facts).new == transition.target
    else:
        with pytest.raises(WrongStateError):
            move(sheet, transition, by=cast.ratna, **facts)
        assert (state_of(sheet), AssessmentTransition.objects.count()) == (state, 0)


def test_the_table_has_no_way_that_nobody_meant():
    assert {(one.source, one.target) for one in TRANSITIONS} == {
        ("filling", "sent"),
        ("sent", "filling"),
        ("sent", "assessing"),
    }


@pytest.mark.parametrize(
    "facts",
    [
        {"name": "recall", "old": "sent", "new": "filling", "comment": ""},
        {"name": "send", "old": "filling", "new": "sent", "statement": "", "fingerprint": "0" * 64},
        {"name": "send", "old": "filling", "new": "sent", "statement": "ya", "fingerprint": ""},
    ],
)
def test_the_database_refuses_a_transition_that_says_too_little(cast, sheet, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        AssessmentTransition.objects.create(assessment=sheet, by=cast.ratna, **facts)


@pytest.mark.parametrize(
    "make",
    [
        lambda c: Assessment.objects.filter(pk=c.sheet.pk).update(state="hilang"),
        lambda c: Assessment.objects.create(unit=c.sheet.unit, period=c.sheet.period, instrument=c.sheet.instrument),
        lambda c: c.ask(reason=""),
        lambda c: [c.ask(), c.ask()],
        lambda c: c.ask(handed_back_by=c.cast.joko),
    ],
    ids=["unknown state", "second worksheet", "no reason", "returned twice", "half handed back"],
)
def test_the_database_refuses_what_no_deed_would_do(cast, sheet, make):
    facts = {"assessment": sheet, "question_code": "1-a-m", "reason": "x", "requested_by": cast.maya}
    facts["due_on"] = cast.period.filling_closes
    case = SimpleNamespace(cast=cast, sheet=sheet, ask=lambda **more: FixRequest.objects.create(**{**facts, **more}))
    with pytest.raises(IntegrityError), transaction.atomic():
        make(case)
