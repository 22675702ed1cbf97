from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from zona.background.enums import JobState
from zona.background.models import Job
from zona.console.__main__ import main
from zona.notifications.actions.notify import notify
from zona.notifications.models import Notice

pytestmark = pytest.mark.django_db


def test_what_waits_leaves_once(cast, capsys, settings):
    settings.SITE = "https://zona.example"
    notify([cast.joko], text="Butir V.b.2 dikembalikan.", address="/lembar-kerja/1/")
    assert main(["mail"]) == 0
    assert main(["mail"]) == 0
    assert [one.to for one in mail.outbox] == [["joko@contoh.id"]]
    assert "https://zona.example/lembar-kerja/1/" in mail.outbox[0].body
    assert capsys.readouterr().out.splitlines() == ["1 surel terkirim.", "0 surel terkirim."]


def test_a_server_that_is_away_is_said_and_nothing_is_lost(cast, capsys, settings):
    notify([cast.joko], text="Butir V.b.2 dikembalikan.", address="/")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert main(["mail"]) == 1
    assert Notice.objects.get().mailed_at is None
    assert Job.objects.get().state == JobState.QUEUED
    assert "1 surel belum terkirim" in capsys.readouterr().out
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert main(["mail"]) == 0  # now, not when its next try is due
    assert len(mail.outbox) == 1


def test_what_is_refused_waits_for_the_administrator(cast, capsys, monkeypatch):
    def refuse(self, messages):
        raise SMTPRecipientsRefused({"joko@contoh.id": (550, b"no such user")})

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    notify([cast.joko], text="x", address="/")
    assert main(["mail"]) == 1
    assert "1 surel gagal" in capsys.readouterr().out
    assert main(["mail"]) == 0
