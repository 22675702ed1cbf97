"""Empty the outbox: e-mails that have not left. Run by the worker; safe to run twice."""

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from zona.base import clock
from zona.notifications.models import Notice

#: how many leave in one go, so that a long outbox does not hold a connection for ever
AT_ONCE = 100


def send_waiting(*, site: str) -> int:
    """Send what waits; returns how many left. Raises what the mail server raises; those sent before stay marked.

    A crash between sending and marking may send one mail twice, never none (at least once).
    """
    waiting = list(Notice.objects.filter(mailed_at=None).exclude(email="").order_by("id")[:AT_ONCE])
    if not waiting:
        return 0
    with get_connection() as connection:
        for notice in waiting:
            body = f"{notice.text}\n\nBuka: {site.rstrip('/')}{notice.address}\n\nSurel ini dikirim oleh Zona."
            EmailMessage(notice.text, body, settings.DEFAULT_FROM_EMAIL, [notice.email], connection=connection).send()
            with transaction.atomic():
                Notice.objects.filter(pk=notice.pk).update(mailed_at=clock.now())
    return len(waiting)
