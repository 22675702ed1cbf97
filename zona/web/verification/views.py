"""For everybody, without an account: is this paper real, and does it stand?"""

import re
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zona.documents.verification import FileFacts, file_by_content, file_by_hash, paper_by_code, papers_by_number
from zona.files import serving
from zona.files.rules.kinds import size_shown
from zona.web.papers.files import file_name
from zona.web.verification import limits
from zona.web.verification.showing import file_shown, paper_shown

CODE = re.compile(r"[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{4}[\s-]*(?:[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{4}[\s-]*){2}")
LONGEST = 120
UNKNOWN = (
    "Tidak ada naskah dengan kode ini. Periksa huruf dan angkanya (tanpa I, L, O, dan U), "
    "atau unggah berkasnya di sini."
)
TOO_MANY = "Terlalu banyak pemeriksaan dari tempat ini. Tunggu satu menit, lalu coba lagi."


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """By code or number, or with the file."""
    asked = request.GET.get("kode", "").replace("\x00", "").strip()[:LONGEST]
    if CODE.fullmatch(asked):
        return redirect("verify_paper", paper_code=re.sub(r"[\s-]", "", asked).upper())
    if not asked:
        return _start(request)
    if limits.is_too_many(request, "kode"):
        return _start(request, asked=asked, trouble=TOO_MANY, status=429)
    found = papers_by_number(asked)
    if len(found) == 1:
        return redirect("verify_paper", paper_code=found[0].paper.code)
    if not found:
        limits.count(request, "kode")
        trouble = f"Tidak ada naskah bernomor “{asked}”. Tulis nomor persis seperti tercetak, atau kode di bawah QR."
        return _start(request, asked=asked, trouble=trouble)
    return _start(request, asked=asked, found=[facts.paper for facts in found])


def _start(request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"limit": size_shown(settings.UPLOAD_LIMIT_BYTES), "most": settings.UPLOAD_LIMIT_BYTES, **more}
    return render(request, "verification/start.html", context, status=status)


@require_safe
def paper(request: HttpRequest, paper_code: str) -> HttpResponse:
    """What the QR on the paper leads to."""
    if limits.is_too_many(request, "kode"):
        return _start(request, trouble=TOO_MANY, status=429)
    facts = paper_by_code(paper_code.replace("\x00", "")[:40])
    if facts is None:
        limits.count(request, "kode")
        return _start(request, trouble=UNKNOWN, status=404)
    return render(request, "verification/paper.html", paper_shown(facts))


@require_safe
def download(request: HttpRequest, paper_code: str) -> HttpResponseBase:
    """The paper itself, where its kind is for everybody."""
    facts = None if limits.is_too_many(request, "kode") else paper_by_code(paper_code.replace("\x00", "")[:40])
    if facts is None or not facts.paper.kind.public or facts.version.file is None:
        limits.count(request, "kode")
        raise Http404("Naskah ini tidak dibuka untuk umum.")
    return serving.download(facts.version.file, file_name(facts.paper))


@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest) -> HttpResponse:
    """A file by its fingerprint (GET, computed by the browser) or by its content (POST, examined and not kept)."""
    if request.method != "POST":
        return _by_fingerprint(request)
    if limits.is_too_many(request, "berkas"):
        return _start(request, trouble=TOO_MANY, status=429)
    limits.count(request, "berkas")
    upload = request.FILES.get("berkas")
    if upload is None:
        return _start(request, trouble="Pilih berkas PDF yang akan diperiksa.", status=422)
    if upload.size is None or upload.size > settings.UPLOAD_LIMIT_BYTES:
        limit = size_shown(settings.UPLOAD_LIMIT_BYTES)
        trouble = f"Berkas lebih besar dari {limit}, jadi tidak diperiksa. Naskah Zona tidak sebesar itu."
        return _start(request, trouble=trouble, status=422)
    return _told(request, file_by_content(upload.read()), upload.name or "")


def _by_fingerprint(request: HttpRequest) -> HttpResponse:
    digest = request.GET.get("sidik", "")
    if not digest:
        return _start(request)
    facts = file_by_hash(digest.lower())
    if facts is None:
        trouble = "Sidik jari ini tidak dikenal. Unggah berkasnya supaya tanda tangannya diperiksa."
        return _start(request, trouble=trouble, status=404)
    return _told(request, facts, "")


def _told(request: HttpRequest, facts: FileFacts, name: str) -> HttpResponse:
    return render(request, "verification/file.html", file_shown(facts) | {"name": name})
