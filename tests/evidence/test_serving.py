"""What reaches the browser: downloads nobody can run, pictures that tell nothing."""

import io

import pytest
from django.http import FileResponse, Http404, HttpResponse
from PIL import Image

from tests.evidence import specimens as make
from tests.responses import close
from zona.evidence.models import EvidenceFile
from zona.files import previews, sandbox, serving
from zona.files.storage import location

pytestmark = pytest.mark.django_db

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}

STORED = [
    ("SK.pdf", make.pdf),
    ("foto.jpg", make.image),
    ("foto.png", lambda: make.image("PNG")),
    ("foto.webp", lambda: make.image("WEBP")),
    ("foto.heic", make.heic),
    ("a.docx", make.office),
    ("a.xlsx", lambda: make.office("xlsx")),
    ("a.pptx", lambda: make.office("pptx")),
    ("a.odt", make.odf),
    ("a.ods", lambda: make.odf("spreadsheet")),
    ("skrip.pdf", make.pdf_with_script),
]


def download(row: EvidenceFile) -> FileResponse:
    return serving.download(row.stored_file, row.original_name)


def preview(row: EvidenceFile, *, page: int = 1) -> HttpResponse:
    return serving.preview(row.stored_file, row.original_name, page=page)


def picture(response) -> Image.Image:
    image = Image.open(io.BytesIO(response.content))
    image.load()
    return image


@pytest.mark.parametrize(("name", "maker"), STORED, ids=[row[0] for row in STORED])
def test_every_kind_is_downloaded_whole_and_harmless(attach, name, maker):
    content = maker()
    file = attach(content, name)
    response = download(file)
    assert b"".join(response) == content
    assert {key: response[key] for key in HEADERS} == HEADERS
    assert response["Content-Disposition"].startswith("attachment; ")
    assert response["Content-Type"] == file.stored_file.media_type
    assert response["Content-Length"] == str(len(content))
    close(response)


@pytest.mark.parametrize(("name", "maker"), STORED, ids=[row[0] for row in STORED])
def test_a_preview_is_a_picture_or_a_sentence(attach, name, maker):
    response = preview(attach(maker(), name))
    assert {key: response[key] for key in HEADERS} == HEADERS
    if name in ("SK.pdf", "foto.jpg", "foto.png", "foto.webp"):
        assert response["Content-Type"] == (
            "image/png" if name == "SK.pdf" else picture(response).get_format_mimetype()
        )
        assert response["Content-Disposition"].startswith("inline; ")
    else:
        assert (response.status_code, response["Content-Type"]) == (422, "text/plain; charset=utf-8")
        assert "Unduh" in response.content.decode()


def test_a_photograph_loses_its_place_and_stands_upright(attach):
    original = make.photo_with_place()
    assert Image.open(io.BytesIO(original)).getexif().get_ifd(0x8825)  # the control: it was there
    file = attach(original, "foto.jpg")
    response = preview(file)
    shown = picture(response)
    assert shown.size == (800, 1600)
    assert not shown.getexif()
    assert not {"exif", "comment", "icc_profile", "xmp"} & set(shown.info)
    assert b"rahasia" not in response.content.lower()
    assert location(file.stored_file).read_bytes() == original


def test_see_through_pictures_stay_so(attach):
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (255, 0, 0, 0)).save(out, "PNG", icc_profile=b"x" * 200)
    shown = picture(preview(attach(out.getvalue(), "cap.png")))
    assert shown.mode == "RGBA"
    assert "icc_profile" not in shown.info


def test_pages_of_a_pdf(attach):
    file = attach(make.pdf(3))
    assert file.stored_file.pages == 3
    response = preview(file, page=3)
    assert max(picture(response).size) <= 1600
    assert min(picture(response).size) > 1000
    assert 'filename="SK Tim-3.png"' in response["Content-Disposition"]
    for page in (0, 4):
        missing = preview(file, page=page)
        assert missing.status_code == 422
        assert "3 halaman" in missing.content.decode()


def test_a_page_is_drawn_once(attach, monkeypatch, store):
    file = attach()
    first = preview(file)
    monkeypatch.setattr(sandbox, "run", None)
    assert preview(file).content == first.content
    (kept,) = (store.parent / "previews").rglob("*-1")
    assert kept.name == f"{file.stored_file.sha256}-1"


def test_a_drawing_that_fails_is_not_kept(attach, monkeypatch, store):
    file = attach()
    for outcome in (sandbox.Outcome(b"", -9), sandbox.Outcome(b"<html>", 0)):
        monkeypatch.setattr(sandbox, "run", lambda *_, outcome=outcome: outcome)
        response = preview(file)
        assert (response.status_code, response["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert not (store.parent / "previews").exists()


def test_a_full_disk_still_shows_the_picture(attach, monkeypatch):
    file = attach()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(previews.os, "fsync", full)
    assert preview(file).status_code == 200


def test_a_lost_file_is_not_found(attach):
    file = attach()
    location(file.stored_file).unlink()
    with pytest.raises(Http404, match="tidak ditemukan"):
        download(file)


def test_the_name_in_the_header_is_safe(attach):
    response = download(attach(name='SK "Tim"; é\r\n.pdf'))
    assert "\r" not in response["Content-Disposition"]
    assert "filename*=UTF-8''SK%20%22Tim%22%3B%20%C3%A9" in response["Content-Disposition"]
    close(response)
