"""What is accepted and what is refused, by content, name and real parser."""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.evidence import specimens as make
from zona.files import sandbox
from zona.files.inspection import inspect
from zona.files.rules.names import clean_name
from zona.files.rules.problems import FileRefusedError, Problem

Maker = Callable[[], bytes]

ACCEPTED: list[tuple[str, Maker, str]] = [
    ("SK Tim.pdf", make.pdf, "pdf"),
    ("LAPORAN.PDF", lambda: make.pdf(12), "pdf"),
    ("laporan.final.v2.pdf", make.pdf, "pdf"),
    ("laporan.docx.pdf", make.pdf, "pdf"),
    ("laporan.exe.pdf", make.pdf, "pdf"),
    ("../../etc/SK.pdf", make.pdf, "pdf"),
    ("SK\u202e\x00\x07.pdf", make.pdf, "pdf"),
    (f"{'a' * 300}.pdf", make.pdf, "pdf"),
    ("foto.jpg", make.image, "jpeg"),
    ("foto.jpeg", make.photo_with_place, "jpeg"),
    ("foto.png", lambda: make.image("PNG"), "png"),
    ("foto.webp", lambda: make.image("WEBP"), "webp"),
    ("IMG_0001.HEIC", make.heic, "heic"),
    ("notulen.docx", make.office, "docx"),
    ("rekap.xlsx", lambda: make.office("xlsx"), "xlsx"),
    ("paparan.pptx", lambda: make.office("pptx"), "pptx"),
    ("notulen.odt", make.odf, "odt"),
    ("rekap.ods", lambda: make.odf("spreadsheet"), "ods"),
    ("gambar besar.docx", lambda: make.office(more={"word/media/1.bin": b"\0" * 4_000_000}), "docx"),
]

