"""The newest checkpoint by e-mail, once a day, to the offices that keep it."""

from collections.abc import Callable
from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from tests.cast import Cast, other_city
from zona.actions.mail_checkpoint import MAIL, enqueue_checkpoint_mails, mail_checkpoint
from zona.background.errors import GiveUpError, TryAgainError, UncertainError
from zona.background.models import Job
from zona.background.running import Outcome, run_waiting
from zona.base import clock
from zona.base.text import date_in_words
from zona.ledger.models import Log
from zona.ledger.proofs import newest
from zona.ledger.record import record
from zona.ledger.sequencer import sequence_all
from zona.organizations.models import Government

OFFICES = "inspektorat@contoh.id\nhukum@contoh.id"


@pytest.fixture
def signed(cast: Cast) -> Cast:
    """A ledger with a checkpoint, and two offices that keep it."""
    Government.objects.filter(pk=cast.city.pk).update(checkpoint_recipients=OFFICES)
    record("x.done", by=cast.admin, subject=cast.melati, summary="Sesuatu")
    sequence_all()
    return cast


@pytest.mark.django_db(transaction=True)
def test_the_worker_sends_it_once_a_day(signed: Cast, stand_on: Callable[[date], None]) -> None:
    for _ in range(3):
        enqueue_checkpoint_mails()
    assert run_waiting([MAIL])[Outcome.DONE] == 1
    (sent,) = mail.outbox
    last = newest(Log.objects.get())
    assert last is not None
    assert sent.to == ["inspektorat@contoh.id", "hukum@contoh.id"]
    assert sent.subject == f"Titik periksa buku besar Kota Bening, {date_in_words(clock.today())}: 1 catatan"
    assert last.note in str(sent.body)
    assert f"/buku-besar/publik/{signed.city.pk}/" in str(sent.body)
    enqueue_checkpoint_mails()
    assert run_waiting([MAIL])[Outcome.DONE] == 0
    stand_on(clock.today() + timedelta(days=1))
    enqueue_checkpoint_mails()
    assert run_waiting([MAIL])[Outcome.DONE] == 1
    assert len(mail.outbox) == 2


@pytest.mark.django_db
def test_no_mail_without_recipients_or_without_a_checkpoint(signed: Cast) -> None:
    far, _, _ = other_city()
    Government.objects.filter(pk=far.pk).update(checkpoint_recipients="x@contoh.id")  # nothing signed yet
    assert [job.government_id for job in enqueue_checkpoint_mails()] == [signed.city.pk]
    Government.objects.update(checkpoint_recipients="")
    Job.objects.all().delete()
    assert enqueue_checkpoint_mails() == []
    mail_checkpoint(signed.city.pk, date(2026, 7, 30))()
    assert mail.outbox == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("place", "error", "becomes"),
    [
        ("open", ConnectionRefusedError(), TryAgainError),
        ("send_messages", SMTPServerDisconnected("x"), UncertainError),
        ("send_messages", SMTPRecipientsRefused({"inspektorat@contoh.id": (550, b"no")}), GiveUpError),
    ],
)
def test_a_mail_server_in_trouble(
    signed: Cast, monkeypatch: pytest.MonkeyPatch, place: str, error: Exception, becomes: type[Exception]
) -> None:
    def fail(*_: Any) -> None:
        raise error

    monkeypatch.setattr(f"django.core.mail.backends.locmem.EmailBackend.{place}", fail)
    with pytest.raises(becomes) as told:
        mail_checkpoint(signed.city.pk, date(2026, 7, 30))
    assert "contoh.id" not in str(told.value)


@pytest.mark.django_db
def test_recipients_are_addresses_one_a_line(cast: Cast) -> None:
    cast.city.checkpoint_recipients = OFFICES
    cast.city.full_clean()
    for wrong in ("inspektorat@contoh.id, hukum@contoh.id", "bukan surel", "\n".join(["a@contoh.id"] * 21)):
        cast.city.checkpoint_recipients = wrong
        with pytest.raises(ValidationError) as refused:
            cast.city.full_clean()
        assert set(refused.value.message_dict) == {"checkpoint_recipients"}
