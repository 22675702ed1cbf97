"""Signing one paper: what is signed, by which office, in which way. The second factor stands before it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from zona.accounts.models import User
from zona.documents.access import latest
from zona.documents.actions.sign_paper import NotYourTurnError, StillSigningError, next_signer, sign_paper
from zona.documents.enums import PaperState, SigningMethod
from zona.documents.errors import DocumentError
from zona.documents.models import Paper, PaperSigner
from zona.documents.signing.interface import SigningError, WrongPassphraseError
from zona.web.papers.access import paper_of
from zona.web.papers.page import crumbs, shown_pages
from zona.web.papers.ways import WayForm, chosen, form_for, new_key
from zona.web.step_up import second_factor_required

SECRETS = ("frasa", "nik", "berkas")


@sensitive_post_parameters(*SECRETS)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Sign; who is no signer of it gets 403, who has signed is told so."""
    user, paper = paper_of(request, pk)
    if not paper.signers.filter(user=user).exists():
        raise PermissionDenied("Anda bukan penanda tangan naskah ini.")
    if paper.state != PaperState.APPROVED:
        messages.info(request, f"Keadaan naskah sekarang: {paper.get_state_display()}.")
        return redirect("paper", pk=pk)
    return _sign(request, paper, user)


@second_factor_required
def _sign(request: HttpRequest, paper: Paper, user: User) -> HttpResponseBase:
    method, tabs = chosen(request, user)
    assert method is not None  # a file can always be brought along
    form = form_for(request, method)
    try:
        signer = next_signer(paper, user)
    except NotYourTurnError as reason:
        messages.info(request, str(reason))
        return redirect("paper", pk=paper.pk)
    if request.method == "POST" and form.is_valid() and signed(form, paper, user, method):
        messages.success(request, f"{paper} sudah Anda tandatangani.")
        return redirect("paper", pk=paper.pk)
    context = _context(paper, signer) | {"form": form, "tabs": tabs, "method": method}
    return render(request, "papers/sign.html", context, status=422 if form.errors else 200)


def _context(paper: Paper, signer: PaperSigner) -> dict[str, Any]:
    last = latest(paper)
    return {
        "paper": paper,
        "signer": signer,
        "until": signer.grant.last_day,
        "sha256": last.file.sha256 if last.file else "",
        "cancel": reverse("paper", args=[paper.pk]),
        "crumbs": crumbs(paper, "Tanda tangan"),
        **shown_pages(paper, last),
    }


def signed(form: WayForm, paper: Paper, user: User, method: SigningMethod) -> bool:
    """Try; what went wrong is written into the form, and everything but secrets stays."""
    key = form.cleaned_data["kunci"] or new_key()
    try:
        sign_paper(paper.pk, by=user, way=form.way(user), method=method, key=key)
    except WrongPassphraseError as problem:
        form.add_error("frasa", str(problem))
    except (SigningError, StillSigningError, DocumentError) as problem:
        form.add_error(None, str(problem))
    return not form.errors
