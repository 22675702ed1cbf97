"""The checklist of steps under an item: never scored, kept like an answer."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.assessments import sheets
from zona.assessments.actions.save_answer import NotNowError
from zona.assessments.actions.tick_step import tick_steps
from zona.assessments.models import StepTick
from zona.assessments.queries import ticked_steps
from zona.ledger.models import Entry

pytestmark = pytest.mark.django_db


def test_ticks_become_what_was_given(cast, sheet):
    tick_steps(sheet.pk, "1-a-t", {"1", "2"}, by=cast.joko)
    tick_steps(sheet.pk, "1-a-t", {"2", "4"}, by=cast.siti)
    assert ticked_steps(sheet) == {"1-a-t": {"2", "4"}}
    assert StepTick.objects.get(step_code="2").ticked_by == cast.joko  # who ticked first stays
    assert StepTick.objects.get(step_code="4").ticked_by == cast.siti


def test_all_ticks_are_taken_back(cast, sheet):
    tick_steps(sheet.pk, "1-a-t", {"1"}, by=cast.joko)
    tick_steps(sheet.pk, "1-a-t", set(), by=cast.joko)
    assert not StepTick.objects.exists()


def test_a_step_the_item_does_not_have_is_ignored(cast, sheet):
    tick_steps(sheet.pk, "1-a-t", {"1", "99"}, by=cast.joko)
    assert ticked_steps(sheet) == {"1-a-t": {"1"}}


def test_the_ledger_keeps_old_and_new_and_nothing_for_no_change(cast, sheet):
    tick_steps(sheet.pk, "1-a-t", {"1", "2"}, by=cast.joko)
    tick_steps(sheet.pk, "1-a-t", {"2", "3"}, by=cast.joko)
    tick_steps(sheet.pk, "1-a-t", {"3", "2"}, by=cast.siti)
    leaves = Entry.objects.filter(event="assessment.steps_ticked")
    assert leaves.count() == 2
    assert (leaves[0].details["old"], leaves[0].details["new"]) == (["1", "2"], ["2", "3"])


def test_ticks_give_no_points(cast, sheet):
    tick_steps(sheet.pk, "1-a-t", {"1", "2", "3", "4"}, by=cast.joko)
    assert sheets.result_of(sheet).exact_total == 0


def test_who_may_not_and_when_not(cast, sheet):
    with pytest.raises(PermissionDenied):
        tick_steps(sheet.pk, "1-a-t", {"1"}, by=cast.surya)
    with pytest.raises(Http404):
        tick_steps(sheet.pk, "1-a-t", {"1"}, by=cast.rini)
    with pytest.raises(KeyError):
        tick_steps(sheet.pk, "9-z", {"1"}, by=cast.joko)
    sheets.sent(cast, sheet)
    with pytest.raises(NotNowError):
        tick_steps(sheet.pk, "1-a-t", {"1"}, by=cast.joko)
    assert not StepTick.objects.exists()
