"""The main way of a unit, each stretch with and without JavaScript."""

import io
import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.cast import PASSWORD
from tests.evidence.specimens import image, pdf
from tests.journeys.conftest import Visit
from tests.journeys.desk import Desk, item, page_of
from tests.journeys.watch import Watch
from tests.spreadsheet.books import type_in
from zona.assessments.models import Answer, Assessment, AssessmentTransition, StepTick
from zona.evidence.models import EvidenceFile

pytestmark = pytest.mark.journey
with_and_without = pytest.mark.parametrize("scripts", [True, False], ids=["skrip", "tanpa-skrip"])


@with_and_without
def test_signing_in_leads_to_the_worksheet(desk: Desk, visit: Visit, watch: Watch, scripts: bool):
    desk.sheet()
    watch.expect(422)
    page = visit(None, "/", scripts=scripts)
    page.get_by_label("Nama pengguna atau surel").fill("joko")
    page.get_by_label("Kata sandi").fill("bukan-kata-sandinya")
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Belum dapat masuk")
    expect(page.get_by_label("Nama pengguna atau surel")).to_have_value("joko")
    expect(page.get_by_label("Kata sandi")).to_have_value("")

    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page).to_have_title("Pekerjaan saya · Zona")
    page.get_by_role("link", name="Jawab 73 butir lembar kerja", exact=True).click()
    expect(page).to_have_url(re.compile(r"/butir/1-a-t/$"))


def test_an_item_is_answered_without_scripts(desk: Desk, visit: Visit):
    sheet = desk.sheet()
    page = visit(desk.cast.joko, item(sheet, "1-a-t"), scripts=False)
    page.locator("label.opt").filter(has_text="Ya").first.click()
    page.get_by_label("Catatan penjelasan singkat").fill("SK terlampir")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.locator("#pesan")).to_contain_text("Butir I.a.t tersimpan.")
    expect(page.locator("#simpan")).to_contain_text("oleh Joko Prasetyo")
    expect(page.locator("#rekap")).to_contain_text("1 dari 76 butir")

    page.locator("#tahapan").scroll_into_view_if_needed()
    page.get_by_role("checkbox").nth(1).check()
    page.get_by_role("button", name="Simpan tahapan").click()
    expect(page.get_by_role("checkbox").nth(1)).to_be_checked()
    assert StepTick.objects.filter(assessment=sheet).count() == 1

    page.get_by_role("button", name="Simpan dan lanjut ke I.a.m").click()
    expect(page).to_have_url(re.compile(r"/butir/1-a-m/$"))
    page.get_by_label("Lompat ke kode").fill("V.b.2")
    page.get_by_label("Lompat ke kode").press("Enter")
    expect(page).to_have_url(re.compile(r"/butir/5-b-2/$"))
    row = Answer.objects.get(assessment=sheet, question_code="1-a-t")
    assert (row.label, row.remark) == ("Ya", "SK terlampir")


