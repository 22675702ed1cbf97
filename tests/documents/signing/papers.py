"""Papers for these tests: real PDF/A-2a files with an amount that somebody might like to change."""

from datetime import UTC, datetime
from functools import lru_cache

import typst

from zona.documents.render import FONTS

TITLE = "Keputusan Wali Kota"
_PAGE = """
= Bagian {number}
Menetapkan hadiah sebesar Rp{amount} bagi Dinas Kesehatan.

#lorem(120)
"""


@lru_cache
def paper(amount: str = "1.000.000", *, pages: int = 3) -> bytes:
    head = (
        f'#set document(title: "{TITLE}", date: datetime(year: 2026, month: 11, day: 23))\n'
        '#set text(font: "Liberation Serif", lang: "id")\n'
    )
    body = "\n#pagebreak()\n".join(_PAGE.format(number=number + 1, amount=amount) for number in range(pages))
    pdf = typst.compile(
        (head + body).encode(),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime(2026, 11, 23, tzinfo=UTC),
    )
    assert isinstance(pdf, bytes)
    return pdf
