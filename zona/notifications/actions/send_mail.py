"""Hand one notice's e-mail to the mail server; the job `notices.mail` calls it."""

from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from zona.background.errors import GiveUpError, TryAgainError, UncertainError
from zona.background.registry import Finish
from zona.base import clock
from zona.notifications.models import Notice

#: as much of the text as a subject carries
SUBJECT_LENGTH = 120
AWAY = "Server surel tidak dapat dihubungi."
REFUSED = "Server surel menolak alamat atau isi surel ini."
LATER = "Server surel meminta dicoba lagi nanti."
BROKEN_OFF = "Sambungan ke server surel terputus saat surel diserahkan; tidak pasti apakah sudah terkirim."


def send_mail(pk: int) -> Finish:
    """Send it, and return what then marks it as sent; nothing happens where it was sent or is gone.

    Raises TryAgainError (nothing has left: server away, refused for now), GiveUpError (refused for good), and
    UncertainError when the line broke while the mail was being handed over. No sentence names the address.
    """
    notice = Notice.objects.filter(pk=pk, mailed_at=None).exclude(email="").first()
    if notice is None:
        return _nothing
    body = f"{notice.text}\n\nBuka: {settings.SITE}{notice.address}\n\nSurel ini dikirim oleh Zona."
    _hand_over(EmailMessage(_subject(notice), body, settings.DEFAULT_FROM_EMAIL, [notice.email]))
    return lambda: _mark(pk)


def _hand_over(mail: EmailMessage) -> None:
    mail.connection = get_connection()
    try:
        mail.connection.open()
    except (OSError, SMTPException):
        raise TryAgainError(AWAY) from None  # the library's text may hold the password's name or the address
    try:
        mail.send()
    except SMTPServerDisconnected:
        raise UncertainError(BROKEN_OFF) from None
    except SMTPRecipientsRefused as error:
        raise _refusal(*(code for code, _ in error.recipients.values())) from None
    except SMTPDataError as error:
        raise _refusal(error.smtp_code) from None
    except SMTPResponseException:  # the sender or we ourselves are not welcome: settings, which may be repaired
        raise TryAgainError(LATER) from None
    except ValueError:  # an address or a subject that no mail can have
        raise GiveUpError(REFUSED) from None
    except (OSError, SMTPException):
        raise UncertainError(BROKEN_OFF) from None
    finally:
        mail.connection.close()


def _refusal(*codes: int) -> GiveUpError | TryAgainError:
    """Codes from 500 on are for good, those below for now."""
    return GiveUpError(REFUSED) if min(codes, default=500) >= 500 else TryAgainError(LATER)


def _mark(pk: int) -> None:
    Notice.objects.filter(pk=pk).update(mailed_at=clock.now())


def _nothing() -> None:
    """Nothing was sent and nothing is to be written."""


def _subject(notice: Notice) -> str:
    """One line, whatever the text holds; a line break in a subject would be a header of its own."""
    return " ".join(notice.text.split())[:SUBJECT_LENGTH]
