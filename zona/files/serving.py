"""Answers that carry stored files to a browser. Whoever calls has checked that this person may see it.

The original leaves only as a download; on screen there are only pictures that we drew. Both carry headers under which
a browser runs nothing, also when somebody opens the address by itself.
"""

import logging

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase

from zona.files.models import StoredFile
from zona.files.previews import NoPreviewError, picture_of
from zona.files.rules.names import content_disposition, with_extension
from zona.files.storage import location

log = logging.getLogger(__name__)

_PREVIEW_EXTENSIONS = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}


def download(stored: StoredFile, name: str) -> FileResponse:
    """The original, byte for byte, to be saved and not shown. Raises Http404 when the store has lost it."""
    try:
        file = location(stored).open("rb")
    except FileNotFoundError:
        log.error("Berkas %s (%s) tidak ada di penyimpanan.", stored.path, stored.pk)
        raise Http404("Berkas ini tidak ditemukan di penyimpanan. Beri tahu administrator.") from None
    response = FileResponse(file, content_type=stored.media_type)
    response["Content-Length"] = str(stored.size)
    response["Content-Disposition"] = content_disposition(name)
    _harden(response)
    return response


def made(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Bytes that Zona made for this one answer (a draft, a sample), to be saved and not shown."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition(name)
    _harden(response)
    return response


def picture(content: bytes, name: str) -> HttpResponse:
    """A picture that we drew of what is not stored, such as a draft."""
    response = HttpResponse(content, content_type="image/png")
    response["Content-Disposition"] = content_disposition(name, kind="inline")
    _harden(response)
    return response


def preview(stored: StoredFile, name: str, *, page: int = 1) -> HttpResponse:
    """A picture of one page; where there is none, one sentence as plain text (422)."""
    try:
        picture = picture_of(stored, page)
    except NoPreviewError as reason:
        response = HttpResponse(str(reason), status=422, content_type="text/plain; charset=utf-8")
    else:
        response = HttpResponse(picture, content_type=stored.kind.preview)
        response["Content-Disposition"] = content_disposition(_preview_name(name, stored, page), kind="inline")
    _harden(response)
    return response


def _preview_name(name: str, stored: StoredFile, page: int) -> str:
    extension = _PREVIEW_EXTENSIONS[stored.kind.preview]
    return with_extension(name, f"-{page}{extension}" if stored.pages else extension)


def _harden(response: HttpResponseBase) -> None:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
