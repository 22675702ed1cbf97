"""Whole files that are refused, each with a sentence that says what to do."""

import struct
import zipfile
from contextlib import suppress
from io import BytesIO
from random import Random

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet as Sheet

from tests.spreadsheet.books import book, edited, read
from tests.worksheets import LKE_2014, LKE_2021, PERWAL
from zona.assessments.spreadsheet import WorkbookError, container, instrument_of, read_workbook
from zona.instruments.shipped import shipped_instrument


def refusal(data: bytes, name: str = "lke.xlsx", instrument_id: str = PERWAL) -> str:
    with pytest.raises(WorkbookError) as caught:
        read_workbook(data, name, shipped_instrument(instrument_id))
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert name in sentence or "terkunci" in sentence
    return sentence


def ole(stream: str) -> bytes:
    """The head of a compound file whose first directory entry has this name, as Excel writes locked files."""
    name = stream.encode("utf-16-le").ljust(64, b"\0")
    directory = name + struct.pack("<HBB", len(stream) * 2 + 2, 2, 1) + b"\0" * 60
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504 + directory.ljust(512, b"\0")


def with_cells(*places: tuple[int, int]) -> bytes:
    """A workbook with a heading and text in the given cells."""
    saved = BytesIO()
    workbook = xlsxwriter.Workbook(saved, {"constant_memory": False})
    sheet = workbook.add_worksheet("LKE")
    sheet.write_row(0, 0, ["Kode", "Jawaban"])
    for row, column in places:
        sheet.write_string(row, column, "x")
    workbook.close()
    return saved.getvalue()


def zipped(**entries: bytes) -> bytes:
    saved = BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return saved.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "kosong"),
        (b"Kode;Jawaban\n1-a-t;Ya\n", "CSV"),
        (b"<html><table>", "halaman web"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04 broken", "rusak"),
        (ole("EncryptedPackage"), "kata sandi"),
        (ole("Workbook"), ".xls"),
        (zipped(word__document_dot_xml=b"<a/>"), "bukan lembar sebar"),
        (zipped(xl__workbook_dot_bin=b"x"), ".xlsb"),
        (zipped(xl__workbook_dot_xml=b"<a/>"), "rusak"),
        (zipped(xl__workbook_dot_xml=b"<a><b></a>"), "rusak"),
    ],
)
def test_what_is_no_spreadsheet_is_said_to_be_none(data: bytes, said: str) -> None:
    assert said in refusal(data)


def test_half_a_file_is_broken() -> None:
    assert "rusak" in refusal(book()[:9000])


def test_too_big_files_are_not_opened() -> None:
    assert "25 MB" in refusal(b"PK" + b"\0" * container.LARGEST_FILE)


def test_a_zip_bomb_is_stopped_while_it_unpacks() -> None:
    bomb = zipped(xl__workbook_dot_xml=b"<a/>", xl__worksheets__sheet1_dot_xml=b"\0" * (101 * 1024 * 1024))
    assert len(bomb) < 200_000
    assert "mengembang" in refusal(bomb)


def test_a_zip_bomb_cannot_hide_behind_a_false_size() -> None:
    size = 101 * 1024 * 1024
    bomb = zipped(xl__workbook_dot_xml=b"<a/>", xl__media_dot_bin=b"\0" * size)
    assert "mengembang" in refusal(bomb.replace(struct.pack("<I", size), struct.pack("<I", 10)))


def test_a_cell_in_the_far_corner_does_not_take_all_memory() -> None:
    assert "20.000 baris" in refusal(with_cells((1_048_575, 16_383)))
    assert "terlalu banyak kolom" in refusal(with_cells((19_000, 16_383)))


def test_twenty_thousand_rows_are_enough() -> None:
    assert "20.000 baris" in refusal(with_cells((20_000, 0)))
    assert read(with_cells((19_999, 2))).refusals == ()


