"""Writing a paper: choosing its kind, filling its words, changing them, and starting a replacement."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from zona.accounts.enums import Role
from zona.accounts.models import User
from zona.accounts.policy import grants_in_force
from zona.documents.access import latest
from zona.documents.actions.draft_paper import draft_paper
from zona.documents.actions.moves import WrongStateError
from zona.documents.actions.revise_paper import ChangedMeanwhileError, revise_paper
from zona.documents.enums import PaperState
from zona.documents.errors import MissingFieldError
from zona.documents.kinds import PaperKind
from zona.documents.models import Paper
from zona.documents.rights import HANDS, drafted_kinds, may_draft
from zona.organizations.models import WorkUnit
from zona.web.papers.access import forbid_unless, kind_to_draft, paper_of
from zona.web.papers.comparing import differences
from zona.web.papers.kinds import HOME
from zona.web.papers.page import crumbs
from zona.web.papers.words import UnitChoice, WordsForm, move_rows, raw_of, raw_sent
from zona.web.requests import user_of

FORM = ["GET", "HEAD", "POST"]


@login_required
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Which kind of paper: only those that the person may draft, with what each is for."""
    found = drafted_kinds(user_of(request))
    forbid_unless(bool(found), "Peran Anda tidak menyusun naskah.")
    kinds = [
        {"name": one.name, "about": one.about, "code": one.code, "href": reverse("paper_new", args=[one.code])}
        for one in found
    ]
    return render(request, "papers/choose.html", {"kinds": kinds, "crumbs": [HOME, {"label": "Susun naskah"}]})


@login_required
@require_http_methods(FORM)
def new(request: HttpRequest, kind: str) -> HttpResponseBase:
    """A new draft; `?contoh=1` starts from the kind's sample."""
    user, found = kind_to_draft(request, kind)
    units = units_to_choose(user, found)
    start = found.sample if request.GET.get("contoh") == "1" else {}
    form, is_final = _form_of(request, found, start, units=units)
    if is_final and form.is_valid():
        unit = form.cleaned_data["unit"]
        paper = _drafted(form, user=user, unit=unit)
        if paper is not None:
            messages.success(request, "Rancangan disimpan. Periksa hasilnya di bawah ini.")
            return redirect("paper", pk=paper.pk)
    context = {"title": f"Susun {found.name}", "kind": found, "form": form, "cancel": reverse("paper_choose")}
    context |= {"sample": "?contoh=1", "crumbs": [HOME, {"label": found.name}]}
    return _page(request, context)


def _drafted(form: WordsForm, *, user: User, unit: WorkUnit | None, replaces: Paper | None = None) -> Paper | None:
    try:
        return draft_paper(
            form.kind.code, form.context(), by=user, government=user.government, unit=unit, replaces=replaces
        )
    except MissingFieldError as problem:
        form.refuse(str(problem))
    return None


@login_required
@require_http_methods(FORM)
def replace(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A new draft that takes the place of a signed or void paper, from its words."""
    user, old = paper_of(request, pk)
    forbid_unless(may_draft(user, old.kind, old.unit), f"Anda tidak berwenang menyusun {old.kind.name}.")
    if old.state not in (PaperState.SIGNED, PaperState.VOID):
        messages.error(request, "Pengganti dibuat untuk naskah yang sudah ditandatangani atau tidak berlaku.")
        return redirect("paper", pk=pk)
    form, is_final = _form_of(request, old.kind, latest(old).context)
    if is_final and form.is_valid():
        paper = _drafted(form, user=user, unit=old.unit, replaces=old)
        if paper is not None:
            messages.success(request, "Rancangan pengganti disimpan. Naskah lama berlaku sampai ini ditandatangani.")
            return redirect("paper", pk=paper.pk)
    context = {"title": f"Pengganti {old}", "kind": old.kind, "form": form, "cancel": reverse("paper", args=[pk])}
    return _page(request, context | {"crumbs": crumbs(old, "Pengganti")})


@login_required
@require_http_methods(FORM)
def revise(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change a draft. Who comes second sees both versions, and nothing typed is lost."""
    user, paper = paper_of(request, pk)
    forbid_unless(may_draft(user, paper.kind, paper.unit), f"Anda tidak berwenang menyusun {paper.kind.name}.")
    last = latest(paper)
    form, is_final = _form_of(request, paper.kind, last.context)
    seen = _seen(request, last.number)
    context: dict[str, Any] = {"title": f"Ubah {paper.title}", "kind": paper.kind, "form": form, "seen": seen}
    context |= {"cancel": reverse("paper", args=[pk]), "crumbs": crumbs(paper, "Ubah")}
    if is_final and form.is_valid():
        try:
            revise_paper(pk, form.context(), by=user, seen=seen)
        except ChangedMeanwhileError as clash:
            mine = raw_sent(paper.kind.fields, request.POST)
            context |= {"seen": last.number, "clash": str(clash)}
            context["differences"] = differences(paper.kind.fields, last.context, mine)
            return render(request, "papers/words.html", context, status=409)
        except (MissingFieldError, WrongStateError) as problem:
            form.refuse(str(problem))
        else:
            messages.success(request, "Rancangan disimpan.")
            return redirect("paper", pk=pk)
    return _page(request, context)


def _seen(request: HttpRequest, newest: int) -> int:
    """The version the form was drawn from; a form without one has seen nothing."""
    if request.method != "POST":
        return newest
    sent = request.POST.get("terlihat", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 7 else 0


def _form_of(
    request: HttpRequest, kind: PaperKind, start: Any, *, units: UnitChoice | None = None
) -> tuple[WordsForm, bool]:
    """The form as it stands, and whether it is to be kept; a button for rows only changes the rows."""
    if request.method != "POST":
        unit = _only(units)
        return WordsForm(kind, raw_of(kind.fields, start), bound=False, units=units, unit=unit), False
    raw, unit = raw_sent(kind.fields, request.POST), request.POST.get("unit", "")
    if wish := request.POST.get("baris", ""):
        focus = move_rows(kind.fields, raw, wish)
        return WordsForm(kind, raw, bound=False, units=units, unit=unit, focus=focus), False
    return WordsForm(kind, raw, bound=True, units=units, unit=unit), True


def _only(units: UnitChoice | None) -> str:
    """The unit of somebody who has only one is chosen already."""
    found = list(units.units.values_list("pk", flat=True)[:2]) if units is not None and units.required else []
    return str(found[0]) if len(found) == 1 else ""


def units_to_choose(user: User, kind: PaperKind) -> UnitChoice:
    """Every open unit, or only the person's own where the role that drafts is held for a unit."""
    units = WorkUnit.objects.filter(government_id=user.government_id, closed_on=None)
    grants = [grant for grant in grants_in_force(user) if grant.role in HANDS[kind.code].draft]
    of_unit = all(Role(grant.role).is_of_a_unit for grant in grants)
    required = of_unit or any(code in Role.values and Role(code).is_of_a_unit for code in kind.signers)
    return UnitChoice(units.filter(pk__in=[g.unit_id for g in grants]) if of_unit else units, required)


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "papers/words.html", context, status=422 if context["form"].errors else 200)
