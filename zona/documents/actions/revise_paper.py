"""Change a draft's words; the version before stays."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from zona.accounts.models import User
from zona.base.text import plain_text
from zona.documents.access import check, latest, paper_for
from zona.documents.actions.draft_paper import checked, title_of
from zona.documents.actions.moves import WrongStateError, add_version, tell
from zona.documents.enums import PaperState
from zona.documents.errors import DocumentError
from zona.documents.models import Paper
from zona.documents.rights import may_draft


class ChangedMeanwhileError(DocumentError):
    """Somebody else kept a version in between; nothing typed is lost, it is shown again."""


@transaction.atomic
def revise_paper(pk: int, context: Mapping[str, Any], *, by: User, seen: int, said: str = "") -> Paper:
    """Keep a new version of a draft; `seen` is the number of the version the person started from.

    Raises Http404, PermissionDenied, WrongStateError, MissingFieldError and ChangedMeanwhileError.
    """
    paper = paper_for(by, pk, lock=True)
    check(may_draft(by, paper.kind, paper.unit), f"Anda tidak berwenang menyusun {paper.kind.name}.")
    if paper.state != PaperState.DRAFT:
        raise WrongStateError("Hanya rancangan yang dapat diubah. Kembalikan dulu ke rancangan, atau buat pengganti.")
    last = latest(paper)
    if last.number != seen:
        who = last.made_by.display_name if last.made_by else "Zona"
        raise ChangedMeanwhileError(f"{who} menyimpan versi {last.number} saat Anda mengisi. Bandingkan, lalu simpan.")
    stored = checked(paper.kind, context)
    if stored == last.context:
        return paper
    paper.title = title_of(paper.kind, stored)
    paper.save(update_fields=["title"])
    version = add_version(paper, context=stored, said=plain_text(said) or "Rancangan diubah", by=by)
    tell("revised", paper, version, by=by, summary=f"Rancangan diubah: {paper.title}", reason=version.said)
    return paper
