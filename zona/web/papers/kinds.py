"""The kinds of papers: what each is for, what it asks, how it looks."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_safe

from zona.accounts.enums import Role
from zona.documents.kinds import FieldKind, NumberingRule, PaperKind, paper_kinds
from zona.documents.preview import preview
from zona.documents.rights import HANDS, drafted_kinds
from zona.files import serving
from zona.web.requests import user_of

HOME: dict[str, Any] = {"label": "Naskah", "href": reverse_lazy("papers")}
NUMBERS = {
    NumberingRule.OWN: "Nomor diberikan Zona, berurutan tanpa celah",
    NumberingRule.REGISTER: "Nomor diketik dari register Bagian Hukum",
    NumberingRule.NONE: "Tidak bernomor",
}
HOLDS = {
    FieldKind.TEXT: "teks",
    FieldKind.NUMBER: "angka",
    FieldKind.DATE: "tanggal",
    FieldKind.MONEY: "rupiah",
    FieldKind.YES_NO: "ya atau tidak",
    FieldKind.LIST: "daftar butir",
    FieldKind.ROWS: "baris berulang",
}


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every kind with its purpose, hands and fields."""
    mine = drafted_kinds(user_of(request))
    shown = [_shown(kind, may_draft=kind in mine) for kind in paper_kinds().values()]
    return render(request, "papers/kinds.html", {"kinds": shown, "crumbs": [HOME, {"label": "Jenis naskah"}]})


@login_required
@require_safe
def sample(request: HttpRequest, kind: str) -> HttpResponseBase:
    """A kind filled with invented data, marked CONTOH."""
    found = paper_kinds().get(kind)
    if found is None:
        raise Http404("Jenis naskah tidak dikenal.")
    return serving.made(preview(kind), "application/pdf", f"Contoh {found.name}.pdf")


def _shown(kind: PaperKind, *, may_draft: bool) -> dict[str, Any]:
    hands = HANDS[kind.code]
    facts = [
        ("Disusun oleh", _labels(hands.draft)),
        ("Disetujui oleh", _labels(hands.approve)),
        ("Ditandatangani oleh", ", lalu ".join(label_of(code) for code in kind.signers)),
        ("Nomor", NUMBERS[kind.numbering.rule]),
        ("Terbuka untuk umum", "seluruh naskah" if kind.public else "hanya keterangannya"),
    ]
    return {
        "code": kind.code,
        "name": kind.name,
        "about": kind.about,
        "facts": [{"label": label, "value": value} for label, value in facts],
        "fields": [
            {"label": one.label, "holds": HOLDS[one.kind], "needed": not one.optional, "help": one.help}
            for one in kind.fields
        ],
        "new": reverse("paper_new", args=[kind.code]) if may_draft else "",
    }


def _labels(roles: tuple[Role, ...]) -> str:
    return " atau ".join(dict.fromkeys(str(role.label) for role in roles))


def label_of(code: str) -> str:
    """A role as people call it."""
    return str(Role(code).label) if code in Role.values else code
