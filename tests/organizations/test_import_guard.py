"""The shared guard stands before this import too; what it refuses is said in this import's sentences."""

import pytest

from tests.base.test_workbooks import MEGABYTE, ods, packed, texts, xlsx
from zona.organizations.imports.problems import UnreadableFileError
from zona.organizations.imports.reading import read_rows

REFUSED = {
    "far away, single quotes": (xlsx("<row><c r='XFD1048576'><v>1</v></c></row>"), "jauh di luar tabel"),
    "one text in many cells": (xlsx(texts(2000), f"<si><t>{'a' * (MEGABYTE - 9)}</t></si>"), "terlalu besar"),
    "long cell name": (xlsx(f"<row><c r='{'A' * MEGABYTE}1'><v>1</v></c></row>"), "rusak"),
    "unpacks too far": (packed({"xl/workbook.xml": "<a/>", "x.bin": "\0" * 101 * MEGABYTE}), "terlalu besar"),
    "binary workbook": (packed({"xl/workbook.bin": "x"}), ".xlsb"),
    "ods": (ods(""), "bukan berkas CSV atau Excel"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_not_safe_is_never_opened(name: str, monkeypatch):
    monkeypatch.setattr("python_calamine.load_workbook", lambda *_: pytest.fail("opened"))
    content, sentence = REFUSED[name]
    with pytest.raises(UnreadableFileError, match=sentence):
        read_rows(content)


def test_a_workbook_written_with_other_prefixes_and_quotes_is_read():
    rows = read_rows(xlsx("<row r='1'><c r='A1' t='s'><v>0</v></c></row>", "<si><t>Kode</t></si>"))
    assert rows[0].cells[0].text == "Kode"


@pytest.mark.parametrize("number", ["inf", "nan", "1e300", "1e999"])
def test_numbers_that_are_none_are_marked(number: str):
    (row,) = read_rows(xlsx(f"<row r='1'><c r='A1'><v>{number}</v></c><c r='B1'><v>12</v></c></row>"))
    assert [cell.is_spoilt_number for cell in row.cells] == [True, False]
