"""Papers of others: the list, registering with a scan, comparing and confirming, withdrawing."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import can, require
from zona.documents.actions.register_incoming import (
    IncomingFacts,
    confirm_incoming,
    register_incoming,
    withdraw_incoming,
)
from zona.documents.enums import IncomingState
from zona.documents.errors import DocumentError
from zona.documents.models import IncomingPaper
from zona.files import serving
from zona.files.rules.kinds import size_shown
from zona.web.administrator.deeds import attempt, form_page
from zona.web.administrator.forms import DateField, UnitField, unit_field
from zona.web.administrator.tables import Cell, Column, SearchForm, list_context
from zona.web.papers.access import forbid_unless, incoming_of, reads_incoming
from zona.web.papers.deciding import ReasonForm
from zona.web.papers.kinds import HOME
from zona.web.papers.page import PAGES_SHOWN
from zona.web.papers.scans import Scan
from zona.web.requests import user_of
from zona.web.templatetags.zona import date_id, moment_id

LIST: dict[str, Any] = {"label": "Naskah masuk", "href": reverse_lazy("incoming")}
COLUMNS = (
    Column("Perihal", "terbaru", ("newest_first",)),
    Column("Penerbit", "penerbit", ("issuer",)),
    Column("Nomor", "nomor", ("number",)),
    Column("Tanggal", "tanggal", ("dated",)),
    Column("Keadaan", "keadaan", ("state",)),
)
TAGS = {IncomingState.REGISTERED: "warn", IncomingState.CONFIRMED: "holds", IncomingState.WITHDRAWN: "line"}
WHAT = "incoming_scan"


class IncomingSearch(SearchForm):
    """Find a registered paper."""

    q = forms.CharField(
        label="Perihal, penerbit, atau nomor", required=False, widget=forms.TextInput({"type": "search"})
    )
    keadaan = forms.ChoiceField(label="Keadaan", required=False, choices=[("", "Semua"), *IncomingState.choices])


class IncomingForm(forms.Form):
    """What stands on the paper, and its scan."""

    issuer = forms.CharField(label="Penerbit", max_length=200, help_text="Misalnya Kementerian PANRB.")
    number = forms.CharField(label="Nomor", max_length=120, help_text="Persis seperti tercetak.")
    dated = DateField(label="Tanggal naskah")
    title = forms.CharField(label="Perihal", max_length=500, widget=forms.TextInput(attrs={"class": "wfull"}))
    unit = UnitField(label="Unit kerja", required=False, empty_label="Tidak tentang satu unit")
    pindaian = forms.FileField(
        label="Pindaian", required=False, widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"})
    )

    def __init__(self, *args: Any, government_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit_field(self, "unit").offer(government_id)
        limit = size_shown(settings.UPLOAD_LIMIT_BYTES)
        self.fields["pindaian"].help_text = f"PDF atau gambar, paling besar {limit}. Wajib."

    def facts(self) -> IncomingFacts:
        """What was entered."""
        return IncomingFacts(
            **{name: self.cleaned_data[name] for name in ("issuer", "number", "dated", "title", "unit")}
        )


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every registered paper, newest first."""
    user = user_of(request)
    forbid_unless(reads_incoming(user), "Anda tidak berwenang membaca naskah masuk.")
    rows, form = IncomingPaper.objects.filter(government_id=user.government_id), IncomingSearch(request.GET)
    found = _found(rows, form).annotate(newest_first=-F("pk"))
    context = list_context(request, found, form=form, columns=COLUMNS, draw=_cells, total=rows.count())
    new = {"label": "Daftarkan naskah", "href": reverse("incoming_new"), "icon": "plus", "kind": "primary"}
    context["acts"] = [new] if can(user, Permission.REGISTER_PAPERS) else []
    context |= {"title": "Naskah masuk", "noun": "naskah", "caption": "Naskah masuk", "crumbs": [HOME, LIST]}
    return render(request, "papers/incoming.html", context)


def _found(rows: QuerySet[IncomingPaper], form: IncomingSearch) -> QuerySet[IncomingPaper]:
    if words := form.wanted("q"):
        rows = rows.filter(Q(title__icontains=words) | Q(issuer__icontains=words) | Q(number__icontains=words))
    state = form.wanted("keadaan")
    return rows.filter(state=state) if state else rows


