"""Filing proofs on the page of an item, looking at them, fetching them and taking them out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from tests.assessments import sheets
from tests.assessments.sheets import fill, opened, result_of
from tests.evidence import specimens as make
from tests.web.worksheet.pages import read, said
from tests.worksheets import choice
from zona.assessments.actions.file_evidence import file_evidence
from zona.evidence.models import EvidenceFile
from zona.files.models import StoredFile
from zona.files.storage import location, receive

pytestmark = pytest.mark.django_db


def slot(sheet, code: str = "1-a-m", part: str = "keputusan") -> str:
    return f"/lembar-kerja/{sheet.pk}/butir/{code}/bukti/{part}/"


def upload(content: bytes | None = None, name: str = "SK Tim.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, make.pdf() if content is None else content)


@pytest.fixture
def proof(cast, sheet) -> EvidenceFile:
    """A PDF of two pages under 1-a-m."""
    received = receive(upload(make.pdf(2)))
    return file_evidence(sheet.pk, "1-a-m", "keputusan", received, by=cast.joko)


def of(sheet, row: EvidenceFile, path: str = "") -> str:
    return f"/lembar-kerja/{sheet.pk}/bukti/{row.pk}/{path}"


def test_a_file_is_filed_and_counts_at_once(joko, cast, sheet):
    fill(sheet, {"1-a-m": choice("A")}, by=cast.joko)
    response = joko.post(slot(sheet), {"berkas": upload()})
    assert response["Location"] == f"/lembar-kerja/{sheet.pk}/butir/1-a-m/#bukti"
    row = EvidenceFile.objects.get()
    assert (row.original_name, row.uploaded_by, row.part_code) == ("SK Tim.pdf", cast.joko, "keputusan")
    assert result_of(sheet).proven == 1
    page = read(joko.get(f"/lembar-kerja/{sheet.pk}/butir/1-a-m/"))
    assert "SK Tim.pdf" in page.one("div", id="bukti-keputusan")
    assert page.one("nav", id="pohon").one("a", aria_current="page").all(css="st-proven")


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "kosong.pdf", "0 byte"),
        (b"MZ\x90\x00" + b"\0" * 400, "virus.pdf", "virus.pdf"),
        (b"MZ\x90\x00" + b"\0" * 400, "virus.exe", ".exe"),
        (b"<svg onload=alert(1)>", "gambar.svg", ".svg"),
        (b"%PDF-1.7 terpotong", "potong.pdf", "potong.pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "lama.doc", "lama.doc"),
    ],
)
def test_a_bad_file_is_refused_with_its_name_and_leaves_nothing(joko, sheet, store, content, name, says):
    page = read(joko.post(slot(sheet), {"berkas": upload(content, name)}, follow=True))
    assert name in said(page)
    assert says in said(page)
    assert not EvidenceFile.objects.exists()
    assert not StoredFile.objects.exists()
    assert not [path for path in store.rglob("*") if path.is_file()]


@override_settings(UPLOAD_LIMIT_BYTES=5_000)
def test_a_file_over_the_limit_is_refused_and_the_limit_is_said(joko, sheet, store):
    page = read(joko.post(slot(sheet), {"berkas": upload(make.pdf() + b"%" * 6_000, "besar.pdf")}, follow=True))
    assert "besar.pdf" in said(page)
    assert "4,9 KB" in said(page) or "4 KB" in said(page) or "5 KB" in said(page)
    assert not EvidenceFile.objects.exists()


def test_of_several_files_the_good_ones_stay(joko, sheet):
    files = [upload(make.pdf(1), "satu.pdf"), upload(b"MZ" + b"\0" * 400, "dua.pdf"), upload(make.image(), "tiga.jpg")]
    page = read(joko.post(slot(sheet), {"berkas": files}, follow=True))
    assert set(EvidenceFile.objects.values_list("original_name", flat=True)) == {"satu.pdf", "tiga.jpg"}
    for name in ("satu.pdf", "dua.pdf", "tiga.jpg"):
        assert name in said(page)


def test_the_same_file_twice_is_said(joko, sheet):
    joko.post(slot(sheet), {"berkas": upload()})
    page = read(joko.post(slot(sheet), {"berkas": upload(name="salinan.pdf")}, follow=True))
    assert "salinan.pdf" in said(page)
    assert EvidenceFile.objects.count() == 1


def test_nothing_chosen_is_said(joko, sheet):
    assert "Belum ada berkas" in said(read(joko.post(slot(sheet), {}, follow=True)))


def test_a_slot_or_item_that_is_none(joko, sheet):
    for code, part in (("1-a-m", "lain"), ("9-z", "keputusan")):
        assert joko.post(slot(sheet, code, part), {"berkas": upload()}).status_code == 404
    assert joko.get(slot(sheet)).status_code == 405


def test_readers_and_strangers_file_nothing(cast, enter, sheet):
    for person, status in ((cast.surya, 403), (cast.maya, 403), (cast.rini, 404), (cast.dewi, 404)):
        assert enter(person).post(slot(sheet), {"berkas": upload()}).status_code == status
    assert not EvidenceFile.objects.exists()


def test_after_sending_nothing_is_filed(joko, cast, sheet):
    sheets.sent(cast, sheet)
    assert "sudah dikirim" in said(read(joko.post(slot(sheet), {"berkas": upload()}, follow=True)))
    assert not EvidenceFile.objects.exists()


def test_the_original_leaves_only_as_a_harmless_download(joko, sheet, proof):
    response = joko.get(of(sheet, proof))
    assert b"".join(response.streaming_content) == make.pdf(2)
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"


def test_a_proof_is_looked_at_page_by_page(joko, cast, sheet, proof):
    page = read(joko.get(of(sheet, proof, "lihat/")))
    pictures = [image["src"] for image in page.all("img") if "/gambar/" in image["src"]]
    assert pictures == [of(sheet, proof, "gambar/1/"), of(sheet, proof, "gambar/2/")]
    assert proof.stored_file.sha256 in page.text
    assert "Joko Prasetyo" in page
    response = joko.get(pictures[1])
    assert response["Content-Type"] == "image/png"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert joko.get(of(sheet, proof, "gambar/3/")).status_code in (404, 422)
    assert joko.get(of(sheet, proof, "gambar/0/")).status_code in (404, 422)


def test_a_document_without_pictures_is_offered_to_fetch(joko, cast, sheet):
    row = file_evidence(sheet.pk, "1-a-m", "keputusan", receive(upload(make.office(), "a.docx")), by=cast.joko)
    page = read(joko.get(of(sheet, row, "lihat/")))
    assert not [image for image in page.all("img") if "/gambar/" in image["src"]]
    assert of(sheet, row) in {link["href"] for link in page.all("a")}


@pytest.mark.parametrize("path", ["", "lihat/", "gambar/1/"])
def test_who_may_open_a_proof(cast, enter, sheet, proof, path):
    for person in (cast.joko, cast.ratna, cast.wulan, cast.surya, cast.maya, cast.lestari, cast.admin):
        assert enter(person).get(of(sheet, proof, path)).status_code == 200
    for person in (cast.rini, cast.dewi, cast.agus, cast.putu, cast.nobody):
        assert enter(person).get(of(sheet, proof, path)).status_code == 404


def test_a_proof_does_not_open_under_another_worksheet(cast, enter, sheet, proof):
    other = opened(cast, cast.kenanga)
    for path in ("", "lihat/", "gambar/1/", "keluarkan/"):
        assert enter(cast.agus).get(of(other, proof, path)).status_code == 404


def test_a_file_that_is_gone_from_disk_is_not_found(joko, sheet, proof):
    location(proof.stored_file).unlink()
    assert joko.get(of(sheet, proof)).status_code == 404


def test_taken_out_with_a_reason_it_stays_as_a_row(joko, cast, sheet, proof):
    address = of(sheet, proof, "keluarkan/")
    assert joko.get(address).status_code == 200
    refused = joko.post(address, {"alasan": " "})
    assert refused.status_code == 422
    assert joko.post(address, {"alasan": "salah berkas"}).status_code == 302
    proof.refresh_from_db()
    assert (proof.removed_by, proof.removed_reason) == (cast.joko, "salah berkas")
    assert joko.get(address).status_code == 404
    assert joko.post(address, {"alasan": "lagi"}).status_code == 404
    assert "salah berkas" in read(joko.get(of(sheet, proof, "lihat/")))


def test_readers_take_nothing_out(cast, enter, sheet, proof):
    assert enter(cast.surya).post(of(sheet, proof, "keluarkan/"), {"alasan": "x"}).status_code == 403
    assert enter(cast.rini).post(of(sheet, proof, "keluarkan/"), {"alasan": "x"}).status_code == 404
    proof.refresh_from_db()
    assert not proof.is_removed


def test_after_sending_a_proof_stays_and_the_reason_is_kept(joko, cast, sheet, proof):
    sheets.sent(cast, sheet)
    response = joko.post(of(sheet, proof, "keluarkan/"), {"alasan": "salah berkas"})
    assert response.status_code in (403, 422)
    assert "salah berkas" in read(response).one("textarea")
    proof.refresh_from_db()
    assert not proof.is_removed
