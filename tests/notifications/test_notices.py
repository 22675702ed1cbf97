"""Telling people: a row each, read once, mailed at least once."""

from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction

from tests.assessments import sheets
from zona.accounts.models import User
from zona.assessments.actions.recall_assessment import recall_assessment
from zona.assessments.actions.return_item import return_item
from zona.notifications.actions.notify import notify
from zona.notifications.actions.read_notice import read_notice
from zona.notifications.actions.send_mail import AT_ONCE, send_waiting
from zona.notifications.models import Notice

pytestmark = pytest.mark.django_db
SITE = "https://zona.bening.go.id/"


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


def test_the_outbox_empties_itself_once(cast):
    notify([cast.joko, cast.siti], text="Butir dikembalikan", address="/lembar-kerja/1/butir/1-a-m/")
    assert send_waiting(site=SITE) == 2
    assert send_waiting(site=SITE) == 0
    first = mail.outbox[0]
    assert (first.subject, first.to) == ("Butir dikembalikan", ["joko@contoh.id"])
    assert "https://zona.bening.go.id/lembar-kerja/1/butir/1-a-m/" in first.body
    assert not Notice.objects.filter(mailed_at=None).exists()


def test_who_has_no_address_gets_no_mail(cast):
    User.objects.filter(pk=cast.joko.pk).update(email="")
    cast.joko.refresh_from_db()
    notify([cast.joko], text="x", address="/")
    assert send_waiting(site=SITE) == 0
    assert mail.outbox == []


def test_a_long_outbox_leaves_in_portions(cast):
    Notice.objects.bulk_create(
        Notice(recipient=cast.joko, text=f"{n}", address="/", email="joko@contoh.id") for n in range(AT_ONCE + 3)
    )
    assert [send_waiting(site=SITE) for _ in range(3)] == [AT_ONCE, 3, 0]


def test_a_server_that_is_down_loses_nothing(cast, monkeypatch):
    notify([cast.joko], text="x", address="/")

    def down(self, messages):
        raise OSError("tidak ada sambungan")

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", down)
        with pytest.raises(OSError, match="sambungan"):
            send_waiting(site=SITE)
    assert Notice.objects.get().mailed_at is None
    assert send_waiting(site=SITE) == 1


def test_a_reason_of_several_lines_leaves_by_mail(cast):
    """Reasons are typed in text areas; a subject of two lines is refused by Django's mail."""
    sheet = sheets.under_assessment(cast, sheets.opened(cast))
    send_waiting(site=SITE)
    reason = "Lampirkan:\n1. SK yang sah\n2. Daftar hadir"
    return_item(sheet.pk, "1-a-m", by=cast.maya, reason=reason, due_on=cast.period.filling_closes)
    assert send_waiting(site=SITE) == 3
    assert all("\n" not in message.subject for message in mail.outbox)


def test_a_recall_of_several_lines_leaves_by_mail(cast):
    sheet = sheets.sent(cast, sheets.opened(cast))
    recall_assessment(sheet.pk, by=cast.ratna, reason="Salah SK.\nKami perbaiki.")
    assert send_waiting(site=SITE) == Notice.objects.count()


def test_one_mail_that_cannot_leave_does_not_hold_back_the_others(cast, monkeypatch):
    """An address the server refuses must not stop everybody's mail for ever."""
    notify([cast.joko, cast.siti], text="x", address="/")
    real = EmailBackend.send_messages

    def picky(self, messages):
        if messages[0].to == ["joko@contoh.id"]:
            raise SMTPRecipientsRefused({"joko@contoh.id": (550, b"no such user")})
        return real(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", picky)
    for _ in range(2):
        try:
            send_waiting(site=SITE)
        except OSError:
            continue
    assert [message.to for message in mail.outbox] == [["siti@contoh.id"]]
    assert Notice.objects.get(recipient=cast.joko).mailed_at is None
