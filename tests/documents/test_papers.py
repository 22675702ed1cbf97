"""Every kind as PDF: the words in their order, tags, marks, proof, and content that is longer than anyone thought."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.documents.papers import CODES, DECREES, HOSTILE, facts_of, frame, places, reworded, sample, text_of
from tests.documents.test_worksheet_recap import needs_poppler
from zona.documents.frame import Mark, Signer
from zona.documents.kinds import FieldKind, paper_kind
from zona.documents.preview import preview
from zona.documents.render import render_paper

pytestmark = needs_poppler

LONG_NAME = ("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu " * 6)[:300].strip()
SOLID_NAME = "Pelayanan" * 33
PAGES = {
    "charter": 1,
    "decree_assessment_team": 4,
    "decree_candidates": 3,
    "decree_designation": 3,
    "decree_revocation": 2,
    "decree_working_team": 3,
    "evaluation_report": 3,
    "minutes": 2,
    "nomination_letter": 2,
    "worksheet_recap": 1,
}
DECREE = (
    *("WALI KOTA TANGERANG", "PROVINSI BANTEN", "KEPUTUSAN WALI KOTA TANGERANG", "NOMOR", "TENTANG"),
    *("DENGAN RAHMAT TUHAN YANG MAHA ESA", "WALI KOTA TANGERANG,", "Menimbang", "Mengingat", "MEMUTUSKAN:"),
    *("Menetapkan", "KEPUTUSAN WALI KOTA TENTANG", "KESATU", "KEDUA", "KETIGA", "Ditetapkan di Tangerang"),
    *("pada tanggal", "LARAS KUSUMANINGTYAS", "Tembusan:"),
)
ANNEX = ("LAMPIRAN", "KEPUTUSAN WALI KOTA TANGERANG", "NOMOR", "TANGGAL", "TENTANG")
REPORT = (
    *(
        "PEMERINTAH KOTA TANGERANG",
        "LAPORAN HASIL EVALUASI",
        "Nomor : 700/021-LHE/2026",
        "A. Simpulan",
        "B. Dasar Evaluasi",
    ),
    *("C. Tujuan", "D. Ruang Lingkup", "E. Metodologi", "F. Hasil Evaluasi", "Nilai unit Nilai TPI", "JUMLAH NILAI"),
    *("G. Temuan", "Kondisi", "Kriteria", "Sebab", "Akibat", "H. Rekomendasi", "9 Oktober 2026", "I. Penutup"),
    *("Ditandatangani secara elektronik", "Endang Sulastri", "Tembusan:"),
)
LETTER = (
    *(
        "Tangerang, 12 Oktober 2026",
        "Nomor : 700/1482",
        "Sifat : Penting",
        "Lampiran : 1 (satu) berkas",
        "Hal : Pengusulan",
    ),
    *("Yth.", "Menteri Pendayagunaan", "Demikian kami sampaikan", "WALI KOTA TANGERANG,", "Tembusan:"),
    *("Lampiran Surat Wali Kota Tangerang", "DAFTAR UNIT KERJA YANG DIUSULKAN", "Puskesmas Cipondoh", "79,00"),
)
MINUTES = (
    *(
        "BERITA ACARA",
        "NOMOR 700/014-BA/2026",
        "Pada hari ini, Rabu, tanggal dua puluh tiga bulan September tahun dua ribu",
    ),
    *(
        "PIHAK PERTAMA",
        "PIHAK KEDUA",
        "Agenda",
        "Hasil",
        "2 (dua) rangkap",
        "PIHAK PERTAMA",
        "NIP 19770605 200212 9 007",
    ),
)
CHARTER = (
    *(
        "PIAGAM PENCANANGAN",
        "PEMBANGUNAN ZONA INTEGRITAS",
        "Pada hari ini, Senin, tanggal dua puluh enam bulan Januari",
    ),
    *(
        "menyatakan siap dan berkomitmen",
        "83 dari 87 pegawai",
        "Kepala Puskesmas Cipondoh,",
        "Saksi-saksi:",
        "Siti Maesaroh",
    ),
)
PHRASES: dict[str, tuple[str, ...]] = {
    **{code: DECREE if code == "decree_revocation" else (*DECREE, *ANNEX) for code in DECREES},
    "evaluation_report": REPORT,
    "nomination_letter": LETTER,
    "minutes": MINUTES,
    "charter": CHARTER,
    "worksheet_recap": ("REKAPITULASI NILAI LEMBAR KERJA EVALUASI", "JUMLAH NILAI", "Syarat nilai WBK", "NIP 19800211"),
}


def marks_of(pdf: bytes) -> Counter[Mark]:
    """How many pages bear each mark; poppler would tear slanted letters apart."""
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]
    return Counter(mark for mark in Mark for page in pages if mark and page.startswith(mark))


@pytest.mark.parametrize("code", CODES)
def test_a_preview_is_whole_tagged_and_marked(code: str, tmp_path: Path) -> None:
    pdf = preview(code)
    facts = facts_of(pdf, tmp_path)
    assert facts["Tagged"] == "yes"
    assert int(facts["Pages"]) == PAGES[code]
    assert all(facts["Title"].count(brace) == 0 for brace in "{}")
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    text = text_of(pdf, tmp_path)
    assert marks_of(pdf) == Counter({Mark.SAMPLE: PAGES[code]})
    assert f"Halaman {PAGES[code]} dari {PAGES[code]}" in text


@pytest.mark.parametrize("code", CODES)
def test_the_phrases_of_a_paper_stand_in_their_order(code: str, tmp_path: Path) -> None:
    text = text_of(render_paper(code, sample(code), frame(code)), tmp_path, "-layout")
    at = 0
    for phrase in PHRASES[code]:
        found = text.find(phrase, at)
        assert found >= 0, f"{phrase!r} does not follow in: {text[at : at + 400]}"
        at = found + len(phrase)


@pytest.mark.parametrize("code", CODES)
def test_every_declared_text_is_printed(code: str, tmp_path: Path) -> None:
    """Each text becomes a word of its own, so that none can hide behind another."""
    words: list[str] = []

    def word(_: str) -> str:
        words.append(f"Kata{len(words)}x")
        return words[-1]

    text = text_of(render_paper(code, reworded(code, word), frame(code)), tmp_path).lower()
    assert [one for one in words if one.lower() not in text] == []


@pytest.mark.parametrize("code", CODES)
def test_what_people_wrote_stays_text(code: str, tmp_path: Path) -> None:
    text = text_of(render_paper(code, reworded(code, lambda _: HOSTILE), frame(code)), tmp_path, "-raw")
    assert HOSTILE in text or HOSTILE.upper() in text


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", [LONG_NAME, SOLID_NAME], ids=["words", "one word"])
def test_long_content_stays_on_the_paper(code: str, name: str, tmp_path: Path) -> None:
    """Nothing is drawn outside the margins: neither words nor the lines of tables."""
    context = reworded(code, lambda text: text if len(text) < 12 else name, rows=60)
    pdf = render_paper(code, context, frame(code))
    assert facts_of(pdf, tmp_path)["Tagged"] == "yes"
    boxes = text_of(pdf, tmp_path, "-bbox")
    page = [float(size) for size in re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', boxes)[0]]
    for left, top, right, bottom in re.findall(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)"', boxes):
        assert float(left) >= 40
        assert float(right) <= page[0] - 40, "a word leaves its column"
        assert float(top) >= 30
        assert float(bottom) <= page[1] - 20


def test_sixty_rows_repeat_the_head_and_end_in_a_signature(tmp_path: Path) -> None:
    context = reworded("decree_candidates", lambda text: text, rows=60)
    pdf = render_paper("decree_candidates", context, frame("decree_candidates"))
    text = text_of(pdf, tmp_path, "-layout")
    assert text.count("Pelayanan strategis") + text.count("Capaian") >= 4
    assert "KESEPULUH" in text
    assert text.rfind("LARAS KUSUMANINGTYAS") > text.find(" 60. ")


def test_a_signature_alone_on_its_page_says_what_it_signs(tmp_path: Path) -> None:
    told = []
    for rows in (15, 19):
        context = reworded("decree_assessment_team", lambda text: text)
        context["members"] = [context["members"][at % 7] for at in range(rows)]
        text = text_of(render_paper("decree_assessment_team", context, frame("decree_assessment_team")), tmp_path)
        told.append("Tanda tangan pada Lampiran Keputusan Wali Kota Tangerang Nomor" in text)
    assert told == [False, True]


def test_a_paper_without_lists_needs_none(tmp_path: Path) -> None:
    context = sample("evaluation_report")
    del context["findings"], context["recommendations"], context["copies"]
    text = text_of(render_paper("evaluation_report", context, frame("evaluation_report")), tmp_path)
    assert "Tidak ada temuan." in text
    assert "Tidak ada rekomendasi." in text
    assert "Tembusan" not in text


def test_the_charter_of_a_unit_with_a_long_name_stays_on_one_page(tmp_path: Path) -> None:
    context = {**sample("charter"), "unit_name": LONG_NAME}
    assert facts_of(render_paper("charter", context, frame("charter")), tmp_path)["Pages"] == "1"


@pytest.mark.parametrize("mark", list(Mark), ids=lambda mark: mark.name)
def test_a_mark_stands_on_every_page(mark: Mark) -> None:
    pdf = render_paper("decree_revocation", sample("decree_revocation"), frame("decree_revocation", mark=mark))
    assert marks_of(pdf) == Counter({mark: 2} if mark else {})


def test_a_draft_shows_where_its_number_will_stand(tmp_path: Path) -> None:
    draft = frame("decree_revocation", number="", mark=Mark.DRAFT)
    assert "NOMOR ……" in text_of(render_paper("decree_revocation", sample("decree_revocation"), draft), tmp_path)


def test_the_proof_is_printed_and_its_picture_has_a_name(tmp_path: Path) -> None:
    pdf = render_paper("decree_revocation", sample("decree_revocation"), frame("decree_revocation"))
    text = text_of(pdf, tmp_path, "-raw").replace("/ ", "/")
    assert "https://zona.peragaan.example/periksa/ZNA-6B5Y-3G8S" in text
    assert "Kode: ZNA-6B5Y-3G8S" in text
    assert "Titik periksa buku catatan" in text
    bare = frame("decree_revocation", verification_address="", verification_code="", checkpoint="")
    assert "Kode" not in text_of(render_paper("decree_revocation", sample("decree_revocation"), bare), tmp_path)


def test_who_signs_for_somebody_else_says_so(tmp_path: Path) -> None:
    secretary = Signer(
        "Bagas Wiratmoko", "Sekretaris Daerah", "19690412 199403 9 001", "Pembina Utama", "Plh.", "Wali Kota Tangerang"
    )
    pdf = render_paper(
        "nomination_letter", sample("nomination_letter"), frame("nomination_letter", signers=(secretary,))
    )
    signed = "a.n. WALI KOTA TANGERANG PLH. SEKRETARIS DAERAH, Ditandatangani secara elektronik Bagas Wiratmoko"
    assert f"{signed} Pembina Utama NIP 19690412 199403 9 001" in text_of(pdf, tmp_path, "-raw")


def test_an_emblem_is_drawn() -> None:
    emblem = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><circle cx="5" cy="5" r="5"/></svg>'
    context, plain = sample("decree_revocation"), frame("decree_revocation")
    assert render_paper("decree_revocation", context, replace(plain, emblem=emblem)) != render_paper(
        "decree_revocation", context, plain
    )


@pytest.mark.parametrize("code", CODES)
def test_the_same_paper_has_the_same_bytes(code: str) -> None:
    assert preview(code) == preview(code)
    later = frame(code, date=date(2027, 1, 4))
    assert render_paper(code, sample(code), later) != render_paper(code, sample(code), frame(code))


def test_every_kind_of_field_is_in_use() -> None:
    kinds: set[Any] = {field.kind for code in CODES for field, _ in places(paper_kind(code).fields, sample(code))}
    assert kinds == set(FieldKind)
