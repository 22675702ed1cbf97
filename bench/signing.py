"""How much CPU one signature takes: `./zi bench signing [--times 20]`.

A ten-page PDF/A-2a paper, PAdES B-T with a time stamp of our own, both keys opened from their encrypted files each
time. Last line: `signing N ms of CPU (limit 150)`; the exit status is 1 over the limit.
"""

import argparse
import sys
import time
from datetime import UTC, datetime
from statistics import median

import typst

from zona.documents.render import FONTS
from zona.documents.signing.authority import create_root, issue_signer, issue_stamper
from zona.documents.signing.interface import Passphrase, SigningRequest
from zona.documents.signing.local import LocalSigner
from zona.documents.signing.stamping import LocalStamping

LIMIT_MS = 150
PAGES = 10
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
CITY = "Kota Contoh"


def paper() -> bytes:
    """Ten pages of text."""
    head = '#set document(title: "Uji", date: datetime(year: 2026, month: 11, day: 23))\n'
    text = '#set text(font: "Liberation Serif", lang: "id")\n'
    body = "\n#pagebreak()\n".join(f"= Bagian {number + 1}\n#lorem(300)" for number in range(PAGES))
    pdf = typst.compile(
        (head + text + body).encode(),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        timestamp=NOW,
    )
    if not isinstance(pdf, bytes):
        raise TypeError("typst made no PDF")
    return pdf


def signer() -> LocalSigner:
    """A mayor of an invented city."""
    secret = Passphrase("kunci untuk mengukur saja")
    root = create_root(name="Induk", city=CITY, passphrase=secret, now=NOW)
    mayor = issue_signer(
        root, secret, person="Siti Aminah", position="Wali Kota", city=CITY, passphrase=secret, now=NOW, days=365
    )
    clock = issue_stamper(root, secret, name="Cap Waktu", city=CITY, passphrase=secret, now=NOW, days=365)
    return LocalSigner(mayor, secret, chain=[root.certificate_pem], stamping=LocalStamping(clock, secret))


def median_cpu_ms(times: int) -> float:
    """Median CPU of so many signatures, in ms, after one that warms up."""
    pdf, mayor = paper(), signer()
    wish = SigningRequest(reason="Menetapkan", location=CITY, signer_name="Siti Aminah", at=NOW)
    mayor.sign(pdf, wish)
    spent = []
    for _ in range(times):
        started = time.process_time()
        mayor.sign(pdf, wish)
        spent.append((time.process_time() - started) * 1000)
    return median(spent)


def main() -> None:
    """Measure and compare with the limit."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=20)
    needed = median_cpu_ms(options.parse_args().times)
    print(f"signing {needed:.0f} ms of CPU (limit {LIMIT_MS})")
    sys.exit(needed > LIMIT_MS)


if __name__ == "__main__":
    main()
