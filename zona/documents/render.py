"""From a kind, a plain context and a frame to a PDF/A-2a that screen readers can read (PDF/UA-1), by typst.

The same context and frame give the same bytes, so a signed paper can be made again and compared.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

from zona.documents.errors import DocumentError
from zona.documents.filling import Filled, fill
from zona.documents.frame import Frame

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "templates"
FONTS = HERE / "fonts"

_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
#: so many different signs without a shape are replaced in one paper
MOST_UNSHOWN = 40


def render_paper(kind_code: str, context: Mapping[str, Any], frame: Frame) -> bytes:
    """One paper as PDF.

    Raises UnknownKindError, MissingFieldError naming the field, or DocumentError for a template that fails or warns.
    """
    filled = fill(kind_code, context, frame)
    inputs = _inputs(filled)
    for _ in range(MOST_UNSHOWN):
        try:
            return _compile(filled.kind.template, inputs, date=frame.date)
        except typst.TypstError as error:
            unshown = _UNSHOWN.search(error.message)
            sign = unshown[1] if unshown else ""
            if sign.isascii() or not any(sign in text for text in inputs.values()):
                told = f"Templat {filled.kind.template}: {error.message} {' '.join(error.hints)}"
                raise DocumentError(told.strip()) from error
            # An archive file may hold no sign without a shape; people do write emoji in names and reasons.
            inputs = {name: _without(text, sign) for name, text in inputs.items()}
    raise DocumentError(f"Templat {filled.kind.template}: terlalu banyak tanda yang tidak dimiliki huruf cetaknya.")


def _inputs(filled: Filled) -> dict[str, str]:
    return {
        "data": json.dumps(filled.data, ensure_ascii=False),
        "frame": json.dumps(filled.frame, ensure_ascii=False),
        "title": filled.title,
    }


def _without(text: str, sign: str) -> str:
    """The text with an empty box for a sign; a box that cannot be shown carries a mark, which goes."""
    return re.sub("□[^\x00-\x7f□]", "□", text) if sign == "□" else text.replace(sign, "□")


def _compile(template: str, inputs: Mapping[str, str], *, date: date) -> bytes:
    pdf, warnings = typst.compile_with_warnings(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={**inputs, "date": date.isoformat()},
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime.combine(date, time(), tzinfo=UTC),
    )
    if warnings:
        # A missing font is only a warning, and the paper would silently come out in another one.
        raise DocumentError(f"Templat {template}: {'; '.join(warning.message for warning in warnings)}")
    if not isinstance(pdf, bytes):
        raise DocumentError(f"Templat {template} tidak menghasilkan PDF.")
    return pdf
