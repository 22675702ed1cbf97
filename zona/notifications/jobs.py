"""The jobs of notices."""

from datetime import timedelta

from zona.background.registry import Finish, outside_job
from zona.notifications.actions.notify import MAIL
from zona.notifications.actions.send_mail import send_mail

#: a mail server that comes back is asked within ten minutes (DU-09); after about a day nobody waits any more
DELAYS = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=10))


@outside_job(MAIL, attempts=160, delays=DELAYS, label="Mengirim surel pemberitahuan")
def mail_notice(*, notice: int) -> Finish:
    """One job for each notice; its key is the notice's number."""
    return send_mail(notice)