def test_styled_but_empty_rows_do_not_count() -> None:
    def style(sheet: Sheet) -> None:
        for row in range(200, 30_000, 50):
            sheet.cell(row, 3).style = "Good"

    assert read(edited(book(), style)).refusals == ()


def test_a_document_type_is_refused() -> None:
    bad = b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
    assert "rusak" in refusal(zipped(xl__workbook_dot_xml=b"<a/>", xl__worksheets__sheet1_dot_xml=bad))


def test_without_headings_nothing_can_be_found() -> None:
    assert "baris judul" in refusal(edited(book(), lambda sheet: sheet.delete_rows(1, 6)))
    saved = BytesIO()
    Workbook().save(saved)
    assert "baris judul" in refusal(saved.getvalue())


def test_a_heading_that_stands_there_twice_is_named() -> None:
    def double(sheet: Sheet) -> None:
        sheet.cell(6, 30).value = "jawaban"

    assert "'Jawaban' ada dua kali" in refusal(edited(book(), double))


def test_another_instruments_workbook_is_named() -> None:
    said = refusal(book(instrument_id=LKE_2021))
    assert shipped_instrument(LKE_2021).short_title in said
    assert shipped_instrument(PERWAL).short_title in said


def test_another_instruments_codes_are_recognised_without_the_hidden_sheet() -> None:
    saved, old = BytesIO(), Workbook()
    old.active.title = "Sheet"  # type: ignore[union-attr]
    old.active.append(["Kode", "Jawaban"])  # type: ignore[union-attr]
    for code in shipped_instrument(LKE_2014).questions:
        old.active.append([code, "A"])  # type: ignore[union-attr]
    old.save(saved)
    said = refusal(saved.getvalue())
    assert f"cocok dengan {shipped_instrument(LKE_2014).short_title}" in said
    assert instrument_of(saved.getvalue(), "lke.xlsx").id == LKE_2014


def test_another_edition_is_named() -> None:
    def older(sheet: Sheet) -> None:
        sheet["B3"].value = "0"

    assert "edisi 0" in refusal(edited(book(), older, sheet="Zona"))


def test_a_damaged_file_is_refused_or_read_but_never_brings_anything_down() -> None:
    whole, chance = book(), Random(7)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with suppress(WorkbookError):
            read(bytes(data))


def test_locked_entries_are_a_password() -> None:
    data = bytearray(book())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "kata sandi" in refusal(bytes(data))


def test_an_unknown_instrument_cannot_be_scored() -> None:
    def rename(sheet: Sheet) -> None:
        sheet["B2"].value = "lke-lain"

    with pytest.raises(WorkbookError, match="tidak dikenal"):
        instrument_of(edited(book(), rename, sheet="Zona"), "lke.xlsx")


def test_a_long_string_shown_by_many_cells_does_not_take_all_memory() -> None:
    saved = BytesIO()
    workbook = xlsxwriter.Workbook(saved)
    sheet = workbook.add_worksheet("LKE")
    sheet.write_row(0, 0, ["Kode", "Jawaban"])
    for row in range(1, 2000):
        sheet.write_string(row, 1, "x" * 32_767)
    workbook.close()
    assert len(saved.getvalue()) < 100_000
    assert "teks yang terlalu panjang" in refusal(saved.getvalue())


def merging(*ranges: str) -> bytes:
    """Our workbook with merged ranges of somebody's making, overlapping ones too."""

    def merge(sheet: Sheet) -> None:
        for one in ranges:
            sheet.merged_cells.add(one)

    return edited(book(), merge)


def test_merged_ranges_that_overlap_are_refused_before_they_are_laid_out() -> None:
    many = [f"A1:Z{16_384 + at}" for at in range(100)]
    assert "bertumpuk" in refusal(merging(*many))


def test_merged_ranges_away_from_the_answers_do_no_harm() -> None:
    ranges = [f"AA{1 + at}:XFD{1_048_000 + at}" for at in range(100)]
    below = [f"A{500_000 + at}:Z{1_048_000 + at}" for at in range(100)]
    assert read(merging(*ranges, *below)).refusals == ()