def _cells(paper: IncomingPaper) -> list[Cell]:
    state = IncomingState(paper.state)
    return [
        {"text": paper.title, "href": reverse("incoming_paper", args=[paper.pk])},
        {"text": paper.issuer, "label": "Penerbit"},
        {"text": paper.number, "label": "Nomor"},
        {"text": date_id(paper.dated), "label": "Tanggal"},
        {"text": state.label, "tag": TAGS[state], "label": "Keadaan"},
    ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponseBase:
    """Register a paper with its scan; a scan that came with a refused form is kept for the next try."""
    user = user_of(request)
    require(user, Permission.REGISTER_PAPERS)
    form = IncomingForm(request.POST or None, request.FILES or None, government_id=user.government_id)
    scan = Scan.of(request, user, WHAT, form, "pindaian")
    if request.method == "POST" and form.is_valid():
        paper = _registered(form, scan, user)
        if paper is not None:
            messages.success(request, "Naskah masuk didaftarkan. Orang lain membandingkan dan mengonfirmasinya.")
            return redirect("incoming_paper", pk=paper.pk)
    context = {"scan": scan, "cancel": reverse("incoming"), "crumbs": [HOME, LIST, {"label": "Daftarkan"}]}
    return form_page(request, "papers/incoming_new.html", form, context)


def _registered(form: IncomingForm, scan: Scan, user: User) -> IncomingPaper | None:
    received = scan.received
    if received is None:
        form.add_error("pindaian", "Pilih pindaian naskah.")
        return None
    paper = attempt(form, lambda: register_incoming(form.facts(), received, by=user))
    if paper is not None:
        scan.forget()
    return paper


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The scan beside what was entered, for comparing."""
    user, paper = incoming_of(request, pk)
    registers = can(user, Permission.REGISTER_PAPERS)
    waits = paper.state == IncomingState.REGISTERED
    pages = (paper.file.pages or 1) if paper.file.previewable else 0
    context = {
        "paper": paper,
        "tag": TAGS[IncomingState(paper.state)],
        "facts": _facts(paper),
        "pages": range(1, min(pages, PAGES_SHOWN) + 1),
        "more_pages": max(0, pages - PAGES_SHOWN),
        "may_confirm": registers and waits and paper.registered_by_id != user.pk,
        "own": registers and waits and paper.registered_by_id == user.pk,
        "may_withdraw": registers and paper.state != IncomingState.WITHDRAWN,
        "crumbs": [HOME, LIST, {"label": paper.number}],
    }
    return render(request, "papers/incoming_paper.html", context)


def _facts(paper: IncomingPaper) -> list[dict[str, str]]:
    said = [
        ("Penerbit", paper.issuer),
        ("Nomor", paper.number),
        ("Tanggal", date_id(paper.dated)),
        ("Perihal", paper.title),
        ("Unit kerja", paper.unit.name if paper.unit else "–"),
        ("Didaftarkan", f"{moment_id(paper.registered_at)}, {paper.registered_by.display_name}"),
    ]
    if paper.confirmed_by is not None:
        said.append(("Dikonfirmasi", f"{moment_id(paper.confirmed_at)}, {paper.confirmed_by.display_name}"))
    return [{"label": label, "value": value} for label, value in said]


@login_required
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The second person has compared."""
    user, _ = incoming_of(request, pk)
    try:
        confirm_incoming(pk, by=user)
        messages.success(request, "Naskah masuk dikonfirmasi.")
    except DocumentError as problem:
        messages.error(request, str(problem))
    return redirect("incoming_paper", pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a wrong registration back, with a reason."""
    user, paper = incoming_of(request, pk)
    require(user, Permission.REGISTER_PAPERS)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_incoming(pk, by=user, reason=form.cleaned_data["reason"])
        except DocumentError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Pendaftaran naskah masuk ditarik.")
            return redirect("incoming_paper", pk=pk)
    context = {"title": "Tarik pendaftaran ini?", "yes": "Ya, tarik", "danger": True}
    context |= {"lines": ["Barisnya tetap tersimpan dengan alasan Anda; naskahnya dapat didaftarkan lagi."]}
    context |= {"cancel": reverse("incoming_paper", args=[pk]), "crumbs": _crumbs(paper, "Tarik")}
    return form_page(request, "papers/confirm.html", form, context)


def _crumbs(paper: IncomingPaper, last: str) -> list[dict[str, Any]]:
    back = {"label": paper.number, "href": reverse("incoming_paper", args=[paper.pk])}
    return [HOME, LIST, back, {"label": last}]


@login_required
@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The scan as it was uploaded."""
    _, paper = incoming_of(request, pk)
    return serving.download(paper.file, paper.file_name)


@login_required
@require_safe
def picture(request: HttpRequest, pk: int, page: int) -> HttpResponseBase:
    """A page of the scan."""
    _, paper = incoming_of(request, pk)
    return serving.preview(paper.file, paper.file_name, page=page)
