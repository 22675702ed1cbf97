"""Signing several papers in one go with the same pass phrase, one after another.

With a script each paper is a request of its own: the answer appends one line and asks for the next, and the pass
phrase stays in the field where it was typed. Without a script one request signs all and shows what became of each.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from zona.accounts.models import User
from zona.documents.enums import SigningMethod
from zona.documents.models import Paper
from zona.documents.queries import readable_by, waiting_for_signature
from zona.web.papers.kinds import HOME
from zona.web.papers.signing import SECRETS, signed
from zona.web.papers.ways import chosen, form_for, new_key
from zona.web.requests import user_of
from zona.web.step_up import second_factor_required

#: in one go; more are signed in a second one
MOST = 50


@dataclass(frozen=True)
class Outcome:
    """What became of one paper."""

    paper: Paper
    is_signed: bool
    said: str


@sensitive_post_parameters(*SECRETS)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest) -> HttpResponseBase:
    """What waits for this person, with boxes; nothing is asked of somebody for whom nothing waits."""
    user = user_of(request)
    if request.method != "POST" and not waiting_for_signature(user).exists():
        return render(request, "papers/sign_many.html", {"rows": [], "crumbs": _CRUMBS})
    return _sign(request, user)


@second_factor_required
def _sign(request: HttpRequest, user: User) -> HttpResponseBase:
    method, tabs = chosen(request, user, several=True)
    form = form_for(request, method) if method is not None else None
    if request.method == "POST" and form is not None and method is not None and form.is_valid():
        asked = _asked(request, user)
        if asked and request.headers.get("HX-Request") == "true":
            return _step(request, user, method, asked)
        if asked:
            outcomes = _all(request, user, method, asked)
            return render(request, "papers/signed_many.html", {"outcomes": outcomes, "crumbs": _CRUMBS})
        form.add_error(None, "Beri tanda pada naskah yang akan ditandatangani.")
    waiting = list(waiting_for_signature(user)[:MOST])
    sent = request.POST.getlist("naskah") if request.method == "POST" else [str(paper.pk) for paper in waiting]
    rows = [_row(request, paper, checked=str(paper.pk) in sent) for paper in waiting]
    context = {"rows": rows, "form": form, "tabs": tabs, "method": method, "crumbs": _CRUMBS}
    return render(request, "papers/sign_many.html", context, status=422 if form is not None and form.errors else 200)


_CRUMBS: list[dict[str, Any]] = [HOME, {"label": "Tanda tangan"}]


def _row(request: HttpRequest, paper: Paper, *, checked: bool) -> dict[str, Any]:
    """One line; its key stays the same while the page comes back, so that a wish sent twice signs once."""
    return {"paper": paper, "checked": checked, "key": request.POST.get(f"kunci-{paper.pk}") or new_key()}


def _asked(request: HttpRequest, user: User) -> list[Paper]:
    """The papers with a mark, in the order of the page; what the person may not read does not exist."""
    numbers = [text for text in request.POST.getlist("naskah")[:MOST] if text.isascii() and text.isdigit()]
    found = readable_by(user).filter(pk__in=[int(text) for text in numbers if len(text) < 15])
    by_number = {str(paper.pk): paper for paper in found.select_related("unit", "government")}
    return [by_number[text] for text in dict.fromkeys(numbers) if text in by_number]


def _all(request: HttpRequest, user: User, method: SigningMethod, papers: list[Paper]) -> list[Outcome]:
    return [_one(request, user, method, paper) for paper in papers]


def _one(request: HttpRequest, user: User, method: SigningMethod, paper: Paper) -> Outcome:
    """Sign one; what went wrong is told in its line, not in the form, which goes on to the next."""
    form = form_for(request, method)  # a fresh one, which holds the errors of this paper alone
    form.is_valid()
    form.cleaned_data["kunci"] = request.POST.get(f"kunci-{paper.pk}", "")
    done = signed(form, paper, user, method)
    said = " ".join(str(text) for errors in form.errors.values() for text in errors)
    return Outcome(paper, done, said)


def _step(request: HttpRequest, user: User, method: SigningMethod, papers: list[Paper]) -> HttpResponse:
    """The paper whose turn it is; a wrong pass phrase ends the row, since it will not be right for the next."""
    sent = request.POST.get("urutan", "0")
    at = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 4 else 0
    at = min(at, len(papers) - 1)
    outcome = _one(request, user, method, papers[at])
    is_last = at + 1 == len(papers) or outcome.said.startswith("Frasa sandi salah")
    context = {"outcome": outcome, "at": at + 1, "total": len(papers), "is_last": is_last, "method": method}
    return render(request, "papers/sign_step.html", context)
