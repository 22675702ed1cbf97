"""Telling people: a row each, read once, and a job for each mail."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from tests.assessments import sheets
from tests.cast import other_city
from zona.assessments.actions.recall_assessment import recall_assessment
from zona.assessments.actions.return_item import return_item
from zona.background.models import Job
from zona.background.running import Outcome, run_waiting
from zona.notifications.actions.notify import MAIL, notify
from zona.notifications.actions.read_notice import read_notice
from zona.notifications.models import Notice

pytestmark = pytest.mark.django_db


def test_each_person_hears_once(cast):
    rows = notify([cast.joko, cast.siti, cast.joko], text="Butir dikembalikan", address="/lembar-kerja/1/")
    assert {row.recipient for row in rows} == {cast.joko, cast.siti}
    row = Notice.objects.get(recipient=cast.joko)
    assert (row.email, row.read_at, row.mailed_at) == ("joko@contoh.id", None, None)


def test_whoever_did_it_hears_nothing(cast):
    notify([cast.joko, cast.siti], text="x", address="/", but=cast.joko)
    assert [row.recipient for row in Notice.objects.all()] == [cast.siti]


def test_a_text_that_is_too_long_is_cut_and_says_so(cast):
    notify([cast.joko], text="x" * 1000, address="/")
    text = Notice.objects.get().text
    assert len(text) == 300
    assert text.endswith("…")


def test_a_notice_has_a_text(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(recipient=cast.joko, text="", address="/")


def test_read_once_the_first_time_stays(cast):
    (row,) = notify([cast.joko], text="x", address="/")
    read_notice(row)
    first = row.read_at
    read_notice(row)
    assert Notice.objects.get().read_at == first is not None


def test_each_address_gets_a_job_with_the_deed(cast):
    rows = notify([cast.joko, cast.siti], text="x", address="/")
    jobs = Job.objects.filter(name=MAIL).order_by("id")
    assert [(job.key, job.arguments, job.government) for job in jobs] == [
        (str(row.pk), {"notice": row.pk}, cast.city) for row in rows
    ]


def test_a_deed_that_is_rolled_back_sends_nothing(cast):
    with transaction.atomic():
        notify([cast.joko], text="x", address="/")
        transaction.set_rollback(True)
    assert (Notice.objects.count(), Job.objects.count(), sum(run_waiting().values())) == (0, 0, 0)


def test_who_has_no_address_and_who_is_invented_gets_no_mail(cast):
    cast.joko.email, cast.siti.is_demo = "", True
    notify([cast.joko, cast.siti], text="x", address="/")
    assert Notice.objects.count() == 2
    assert Job.objects.count() == 0


def test_people_of_two_governments_hear_of_one_thing(cast):
    _, _, far = other_city()
    notify([cast.joko, far], text="x", address="/")
    assert {job.government for job in Job.objects.all()} == {cast.city, far.government}


def test_a_reason_of_several_lines_leaves_by_mail(cast):
    """Reasons are typed in text areas; a subject of two lines is refused by Django's mail."""
    sheet = sheets.under_assessment(cast, sheets.opened(cast))
    run_waiting()
    reason = "Lampirkan:\n1. SK yang sah\n2. Daftar hadir"
    return_item(sheet.pk, "1-a-m", by=cast.maya, reason=reason, due_on=cast.period.filling_closes)
    assert run_waiting()[Outcome.DONE] == 3
    assert all("\n" not in message.subject for message in mail.outbox)


def test_a_recall_of_several_lines_leaves_by_mail(cast):
    sheet = sheets.sent(cast, sheets.opened(cast))
    recall_assessment(sheet.pk, by=cast.ratna, reason="Salah SK.\nKami perbaiki.")
    assert run_waiting()[Outcome.DONE] == Notice.objects.count()
