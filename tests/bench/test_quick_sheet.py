"""The workbook is the same, byte for byte, as with the search for young functions that `QuickSheet` leaves out."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from xlsxwriter.worksheet import Worksheet

from bench.libreoffice import export, samples
from zona.assessments.spreadsheet import writer


def parts(workbook: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}


@pytest.mark.parametrize("at", range(3))  # one worksheet of each instrument
def test_nothing_was_left_out(monkeypatch, at):
    sample = samples(3, seed=8)[at]
    quick = parts(export(sample, cached=True))
    monkeypatch.setattr(writer, "QuickSheet", Worksheet)
    assert parts(export(sample, cached=True)) == quick
