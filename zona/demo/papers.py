"""The papers of the demo city: real PDF files with a letterhead, marked DATA PERAGAAN, taken in like any upload."""

import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

import typst
from django.core.files.uploadedfile import SimpleUploadedFile

from zona.accounts.enums import Role
from zona.demo.dates import Calendar
from zona.demo.files import PaperText, Sheet, cast, government, papers, unit_names
from zona.documents.render import FONTS
from zona.files.storage import ReceivedFile, discard, receive
from zona.organizations.rules.windows import in_words

HERE = Path(__file__).resolve().parent
#: the template borrows the letterhead of `zona/documents/templates/`
_ROOT = HERE.parent
#: making and inspecting a paper is the slowest part; two at once use both cores
_AT_ONCE = 2

#: received papers by (unit code, year), then by kind
Received = dict[tuple[str, int], dict[str, ReceivedFile]]


@dataclass(frozen=True)
class Order:
    """One paper to be made for one worksheet."""

    sheet: Sheet
    text: PaperText
    unit: str
    head: str
    lead: str


def orders(sheets: list[Sheet]) -> list[Order]:
    """Every paper that the worksheets ask for."""
    texts, units = papers(), unit_names()
    return [Order(sheet, texts[kind], units[sheet.unit], *_signers(sheet)) for sheet in sheets for kind in sheet.papers]


def receive_papers(wanted: list[Order], calendar: Calendar, *, into: Received) -> Iterator[Order]:
    """Make and store each paper, tell it `into` the mapping, and yield its order. Touches no table.

    When the caller fails, `discard_papers` takes the files away again.
    """
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for order, file in zip(wanted, pool.map(partial(_receive, calendar=calendar), wanted), strict=True):
            into.setdefault((order.sheet.unit, order.sheet.year), {})[order.text.kind] = file
            yield order


def discard_papers(received: Received) -> None:
    """Take the files away that no row will name."""
    for files in received.values():
        for file in files.values():
            discard(file)


def paper_pdf(order: Order, calendar: Calendar) -> bytes:
    """One paper; the same order and day give the same bytes."""
    day = calendar.day(order.text.at, order.sheet.year)
    pdf = typst.compile(
        str(HERE / "surat.typ"),
        root=str(_ROOT),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={
            "data": json.dumps(_context(order, in_words(day), calendar.year(order.sheet.year)), ensure_ascii=False),
            "title": f"{order.text.title} {order.unit}",
            "date": day.isoformat(),
        },
        format="pdf",
        timestamp=datetime.combine(day, time(), tzinfo=UTC),
    )
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no PDF")
    return pdf


def _receive(order: Order, *, calendar: Calendar) -> ReceivedFile:
    day = calendar.day(order.text.at, order.sheet.year)
    name = f"{order.text.name} {in_words(day)}.pdf"
    return receive(SimpleUploadedFile(name, paper_pdf(order, calendar), "application/pdf"))


def _context(order: Order, day: str, year: int) -> dict[str, Any]:
    words = {"unit": order.unit, "head": order.head, "lead": order.lead, "year": str(year)}
    lines = government()["letterhead"]
    return {
        "letterhead": [lines[0], order.unit, *lines[2:]],
        "title": order.text.title,
        "number": _filled(order.text.number, words),
        "body": [_filled(text, words) for text in order.text.body],
        "items": [_filled(text, words) for text in order.text.items],
        "table": [[_filled(cell, words) for cell in line] for line in order.text.table],
        "place": "Tangerang",
        "date": day,
        "signer": {"name": order.head, "position": f"Pimpinan {order.unit}", "number": ""},
    }


def _filled(text: str, words: Mapping[str, str]) -> str:
    return text.format_map(words)


def _signers(sheet: Sheet) -> tuple[str, str]:
    """Names of head and team lead: of the cast, where the worksheet names nobody."""
    found = {person.role: person.name for person in cast() if person.unit == sheet.unit}
    return sheet.head or found[Role.UNIT_HEAD], sheet.lead or found[Role.TEAM_LEAD]
