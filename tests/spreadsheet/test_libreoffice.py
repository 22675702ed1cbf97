"""LibreOffice calculates our formulas to the engine's figures; the long form is `./zi bench libreoffice`."""

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bench.libreoffice import check, expected, export, recalculate, samples, shown_by
from tests.spreadsheet.books import book, column_of, row_of, type_in
from tests.worksheets import PERWAL, SPAK, TLHP, worksheet_with
from zona.assessments.spreadsheet import read_workbook
from zona.console.commands.score import read_spreadsheet
from zona.instruments.shipped import shipped_instrument

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
WORKED = worksheet_with(enabler=45, spak="13.5", tlhp="4.5", service=16)


def calculated(folder: Path, data: bytes, kind: str = "xlsx") -> Path:
    """The workbook after LibreOffice opened and saved it."""
    file = folder / "lke.xlsx"
    file.write_bytes(data)
    return recalculate([file], folder / "out", kind)[0]


def test_libreoffice_reaches_the_engines_figures() -> None:
    compared, wrong = check(count=6, seed=1)
    assert wrong == []
    assert compared > 1_500


def test_the_control_shows_wrong_figures_before() -> None:
    sample = samples(1, 1)[0]
    assert export(sample, cached=False) != export(sample, cached=True)
    assert expected(sample)["Nilai total"] != 0


def test_typed_answers_move_the_figures(tmp_path: Path) -> None:
    typed = {"1-a-t": "ya", "1-a-m": "x", SPAK: 3.6, f"{TLHP}.selesai": 3, f"{TLHP}.total": 0}
    found = shown_by(calculated(tmp_path, type_in(book(), typed)))
    assert found["Nilai 1-a-t"] == 1
    assert found["Nilai 1-a-m"] == found[f"Nilai {TLHP}"] == "periksa"
    assert found["Nilai hasil-kkn-spak"] == pytest.approx(13.5)
    assert found["Nilai total"] == pytest.approx(14)
    assert found["terjawab"] == "Terjawab 2 dari 76 butir"


def test_an_ods_file_is_read_like_an_xlsx_file(tmp_path: Path) -> None:
    notes = {"1-a-t": "Tim dibentuk\nSK menyusul"}
    file = calculated(tmp_path, book(WORKED, notes=notes), "ods")
    incoming = read_workbook(file.read_bytes(), "lke.ods", shipped_instrument(PERWAL))
    assert incoming.answers == WORKED
    assert incoming.notes == notes
    assert incoming.refusals == incoming.remarks == ()
    assert incoming.origin.instrument == PERWAL
    assert read_spreadsheet(file).answers == WORKED


def test_libreoffice_keeps_locks_and_lists(tmp_path: Path) -> None:
    sheet = load_workbook(calculated(tmp_path, book(WORKED)))["LKE"]
    answer = column_of(sheet, "Jawaban")
    assert sheet.protection.sheet
    assert not sheet.cell(row_of(sheet, "1-a-t"), answer).protection.locked
    assert sheet.cell(row_of(sheet, "1-a"), answer).protection.locked
    assert len(sheet.data_validations.dataValidation) > 3