@with_and_without
def test_proofs_are_uploaded_shown_and_taken_out(desk: Desk, visit: Visit, scripts: bool):
    sheet = desk.sheet()
    good, picture = desk.file("Undangan rapat.pdf", pdf(2)), desk.file("Foto rapat.png", image("PNG"))
    bad = desk.file("Laporan akhir.pdf", b"MZ\x90\x00" + b"\x00" * 2000)
    page = visit(desk.cast.joko, item(sheet, "1-a-t"), scripts=scripts)
    slot = page.locator("#bukti-undangan")
    expect(page.locator("section[aria-labelledby=bukti]")).to_contain_text("25 MB")

    _upload(page, "undangan", [good, picture, bad])

    said = page.locator("section[aria-labelledby=bukti]")  # beside the slots, so that nobody has to scroll for it
    expect(said).to_contain_text("Undangan rapat.pdf tersimpan sebagai bukti butir I.a.t.")
    expect(said).to_contain_text("Foto rapat.png tersimpan")
    expect(said.locator(".notice--fails")).to_contain_text("Laporan akhir.pdf")
    expect(slot.locator(".slot__file")).to_have_count(2)

    slot.get_by_role("link", name="Foto rapat.png", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Foto rapat.png")
    shown = page.locator(".paper img").first
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("complete", True)
    assert shown.evaluate("picture => picture.naturalWidth") > 0

    page.get_by_role("link", name="Kembali ke butir I.a.t").click()
    slot.get_by_role("link", name="Keluarkan Foto rapat.png").click()
    page.get_by_label("Alasan").fill("Bukan foto rapat ini")
    page.get_by_role("button", name="Keluarkan berkas").click()
    expect(said).to_contain_text("Foto rapat.png dikeluarkan")
    expect(slot.locator(".slot__file")).to_have_count(1)
    row = EvidenceFile.objects.get(original_name="Foto rapat.png")
    assert (row.removed_reason, row.removed_by) == ("Bukan foto rapat ini", desk.cast.joko)


def _upload(page: Page, part: str, files: list) -> None:
    slot = page.locator(f"#bukti-{part}")
    slot.locator("summary").click()
    slot.locator("input[type=file]").set_input_files(files)
    slot.get_by_role("button", name="Unggah").click()


@with_and_without
def test_the_gates_say_what_fails_and_what_closes_it(desk: Desk, visit: Visit, scripts: bool):
    sheet = desk.trap()
    page = visit(desk.cast.ratna, item(sheet, "1-a-t"), scripts=scripts)
    page.get_by_role("link", name="Apa yang menutup kekurangan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kurang 1,00 poin di satu syarat")
    failed = page.locator(".gate--fails")
    expect(failed).to_have_count(1)
    expect(failed.locator(".gate__fig")).to_contain_text("17,00")
    expect(failed.locator(".gate__say")).to_have_text("Belum terpenuhi, kurang 1,00")
    expect(failed).to_contain_text("13,50 + 3,50 = 17,00")
    expect(page.locator("tfoot")).to_contain_text("78,00")

    closing = page.get_by_role("table", name=re.compile("^Jalan terpendek menutup"))
    expect(closing.locator("tbody tr")).to_have_count(1)
    closing.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/butir/hasil-kkn-(tlhp|spak)-a/$"))


@with_and_without
def test_the_head_sends_recalls_and_sends_again(desk: Desk, visit: Visit, watch: Watch, scripts: bool):
    sheet = desk.trap()
    watch.expect(422)
    page = visit(desk.cast.ratna, page_of(sheet, "kirim/"), scripts=scripts)
    page.get_by_role("button", name="Kirim lembar kerja").click()
    error = page.get_by_role("alert")
    expect(error).to_contain_text("Lembar kerja belum terkirim")
    if scripts:
        expect(error).to_be_focused()
    expect(error.get_by_role("link")).to_have_attribute("href", "#pernyataan")
    expect(page.get_by_role("checkbox")).to_have_attribute("aria-invalid", "true")
    assert not AssessmentTransition.objects.exists()

    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Kirim lembar kerja").dblclick()
    expect(page).to_have_url(re.compile(r"/tanda-terima/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lembar kerja terkirim")
    first = AssessmentTransition.objects.get(assessment=sheet)
    assert _fingerprint(page) == first.fingerprint

    page.goto(item(sheet, "1-a-t"))
    expect(page.get_by_role("note").first).to_contain_text("Hanya dapat dibaca")
    expect(page.get_by_role("button", name="Simpan", exact=True)).to_have_count(0)

    page.goto(page_of(sheet, "tanda-terima/"))
    page.get_by_role("link", name="Tarik kembali").click()
    page.get_by_role("button", name="Tarik kembali lembar kerja").click()
    expect(page.get_by_role("alert")).to_contain_text("Belum ditarik")
    page.get_by_label("Alasan penarikan").fill("Catatan V.b.2 belum lengkap")
    page.get_by_role("button", name="Tarik kembali lembar kerja").click()
    expect(page.locator("#pesan")).to_contain_text("ditarik kembali")

    page.goto(page_of(sheet, "kirim/"))
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Kirim lembar kerja").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lembar kerja terkirim")
    assert [move.name for move in AssessmentTransition.objects.order_by("pk")] == ["send", "recall", "send"]
    assert _fingerprint(page) == first.fingerprint, "the same answers have the same fingerprint"


def _fingerprint(page: Page) -> str:
    return page.locator("section[aria-labelledby=sidik] .code").inner_text().replace(" ", "")


def test_a_page_left_open_cannot_send_twice(desk: Desk, visit: Visit):
    sheet = desk.trap()
    pages = [visit(desk.cast.ratna, page_of(sheet, "kirim/")) for _ in range(2)]
    for page in pages:
        page.get_by_role("checkbox").check()
        page.get_by_role("button", name="Kirim lembar kerja").click()
        expect(page).to_have_url(re.compile(r"/tanda-terima/$"))
    assert AssessmentTransition.objects.count() == 1


@with_and_without
def test_excel_goes_out_and_one_change_comes_in(desk: Desk, visit: Visit, scripts: bool):
    sheet = desk.trap()
    old = Answer.objects.get(assessment=sheet, question_code="3-b-2").label
    new = "A" if old != "A" else "B"
    page = visit(desk.cast.joko, page_of(sheet, "impor/"), scripts=scripts)
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh Excel").click()
    book = download.value
    assert book.suggested_filename == f"lke-puskesmas-melati-{desk.cast.period.year}.xlsx"
    data = book.path().read_bytes()
    assert "LKE" in load_workbook(io.BytesIO(data)).sheetnames

    changed = desk.file(book.suggested_filename, type_in(data, {"3-b-2": new}))
    page.get_by_label("Berkas Excel").set_input_files(changed)
    page.get_by_role("button", name="Periksa berkas").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 butir akan berubah.")
    rows = page.get_by_role("table", name="Butir yang akan berubah").locator("tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("III.b.2")
    expect(rows.locator("[data-l='Jawaban lama']")).to_have_text(old)
    expect(rows.locator("[data-l='Jawaban baru']")).to_have_text(new)
    assert Answer.objects.get(assessment=sheet, question_code="3-b-2").label == old

    page.get_by_role("button", name="Ambil 1 butir").click()
    expect(page.locator("#pesan")).to_contain_text("1 butir diambil dari")
    page.goto(item(sheet, "3-b-2"))
    expect(page.locator(f"input[name=jawaban][value={new}]")).to_be_checked()
    expect(page.locator("#simpan")).to_contain_text("oleh Joko Prasetyo")


def test_the_recap_is_a_pdf(desk: Desk, visit: Visit):
    page = visit(desk.cast.ratna, page_of(desk.trap(), "kirim/"))
    paper = page.request.get(page_of(Assessment.objects.get(), "rekap.pdf"))
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.body().startswith(b"%PDF")
