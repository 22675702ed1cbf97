"""The guard before every spreadsheet reader: small files that would take all memory or time are refused unopened."""

import io
import struct
import time
import zipfile

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from zona.base.workbooks import Bounds, Fault, Format, UnsafeWorkbookError, check_workbook

MEGABYTE = 1024 * 1024
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(entries: dict[str, str]) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return saved.getvalue()


def xlsx(rows: str, strings: str = "", *, after: str = "", strings_first: bool = False) -> bytes:
    """A whole workbook with one sheet, as the readers open it."""
    sheet = {"xl/worksheets/sheet1.xml": f"<worksheet {NAMESPACE}><sheetData>{rows}</sheetData>{after}</worksheet>"}
    table = {"xl/sharedStrings.xml": f"<sst {NAMESPACE}>{strings}</sst>"}
    frame = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/workbook.xml": f'<workbook {NAMESPACE} xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="LKE" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "_rels/.rels": relation("officeDocument", "xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": relation("worksheet", "worksheets/sheet1.xml"),
    }
    return packed(frame | (table | sheet if strings_first else sheet | table))


def relation(kind: str, target: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/{kind}" Target="{target}"/></Relationships>'
    )


def ods(table: str) -> bytes:
    content = f'<a xmlns:table="t" xmlns:text="x" xmlns:office="o"><table:table>{table}</table:table></a>'
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def fault(data: bytes, **bounds: int) -> Fault:
    with pytest.raises(UnsafeWorkbookError) as caught:
        check_workbook(data, Bounds(**bounds))
    return caught.value.fault


def texts(count: int) -> str:
    """Rows that all show the first shared string."""
    return "".join(f'<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>' for at in range(1, count + 1))


def test_our_own_frame_is_one_that_readers_open() -> None:
    data = xlsx(texts(3), "<si><t>x</t></si>")
    assert check_workbook(data, Bounds()) is Format.XLSX
    assert CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python() == [["x"]] * 3


@pytest.mark.parametrize("strings_first", [True, False])
def test_a_long_string_shown_by_many_cells_is_summed_up(strings_first: bool) -> None:
    strings = f"<si><t>{'a' * (MEGABYTE - 100)}</t></si>"
    bomb = xlsx(texts(2000), strings, strings_first=strings_first)
    assert len(bomb) < 50_000
    assert fault(bomb) is Fault.MUCH_TEXT
    assert check_workbook(xlsx(texts(40), strings, strings_first=strings_first), Bounds()) is Format.XLSX


@pytest.mark.parametrize(
    "cell", ["<c t='s'><v> 0 </v></c>", "<x:c xmlns:x='y' t='s'><x:v>0</x:v></x:c>", "<c t='s'><v>0</v><v>0</v></c>"]
)
def test_a_reference_counts_however_it_is_written(cell: str) -> None:
    assert fault(xlsx(f"<row>{cell}{cell}</row>", "<si><t>aaaa</t></si>"), text=7) is Fault.MUCH_TEXT


def test_one_string_that_is_too_long_is_refused() -> None:
    ten = "a" * (10 * MEGABYTE)
    assert fault(xlsx("", f"<si><r><t>{ten}</t></r></si>")) is Fault.MUCH_TEXT
    assert fault(xlsx(f'<row><c t="inlineStr"><is><t>{ten}</t></is></c></row>')) is Fault.MUCH_TEXT


def test_strings_in_pieces_count_as_one() -> None:
    pieces = "<r><t>aaaa</t></r><r><t>&amp;é</t></r>"
    assert fault(xlsx("", f"<si>{pieces}</si>"), longest_text=6) is Fault.MUCH_TEXT
    assert check_workbook(xlsx("", f"<si>{pieces}</si>"), Bounds(longest_text=7)) is Format.XLSX


def test_too_many_shared_strings_or_values_are_refused() -> None:
    assert fault(xlsx("", "<si/>" * 11), cells=10) is Fault.MUCH_TEXT
    assert fault(xlsx('<row><c r="A1"><v>1</v></c></row>' * 11), cells=10) is Fault.MANY_CELLS


@pytest.mark.parametrize("name", ["A" * (5 * MEGABYTE) + "1", "AAAA1", "A12345678", "É1", "A", "1"])
def test_a_cell_name_that_is_none_is_a_broken_file_at_once(name: str) -> None:
    started = time.process_time()
    assert fault(xlsx(f'<row><c r="{name}"><v>1</v></c></row>')) is Fault.BROKEN
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "rows",
    [
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        "<row r='1048576'><c r='XFD1'><v>1</v></c></row>",
        "<row r='1'><c r='XFD1'><v>1</v></c></row><row r='200'><c><v>1</v></c></row>",
        "<row><c s='1' r='xfd1048576' t='inlineStr'><is><t>x</t></is></c></row>",
    ],
)
def test_a_far_cell_is_seen_however_it_is_written(rows: str) -> None:
    assert fault(xlsx(rows)) is Fault.MANY_CELLS


