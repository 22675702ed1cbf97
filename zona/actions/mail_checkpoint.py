"""The newest checkpoint of a government by e-mail, once a day, to offices that keep it outside the server.

Whoever keeps yesterday's mail can show tomorrow that nothing before it was changed, whatever happens to the server.
"""

from datetime import date
from smtplib import SMTPException, SMTPServerDisconnected

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from zona.background.actions.enqueue import enqueue
from zona.background.errors import GiveUpError, TryAgainError, UncertainError
from zona.background.models import Job
from zona.background.registry import Finish
from zona.base import clock
from zona.base.text import date_in_words
from zona.ledger.models import Checkpoint, Log
from zona.ledger.proofs import newest
from zona.organizations.models import Government

#: the job; `zona.actions.jobs` registers it
MAIL = "checkpoint.mail"
_BODY = """Terlampir di bawah ini titik periksa terbaru buku besar {name}, {size} catatan, ditandatangani {at}.

Simpan surel ini. Dengan teks di bawah ini Anda dapat membuktikan kemudian bahwa tidak satu pun dari {size} catatan
itu diubah, dihapus, atau disisipkan. Anda tidak perlu berbuat apa-apa sekarang.

Cara memeriksa: simpan teks di antara kedua garis sebagai titik-periksa.txt, lalu jalankan
python3 zona_verify.py BERKAS --titik-periksa titik-periksa.txt
Programnya dapat diunduh di {site}/buku-besar/publik/{number}/

----------------------------------------------------------------
{note}----------------------------------------------------------------

Surel ini dikirim oleh Zona sekali sehari kepada kantor yang dicatat sebagai penerima titik periksa.
"""


def enqueue_checkpoint_mails() -> list[Job]:
    """A job for each government with recipients and a checkpoint; calling it again on the same day adds nothing."""
    signed = set(Log.objects.filter(checkpoints__isnull=False).values_list("government_id", flat=True))
    today = clock.today()
    governments = Government.objects.exclude(checkpoint_recipients="").filter(pk__in=signed, is_demo=False)
    return [
        enqueue(MAIL, key=f"{pk}:{today.isoformat()}", government_id=pk, government=pk, day=today.isoformat())
        for pk in governments.order_by("pk").values_list("pk", flat=True)
    ]


def mail_checkpoint(government: int, day: date) -> Finish:
    """Send it; nothing happens where recipients or checkpoint are gone.

    Raises TryAgainError when the mail server is away, GiveUpError when it refuses, and UncertainError when the line
    broke while the mail was being handed over. No sentence names an address.
    """
    owner = Government.objects.filter(pk=government).first()
    log = Log.objects.filter(government_id=government).first()
    last = newest(log) if log else None
    if owner is not None and last is not None and owner.checkpoint_recipient_list:
        _hand_over(checkpoint_mail(owner, last, day))
    return _nothing


def checkpoint_mail(owner: Government, last: Checkpoint, day: date) -> EmailMessage:
    """The mail: date and size in the subject, the signed text in the body."""
    subject = f"Titik periksa buku besar {owner.short_name}, {date_in_words(day)}: {last.size} catatan"
    body = _BODY.format(
        name=owner.name,
        size=last.size,
        at=f"{last.at:%d-%m-%Y %H:%M:%S} UTC",
        site=settings.SITE,
        number=owner.pk,
        note=last.note,
    )
    return EmailMessage(" ".join(subject.split()), body, settings.DEFAULT_FROM_EMAIL, owner.checkpoint_recipient_list)


def _hand_over(mail: EmailMessage) -> None:
    mail.connection = get_connection()
    try:
        mail.connection.open()
    except (OSError, SMTPException):
        raise TryAgainError("Server surel tidak dapat dihubungi.") from None  # the library's text may name an address
    try:
        mail.send()
    except SMTPServerDisconnected:
        raise UncertainError("Sambungan ke server surel terputus saat titik periksa diserahkan.") from None
    except (SMTPException, ValueError):
        raise GiveUpError("Server surel menolak alamat penerima titik periksa.") from None
    except OSError:
        raise UncertainError("Sambungan ke server surel terputus saat titik periksa diserahkan.") from None
    finally:
        mail.connection.close()


def _nothing() -> None:
    """A mail leaves no row behind; the job itself says that it was sent."""
