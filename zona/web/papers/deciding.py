"""Approving a paper, sending it back to draft, and declaring it void."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zona.accounts.models import RoleGrant, User
from zona.base import clock
from zona.documents.access import latest
from zona.documents.actions.approve_paper import approve_paper, reopen_paper
from zona.documents.actions.void_paper import void_paper
from zona.documents.enums import PaperState
from zona.documents.errors import DocumentError
from zona.documents.frame import Signer
from zona.documents.framing import possible_signers
from zona.documents.kinds import NumberingRule
from zona.documents.models import Paper
from zona.documents.numbering import NumberError
from zona.documents.rights import may_approve, may_void
from zona.web.administrator.deeds import form_page
from zona.web.administrator.forms import DateField
from zona.web.papers.access import forbid_unless, paper_of
from zona.web.papers.kinds import label_of
from zona.web.papers.page import crumbs, shown_pages
from zona.web.step_up import second_factor_required
from zona.web.templatetags.zona import date_id

FORM = ["GET", "HEAD", "POST"]


class ApproveForm(forms.Form):
    """Date, number where it comes from the register, who signs where several could, and witnesses."""

    dated = DateField(label="Tanggal naskah", help_text="Tidak boleh di masa depan.")

    def __init__(self, *args: Any, paper: Paper, day: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"dated": day, "number": paper.number}
        super().__init__(*args, **kwargs)
        if paper.kind.numbering.rule is NumberingRule.REGISTER:
            self.fields["number"] = forms.CharField(
                label="Nomor dari register Bagian Hukum", max_length=120, help_text="Persis seperti di register."
            )
        self.choices: list[tuple[str, list[RoleGrant]]] = []
        for order, code in enumerate(paper.kind.signers):
            grants = list(possible_signers(code, paper.government_id, paper.unit, on=day))
            self.choices.append((code, grants))
            if len(grants) > 1:
                self.fields[f"signer_{order}"] = forms.ChoiceField(
                    label=f"Penanda tangan {order + 1}: {label_of(code)}",
                    choices=[(str(grant.pk), _told(grant)) for grant in grants],
                    widget=forms.RadioSelect,
                    initial=str(grants[0].pk),
                )
        for number in range(1, paper.kind.witnesses + 1):
            self.fields[f"witness_{number}"] = forms.CharField(label=f"Nama saksi {number}", max_length=200)
            self.fields[f"office_{number}"] = forms.CharField(label=f"Jabatan saksi {number}", max_length=200)

    @property
    def signers(self) -> list[RoleGrant]:
        """Who was chosen; where one person holds the office there is nothing to choose."""
        wanted = {value for name, value in self.cleaned_data.items() if name.startswith("signer_")}
        return [grant for _, grants in self.choices for grant in grants if str(grant.pk) in wanted]

    @property
    def witnesses(self) -> list[Signer]:
        """Who stands by."""
        given = self.cleaned_data
        numbers = [name.removeprefix("witness_") for name in given if name.startswith("witness_")]
        return [Signer(given[f"witness_{number}"], given[f"office_{number}"]) for number in numbers]

    @property
    def settled(self) -> list[str]:
        """Who signs without a choice, in words."""
        return [
            _told(grants[0]) if grants else f"{label_of(code)}: belum ada yang bertugas pada tanggal ini"
            for code, grants in self.choices
            if len(grants) < 2
        ]


def _told(grant: RoleGrant) -> str:
    until = f", sampai {date_id(grant.ends)}" if grant.ends else ""
    return f"{grant.title}: {grant.user.name}{until}"


@login_required
@require_http_methods(FORM)
def approve(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Fix number, date and signers; the paper is drawn and waits for them."""
    user, paper = paper_of(request, pk)
    forbid_unless(may_approve(user, paper.kind, paper.unit), f"Anda tidak berwenang menyetujui {paper.kind.name}.")
    if paper.state != PaperState.DRAFT:
        messages.error(request, f"Keadaan naskah sekarang: {paper.get_state_display()}.")
        return redirect("paper", pk=pk)
    sent = request.POST if request.method == "POST" else None
    form = ApproveForm(sent, paper=paper, day=_day(request))
    if sent is not None and form.is_valid() and _approved(form, paper, user):
        messages.success(request, "Naskah disetujui dan menunggu tanda tangan.")
        return redirect("paper", pk=pk)
    context = {"paper": paper, "crumbs": crumbs(paper, "Setujui"), "cancel": reverse("paper", args=[pk])}
    return form_page(request, "papers/approve.html", form, context | shown_pages(paper, latest(paper)))


