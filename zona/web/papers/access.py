"""Fetching a paper for a page, and what every page of it needs."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import can
from zona.documents.access import paper_for
from zona.documents.kinds import PaperKind, paper_kinds
from zona.documents.models import IncomingPaper, Paper
from zona.documents.rights import drafted_kinds
from zona.web.requests import user_of


def paper_of(request: HttpRequest, pk: int) -> tuple[User, Paper]:
    """The person and the paper; 404 for strangers."""
    user = user_of(request)
    return user, paper_for(user, pk)


def forbid_unless(allowed: bool, sentence: str) -> None:
    """Stop with 403 and a sentence."""
    if not allowed:
        raise PermissionDenied(sentence)


def kind_to_draft(request: HttpRequest, code: str) -> tuple[User, PaperKind]:
    """The person and a kind that they may draft; 404 for an unknown one, 403 for one that others draft."""
    user, kind = user_of(request), paper_kinds().get(code)
    if kind is None:
        raise Http404("Jenis naskah tidak dikenal.")
    forbid_unless(kind in drafted_kinds(user), f"Anda tidak berwenang menyusun {kind.name}.")
    return user, kind


def reads_incoming(user: User) -> bool:
    """Whether the person reads papers of others."""
    return can(user, Permission.READ_PAPERS) or can(user, Permission.REGISTER_PAPERS)


def incoming_of(request: HttpRequest, pk: int) -> tuple[User, IncomingPaper]:
    """The person and a registered paper; 403 for who reads none, 404 for one of another government."""
    user = user_of(request)
    forbid_unless(reads_incoming(user), "Anda tidak berwenang membaca naskah masuk.")
    rows = IncomingPaper.objects.select_related("unit", "file", "registered_by", "confirmed_by")
    return user, get_object_or_404(rows, pk=pk, government_id=user.government_id)
