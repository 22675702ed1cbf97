"""What the tests of papers share: samples to change, and the text of a made file."""

import copy
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from zona.documents.frame import Frame, Mark
from zona.documents.kinds import Field, FieldKind, paper_kind, paper_kinds
from zona.documents.preview import sample_frame

CODES = tuple(paper_kinds())
DECREES = tuple(code for code in CODES if code.startswith("decree_"))
WITH_DOCX = tuple(code for code, kind in paper_kinds().items() if kind.docx)

#: what XML, jinja, docxtpl and typst would take for their own
HOSTILE = 'Dinas & <b>"A"</b> {{ x }} {_{ y }_} {% if %} #let *x* $y$ @z \\ // é'


def sample(code: str) -> dict[str, Any]:
    """A fresh copy of a kind's sample."""
    return copy.deepcopy(paper_kind(code).sample)


def frame(code: str, **changes: Any) -> Frame:
    """The frame of a sample, by default a valid paper's."""
    return replace(sample_frame(code, mark=Mark.NONE), **changes)


def reworded(code: str, word: Callable[[str], str], *, rows: int = 0) -> dict[str, Any]:
    """The sample with other words in every text, and each list of rows grown to a length."""
    return _reworded(paper_kind(code).fields, sample(code), word, rows)


def _reworded(fields: Sequence[Field], values: dict[str, Any], word: Callable[[str], str], rows: int) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for field in fields:
        value = values.get(field.name)
        if value is None:
            continue
        if field.kind is FieldKind.TEXT:
            value = word(value)
        elif field.kind is FieldKind.LIST:
            value = [word(one) for one in value]
        elif field.kind is FieldKind.ROWS:
            value = [_reworded(field.fields, one, word, 0) for one in value]
            value = [value[at % len(value)] for at in range(max(rows, len(value)))]
        made[field.name] = value
    return made


def places(
    fields: Sequence[Field], values: dict[str, Any], path: tuple[Any, ...] = ()
) -> Iterator[tuple[Field, tuple[Any, ...]]]:
    """Every declared field with its way into the sample; of rows, the first that holds it."""
    for field in fields:
        yield field, (*path, field.name)
        rows = values.get(field.name) if field.kind is FieldKind.ROWS else None
        if rows:
            yield from places(field.fields, rows[0], (*path, field.name, 0))


def named(path: Sequence[Any]) -> str:
    """`("units", 0, "name")` as `units[0].name`."""
    told = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return told.removeprefix(".")


def text_of(pdf: bytes | Path, folder: Path, *options: str) -> str:
    """What a PDF says, blanks and line ends as one blank."""
    file = folder / "paper.pdf" if isinstance(pdf, bytes) else pdf
    if isinstance(pdf, bytes):
        file.write_bytes(pdf)
    done = subprocess.run(["pdftotext", *options, str(file), "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def facts_of(pdf: bytes, folder: Path) -> dict[str, str]:
    """What pdfinfo says of a PDF."""
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True)
    return {
        name.strip(): value.strip() for name, _, value in (line.partition(":") for line in done.stdout.splitlines())
    }
