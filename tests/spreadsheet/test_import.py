"""What is read back of a workbook that people worked in."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet as Sheet

from tests.spreadsheet.books import book, column_of, edited, export, read, row_of, type_in
from tests.worksheets import PERWAL, SPAK, TLHP, choice, numbers, score_of, worksheet_with
from zona.assessments.spreadsheet import Incoming, read_workbook, write_workbook
from zona.instruments.shipped import shipped_instrument
from zona.scoring.answers import Answer
from zona.scoring.structure import AnswerKind, Instrument
from zona.verdicts.judge import judge

WORKED = worksheet_with(enabler=45, spak="13.5", tlhp="4.5", service=16)


def only_refusal(incoming: Incoming) -> str:
    assert len(incoming.refusals) == 1, incoming.refusals
    return str(incoming.refusals[0])


def test_what_went_out_comes_back() -> None:
    notes = {"1-a-t": "Tim dibentuk\nSK menyusul", TLHP: "=bukan rumus"}
    incoming = read(book(WORKED, notes=notes))
    assert incoming.answers == WORKED
    assert incoming.notes == notes
    assert (incoming.refusals, incoming.remarks) == ((), ())
    assert (incoming.origin.unit, incoming.origin.fingerprint) == ("Dinas Kesehatan", "3f2a 91c0")


@pytest.mark.parametrize(
    ("points", "wbk", "wbbm"),
    [
        (("45", "13.50", "4.50", "16"), True, False),
        (("45", "13.50", "3.50", "16"), False, False),
        (("45", "15", "3", "16"), False, False),
        (("55", "13.50", "4.50", "15.99"), True, False),
        (("51", "13.50", "4.50", "16"), True, True),
    ],
)
def test_threshold_cases_survive_the_round_trip(points: tuple[str, ...], wbk: bool, wbbm: bool) -> None:
    enabler, spak, tlhp, service = points
    answers = worksheet_with(enabler=enabler, spak=spak, tlhp=tlhp, service=service)
    incoming = read(book(answers))
    verdicts = judge(incoming.instrument, score_of(PERWAL, incoming.answers))
    assert (verdicts["WBK"].eligible, verdicts["WBBM"].eligible) == (wbk, wbbm)


@pytest.mark.parametrize(
    ("code", "typed", "answer"),
    [
        ("1-a-t", "ya", choice("Ya")),
        ("1-a-m", " b ", choice("B")),
        (SPAK, "3,6", numbers(indeks="3.6")),
        (SPAK, 3.6, numbers(indeks="3.6")),
        (SPAK, 0.1 + 0.2, numbers(indeks="0.3")),
        (SPAK, "3.6", numbers(indeks="3.6")),
    ],
)
def test_values_are_read_as_people_type_them(code: str, typed: Any, answer: Answer) -> None:
    assert read(type_in(book(), {code: typed})).answers == {code: answer}


def test_numbers_of_a_ratio_are_read_row_by_row() -> None:
    typed = {f"{TLHP}.selesai": "0", f"{TLHP}.total": 0, f"{TLHP}.dikonfirmasi": "YA"}
    assert read(type_in(book(), typed)).answers == {TLHP: numbers(selesai=0, total=0, confirmed=True)}


def move_columns(sheet: Sheet) -> None:
    """Answers first, then a column of somebody's own, then the rest from right to left."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(6)]
    for at, row in enumerate(rows, start=6):
        extra = "Petugas" if at == 6 else "Ani"
        for column, value in enumerate([row[6], extra, *reversed(row[:6] + row[7:])], start=1):
            sheet.cell(at, column).value = value if not str(value).startswith("=") else None


def test_moved_and_added_columns_do_no_harm() -> None:
    incoming = read(edited(book(WORKED, notes={"1-a-t": "ada"}), move_columns))
    assert incoming.answers == WORKED
    assert incoming.notes == {"1-a-t": "ada"}
    assert incoming.remarks == ("Kolom Petugas tidak dikenal dan diabaikan.",)


def reverse_rows(sheet: Sheet) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(7)]
    for at, row in enumerate(reversed(rows), start=7):
        for column, value in enumerate(row, start=1):
            sheet.cell(at, column).value = None if str(value).startswith("=") else value


def test_sorted_rows_do_no_harm() -> None:
    assert read(edited(book(WORKED), reverse_rows)).answers == WORKED


