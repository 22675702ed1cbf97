"""What one paper costs to make: `./zi bench papers [--limit 300]`.

A decree with a long list of candidates, ten pages of it, filled, checked and printed as a tagged PDF/A twenty times.
The figure is the median of CPU time, not of the clock, so that other programs on the machine matter little. Last line:
`paper of N pages: M ms of CPU (limit 300)`; exit code 1 over the limit.
"""

import argparse
import time
from io import BytesIO
from statistics import median
from typing import Any

import pypdfium2

from zona.documents.frame import Mark
from zona.documents.kinds import paper_kind
from zona.documents.preview import sample_frame
from zona.documents.render import render_paper

KIND = "decree_candidates"
RENDERS = 20
PAGES = 10
#: a safe start for finding how many candidates fill the pages
ROWS = 60


def paper(rows: int) -> dict[str, Any]:
    """The sample's context with so many candidates."""
    sample = paper_kind(KIND).sample
    units = [{**sample["units"][at % 3], "name": f"Puskesmas Peragaan {at + 1}"} for at in range(rows)]
    return {**sample, "units": units}


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has."""
    return len(pypdfium2.PdfDocument(BytesIO(pdf)))


def filled_pages() -> dict[str, Any]:
    """The smallest context that reaches the wanted number of pages."""
    frame, rows = sample_frame(KIND, mark=Mark.NONE), ROWS
    while pages_of(render_paper(KIND, paper(rows), frame)) < PAGES:
        rows += 5
    return paper(rows)


def main() -> int:
    """Measure; 1 when the median is over the limit."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--limit", type=float, default=300)
    limit = options.parse_args().limit
    frame, context = sample_frame(KIND, mark=Mark.NONE), filled_pages()
    spent = []
    for _ in range(RENDERS):
        started = time.process_time()
        pdf = render_paper(KIND, context, frame)
        spent.append(1000 * (time.process_time() - started))
    print(f"{KIND}: {len(context['units'])} rows, {len(pdf)} bytes, {min(spent):.0f} to {max(spent):.0f} ms")
    print(f"paper of {pages_of(pdf)} pages: {median(spent):.0f} ms of CPU (limit {limit:g})")
    return 1 if median(spent) > limit else 0


if __name__ == "__main__":
    raise SystemExit(main())
