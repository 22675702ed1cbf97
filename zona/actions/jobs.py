"""The jobs of deeds that cross several domains."""

from datetime import date

from zona.actions.mail_checkpoint import MAIL, enqueue_checkpoint_mails
from zona.actions.mail_checkpoint import mail_checkpoint as send
from zona.background.daily import daily
from zona.background.registry import Finish, outside_job


@outside_job(MAIL, label="Mengirim titik periksa buku besar")
def mail_checkpoint(*, government: int, day: str) -> Finish:
    """One job for each government and day; its key is both."""
    return send(government, date.fromisoformat(day))


daily(enqueue_checkpoint_mails)
