"""Declare a paper void: it stays readable, its number is never used again, its public page says so."""

from django.db import transaction

from zona.accounts.models import User
from zona.base.text import plain_text
from zona.documents.access import check, latest, paper_for
from zona.documents.actions.moves import add_version, check_state, tell
from zona.documents.enums import VOID
from zona.documents.errors import DocumentError
from zona.documents.models import Paper
from zona.documents.rights import may_void


@transaction.atomic
def void_paper(pk: int, *, by: User, reason: str) -> Paper:
    """Void with a reason. Raises Http404, PermissionDenied, WrongStateError and DocumentError without a reason."""
    paper = paper_for(by, pk, lock=True)
    check(may_void(by, paper.kind, paper.unit), f"Anda tidak berwenang menyatakan {paper.kind.name} tidak berlaku.")
    check_state(paper, VOID)
    paper.void_reason = plain_text(reason)[:500]
    if not paper.void_reason:
        raise DocumentError("Tulis alasan naskah dinyatakan tidak berlaku.")
    before = latest(paper)
    paper.state = VOID.target
    paper.save(update_fields=["state", "void_reason"])
    version = add_version(paper, context=before.context, said=paper.void_reason, by=by, file=before.file)
    tell("voided", paper, version, by=by, summary=f"{paper} dinyatakan tidak berlaku", reason=paper.void_reason)
    return paper
