"""Empty the outbox: e-mails that have not left. Run by a timer; safe to run twice."""

import logging
from smtplib import SMTPException, SMTPServerDisconnected

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F

from zona.base import clock
from zona.notifications.models import Notice

log = logging.getLogger(__name__)

#: how many leave in one go, so that a long outbox does not hold a connection for ever
AT_ONCE = 100
#: an address that refused so often is left alone
MOST_ATTEMPTS = 5
#: as much of the text as a subject carries
SUBJECT_LENGTH = 120


def send_waiting(*, site: str) -> int:
    """Send what waits; returns how many left.

    One address that refuses does not hold back the others. Raises OSError when the server itself cannot be reached;
    those sent before stay marked. A crash between sending and marking may send one mail twice, never none.
    """
    waiting = Notice.objects.filter(mailed_at=None, mail_attempts__lt=MOST_ATTEMPTS).exclude(email="")
    sent = 0
    with get_connection() as connection:
        for notice in waiting.order_by("mail_attempts", "id")[:AT_ONCE]:
            sent += _send(notice, connection, site)
    return sent


def _send(notice: Notice, connection: BaseEmailBackend, site: str) -> bool:
    body = f"{notice.text}\n\nBuka: {site.rstrip('/')}{notice.address}\n\nSurel ini dikirim oleh Zona."
    mail = EmailMessage(_subject(notice), body, settings.DEFAULT_FROM_EMAIL, [notice.email], connection=connection)
    row = Notice.objects.filter(pk=notice.pk)
    try:
        mail.send()
    except SMTPServerDisconnected:
        raise
    except (SMTPException, ValueError) as error:
        log.warning("surel untuk pemberitahuan %s ditolak: %s", notice.pk, type(error).__name__)
        row.update(mail_attempts=F("mail_attempts") + 1)
        return False
    row.update(mailed_at=clock.now())
    return True


def _subject(notice: Notice) -> str:
    """One line, whatever the text holds; a line break in a subject would be a header of its own."""
    return " ".join(notice.text.split())[:SUBJECT_LENGTH]