def test_rows_above_the_heading_may_be_added() -> None:
    assert read(edited(book(), lambda sheet: sheet.insert_rows(1, 4))).refusals == ()


@pytest.mark.parametrize(
    ("code", "typed", "said"),
    [
        (SPAK, "tinggi", "'tinggi' bukan angka"),
        (SPAK, 4.5, "paling besar 4"),
        (SPAK, date(2026, 3, 6), "tanggal"),
        ("1-a-m", "D", "salah satu dari A, B, C"),
        ("1-a-m", 1, "bukan '1'"),
        (TLHP, 95, "baris isian di bawahnya"),
        (f"{TLHP}.selesai", "9 buah", "'9 buah' bukan angka"),
        (f"{TLHP}.total", 1.5, "bilangan bulat"),
        ("1-a", "Ya", "judul, bukan butir"),
    ],
)
def test_a_cell_that_cannot_be_is_refused_with_its_place(code: str, typed: Any, said: str) -> None:
    data = type_in(book(WORKED), {code: typed})
    sheet = load_workbook(BytesIO(data))["LKE"]
    refusal = only_refusal(read(data))
    assert said in refusal
    if "." not in code or "bukan angka" in said or "bulat" in said:
        assert refusal.startswith(f"LKE, sel G{row_of(sheet, code)}: ")


def test_a_refused_question_leaves_the_others_alone() -> None:
    incoming = read(type_in(book(WORKED), {SPAK: "tinggi"}))
    assert incoming.answers == {code: answer for code, answer in WORKED.items() if code != SPAK}


def test_each_wrong_number_of_one_question_is_named() -> None:
    incoming = read(type_in(book(), {f"{TLHP}.selesai": "x", f"{TLHP}.total": "y"}))
    assert [refusal.code for refusal in incoming.refusals] == [TLHP, TLHP]


def test_more_done_than_due_of_nothing_is_refused() -> None:
    assert "padahal total 0" in only_refusal(read(type_in(book(), {f"{TLHP}.selesai": 3, f"{TLHP}.total": 0})))


def merge_answers(sheet: Sheet) -> None:
    at, column = row_of(sheet, "1-a-t"), column_of(sheet, "Jawaban")
    sheet.merge_cells(start_row=at, end_row=at + 1, start_column=column, end_column=column)


def test_a_merged_answer_cell_is_refused_where_it_hides_an_answer() -> None:
    incoming = read(edited(book(WORKED), merge_answers))
    assert "digabung" in only_refusal(incoming)
    assert "1-a-t" in incoming.answers
    assert "1-a-m" not in incoming.answers


def test_merged_headings_do_no_harm() -> None:
    def merge(sheet: Sheet) -> None:
        sheet.merge_cells("A1:K1")
        sheet.merge_cells(start_row=7, end_row=7, start_column=3, end_column=6)

    assert read(edited(book(WORKED), merge)).answers == WORKED


def double(sheet: Sheet) -> None:
    sheet.append([None, "1-a-t", "sekali lagi", None, None, None, "Tidak"])


def without_code(sheet: Sheet) -> None:
    sheet.cell(row_of(sheet, "1-a-t"), 2).value = None


def unknown(sheet: Sheet) -> None:
    sheet.cell(row_of(sheet, "1-a-t"), 2).value = "1-a-zz"


@pytest.mark.parametrize(
    ("change", "said"),
    [(double, "sudah ada di baris"), (without_code, "Kode baris ini kosong"), (unknown, "'1-a-zz' tidak ada dalam")],
)
def test_rows_that_cannot_be_placed_are_refused(change: Callable[[Sheet], None], said: str) -> None:
    incoming = read(edited(book(WORKED), change))
    assert said in only_refusal(incoming)
    assert "1-a-t" not in incoming.answers


def test_missing_rows_are_told() -> None:
    incoming = read(edited(book(WORKED), lambda sheet: sheet.delete_rows(row_of(sheet, SPAK))))
    assert incoming.remarks == (f"1 butir tidak ada di berkas dan tidak diubah: {SPAK}.",)


def test_other_parties_columns_are_left_aside_and_told() -> None:
    incoming = read(book({}, self_assessment=WORKED))
    assert incoming.answers == {}
    assert incoming.remarks == ("Kolom Jawaban TPI, Nilai TPI tidak diambil; impor hanya mengisi jawaban unit.",)


