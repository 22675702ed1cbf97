"""The bricks of DOCX templates: lines, borderless columns, ruled tables, signatures; all with docxtpl's tags inside."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

A4, F4 = (210, 297), (215, 330)
LEFT, CENTER, RIGHT, BOTH = ALIGN.LEFT, ALIGN.CENTER, ALIGN.RIGHT, ALIGN.JUSTIFY
GREY = RGBColor(0x70, 0x70, 0x70)
#: how a line ends that shows a signer's name in bold
NAME = "['name'] }}"


@dataclass(frozen=True)
class Column:
    """One column of a ruled table."""

    head: str
    width: int  # mm
    cell: str  # what each row shows
    align: ALIGN = LEFT


@dataclass
class Rows:
    """A table that is being filled; a row's cell may be a text, or a text and how many columns it spans."""

    table: Table
    widths: Sequence[int]
    aligns: Sequence[ALIGN]

    def row(self, *cells: str | tuple[str, int], bold: bool = False) -> None:
        """One row; it never tears over two pages."""
        row = _new_row(self.table)
        at = 0
        for cell in cells:
            text, span = (cell, 1) if isinstance(cell, str) else cell
            target = row.cells[at]
            if span > 1:
                target = target.merge(row.cells[at + span - 1])
            paragraph = target.paragraphs[0]
            paragraph.alignment = self.aligns[at + span - 1]
            paragraph.add_run(text).bold = bold or None
            at += span
        self._set_widths(row)

    def control(self, statement: str) -> None:
        """A row that only holds a statement and disappears: `for one in data.units`, `endfor`."""
        row = _new_row(self.table)
        row.cells[0].paragraphs[0].add_run(f"{{%tr {statement} %}}")
        self._set_widths(row)

    def _set_widths(self, row: _Row) -> None:
        for cell, width in zip(row.cells, self.widths, strict=True):
            if cell.grid_span == 1:
                cell.width = Mm(width)


