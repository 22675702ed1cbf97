"""From a template and a plain context to a PDF/A-2a file that screen readers can read (PDF/UA-1), by typst.

The same context, title and date give the same bytes, so a signed paper can be made again and compared.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

from zona.documents.declared import PAPERS, faults

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "templates"
FONTS = HERE / "fonts"

#: kinds of signs without a shape of their own: control, format, surrogate, private, unassigned
_SHAPELESS = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
#: what only changes the sign before it: variation selectors, tints of emoji
_MODIFIERS = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")
_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
#: so many different signs without a shape are replaced in one paper
MOST_UNSHOWN = 40


class DocumentError(Exception):
    """A paper that cannot be made: a template or its context is at fault, never the reader."""


class MissingFieldError(DocumentError):
    """The context does not hold what the template declares; the text names the field."""


def render(template: str, context: Mapping[str, Any], *, title: str, date: date) -> bytes:
    """One paper as PDF. Raises MissingFieldError, or DocumentError for a template that fails or only warns."""
    if template not in PAPERS:
        raise DocumentError(f"Templat '{template}' tidak dikenal; yang ada: {', '.join(sorted(PAPERS))}.")
    for fault in faults(PAPERS[template], context):
        raise MissingFieldError(f"Templat {template}: {fault}.")
    data = json.dumps(_printable(context), ensure_ascii=False)
    for _ in range(MOST_UNSHOWN):
        try:
            return _compile(template, data, title=_printable(title), date=date)
        except typst.TypstError as error:
            unshown = _UNSHOWN.search(error.message)
            if unshown is None or unshown[1].isascii() or unshown[1] not in data:
                raise DocumentError(f"Templat {template}: {error.message} {' '.join(error.hints)}".strip()) from error
            # An archive file may hold no sign without a shape; people do write emoji in names and reasons.
            data = _without(data, unshown[1])
    raise DocumentError(f"Templat {template}: terlalu banyak tanda yang tidak dimiliki huruf cetaknya.")


def _printable(value: Any) -> Any:
    """The context without signs that have no shape on paper."""
    if isinstance(value, str):
        shaped = (sign for sign in value if sign in "\n\t" or unicodedata.category(sign) not in _SHAPELESS)
        return _MODIFIERS.sub("", "".join(shaped))
    if isinstance(value, Mapping):
        return {name: _printable(one) for name, one in value.items()}
    return [_printable(one) for one in value] if isinstance(value, list | tuple) else value


def _without(data: str, sign: str) -> str:
    """The data with an empty box for a sign; a box that cannot be shown carries a mark, which goes."""
    return re.sub("□[^\x00-\x7f□]", "□", data) if sign == "□" else data.replace(sign, "□")


def _compile(template: str, data: str, *, title: str, date: date) -> bytes:
    pdf, warnings = typst.compile_with_warnings(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": data, "title": title, "date": date.isoformat()},
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
