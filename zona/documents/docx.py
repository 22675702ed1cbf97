"""The same papers as DOCX, for the office that still has to edit one; the signed paper is always the PDF."""

import re
import zipfile
from collections.abc import Mapping
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateError
from markupsafe import Markup, escape

from zona.documents.errors import DocumentError
from zona.documents.filling import Filled, fill
from zona.documents.frame import Frame

TEMPLATES = Path(__file__).resolve().parent / "docx_templates"

#: docxtpl turns `{_{` into `{{` after filling, also where people wrote it
_DOCXTPL_BRACES = re.compile(r"(?<=[{%])_(?=[{%])|(?<=[}%])_(?=[}%])|(?<={)_(?=%)|(?<=%)_(?=})")
#: the oldest moment a ZIP file can tell
_NO_TIME = (1980, 1, 1, 0, 0, 0)
#: longer titles are refused by the file's properties
_TITLE_LENGTH = 255


def render_docx(kind_code: str, context: Mapping[str, Any], frame: Frame) -> bytes:
    """One paper as DOCX; the same context and frame give the same bytes.

    Raises UnknownKindError, MissingFieldError naming the field, or DocumentError for a kind that has no DOCX.
    """
    filled = fill(kind_code, context, frame)
    if not filled.kind.docx:
        raise DocumentError(f"{filled.kind.name} hanya dibuat sebagai PDF.")
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # 20 MB that most processes never need

    template = DocxTemplate(TEMPLATES / f"{kind_code}.docx")
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.filters |= {"letter": letter, "upper": _capitals}
    try:
        template.render({"data": _escaped(filled.data), "frame": _escaped(filled.frame)}, environment, autoescape=True)
    except TemplateError as error:
        raise DocumentError(f"Templat {kind_code}.docx: {error}") from error
    _describe(template, filled, frame)
    written = BytesIO()
    template.save(written)
    return without_times(written.getvalue())


def letter(number: int) -> str:
    """`1` as `a`, `27` as `aa`: how points of a decree are counted."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def without_times(archive: bytes) -> bytes:
    """The same ZIP file without the moment it was made."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _NO_TIME), old.read(name), zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _escaped(value: Any) -> Any:
    """The data as XML text: what people wrote stays text, whatever it looks like."""
    if isinstance(value, str):
        return Markup(_DOCXTPL_BRACES.sub("&#95;", str(escape(value))))  # noqa: S704 - escaped one call earlier
    if isinstance(value, dict):
        return {name: _escaped(one) for name, one in value.items()}
    return [_escaped(one) for one in value] if isinstance(value, list) else value


def _capitals(text: str) -> Any:
    """Capital letters; jinja's own filter makes `&AMP;` of what is escaped already."""
    return _escaped(Markup(text).unescape().upper())  # noqa: S704 - escaped again at once


def _describe(template: Any, filled: Filled, frame: Frame) -> None:
    properties = template.docx.core_properties
    properties.title = filled.title[:_TITLE_LENGTH]
    properties.author = "Zona"
    properties.created = properties.modified = datetime.combine(frame.date, time())
