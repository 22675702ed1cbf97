"""Fetching a paper and checking the right in one step."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from zona.accounts.models import User
from zona.documents.models import Paper, PaperVersion
from zona.documents.rights import may_read


def paper_for(user: User, pk: int, *, lock: bool = False) -> Paper:
    """The paper, when the person may read it. Raises Http404 for strangers, as for a number that does not exist."""
    rows = Paper.objects.select_related("government", "unit", "created_by")
    if lock:
        rows = rows.select_for_update(of=("self",))
    paper = rows.filter(pk=pk, government_id=user.government_id).first()
    if paper is None:
        raise Http404("Naskah tidak ditemukan.")
    signers = paper.signers.values_list("user_id", flat=True)
    if not may_read(user, paper.kind, paper.unit, signer_ids=signers):
        raise Http404("Naskah tidak ditemukan.")
    return paper


def check(allowed: bool, sentence: str) -> None:
    """Raise PermissionDenied with the sentence unless allowed."""
    if not allowed:
        raise PermissionDenied(sentence)


def latest(paper: Paper) -> PaperVersion:
    """The paper's newest version."""
    return paper.versions.select_related("file").order_by("-number")[0]
