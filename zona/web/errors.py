"""Pages for what went wrong: what happened, and what the reader can do now.

A request by htmx gets only a notice for the region `#pesan`, so a refusal never wipes out a half-filled form.
"""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


@dataclass(frozen=True, slots=True)
class Trouble:
    """An error in plain words."""

    status: int
    title: str
    what: str
    remedy: str


BAD_REQUEST = Trouble(
    400,
    "Permintaan tidak dapat dibaca",
    "Alamat atau isian yang dikirim tidak lengkap atau berubah di jalan.",
    "Kembali ke halaman sebelumnya, muat ulang, lalu coba lagi.",
)
FORBIDDEN = Trouble(
    403,
    "Anda tidak berwenang membuka halaman ini",
    "Halaman ini hanya untuk peran lain, atau penugasan Anda sudah berakhir.",
    "Bila ini tugas Anda, minta Bagian Organisasi memeriksa peran pada akun Anda.",
)
NOT_FOUND = Trouble(
    404,
    "Halaman tidak ditemukan",
    "Alamatnya mungkin salah ketik, sudah dipindahkan, atau bukan untuk akun Anda.",
    "Periksa alamatnya, atau mulai lagi dari halaman depan.",
)
TOO_MANY = Trouble(
    429,
    "Terlalu banyak percobaan",
    "Demi keamanan akun, percobaan dari tempat ini dihentikan sebentar.",
    "Tunggu lima menit, lalu coba lagi. Lupa kata sandi? Pakai tautan di halaman masuk.",
)
SERVER_ERROR = Trouble(
    500,
    "Sistem sedang bermasalah",
    "Permintaan Anda belum selesai. Yang sudah tersimpan sebelumnya tetap aman.",
    "Tunggu beberapa menit lalu coba lagi. Bila tetap gagal, beri tahu Bagian Organisasi jam kejadiannya.",
)
CSRF = Trouble(
    403,
    "Isian belum terkirim",
    "Halaman ini sudah terlalu lama terbuka, atau peramban menolak kuki, sehingga pengirimnya tidak dapat dipastikan.",
    "Kembali, salin isian Anda bila perlu, muat ulang halamannya, lalu kirim lagi.",
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; the request may be malformed, so nothing of it is read."""
    return _answer(None, BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 for members without the right; strangers get 404. What the deed said stands first."""
    said = str(exception)
    return _answer(request, replace(FORBIDDEN, what=said) if said else FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _answer(request, NOT_FOUND)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """429, called by allauth when someone tries too often."""
    return _answer(request, TOO_MANY)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, drawn without session or database, since those may be what failed."""
    return _answer(request if _by_htmx(request) else None, SERVER_ERROR)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose sender cannot be verified."""
    return _answer(request, CSRF)


def notice(request: HttpRequest, title: str, what: str, *, status: int) -> HttpResponse:
    """A refusal in the region `#pesan` of the page an htmx request came from; what was typed there stays."""
    return _answer(request, Trouble(status, title, what, what))


def _answer(request: HttpRequest | None, trouble: Trouble) -> HttpResponse:
    context = {"trouble": trouble}
    if request is not None and _by_htmx(request):
        notice = render_to_string("errors/notice.html", context)
        headers = {"HX-Retarget": "#pesan", "HX-Reswap": "innerHTML"}
        return HttpResponse(notice, status=trouble.status, headers=headers)
    context_full = context | {"without_database": request is None}
    return HttpResponse(render_to_string("errors/page.html", context_full, request), status=trouble.status)


def _by_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"