def _day(request: HttpRequest) -> date:
    """The day that the form names, so that the signers offered are those of that day."""
    try:
        return date.fromisoformat(request.POST.get("dated", ""))
    except ValueError:
        return clock.today()


def _approved(form: ApproveForm, paper: Paper, user: User) -> bool:
    given = form.cleaned_data
    try:
        approve_paper(
            paper.pk,
            by=user,
            number=given.get("number", ""),
            dated=given["dated"],
            signers=form.signers,
            witnesses=form.witnesses,
        )
    except NumberError as problem:
        about = "dated" if "anggal" in str(problem) else "number"
        form.add_error(about if about in form.fields else None, str(problem))
    except DocumentError as problem:
        form.add_error(None, str(problem))
    return not form.errors


class ReasonForm(forms.Form):
    """Why; it stays with the paper."""

    reason = forms.CharField(
        label="Alasan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasannya."},
        help_text="Tersimpan bersama naskah dan di buku besar.",
    )


@login_required
@require_http_methods(FORM)
def reopen(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Back to draft, before anybody has signed."""
    user, paper = paper_of(request, pk)
    forbid_unless(may_approve(user, paper.kind, paper.unit), f"Anda tidak berwenang mengembalikan {paper.kind.name}.")
    context = {
        "title": "Kembalikan ke rancangan?",
        "lines": ["Naskah dapat diubah lagi. Nomornya tetap milik naskah ini dan dipakai saat disetujui kembali."],
        "yes": "Ya, kembalikan",
        "done": "Naskah kembali menjadi rancangan.",
        "crumbs": crumbs(paper, "Kembalikan"),
    }
    return _reasoned(request, pk, context, lambda reason: reopen_paper(pk, by=user, reason=reason))


@login_required
@require_http_methods(FORM)
def void(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Declare it void; a signed paper then says so to everybody, so the second factor is asked."""
    user, paper = paper_of(request, pk)
    allowed = may_void(user, paper.kind, paper.unit)
    forbid_unless(allowed, f"Anda tidak berwenang menyatakan {paper.kind.name} tidak berlaku.")
    return _void(request, paper, user)


@second_factor_required
def _void(request: HttpRequest, paper: Paper, user: User) -> HttpResponseBase:
    pk = paper.pk
    context = {
        "title": f"Nyatakan {paper} tidak berlaku?",
        "lines": [
            "Ini tidak dapat dibatalkan. Naskah tetap dapat dibaca, nomornya tidak dipakai lagi.",
            "Halaman pemeriksaan umum menyebutnya tidak berlaku beserta alasannya; jangan menulis data pribadi.",
        ],
        "yes": "Ya, nyatakan tidak berlaku",
        "danger": True,
        "done": "Naskah dinyatakan tidak berlaku.",
        "crumbs": crumbs(paper, "Tidak berlaku"),
    }
    return _reasoned(request, pk, context, lambda reason: void_paper(pk, by=user, reason=reason))


def _reasoned(
    request: HttpRequest, pk: int, context: dict[str, Any], deed: Callable[[str], object]
) -> HttpResponse | HttpResponseBase:
    """Ask for a reason, do it, go back to the paper."""
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            deed(form.cleaned_data["reason"])
        except DocumentError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, context["done"])
            return redirect("paper", pk=pk)
    context |= {"form": form, "cancel": reverse("paper", args=[pk])}
    return render(request, "papers/confirm.html", context, status=422 if form.errors else 200)
