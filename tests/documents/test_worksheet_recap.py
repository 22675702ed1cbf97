"""The recap as people read and sign it."""

import shutil
import subprocess
import time
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tests.documents.recaps import recap
from tests.worksheets import LKE_2021, SHIPPED, choice, worksheet_with
from zona.documents.worksheet_recap import RecapCondition, RecapPredicate, context_of, worksheet_recap

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
UNIT = worksheet_with(enabler=45, spak="13.5", tlhp="4.5", service=16)
TPI = worksheet_with(enabler=43, spak="13.5", tlhp="3.5", service="15.99", seed=3)


def text_of(pdf: bytes, folder: Path) -> str:
    file = folder / "recap.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


@needs_poppler
def test_it_shows_the_figures_of_both_parties(tmp_path: Path) -> None:
    text = text_of(worksheet_recap(recap(UNIT, TPI)), tmp_path)
    assert "REKAPITULASI NILAI LEMBAR KERJA EVALUASI" in text
    assert "JUMLAH NILAI 100,00 79,00 79,00 75,99 75,99" in text
    assert "Jumlah Pengungkit 60,00 45,00 75,00 43,00 71,67" in text
    assert "Belum, kurang 9,01" in text
    assert "1 dari 4 syarat nilai WBK belum terpenuhi." in text
    assert "Tangerang, 23 November 2026" in text
    assert "NIP 19720412 199803 2 004" in text
    assert "Halaman 1 dari 2" in text
    assert "Sidik data: 3f2a 91c0" in text


@needs_poppler
def test_it_counts_what_is_unanswered(tmp_path: Path) -> None:
    text = text_of(worksheet_recap(recap({"1-a-t": choice("Ya")})), tmp_path)
    assert "1 dari 76 butir (jawaban unit); 75 butir belum dijawab dan dihitung 0" in text
    assert "Nilai TPI" not in text


@needs_poppler
def test_what_people_wrote_stays_text(tmp_path: Path) -> None:
    name = 'Dinas #panic() *A* $x$ <b> @ref \\ "B" // é'
    assert name in text_of(worksheet_recap(recap(UNIT, unit_name=name)), tmp_path)


@needs_poppler
def test_signs_that_no_font_has_do_not_stop_the_paper(tmp_path: Path) -> None:
    names = {"unit_name": "Puskesmas 😀 Cipondoh ꦗ\x00 🏥\ud800", "state": "Baik 👍🏽", "period": "2026 👩‍⚕️ क्षि"}
    text = text_of(worksheet_recap(recap(UNIT, **names)), tmp_path)
    assert "Puskesmas □ Cipondoh □ □" in text
    assert "Baik □" in text


def test_every_shipped_instrument_has_a_recap() -> None:
    for instrument_id in SHIPPED:
        assert worksheet_recap(recap({}, {}, {}, instrument_id=instrument_id)).startswith(b"%PDF")


def test_the_same_recap_gives_the_same_bytes() -> None:
    paper = recap(UNIT, TPI)
    assert worksheet_recap(paper) == worksheet_recap(paper)
    assert worksheet_recap(paper) != worksheet_recap(replace(paper, date=date(2026, 11, 24)))


def test_it_is_made_within_a_second() -> None:
    started = time.perf_counter()
    worksheet_recap(recap(UNIT, TPI, TPI))
    assert time.perf_counter() - started <= 1


def test_it_is_an_archive_paper_that_screen_readers_can_read() -> None:
    pdf = worksheet_recap(recap(UNIT))
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def test_a_figure_never_seems_to_reach_a_minimum_it_misses() -> None:
    paper = recap(UNIT)
    total = replace(paper.total, points=(Fraction("74.999"),))
    condition = RecapCondition("Jumlah nilai", Fraction(75), Fraction("74.99999999"))
    context = context_of(replace(paper, total=total, predicates=(RecapPredicate("WBK", (condition,)),)))
    assert context["total"] == ["100,00", "74,999", "75,00"]
    judged = context["predicates"][0]["conditions"][0]
    assert (judged["score"], judged["holds"], judged["sentence"]) == ("74,999999", False, "Belum, kurang 0,000001")


def test_unverified_minima_are_marked() -> None:
    names = [one["name"] for one in context_of(recap({}, instrument_id=LKE_2021))["predicates"][0]["conditions"]]
    assert "Manajemen Perubahan (belum diverifikasi)" in names