REFUSED: list[tuple[str, Maker, Problem]] = [
    ("kosong.pdf", lambda: b"", Problem.EMPTY),
    ("laporan.pdf", lambda: b"MZ\x90\0" + b"\0" * 900, Problem.MISMATCH),
    ("laporan.pdf", lambda: b"\x7fELF" + b"\0" * 900, Problem.MISMATCH),
    ("laporan.pdf", lambda: b"<!doctype html><script>alert(1)</script>", Problem.MISMATCH),
    ("laporan.pdf", make.office, Problem.MISMATCH),
    ("laporan.docx", make.pdf, Problem.MISMATCH),
    ("laporan.docx", lambda: make.office("xlsx"), Problem.MISMATCH),
    ("laporan.docx", make.odf, Problem.MISMATCH),
    ("laporan.odt", lambda: make.odf("presentation"), Problem.MISMATCH),
    ("foto.jpg", lambda: make.image("PNG"), Problem.MISMATCH),
    ("foto.jpg", lambda: b"GIF89a/*" + b"\0" * 90 + b"*/=1;alert(1)", Problem.MISMATCH),
    ("foto.jpg", lambda: b"<?php system($_GET[0]);", Problem.MISMATCH),
    ("catatan.pdf", lambda: b"bukan apa-apa, hanya tulisan", Problem.MISMATCH),
    ("program.exe", lambda: b"MZ", Problem.UNKNOWN_EXTENSION),
    ("laporan.pdf.exe", make.pdf, Problem.UNKNOWN_EXTENSION),
    ("laporan\u202efdp.exe", make.pdf, Problem.UNKNOWN_EXTENSION),
    ("arsip.zip", make.office, Problem.UNKNOWN_EXTENSION),
    ("SK Tim", make.pdf, Problem.NO_EXTENSION),
    ("logo.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", Problem.ACTIVE_FORMAT),
    ("halaman.html", lambda: b"<html></html>", Problem.ACTIVE_FORMAT),
    ("surat.doc", make.old_office, Problem.OLD_OFFICE),
    ("surat.docx", make.old_office, Problem.OLD_OFFICE),
    ("rahasia.docx", lambda: make.old_office(locked=True), Problem.LOCKED),
    ("rahasia.pdf", make.pdf_locked, Problem.LOCKED),
    ("rahasia.odt", lambda: make.odf(manifest=b"<manifest:encryption-data/>"), Problem.LOCKED),
    ("terpotong.pdf", lambda: make.pdf(60)[:3000], Problem.DAMAGED),
    ("palsu.pdf", lambda: b"%PDF-1.7\nisi palsu\n%%EOF\n", Problem.DAMAGED),
    ("terpotong.jpg", lambda: make.image()[:4000], Problem.DAMAGED),
    ("terpotong.png", lambda: make.image("PNG")[:4000], Problem.DAMAGED),
    ("terpotong.webp", lambda: make.image("WEBP")[:4000], Problem.DAMAGED),
    ("terpotong.heic", lambda: make.heic(cut=50), Problem.DAMAGED),
    ("terpotong.docx", lambda: make.office()[:200], Problem.DAMAGED),
    ("bom.png", make.png_bomb, Problem.TOO_MANY_PIXELS),
    ("bom.png", lambda: make.png_bomb(7072, 7072), Problem.TOO_MANY_PIXELS),
    ("makro.docm", make.office, Problem.MACRO),
    ("makro.docx", lambda: make.office(more={"word/vbaProject.bin": b"x"}), Problem.MACRO),
    ("makro.docx", lambda: make.office(main="application/vnd.ms-word.document.macroEnabled.main+xml"), Problem.MACRO),
    ("makro.odt", lambda: make.odf(more={"Basic/Standard/Modul1.xml": b"x"}), Problem.MACRO),
    ("makro.ods", lambda: make.odf("spreadsheet", more={"Scripts/python/x.py": b"x"}), Problem.MACRO),
    ("banyak.xlsx", lambda: make.office("xlsx", {f"xl/{n}.xml": b"" for n in range(10_000)}), Problem.TOO_MANY_ENTRIES),
    ("bom.docx", lambda: make.office(more={"word/b.xml": b" " * (260 << 20)}), Problem.TOO_MUCH_UNPACKED),
    ("bom.docx", lambda: make.office(more={"word/b.xml": b" " * (60 << 20)}), Problem.BOMB),
    ("bohong.docx", make.lying_archive, Problem.DAMAGED),
    ("keluar.docx", lambda: make.office(more={"../../../etc/cron.d/x": b"x"}), Problem.STRANGE_ENTRY),
    ("keluar.docx", lambda: make.office(more={"/etc/x": b"x"}), Problem.STRANGE_ENTRY),
    ("keluar.docx", lambda: make.office(more={"C:\\windows\\x": b"x"}), Problem.STRANGE_ENTRY),
    ("tautan.docx", make.symlink_archive, Problem.STRANGE_ENTRY),
    ("isi.docx", lambda: make.office(more={"word/setup.exe": b"MZ"}), Problem.STRANGE_ENTRY),
    ("sarang.docx", lambda: make.office(more={"word/lagi.zip": make.office()}), Problem.STRANGE_ENTRY),
    ("tawa.docx", lambda: make.office(more={"word/a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]>'}), Problem.STRANGE_ENTRY),
]


def look(folder: Path, name: str, content: bytes):
    path = folder / "berkas"
    path.write_bytes(content)
    return inspect(path, clean_name(name))


@pytest.mark.parametrize(("name", "maker", "kind"), ACCEPTED, ids=[row[0][:30] for row in ACCEPTED])
def test_accepts(name, maker, kind, tmp_path):
    assert look(tmp_path, name, maker()).kind.code == kind


@pytest.mark.parametrize(("name", "maker", "problem"), REFUSED, ids=[f"{row[0][:30]}-{row[2]}" for row in REFUSED])
def test_refuses_with_a_sentence(name, maker, problem, tmp_path):
    with pytest.raises(FileRefusedError) as refusal:
        look(tmp_path, name, maker())
    assert refusal.value.problem is problem
    sentence = str(refusal.value)
    assert sentence.startswith(f"{clean_name(name)}: ")
    assert sentence.endswith(".")
    assert "{" not in sentence


def test_counts_pages_and_pixels(tmp_path):
    assert look(tmp_path, "a.pdf", make.pdf(12)).pages == 12
    found = look(tmp_path, "a.png", make.image("PNG", (31, 17)))
    assert (found.width, found.height) == (31, 17)


@pytest.mark.parametrize("maker", [make.pdf_with_script, make.pdf_with_hidden_script])
def test_marks_a_pdf_that_can_act(maker, tmp_path):
    assert look(tmp_path, "a.pdf", maker()).active
    assert not look(tmp_path, "b.pdf", make.pdf()).active


def test_says_what_it_found_instead(tmp_path):
    with pytest.raises(FileRefusedError, match=r"laporan\.pdf: isinya bukan PDF, melainkan program\."):
        look(tmp_path, "laporan.pdf", b"MZ" + b"\0" * 99)


def test_a_million_objects_end_in_time(tmp_path):
    """Such a file may be opened or refused; what counts is that neither takes long."""
    many = b"".join(b"%d 0 obj\n<<>>\nendobj\n" % number for number in range(10, 1_000_000))
    path = tmp_path / "berkas"
    path.write_bytes(make.pdf().replace(b"xref", many + b"xref", 1))
    started = time.monotonic()
    with suppress(FileRefusedError):
        inspect(path, "banyak.pdf")
    assert time.monotonic() - started < sandbox.WALL_SECONDS + 2
