"""One notice's mail at the mail server: handed over once, refused, tried later, or uncertain."""

from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from tests.cast import Cast
from zona.background.enums import JobState
from zona.background.models import Job
from zona.background.running import Outcome, run_waiting
from zona.notifications.actions import send_mail as sending
from zona.notifications.actions.notify import notify
from zona.notifications.models import Notice

pytestmark = pytest.mark.django_db
JOKO = "joko@contoh.id"


def tell(cast: Cast, text: str = "Butir dikembalikan") -> Job:
    notify([cast.joko], text=text, address="/lembar-kerja/1/butir/1-a-m/")
    return Job.objects.get()


def failing(monkeypatch, error: Exception, *, at: str = "send_messages") -> None:
    def fail(self, *messages):
        raise error

    monkeypatch.setattr(EmailBackend, at, fail)


def run(job: Job) -> Outcome:
    (outcome,) = [outcome for outcome, count in run_waiting().items() if count]
    job.refresh_from_db()
    return outcome


def test_it_is_handed_over_once_with_a_link(cast, settings):
    settings.SITE = "https://zona.bening.go.id"
    job = tell(cast)
    assert run(job) is Outcome.DONE
    assert sum(run_waiting().values()) == 0
    (message,) = mail.outbox
    assert (message.subject, message.to) == ("Butir dikembalikan", [JOKO])
    assert "https://zona.bening.go.id/lembar-kerja/1/butir/1-a-m/" in message.body
    assert Notice.objects.get().mailed_at is not None


def test_a_text_of_several_lines_has_a_subject_of_one(cast):
    tell(cast, "Lampirkan:\n1. SK yang sah\r\nBcc: orang@lain.id")
    run_waiting()
    assert mail.outbox[0].subject == "Lampirkan: 1. SK yang sah Bcc: orang@lain.id"


def test_a_notice_that_is_gone_or_was_mailed_sends_nothing(cast):
    job = tell(cast)
    Notice.objects.all().delete()
    assert run(job) is Outcome.DONE
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("at", "error"),
    [
        ("open", ConnectionRefusedError("joko@contoh.id rahasia")),
        ("open", TimeoutError()),
        ("open", SMTPAuthenticationError(535, b"rahasia")),
        ("send_messages", SMTPRecipientsRefused({JOKO: (450, b"greylisted")})),
        ("send_messages", SMTPDataError(451, b"later")),
        ("send_messages", SMTPSenderRefused(550, b"who?", "zona@localhost")),
    ],
)
def test_what_has_surely_not_left_is_tried_again(cast, monkeypatch, at, error):
    job = tell(cast)
    with monkeypatch.context() as broken:
        failing(broken, error, at=at)
        assert run(job) is Outcome.AGAIN
    assert Notice.objects.get().mailed_at is None
    assert JOKO not in job.last_error
    assert "rahasia" not in job.last_error
    assert run(job) is Outcome.DONE
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "error",
    [
        SMTPRecipientsRefused({JOKO: (550, b"no such user")}),
        SMTPDataError(554, b"spam"),
        ValueError("Invalid address; only joko could be parsed"),
    ],
)
def test_what_is_refused_for_good_is_not_tried_again(cast, monkeypatch, error):
    failing(monkeypatch, error)
    job = tell(cast)
    assert run(job) is Outcome.DEAD
    assert (job.attempts, job.last_error, job.is_uncertain) == (1, sending.REFUSED, False)


@pytest.mark.parametrize("error", [SMTPServerDisconnected(), TimeoutError(), ConnectionResetError()])
def test_a_line_that_breaks_while_handing_over_is_uncertain(cast, monkeypatch, error):
    failing(monkeypatch, error)
    job = tell(cast)
    assert run(job) is Outcome.DEAD
    assert (job.is_uncertain, job.last_error) == (True, sending.BROKEN_OFF)


def test_one_that_cannot_leave_does_not_hold_back_the_others(cast, monkeypatch):
    notify([cast.joko, cast.siti], text="x", address="/")
    real = EmailBackend.send_messages

    def picky(self, messages):
        if messages[0].to == [JOKO]:
            raise SMTPRecipientsRefused({JOKO: (550, b"no such user")})
        return real(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", picky)
    counts = run_waiting()
    assert (counts[Outcome.DONE], counts[Outcome.DEAD]) == (1, 1)
    assert [message.to for message in mail.outbox] == [["siti@contoh.id"]]
    assert Job.objects.get(state=JobState.DEAD).arguments == {"notice": Notice.objects.get(recipient=cast.joko).pk}


def test_a_day_of_tries_and_never_longer_than_ten_minutes_apart(cast):
    from zona.background.registry import kind_of
    from zona.notifications.jobs import DELAYS

    kind = kind_of("notices.mail")
    assert max(DELAYS).total_seconds() == 600
    assert (kind.attempts - len(DELAYS)) * max(DELAYS).total_seconds() >= 24 * 60 * 60
