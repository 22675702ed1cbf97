"""Papers of others: registered with number, date and scan, confirmed by somebody else, withdrawn with a reason."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import require
from zona.base import clock
from zona.base.text import plain_text
from zona.documents.enums import IncomingState
from zona.documents.errors import DocumentError
from zona.documents.models import IncomingPaper
from zona.files.storage import ReceivedFile, keep
from zona.ledger.record import record
from zona.organizations.models import WorkUnit


@dataclass(frozen=True, kw_only=True)
class IncomingFacts:
    """What stands on the paper."""

    issuer: str
    number: str
    dated: date
    title: str
    unit: WorkUnit | None = None


@transaction.atomic
def register_incoming(facts: IncomingFacts, scan: ReceivedFile, *, by: User) -> IncomingPaper:
    """Register a paper. Raises NotPermitted, and ValidationError for a date to come or a paper known already."""
    require(by, Permission.REGISTER_PAPERS, government_id=by.government_id)
    if facts.dated > clock.today():
        raise ValidationError({"dated": "Tanggal naskah tidak boleh di masa depan."})
    paper = IncomingPaper(
        government_id=by.government_id,
        issuer=plain_text(facts.issuer),
        number=plain_text(facts.number),
        dated=facts.dated,
        title=plain_text(facts.title),
        unit=facts.unit,
        file=keep(scan),
        file_name=scan.name,
        registered_by=by,
    )
    paper.full_clean(exclude=["confirmed_by"])
    paper.save()
    _tell("registered", paper, by=by, summary=f"Naskah masuk didaftarkan: {paper}")
    return paper


@transaction.atomic
def confirm_incoming(pk: int, *, by: User) -> IncomingPaper:
    """The second person has compared scan, number and date. Raises Http404, NotPermitted and DocumentError."""
    paper = _incoming(pk, by)
    if paper.state != IncomingState.REGISTERED:
        raise DocumentError(f"Naskah masuk ini {paper.get_state_display().lower()}.")
    if paper.registered_by_id == by.pk:
        raise DocumentError("Naskah masuk dikonfirmasi orang lain, bukan yang mendaftarkannya.")
    paper.state, paper.confirmed_by, paper.confirmed_at = IncomingState.CONFIRMED, by, clock.now()
    paper.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    _tell("confirmed", paper, by=by, summary=f"Naskah masuk dikonfirmasi: {paper}")
    return paper


@transaction.atomic
def withdraw_incoming(pk: int, *, by: User, reason: str) -> IncomingPaper:
    """Take a wrong registration back; the row stays. Raises Http404, NotPermitted and DocumentError."""
    paper = _incoming(pk, by)
    if paper.state == IncomingState.WITHDRAWN:
        raise DocumentError("Naskah masuk ini sudah ditarik.")
    if not plain_text(reason):
        raise DocumentError("Tulis alasan naskah masuk ditarik.")
    paper.state, paper.withdrawn_reason = IncomingState.WITHDRAWN, plain_text(reason)[:500]
    paper.save(update_fields=["state", "withdrawn_reason"])
    _tell("withdrawn", paper, by=by, summary=f"Naskah masuk ditarik: {paper}", reason=paper.withdrawn_reason)
    return paper


def _incoming(pk: int, by: User) -> IncomingPaper:
    require(by, Permission.REGISTER_PAPERS, government_id=by.government_id)
    paper = IncomingPaper.objects.select_for_update().filter(pk=pk, government_id=by.government_id).first()
    if paper is None:
        raise Http404("Naskah masuk tidak ditemukan.")
    return paper


def _tell(event: str, paper: IncomingPaper, *, by: User, summary: str, reason: str = "") -> None:
    record(
        f"incoming_paper.{event}",
        by=by,
        subject=paper,
        unit_id=paper.unit_id,
        summary=summary,
        issuer=paper.issuer,
        number=paper.number,
        dated=paper.dated.isoformat(),
        sha256=paper.file.sha256,
        reason=reason,
    )