def test_codes_that_became_numbers_are_still_codes() -> None:
    data = type_in(book(WORKED), {"1": 1, "2": 2.0}, column="Kode")
    assert read(data).refusals == ()


def test_a_table_copied_into_a_new_workbook_is_read() -> None:
    old, new = load_workbook(BytesIO(book(WORKED)))["LKE"], Workbook()
    for row in old.iter_rows(6, values_only=True):
        new.active.append(row)  # type: ignore[union-attr]
    saved = BytesIO()
    new.save(saved)
    incoming = read(saved.getvalue())
    assert incoming.answers == WORKED
    assert incoming.origin.instrument == ""


def test_formulas_of_their_own_are_read_by_what_they_show() -> None:
    saved = BytesIO()
    workbook = xlsxwriter.Workbook(saved)
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, ["KODE", "Jawaban :", "catatan"])
    sheet.write_string(1, 0, SPAK)
    sheet.write_formula(1, 1, "=7.2/2", None, 3.6)
    workbook.close()
    assert read(saved.getvalue()).answers == {SPAK: numbers(indeks="3.6")}


def with_percent_question() -> Instrument:
    """The perwal worksheet with one question asked in per cent."""
    whole = shipped_instrument(PERWAL)
    result = whole.components[-1]
    area = result.areas[0]
    indicator = area.indicators[0]
    question = replace(indicator.questions[0], kind=AnswerKind.PERCENT)
    indicator = replace(indicator, questions=(question,))
    area = replace(area, indicators=(indicator, *area.indicators[1:]))
    return replace(whole, components=(whole.components[0], replace(result, areas=(area, *result.areas[1:]))))


@pytest.mark.parametrize(
    ("typed", "percent", "remarks"),
    [
        ("95%", "95", ()),
        (95, "95", ()),
        ("87,5", "87.5", ()),
        (0.95, "0.95", (f"Butir {SPAK} terbaca 0,95 persen. Bila maksudnya 95 persen, ketik 95 tanpa tanda %.",)),
    ],
)
def test_a_percentage_typed_with_its_sign_is_pointed_out(typed: Any, percent: str, remarks: tuple[str, ...]) -> None:
    instrument = with_percent_question()
    data = type_in(write_workbook(replace(export(), instrument=instrument)), {SPAK: typed})
    incoming = read_workbook(data, "lke.xlsx", instrument)
    assert incoming.answers == {SPAK: numbers(persen=percent)}
    assert incoming.remarks == remarks


def with_raw_numbers(cells: dict[str, str], column: str = "Jawaban") -> bytes:
    """Our workbook with numbers as a foreign program may write them; openpyxl would refuse them."""
    marks = {code: 987_650 + at for at, code in enumerate(cells)}
    source = zipfile.ZipFile(BytesIO(type_in(book(), dict(marks), column)))
    saved = BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            for code, mark in marks.items():
                content = content.replace(f"<v>{mark}</v>".encode(), f"<v>{cells[code]}</v>".encode())
            target.writestr(name, content)
    return saved.getvalue()


@pytest.mark.parametrize("number", ["inf", "-inf", "nan", "1e999", "1e300", "-1e300", "1e15", "1e-300"])
def test_a_number_that_nobody_can_mean_is_refused_at_its_cell(number: str) -> None:
    for code in ("1-a-t", SPAK, f"{TLHP}.total"):
        assert "paling banyak 15 angka" in only_refusal(read(with_raw_numbers({code: number})))


def test_such_a_number_in_a_note_is_refused_too() -> None:
    incoming = read(with_raw_numbers({SPAK: "198501012010011001"}, "Catatan"))
    assert "paling banyak 15 angka" in only_refusal(incoming)
    assert SPAK not in incoming.items


def test_such_a_number_as_a_code_is_an_unknown_code() -> None:
    for number in ("inf", "nan", "1e300"):
        refusals = read(with_raw_numbers({"1-a-t": number}, "Kode")).refusals
        assert [refusal.column for refusal in refusals] == ["B"]
        assert "tidak ada dalam" in refusals[0].sentence


def test_fifteen_digits_in_a_note_stay_as_they_are() -> None:
    assert read(with_raw_numbers({SPAK: "999999999999999"}, "Catatan")).notes == {SPAK: "999999999999999"}