@pytest.mark.parametrize(
    "rows",
    [
        "<row><c r='XFD1048576'><row r='1'/><v>1</v></c></row>",
        "<row><c r='XFD1048576'><c r='A1'/><v>1</v></c></row>",
        "<row r='1048576'><row r='1'/><c r='A1'><v>1</v></c></row>",
    ],
)
def test_rows_and_cells_inside_each_other_are_broken(rows: str) -> None:
    assert fault(xlsx(rows)) is Fault.BROKEN


def test_an_element_of_another_format_does_not_begin_a_new_table() -> None:
    rows = "<row r='20000'><c r='A20000'><v>1</v></c></row><table/><row r='1'><c r='XFD1'><v>1</v></c></row>"
    assert fault(xlsx(rows)) is Fault.MANY_CELLS


def test_all_sheets_together_are_bounded() -> None:
    sheet = "<worksheet><row><c r='J10'><v>1</v></c></row></worksheet>"
    data = packed({"xl/workbook.xml": "<a/>", "xl/worksheets/a.xml": sheet, "xl/worksheets/b.xml": sheet})
    assert fault(data, cells=199) is Fault.MANY_CELLS
    assert check_workbook(data, Bounds(cells=200)) is Format.XLSX
    assert fault(packed({"xl/workbook.xml": f"<a>{'<sheet/>' * 201}</a>"})) is Fault.MANY_PARTS


def test_merged_ranges_are_counted() -> None:
    merges = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="A3:B4"/></mergeCells>'
    assert fault(xlsx("", after=merges), merges=1) is Fault.MANY_CELLS
    assert check_workbook(xlsx("", after=merges), Bounds(merges=2)) is Format.XLSX


def test_nothing_hides_behind_text_before_the_first_tag() -> None:
    for name in ("xl/worksheets/sheet1.xml", "xl/SharedStrings.XML"):
        assert fault(packed({"xl/workbook.xml": "<a/>", name: "x<worksheet/>"})) is Fault.BROKEN
    assert check_workbook(packed({"xl/workbook.xml": "<a/>", "xl/media/a.png": "\x89PNG"}), Bounds()) is Format.XLSX


@pytest.mark.parametrize("target", ["media/a.png", "worksheets/sheet1.vml", "../content.xml", "/Content.xml"])
def test_a_sheet_may_not_stand_in_a_part_of_another_kind(target: str) -> None:
    for kind in ("worksheet", "xlMacrosheet", "sharedStrings"):
        named = {"xl/workbook.xml": "<a/>", "xl/_rels/workbook.xml.rels": relation(kind, target)}
        assert fault(packed(named)) is Fault.BROKEN


def test_sizes_are_measured_and_not_believed() -> None:
    size = 2 * MEGABYTE
    data = packed({"xl/workbook.xml": "<a/>", "xl/media.bin": "\0" * size})
    assert fault(data.replace(struct.pack("<I", size), struct.pack("<I", 10)), unpacked=MEGABYTE) is Fault.UNPACKED


def test_the_kind_is_read_without_unpacking_it_all() -> None:
    kind = "application/vnd.oasis.opendocument.spreadsheet" + " " * 300 * MEGABYTE
    assert fault(packed({"mimetype": kind, "content.xml": "<a/>"})) is Fault.UNPACKED


def test_text_that_an_ods_repeats_is_summed_up() -> None:
    cell = '<table:table-cell table:number-columns-repeated="20"><text:p>aaaaa</text:p></table:table-cell>'
    rows = f'<table:table-row table:number-rows-repeated="30">{cell}</table:table-row>'
    assert check_workbook(ods(rows), Bounds(text=6000)) is Format.ODS
    assert fault(ods(rows), text=2999) is Fault.MUCH_TEXT
    assert fault(ods(rows), cells=599) is Fault.MANY_CELLS
    told = f'<table:table-cell office:string-value="{"a" * (MEGABYTE + 1)}"/>'
    assert fault(ods(f"<table:table-row>{told}</table:table-row>")) is Fault.MUCH_TEXT


def test_an_ods_row_cannot_be_made_forgotten() -> None:
    cell = '<table:table-cell x:columns-repeated="1" table:number-columns-repeated="9999999" office:value="1"/>'
    for more in ("", "<table:table-row/>", "<x:table/>"):
        said = fault(ods(f"<table:table-row xmlns:x='x'>{cell}{more}</table:table-row>"))
        assert said is (Fault.BROKEN if more else Fault.MANY_CELLS)


def test_formulas_far_away_in_an_ods_count() -> None:
    cell = '<table:table-cell table:number-columns-repeated="16384" table:formula="of:=1"/>'
    rows = f'<table:table-row table:number-rows-repeated="1000">{cell}</table:table-row>'
    assert fault(ods(rows)) is Fault.MANY_CELLS


def test_an_ordinary_workbook_passes() -> None:
    book, saved = openpyxl.Workbook(), io.BytesIO()
    for at in range(1, 200):
        book.active.append([at, f"teks {at} é", 1.5, None, True, f"=A{at}"])
    book.active.merge_cells("A300:F300")
    book.save(saved)
    assert check_workbook(saved.getvalue(), Bounds()) is Format.XLSX
