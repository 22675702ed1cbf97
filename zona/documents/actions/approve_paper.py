"""Approve a draft: number, date and signers are fixed and the paper is drawn; or send it back before anybody signs."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from zona.accounts.enums import Role
from zona.accounts.models import RoleGrant, User
from zona.base import clock
from zona.base.text import plain_text
from zona.documents.access import check, latest, paper_for
from zona.documents.actions.moves import WrongStateError, add_version, check_state, tell
from zona.documents.contexts import from_json
from zona.documents.enums import APPROVE, REOPEN
from zona.documents.errors import DocumentError
from zona.documents.frame import Signer
from zona.documents.framing import frame_of, possible_signers, signer_of
from zona.documents.models import Paper, PaperSignature, PaperSigner
from zona.documents.numbering import NumberError, give_number
from zona.documents.pages import pages_of
from zona.documents.render import render_paper
from zona.documents.rights import may_approve
from zona.files.storage import keep, receive_own


class NobodySignsError(DocumentError):
    """An office that must sign has no holder on that day."""


@transaction.atomic
def approve_paper(
    pk: int,
    *,
    by: User,
    number: str = "",
    dated: date | None = None,
    signers: Sequence[RoleGrant] = (),
    witnesses: Sequence[Signer] = (),
) -> Paper:
    """Fix and draw the paper. Without `signers` those who hold the offices on that day sign, deputies first.

    Raises Http404, PermissionDenied, WrongStateError, NumberError, NobodySignsError, MissingFieldError.
    """
    paper = paper_for(by, pk, lock=True)
    check(may_approve(by, paper.kind, paper.unit), f"Anda tidak berwenang menyetujui {paper.kind.name}.")
    check_state(paper, APPROVE)
    day = dated or clock.today()
    if day > clock.today():
        raise NumberError("Tanggal naskah tidak boleh di masa depan.")
    given = give_number(paper, typed=number, dated=day)
    paper.number, paper.serial, paper.year, paper.dated = given.number, given.serial, given.year, day
    paper.state = APPROVE.target
    paper.save()
    _fix_signers(paper, signers, on=day)
    context = latest(paper).context
    pdf = render_paper(paper.kind_code, from_json(paper.kind.fields, context), frame_of(paper, witnesses=witnesses))
    file = keep(receive_own(pdf, f"{paper.kind_code}.pdf", pages=pages_of(pdf)))
    version = add_version(paper, context=context, said="Disetujui", by=by, file=file)
    tell("approved", paper, version, by=by, summary=f"{paper.kind.name} disetujui: {paper.number or paper.title}")
    return paper


@transaction.atomic
def reopen_paper(pk: int, *, by: User, reason: str) -> Paper:
    """Back to draft before anybody has signed; the number stays with the paper.

    Raises Http404, PermissionDenied, WrongStateError and DocumentError without a reason.
    """
    paper = paper_for(by, pk, lock=True)
    check(may_approve(by, paper.kind, paper.unit), f"Anda tidak berwenang mengembalikan {paper.kind.name}.")
    check_state(paper, REOPEN)
    if not plain_text(reason):
        raise DocumentError("Tulis alasan naskah dikembalikan ke rancangan.")
    if PaperSignature.objects.filter(signer__paper=paper).exists():
        raise WrongStateError("Naskah ini sudah ditandatangani sebagian; nyatakan tidak berlaku, lalu buat pengganti.")
    paper.state = REOPEN.target
    paper.save(update_fields=["state"])
    paper.signers.all().delete()
    version = add_version(paper, context=latest(paper).context, said=plain_text(reason), by=by)
    tell("reopened", paper, version, by=by, summary=f"{paper} dikembalikan ke rancangan", reason=plain_text(reason))
    return paper


def _fix_signers(paper: Paper, chosen: Sequence[RoleGrant], *, on: date) -> None:
    for order, code in enumerate(paper.kind.signers):
        possible = possible_signers(code, paper.government_id, paper.unit, on=on)
        wanted = {grant.pk for grant in chosen}
        grant = next((one for one in possible if one.pk in wanted), possible[0] if possible else None)
        if grant is None:
            raise NobodySignsError(
                f"Tidak ada {Role(code).label} yang bertugas pada tanggal itu. Minta Admin memberi perannya lebih dulu."
            )
        told = signer_of(grant)
        PaperSigner.objects.create(
            paper=paper,
            order=order,
            grant=grant,
            user=grant.user,
            name=told.name,
            position=told.position,
            acting=told.acting,
            employee_number=told.number,
        )
