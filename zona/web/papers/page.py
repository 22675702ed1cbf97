"""One paper: what it says, who signs, how it came to be, and what this person may do with it now."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zona.accounts.models import User
from zona.base import clock
from zona.documents.enums import PaperState, SigningMethod
from zona.documents.errors import DocumentError
from zona.documents.framing import expected_signers
from zona.documents.models import Paper, PaperSigner, PaperVersion
from zona.documents.pages import pages_of
from zona.documents.rights import may_approve, may_draft, may_void
from zona.documents.verification import is_certified
from zona.web.papers import pictures
from zona.web.papers.access import paper_of
from zona.web.papers.kinds import HOME
from zona.web.papers.listing import TAGS
from zona.web.templatetags.zona import date_id, moment_id

#: pictures on one page; a longer paper is downloaded
PAGES_SHOWN = 12

Act = dict[str, str]


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper's page."""
    user, paper = paper_of(request, pk)
    versions = list(paper.versions.select_related("file", "made_by"))
    signers = signers_of(paper)
    context = {
        "paper": paper,
        "kind": paper.kind,
        "tag": TAGS[PaperState(paper.state)],
        "facts": _facts(paper),
        "signers": [_signer(one) for one in signers] or _expected(paper),
        "acts": _acts(user, paper, signers),
        "versions": [_version(paper, one) for one in versions],
        "downloads": _downloads(paper, versions),
        "replaced_by": list(paper.replaced_by.exclude(state=PaperState.VOID)),
        "verified_at": paper.address if paper.state != PaperState.DRAFT else "",
        **shown_pages(paper, versions[0]),
    }
    return render(request, "papers/paper.html", context | {"crumbs": [HOME, {"label": paper.number or paper.title}]})


def signers_of(paper: Paper) -> list[PaperSigner]:
    """Everybody who is to sign, with the signatures that were made."""
    return list(paper.signers.select_related("grant", "signature").order_by("order"))


def crumbs(paper: Paper, last: str) -> list[dict[str, Any]]:
    """The way back from a page about it."""
    return [HOME, {"label": paper.number or paper.title, "href": reverse("paper", args=[paper.pk])}, {"label": last}]


def shown_pages(paper: Paper, version: PaperVersion) -> dict[str, Any]:
    """Which pictures there are; a draft is drawn now, and says so where it cannot be."""
    if version.file is not None:
        pages = version.file.pages or 1
    else:
        try:
            pages = pages_of(pictures.draft_pdf(paper))
        except DocumentError as problem:
            return {"pages": [], "more_pages": 0, "trouble": str(problem)}
    return {"pages": range(1, min(pages, PAGES_SHOWN) + 1), "more_pages": max(0, pages - PAGES_SHOWN), "trouble": ""}


def _facts(paper: Paper) -> list[dict[str, str]]:
    said = [
        ("Jenis", paper.kind.name),
        (
            "Nomor",
            paper.number or ("diberikan saat disetujui" if paper.kind.numbering.is_numbered else "tidak bernomor"),
        ),
        ("Tanggal", date_id(paper.dated) if paper.dated else "ditetapkan saat disetujui"),
        ("Unit kerja", paper.unit.name if paper.unit else "–"),
        ("Disusun oleh", paper.created_by.display_name if paper.created_by else "Zona"),
        ("Kode verifikasi", paper.code if paper.state != PaperState.DRAFT else "terbit saat disetujui"),
    ]
    return [{"label": label, "value": value} for label, value in said]


def _signer(signer: PaperSigner) -> dict[str, Any]:
    signature = getattr(signer, "signature", None)
    told: dict[str, Any] = {"who": signer.name, "office": f"{signer.acting} {signer.position}".strip(), "state": "open"}
    told["until"] = signer.grant.ends if signer.acting else None
    if signature is None:
        over = not signer.grant.holds_on(clock.today())
        return told | {"said": "Penugasannya tidak berlaku hari ini" if over else "Belum menandatangani"}
    way = SigningMethod(signature.method).label
    certified = "tersertifikasi" if is_certified(signature) else "tidak tersertifikasi"
    how = way if signature.method == SigningMethod.WET else f"{way}, {certified}"
    return told | {"state": "holds", "said": f"{moment_id(signature.signed_at)}, {how}"}


def _expected(paper: Paper) -> list[dict[str, Any]]:
    return [
        {"who": one.name, "office": one.office, "state": "open", "said": "Menurut jabatan hari ini"}
        for one in expected_signers(paper)
    ]


def _acts(user: User, paper: Paper, signers: list[PaperSigner]) -> list[Act]:
    """What the person may do now, the likeliest last, where the head puts its main button."""
    drafts, approves = (may(user, paper.kind, paper.unit) for may in (may_draft, may_approve))
    found: list[tuple[bool, str, str]] = [
        (
            paper.state != PaperState.VOID and may_void(user, paper.kind, paper.unit),
            "Nyatakan tidak berlaku",
            "paper_void",
        )
    ]
    if paper.state == PaperState.DRAFT:
        found += [(drafts, "Ubah", "paper_revise"), (approves, "Setujui", "paper_approve")]
    if paper.state == PaperState.APPROVED:
        untouched = not any(hasattr(one, "signature") for one in signers)
        mine = next((one for one in signers if not hasattr(one, "signature")), None)
        found += [
            (approves and untouched, "Kembalikan ke rancangan", "paper_reopen"),
            (approves, "Catat tanda tangan basah", "paper_sign_wet"),
            (mine is not None and mine.user_id == user.pk, "Tanda tangani", "paper_sign"),
        ]
    if paper.state in (PaperState.SIGNED, PaperState.VOID):
        found.append((drafts, "Buat pengganti", "paper_replace"))
    acts = [{"label": label, "href": reverse(name, args=[paper.pk])} for allowed, label, name in found if allowed]
    if acts and acts[-1]["label"] in ("Ubah", "Setujui", "Tanda tangani"):
        acts[-1]["kind"] = "primary"
    return acts


def _version(paper: Paper, version: PaperVersion) -> dict[str, Any]:
    who = version.made_by.display_name if version.made_by else "Zona"
    step = {
        "title": f"Versi {version.number}: {PaperState(version.state).label}",
        "state": "fails" if version.state == PaperState.VOID else "done",
        "meta": f"{moment_id(version.made_at)}, {who}",
        "text": version.said,
    }
    if version.file is not None:
        step |= {"href": reverse("paper_file", args=[paper.pk, version.number]), "link": "PDF versi ini"}
    return step


def _downloads(paper: Paper, versions: list[PaperVersion]) -> list[dict[str, str]]:
    found = []
    newest = next((one for one in versions if one.file is not None), None)
    if paper.state == PaperState.DRAFT:
        found.append({"label": "PDF rancangan", "href": reverse("paper_draft", args=[paper.pk])})
    elif newest is not None:
        found.append({"label": "PDF naskah", "href": reverse("paper_file", args=[paper.pk, newest.number])})
    if paper.kind.docx:
        found.append({"label": "DOCX untuk disunting", "href": reverse("paper_docx", args=[paper.pk])})
    return found