class Builder:
    """A template while it is being written."""

    def __init__(self, *, font: str, size: int, left: int, right: int, page: tuple[int, int] = A4) -> None:
        self.document: Document = docx.Document()
        self._width = page[0] - left - right
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = font, Pt(size)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
        style.element.rPr.append(_element("w:lang", val="id-ID"))
        space = style.paragraph_format
        space.space_before = space.space_after = Pt(0)
        space.line_spacing = 1.1
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(page[0]), Mm(page[1])
        section.left_margin, section.right_margin = Mm(left), Mm(right)
        section.top_margin, section.bottom_margin, section.header_distance = Mm(22), Mm(22), Mm(8)
        self._around()
        self._stamp()

    def line(
        self,
        text: str,
        *,
        align: ALIGN = LEFT,
        bold: bool = False,
        before: float = 0,
        after: float = 0,
        indent: float = 0,
        first: float = 0,
        keep: bool = False,
        title: bool = False,
    ) -> Paragraph:
        """One paragraph; `keep` holds it on the page of the next, `title` makes it the paper's first heading."""
        paragraph = self.document.add_paragraph()
        self._shape(paragraph, align=align, before=before, after=after, keep=keep)
        paragraph.paragraph_format.left_indent = Mm(indent)
        paragraph.paragraph_format.first_line_indent = Mm(first)
        if title:
            paragraph.paragraph_format.element.get_or_add_pPr().append(_element("w:outlineLvl", val="0"))
        paragraph.add_run(text).bold = bold or None
        return paragraph

    def heading(self, text: str) -> None:
        """A heading of the second level."""
        paragraph = self.line(text, bold=True, before=12, after=4, keep=True)
        paragraph.paragraph_format.element.get_or_add_pPr().append(_element("w:outlineLvl", val="1"))

    def section(self, head: str, paragraphs: str, *, keep: bool = False) -> None:
        """A heading with the paragraphs of a list under it."""
        self.heading(head)
        self.line(f"{{%p for one in {paragraphs} %}}")
        self.line("{{ one }}", align=BOTH, after=4, keep=keep)
        self.line("{%p endfor %}")

    def points(self, texts: str, *, mark: str = "{{ loop.index }}.") -> None:
        """A list with hanging marks."""
        with self.columns((8, self._width - 8)) as table:
            table.control(f"for one in {texts}")
            table.row(mark, "{{ one }}")
            table.control("endfor")

    def hanging(self, name: str, texts: str, mark: str) -> None:
        """Menimbang, Mengingat: the name once, its points under their letter or number."""
        with self.columns((31, 5, 8, self._width - 44)) as table:
            table.control(f"for one in {texts}")
            once = "{{% if loop.first %}}{}{{% endif %}}"
            table.row(once.format(name), once.format(":"), mark, "{{ one }}")
            table.control("endfor")
        self.line("")

    def letterhead(self, *, large: int = 2) -> None:
        """The frame's lines over a rule, the first ones large."""
        self.line("{%p for line in frame.letterhead %}")
        self.line(f"{{%p if loop.index <= {large} %}}")
        self.line("{{ line|upper }}", align=CENTER, bold=True).runs[0].font.size = Pt(14)
        self.line("{%p else %}")
        self.line("{{ line }}", align=CENTER).runs[0].font.size = Pt(9)
        self.line("{%p endif %}")
        self.line("{%p endfor %}")
        rule = self.line("", after=10)
        border = _element("w:pBdr")
        border.append(_element("w:top", val="thinThickSmallGap", sz="24", space="1", color="auto"))
        # Word refuses a paragraph whose properties stand in another order than the standard's
        shape = rule.paragraph_format.element.get_or_add_pPr()
        shape.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")

    def page_break(self) -> None:
        """What follows begins a page."""
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def copies(self) -> None:
        """Tembusan, where there are any."""
        self.line("{%p if data.copies %}")
        self.line("Tembusan:", before=14, keep=True)
        self.points("data.copies")
        self.line("{%p endif %}")

    def signatures(
        self, count: int, *, lead: Sequence[str] = (), labels: Sequence[str] = (), caps: bool = False
    ) -> None:
        """One signature on the right, or two side by side; `lead` stands over the right one."""
        half = self._width // 2
        table = self.document.add_table(rows=0, cols=2)
        table.autofit = False
        # one row, since not every word processor keeps two rows on one page
        row = _new_row(table)
        for cell in row.cells:
            cell.width = Mm(half)
        for at in range(count):
            last = at == count - 1
            room = [""] if last else [""] * (len(lead) + 1)
            above = [*room, *(lead if last else ()), *labels[at : at + 1]]
            self._fill(row.cells[at + 2 - count], [*above, *_signature(f"frame.signers[{at}]", caps=caps)])

    def table(self, columns: Sequence[Column], *, rows: str) -> None:
        """A ruled table with one row for each entry of a list."""
        with self.ruled(columns) as table:
            table.control(f"for one in {rows}")
            table.row(*(column.cell for column in columns))
            table.control("endfor")

    @contextmanager
    def ruled(self, columns: Sequence[Column]) -> Iterator[Rows]:
        """A ruled table whose head stands on every page."""
        table = self.document.add_table(rows=0, cols=len(columns), style="Table Grid")
        rows = self._rows(table, [one.width for one in columns], [CENTER] * len(columns))
        rows.row(*(one.head for one in columns), bold=True)
        table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))
        rows.aligns = [one.align for one in columns]
        yield rows
        for cell in (cell for row in table.rows for cell in row.cells):
            shape = cell.paragraphs[0].paragraph_format
            shape.space_before = shape.space_after = Pt(2)
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(9.5)

    @contextmanager
    def columns(self, widths: Sequence[int], *, indent: int = 0) -> Iterator[Rows]:
        """Columns without rules; the last one is justified."""
        table = self.document.add_table(rows=0, cols=len(widths))
        if indent:
            shift = _element("w:tblInd", w=str(Mm(indent).twips), type="dxa")
            table._tbl.tblPr.insert_element_before(shift, "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook")
        yield self._rows(table, widths, [*([LEFT] * (len(widths) - 1)), LEFT if indent else BOTH])

    def _rows(self, table: Table, widths: Sequence[int], aligns: Sequence[ALIGN]) -> Rows:
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        return Rows(table, widths, aligns)

    def _fill(self, cell: _Cell, lines: Sequence[str]) -> None:
        for at, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
            self._shape(paragraph, keep=True)
            run = paragraph.add_run(line)
            run.bold = line.endswith(NAME) or None
            if "signature_note" in line:
                run.italic, run.font.size, run.font.color.rgb = True, Pt(9), GREY

    def _shape(
        self, paragraph: Paragraph, *, align: ALIGN = LEFT, before: float = 0, after: float = 0, keep: bool = False
    ) -> None:
        paragraph.alignment = align
        shape = paragraph.paragraph_format
        shape.space_before, shape.space_after = Pt(before), Pt(after)
        shape.keep_with_next = keep or None
        shape.keep_together = keep or None

    def _around(self) -> None:
        """The mark over every page, the footnote and the page numbers under it."""
        section = self.document.sections[0]
        mark = section.header.paragraphs[0]
        mark.alignment = CENTER
        _small(mark.add_run("{{ frame.mark }}"), 20).bold = True
        foot = section.footer.paragraphs[0]
        foot.alignment = LEFT
        foot.paragraph_format.tab_stops.clear_all()
        foot.paragraph_format.tab_stops.add_tab_stop(Mm(self._width), WD_TAB_ALIGNMENT.RIGHT)
        _small(foot.add_run("{{ frame.footnote }}\tHalaman "), 8)
        _field(foot, "PAGE")
        _small(foot.add_run(" dari "), 8)
        _field(foot, "NUMPAGES")

    def _stamp(self) -> None:
        """Fixed properties, so that building again gives the same file."""
        properties = self.document.core_properties
        properties.author, properties.title, properties.comments = "Zona", "", ""
        properties.language = "id-ID"
        properties.created = properties.modified = datetime(2026, 1, 1)


def _new_row(table: Table) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
    return row


def _small(run: Run, size: int) -> Run:
    run.font.size, run.font.color.rgb = Pt(size), GREY
    return run


def _field(paragraph: Paragraph, name: str) -> None:
    """A field that the word processor fills (PAGE, NUMPAGES)."""
    begin, instruction, end = (_small(paragraph.add_run(), 8) for _ in range(3))
    begin._r.append(_element("w:fldChar", fldCharType="begin"))
    text = _element("w:instrText")
    text.text = name
    instruction._r.append(text)
    end._r.append(_element("w:fldChar", fldCharType="end"))


def _signature(signer: str, *, caps: bool) -> list[str]:
    """The lines of one signature: office, room, name, rank and number; a mayor's name stands plain."""
    return [
        f"{{%p if {signer}.on_behalf_of %}}",
        f"a.n. {{{{ {signer}.on_behalf_of|upper }}}}",
        "{%p endif %}",
        f"{{{{ {signer}.office{'|upper' if caps else ''} }}}},",
        *("", "{{ frame.signature_note }}", "", ""),
        f"{{{{ {signer}.name }}}}" if caps else f"{{{{ {signer}{NAME}",
        f"{{%p if {signer}.rank %}}",
        f"{{{{ {signer}.rank }}}}",
        "{%p endif %}",
        f"{{%p if {signer}.number %}}",
        f"NIP {{{{ {signer}.number }}}}",
        "{%p endif %}",
    ]


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element
