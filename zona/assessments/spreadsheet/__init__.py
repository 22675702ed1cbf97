"""The worksheet as a spreadsheet: written for people who know Excel, read back cell by cell. Knows no Django."""

from zona.assessments.spreadsheet.container import WorkbookError
from zona.assessments.spreadsheet.incoming import Change, Comparison, Incoming, Refusal, compare
from zona.assessments.spreadsheet.layout import WorksheetExport
from zona.assessments.spreadsheet.reader import instrument_of, read_workbook
from zona.assessments.spreadsheet.writer import write_workbook

__all__ = [
    "Change",
    "Comparison",
    "Incoming",
    "Refusal",
    "WorkbookError",
    "WorksheetExport",
    "compare",
    "instrument_of",
    "read_workbook",
    "write_workbook",
]
