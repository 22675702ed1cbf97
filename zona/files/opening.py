"""Open images, PDFs and HEIC containers with their real parsers. Runs in the child; no Django here."""

import re
import warnings
import zlib
from pathlib import Path
from typing import Any

from zona.files.rules.kinds import PIXEL_LIMIT
from zona.files.rules.problems import Problem

_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
_SECURITY_ERROR = 5  # FPDF_ERR_SECURITY: protected in a way only its maker can open
_TAIL = 4096
_ACTIVE_NAMES = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia")
_OBJECT_STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_OBJECT_STREAM_LIMIT = 8 * 1024 * 1024
_OBJECT_STREAMS = 2_000


class FaultyFileError(Exception):
    """The file cannot be accepted, and why."""

    def __init__(self, problem: Problem, found: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.found = found


def open_image(path: Path, kind: str) -> dict[str, Any]:
    """Decode one image wholly. The pixel limit is checked on its header, before memory is taken."""
    from PIL import Image

    formats = ("JPEG", "MPO") if kind == "jpeg" else (kind.upper(),)  # MPO: JPG with a second picture, from phones
    Image.MAX_IMAGE_PIXELS = PIXEL_LIMIT
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=formats) as image:
                width, height = image.size
                image.verify()
            with Image.open(path, formats=formats) as image:
                image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise FaultyFileError(Problem.TOO_MANY_PIXELS) from None
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError):
        raise FaultyFileError(Problem.DAMAGED) from None
    return {"width": width, "height": height}


def open_pdf(path: Path) -> dict[str, Any]:
    """Count a PDF's pages and open the first and the last; notice what could act on its own."""
    import pypdfium2
    from pypdfium2 import raw

    content = path.read_bytes()
    tail = content[-_TAIL:]
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise FaultyFileError(Problem.DAMAGED)
    try:
        document = pypdfium2.PdfDocument(content)
        pages = len(document)
        for number in {0, pages - 1}:
            document[number].close()
        scripts = raw.FPDFDoc_GetJavaScriptActionCount(document) > 0 or document.count_attachments() > 0
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (_PASSWORD_ERROR, _SECURITY_ERROR)
        raise FaultyFileError(Problem.LOCKED if locked else Problem.DAMAGED) from None
    return {"pages": pages, "active": scripts or _names_actions(content)}


def _names_actions(content: bytes) -> bool:
    """Whether the file, or a compressed part that holds its objects, names an action or an enclosed file."""
    if _names_one(content):
        return True
    for number, match in enumerate(_OBJECT_STREAM.finditer(content)):
        if number == _OBJECT_STREAMS:
            return True  # nobody writes so many; call it active rather than look on
        try:
            part = zlib.decompressobj().decompress(content[match.end() :], _OBJECT_STREAM_LIMIT)
        except zlib.error:
            continue
        if _names_one(part):
            return True
    return False


def _names_one(part: bytes) -> bool:
    plain = _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), part) if b"#" in part else part
    return any(re.search(re.escape(name) + rb"(?![A-Za-z])", plain) for name in _ACTIVE_NAMES)


def open_heic(path: Path) -> dict[str, Any]:
    """Walk the boxes of a HEIC file: they must fill it exactly and hold a picture's description. Nothing is decoded."""
    size = path.stat().st_size
    seen: set[bytes] = set()
    at = 0
    with path.open("rb") as file:
        while at < size:
            file.seek(at)
            header = file.read(16)
            length = int.from_bytes(header[:4], "big")
            if length == 1:
                length = int.from_bytes(header[8:16], "big")
            elif length == 0:
                length = size - at
            if length < 8 or at + length > size or len(seen) > 100:
                raise FaultyFileError(Problem.DAMAGED)
            seen.add(header[4:8])
            at += length
    if not {b"ftyp", b"meta", b"mdat"} <= seen:
        raise FaultyFileError(Problem.DAMAGED)
    return {}
