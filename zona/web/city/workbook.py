"""The recap as XLSX: numbers as numbers, frozen headings, ready to print on A4 landscape."""

from fractions import Fraction
from io import BytesIO

import xlsxwriter

from zona.scoring.structure import Instrument
from zona.web.city.rows import Line, columns_of


def write_recap(year: int, instrument: Instrument, lines: list[Line]) -> bytes:
    """One sheet with a line for each unit."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    figure = book.add_format({"num_format": "0.00####"})
    sheet = book.add_worksheet(f"Rekap {year}")
    columns = columns_of(instrument)
    titles = ["Unit kerja", "Jenis", "Tahap", *(column.name for column in columns), "Jumlah", "Kelayakan"]
    for at, title in enumerate(titles):
        sheet.write_string(0, at, title, head)
    for row, line in enumerate(lines, start=1):
        for at, text in enumerate((line.name, line.category, line.row.state)):
            sheet.write_string(row, at, text)
        figures = [*line.row.exact, line.row.exact_total]
        for at, value in enumerate(figures, start=3):
            sheet.write_number(row, at, float(Fraction(value)), figure)
        sheet.write_string(row, 3 + len(figures), line.row.verdict)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 2, 14)
    sheet.set_column(len(titles) - 1, len(titles) - 1, 28)
    sheet.autofilter(0, 0, max(1, len(lines)), len(titles) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&LRekap zona integritas&RHalaman &P dari &N")
    book.close()
    return target.getvalue()
