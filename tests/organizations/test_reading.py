"""From bytes to rows: encodings, delimiters, broken files, headers."""

import contextlib
import io
import zipfile

import openpyxl
import pytest

from tests.organizations import files
from zona.organizations.imports.columns import table_of
from zona.organizations.imports.problems import UnreadableFileError
from zona.organizations.imports.reading import MOST_ROWS, Cell, read_rows
from zona.organizations.imports.units import COLUMNS

HEADER = ("Kode", "Nama", "Jenis")
CAFE = ("1.01", "Unit Réwang – “Sejahtera”", "OPD")
GOOD = files.xlsx(HEADER, CAFE)


def texts(content: bytes) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells) for row in read_rows(content)]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_a_csv_is_read_whatever_excel_made_of_it(delimiter: str, encoding: str):
    assert texts(files.csv(HEADER, CAFE, delimiter=delimiter, encoding=encoding)) == [HEADER, CAFE]


def test_a_comma_inside_a_name_does_not_cut_it():
    content = b'Kode;Nama;Jenis\n1;"Dinas A, B, C dan D; E";OPD\n'
    assert texts(content)[1] == ("1", "Dinas A, B, C dan D; E", "OPD")


def test_excels_own_delimiter_line_counts_as_a_row_of_the_sheet():
    rows = read_rows(b"sep=,\r\nKode,Nama\r\n1,A;B;C;D\r\n")
    assert [(row.number, row.cells[1].text) for row in rows] == [(2, "Nama"), (3, "A;B;C;D")]


def test_empty_rows_are_left_out_and_numbers_stay_those_of_the_sheet():
    for content in (b"Kode;Nama\n\n ; \n1;A\n", files.xlsx(("Kode", "Nama"), (), (None, " "), ("1", "A"))):
        assert [row.number for row in read_rows(content)] == [1, 4]


def test_a_workbook_keeps_numbers_apart_from_text():
    row = read_rows(files.xlsx((1, "1", 1.5, 198501012010011001, "'007", None, "a\u00a0 b\n c")))[0]
    assert row.cells[:3] == (Cell("1", is_number=True), Cell("1"), Cell("1.5", is_number=True))
    assert row.cells[3].is_number
    assert [cell.text for cell in row.cells[4:]] == ["007", "", "a b c"]


def test_the_first_visible_sheet_with_content_is_read():
    book = openpyxl.Workbook()
    book.active.append(["rahasia"])
    book.active.sheet_state = "hidden"
    book.create_sheet("kosong")
    book.create_sheet("isi").append(["Kode"])
    assert texts(files.saved(book)) == [("Kode",)]


def _zip(**entries: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            archive.writestr(name.replace("__", "/"), text)
    return target.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
BROKEN = {
    "empty": (b"", r"0 byte"),
    "only blanks": (b" \n ; \n", "satu baris pun"),
    "cut": (GOOD[: len(GOOD) // 2], "rusak atau terpotong"),
    "cut near the end": (GOOD[:-30], "rusak atau terpotong"),
    "zip of something": (_zip(**{"word/document.xml": "<a/>"}), "bukan berkas CSV atau Excel"),
    "workbook without sheets": (_zip(**{"xl/workbook.xml": "<workbook/>"}), "rusak atau terpotong"),
    "workbook of rubbish": (_zip(**{"xl/workbook.xml": "<<<<"}), "rusak atau terpotong"),
    "old xls": (OLE, "Excel lama"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0", "bukan berkas CSV atau Excel"),
    "pdf": (b"%PDF-1.7\n\0\x81\x8d", "bukan berkas CSV atau Excel"),
    "huge cell": (b'Kode;Nama\n1;"' + b"a" * 200_000, "tanda kutip"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_an_unusable_file_says_what_to_do(name: str):
    content, sentence = BROKEN[name]
    with pytest.raises(UnreadableFileError, match=sentence):
        read_rows(content)


def test_no_flipped_byte_brings_the_reader_down():
    for at in range(0, len(GOOD), 23):
        spoilt = GOOD[:at] + bytes([GOOD[at] ^ 0xFF]) + GOOD[at + 1 :]
        with contextlib.suppress(UnreadableFileError):
            read_rows(spoilt)


def test_a_cell_far_away_is_refused_before_the_reader_lays_out_the_sheet():
    book = openpyxl.Workbook()
    book.active["A1"] = "Kode"
    book.active["XFD1048576"] = "x"
    with pytest.raises(UnreadableFileError, match="jauh di luar tabel"):
        read_rows(files.saved(book))


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("zona.organizations.imports.reading.MOST_UNPACKED_BYTES", 1000)
    with pytest.raises(UnreadableFileError, match="terlalu besar"):
        read_rows(GOOD)


@pytest.mark.parametrize("more", [1, 5000])
def test_more_rows_than_allowed_are_refused(more: int):
    content = b"Kode;Nama;Jenis\n" + b"1;A;OPD\n" * (MOST_ROWS + more)
    with pytest.raises(UnreadableFileError, match=r"lebih dari 20\.000 baris"):
        table_of(read_rows(content), COLUMNS)


def test_as_many_rows_as_allowed_are_read():
    content = b"Kode;Nama;Jenis\n" + b"1;A;OPD\n" * MOST_ROWS
    assert len(table_of(read_rows(content), COLUMNS).lines) == MOST_ROWS


def test_the_header_may_stand_below_titles_and_use_other_words():
    rows = read_rows(
        files.csv(
            ("PEMERINTAH KOTA BENING",),
            ("Daftar unit",),
            ("No", "KODE_UNIT", "Nama Unit Kerja", "Kategori", "Luas"),
            ("1", "9", "A", "OPD", "3"),
        )
    )
    table = table_of(rows, COLUMNS)
    assert table.fields == {"code", "name", "category"}
    assert table.ignored == ("No", "Luas")
    assert (table.lines[0].number, table.lines[0].text("name"), table.lines[0].text("address")) == (4, "A", "")


HEADERS = [
    ((("Kode", "Nama"), ("1", "A")), "Di baris 1 tidak ada: Jenis"),
    ((("x", "y"), ("1", "A")), "tidak ada: Kode, Nama, Jenis"),
    ((("Kode", "Nama", "Jenis", "nama unit"), ("1", "A", "OPD", "B")), "Kolom Nama muncul dua kali di baris 1"),
    ((("Kode", "Nama", "Jenis"),), r"Tidak ada data di bawah judul kolom \(baris 1\)"),
]


@pytest.mark.parametrize(("rows", "sentence"), HEADERS)
def test_a_header_that_does_not_serve_is_explained(rows, sentence: str):
    with pytest.raises(UnreadableFileError, match=sentence):
        table_of(read_rows(files.csv(*rows)), COLUMNS)
