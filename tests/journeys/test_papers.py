"""A decree on its way: the legal office drafts and approves it, the mayor signs it, everybody can verify it."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.documents.making import SECRET, approved, signed, with_keys
from tests.journeys.conftest import Visit
from tests.journeys.desk import Desk
from tests.journeys.test_every_screen import wrong_with
from tests.journeys.watch import Watch
from zona.documents.enums import PaperState
from zona.documents.models import Paper
from zona.files.storage import content_of

pytestmark = pytest.mark.journey


@pytest.fixture(autouse=True)
def _seal() -> Iterator[None]:
    """The city's keys need a pass phrase of the server; it goes with the test."""
    before = settings.SEAL_PASSPHRASE
    yield
    settings.SEAL_PASSPHRASE = before


def code_now(secret: str) -> str:
    """What the app on the telephone shows."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def second_factor(page: Page) -> str:
    """Set up an app of codes from the page that says why; its secret."""
    page.get_by_role("link", name="Aktifkan aplikasi kode").click()
    secret = page.locator(".secret").inner_text().strip()
    page.locator("[name=code]").fill(code_now(secret))
    page.get_by_role("button", name="Aktifkan").click()
    page.wait_for_load_state()
    return secret


def copy_of(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_decree_from_draft_to_the_public_page(desk: Desk, visit: Visit, watch: Watch, tmp_path: Path) -> None:
    watch.expect(404)  # the browser asks for a fingerprint that nobody knows
    cast = desk.cast
    with_keys(cast, settings, cast.lestari)

    legal = visit(cast.hukma, "/naskah/baru/decree_revocation/?contoh=1")
    legal.get_by_role("button", name="Tambah baris Diktum").click()
    expect(legal.get_by_role("group", name="Diktum 4")).to_be_visible()
    legal.get_by_role("button", name="Hapus Diktum 4").click()
    legal.get_by_role("button", name="Simpan rancangan").click()
    expect(legal.get_by_text("Rancangan disimpan")).to_be_visible()
    legal.get_by_role("link", name="Setujui").click()
    legal.get_by_label("Nomor dari register").fill("700/Kep.77/2026")
    legal.get_by_role("button", name="Setujui naskah").click()
    expect(legal.get_by_text("menunggu tanda tangan").first).to_be_visible()
    paper = Paper.objects.get()

    mayor = visit(cast.lestari, "/naskah/")
    mayor.get_by_role("link", name=paper.title).first.click()
    expect(mayor.get_by_text("memerlukan pengaman kedua")).to_be_visible()
    secret = second_factor(mayor)
    mayor.goto(f"/naskah/{paper.pk}/tanda-tangan/")
    mayor.locator("[name=code]").fill(code_now(secret))
    mayor.get_by_role("button", name="Lanjutkan").click()
    expect(mayor.get_by_text("Anda menandatangani sebagai")).to_contain_text("Wali Kota Bening")
    mayor.get_by_label("Frasa sandi").fill("bukan frasa sandi saya")
    watch.expect(404, 422)
    mayor.get_by_role("button", name="Tanda tangani").click()
    expect(mayor.get_by_role("alert")).to_contain_text("Frasa sandi salah")
    mayor.get_by_label("Frasa sandi").fill(SECRET)
    mayor.get_by_role("button", name="Tanda tangani").click()
    expect(mayor.get_by_text("sudah Anda tandatangani")).to_be_visible()
    paper.refresh_from_db()
    assert paper.state == PaperState.SIGNED

    stranger = visit(None, f"/verifikasi/{paper.code}/")
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Naskah ini berlaku.")
    expect(stranger.get_by_text("Lestari Handayani")).to_be_visible()
    pdf = bytearray(content_of(paper.versions.earliest("-number").file))
    stranger.goto("/verifikasi/")
    stranger.locator("#berkas").set_input_files(copy_of(tmp_path, "asli.pdf", bytes(pdf)))
    stranger.get_by_role("button", name="Periksa berkas").click()
    expect(stranger.get_by_role("heading", level=1)).to_contain_text("Berkas ini asli")
    assert "?sidik=" in stranger.url  # nothing was uploaded
    pdf[pdf.index(b"stream") + 40] ^= 1
    stranger.goto("/verifikasi/")
    stranger.locator("#berkas").set_input_files(copy_of(tmp_path, "ubahan.pdf", bytes(pdf)))
    stranger.get_by_role("button", name="Periksa berkas").click()
    expect(stranger.get_by_role("heading", level=1)).to_contain_text("SUDAH DIUBAH")
    assert wrong_with(stranger) == []


def test_a_file_is_examined_without_a_script(desk: Desk, visit: Visit, tmp_path: Path) -> None:
    paper = signed(desk.cast)
    page = visit(None, "/verifikasi/", scripts=False)
    genuine = copy_of(tmp_path, "asli.pdf", content_of(paper.versions.earliest("-number").file))
    page.locator("#berkas").set_input_files(genuine)
    page.get_by_role("button", name="Periksa berkas").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Berkas ini asli")


def test_several_papers_one_after_another(desk: Desk, visit: Visit, watch: Watch) -> None:
    cast = desk.cast
    with_keys(cast, settings, cast.lestari)
    papers = [approved(cast, number=f"700/{number}/2026") for number in range(3)]
    mayor = visit(cast.lestari, "/naskah/tanda-tangan/")
    secret = second_factor(mayor)
    mayor.goto("/naskah/tanda-tangan/")
    mayor.locator("[name=code]").fill(code_now(secret))
    mayor.get_by_role("button", name="Lanjutkan").click()
    found = wrong_with(mayor)
    mayor.get_by_role("checkbox").nth(1).uncheck()
    mayor.get_by_label("Frasa sandi").fill(SECRET)
    mayor.get_by_role("button", name="Tanda tangani yang diberi tanda").click()
    expect(mayor.locator("#hasil li")).to_have_count(2)
    expect(mayor.locator("#kemajuan")).to_contain_text("Selesai")
    assert [Paper.objects.get(pk=one.pk).state for one in papers] == ["signed", "approved", "signed"]
    found += wrong_with(mayor)
    mayor.goto(f"/naskah/{papers[1].pk}/tanda-tangan/")
    found += wrong_with(mayor)
    mayor.goto(f"/naskah/{papers[1].pk}/tidak-berlaku/")
    found += wrong_with(mayor)
    assert found == [], "\n".join(found)


def test_two_people_at_one_draft(desk: Desk, visit: Visit, watch: Watch) -> None:
    watch.expect(409)
    cast = desk.cast
    first = visit(cast.hukma, "/naskah/baru/decree_revocation/?contoh=1")
    first.get_by_role("button", name="Simpan rancangan").click()
    expect(first.get_by_text("Rancangan disimpan")).to_be_visible()
    address = f"/naskah/{Paper.objects.get().pk}/ubah/"
    first.goto(address)
    second = visit(cast.herman, address)
    for page, words in ((first, "Tulisan pertama"), (second, "Tulisan kedua")):
        page.get_by_label("Tentang").first.fill(words)
        page.get_by_role("button", name="Simpan rancangan").click()
    expect(second.get_by_role("alert")).to_contain_text("Hukma Adiputra menyimpan versi 2")
    expect(second.get_by_label("Tentang").first).to_have_value("Tulisan kedua")
    assert wrong_with(second) == []
