"""What the workbook shows and what it lets people do."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet as Sheet

from tests.spreadsheet.books import book, column_of, export, row_of
from tests.worksheets import PERWAL, SHIPPED, TLHP, choice, numbers, score_of, worksheet_with
from zona.assessments.spreadsheet import write_workbook
from zona.assessments.spreadsheet.layout import CUT, LONGEST_TEXT, cell_text, column_letter, letter, roman

COLUMNS = ["No", "Kode", "Penilaian", "Bobot", "Penjelasan", "Pilihan Jawaban", "Jawaban", "Nilai", "%"]
COLUMNS += ["Catatan", "Eviden"]
WORKED = worksheet_with(enabler=45, spak="13.5", tlhp="4.5", service=16)


def sheet_of(data: bytes, name: str = "LKE", *, values: bool = False) -> Sheet:
    return load_workbook(BytesIO(data), data_only=values)[name]


def headings(sheet: Sheet) -> list[object]:
    return [cell.value for cell in sheet[6]]


def test_columns_stand_in_the_order_users_know() -> None:
    assert headings(sheet_of(book())) == COLUMNS


def test_other_parties_have_columns_only_when_they_answered() -> None:
    both = sheet_of(book(WORKED, self_assessment=WORKED, national=WORKED))
    assert headings(both)[11:] == ["Jawaban TPI", "Nilai TPI", "Jawaban Nasional", "Nilai Nasional"]
    assert headings(sheet_of(book(WORKED, national=WORKED)))[11:] == ["Jawaban Nasional", "Nilai Nasional"]


def test_every_part_and_question_has_a_row() -> None:
    for instrument_id in SHIPPED:
        instrument = export(instrument_id=instrument_id).instrument
        sheet = sheet_of(book(instrument_id=instrument_id))
        codes = {sheet.cell(row, 2).value for row in range(7, sheet.max_row + 1)}
        assert set(instrument.questions) | {area.code for _, area in instrument.areas()} | {"total"} <= codes


def test_stored_figures_are_the_engines() -> None:
    sheet = sheet_of(book(WORKED), values=True)
    score = score_of(PERWAL, WORKED)
    column = column_of(sheet, "Nilai")
    assert sheet.cell(row_of(sheet, "total"), column).value == float(score.total) == 79
    assert sheet.cell(row_of(sheet, "1-a"), column).value == float(score.points("pengungkit/1/1-a"))
    assert sheet["A5"].value == "Terjawab 76 dari 76 butir"


def test_figures_are_live_formulas() -> None:
    sheet = sheet_of(book(WORKED))
    column = column_of(sheet, "Nilai")
    for code in ("1-a-t", "1-a", "1", "pengungkit", TLHP, "total"):
        assert str(sheet.cell(row_of(sheet, code), column).value).startswith("="), code


def test_an_unanswered_question_shows_nothing() -> None:
    sheet = sheet_of(book({}), values=True)
    assert sheet.cell(row_of(sheet, "1-a-t"), column_of(sheet, "Nilai")).value is None
    assert sheet["A5"].value == "Terjawab 0 dari 76 butir"


def test_a_ratio_has_a_row_for_each_number_and_for_its_confirmation() -> None:
    answers = {TLHP: numbers(selesai=9, total=10)}
    sheet = sheet_of(book(answers))
    at = row_of(sheet, TLHP)
    assert [sheet.cell(at + n, 2).value for n in (1, 2, 3)] == [
        f"{TLHP}.{n}" for n in ("selesai", "total", "dikonfirmasi")
    ]
    assert [sheet.cell(at + n, 7).value for n in (0, 1, 2, 3)] == [None, 9, 10, None]


def test_text_never_becomes_a_formula() -> None:
    signs = ["=1+1", "+62 812", "-", "@SUM(A1)", "=cmd|' /C calc'!A0", "http://contoh.id"]
    codes = ["1-a-t", "1-a-m", "1-b-1", "1-b-2", "1-b-3", "1-c-1"]
    notes = dict(zip(codes, signs, strict=True))
    data = book({}, notes=notes, unit_name="=HYPERLINK(1)", evidence={"1-a-t": ["=surat.pdf", "@foto.jpg"]})
    sheet = sheet_of(data)
    for code, sign in notes.items():
        cell = sheet.cell(row_of(sheet, code), column_of(sheet, "Catatan"))
        assert (cell.value, cell.data_type, cell.hyperlink) == (sign, "s", None)
    assert sheet.cell(row_of(sheet, "1-a-t"), column_of(sheet, "Eviden")).data_type == "s"
    assert load_workbook(BytesIO(data))["Zona"]["B4"].data_type == "s"


def test_only_answers_inputs_and_notes_are_open() -> None:
    sheet = sheet_of(book(WORKED))
    unlocked = {(cell.row, cell.column) for row in sheet.iter_rows(7) for cell in row if not cell.protection.locked}
    answer, note = column_of(sheet, "Jawaban"), column_of(sheet, "Catatan")
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert {column for _, column in unlocked} == {answer, note}
    assert (row_of(sheet, "1-a-t"), answer) in unlocked
    assert (row_of(sheet, f"{TLHP}.selesai"), answer) in unlocked
    assert (row_of(sheet, TLHP), answer) not in unlocked
    assert (row_of(sheet, "1-a"), answer) not in unlocked


def test_a_closed_worksheet_is_locked_altogether() -> None:
    sheet = sheet_of(book(WORKED, editable=False))
    assert all(cell.protection.locked for row in sheet.iter_rows(7) for cell in row)
    assert "hanya untuk dibaca" in str(sheet["E5"].value)


def test_answer_cells_take_only_what_the_question_takes() -> None:
    sheet = sheet_of(book({}))
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    letters = column_letter(column_of(sheet, "Jawaban") - 1)
    assert rules[f"{letters}{row_of(sheet, '1-a-m')}"].type == "list"
    index = rules[f"{letters}{row_of(sheet, 'hasil-kkn-spak-a')}"]
    assert (index.type, float(index.formula1), float(index.formula2)) == ("decimal", 0, 4)
    assert rules[f"{letters}{row_of(sheet, f'{TLHP}.total')}"].type == "whole"


def test_it_prints_on_landscape_a4_with_its_heading_on_every_page() -> None:
    sheet = sheet_of(book({}, unit_name="Dinas A & B"))
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$6:$6"
    assert sheet.freeze_panes == "D7"
    footer = load_workbook(BytesIO(book({}, unit_name="Dinas A & B")))["LKE"].oddFooter
    assert "&P" in str(footer.center.text) or "&[Page]" in str(footer.center.text) or "Page" in str(footer.center.text)


def test_conditions_are_tested_one_by_one() -> None:
    sheet = sheet_of(book(WORKED, self_assessment={"1-a-t": choice("Ya")}), "Syarat", values=True)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(4)]
    assert rows[0][:6] == ["WBK", "Jumlah nilai", 75, 79, 0, "Terpenuhi"]
    assert rows[0][6:9] == [0.5, 74.5, "Belum"]
    assert [row[5] for row in rows[:5]] == ["Terpenuhi"] * 5
    assert rows[4][1] == "Semua syarat nilai"


def test_the_same_worksheet_gives_the_same_bytes() -> None:
    assert book(WORKED) == book(WORKED)
    assert write_workbook(export(WORKED), cached=False) != book(WORKED)


def test_what_a_cell_cannot_hold_is_left_out_or_cut() -> None:
    assert cell_text("a\r\nb\rc\x0bd\ud800\ufffe") == "a\nb\ncd"
    long = cell_text("x" * 40_000)
    assert len(long) == LONGEST_TEXT
    assert long.endswith(CUT)


@pytest.mark.parametrize(("at", "name"), [(0, "a"), (25, "z"), (26, "aa"), (51, "az"), (52, "ba"), (701, "zz")])
def test_letters_go_on_after_z(at: int, name: str) -> None:
    assert letter(at) == name


def test_areas_have_roman_numbers() -> None:
    assert [roman(n) for n in (1, 4, 9, 10, 14, 39)] == ["I", "IV", "IX", "X", "XIV", "XXXIX"]
