"""Look into Office and ODF files, which are ZIP archives, without trusting what they say of themselves.

Every entry is unpacked in small pieces and counted, nothing is written and no XML is parsed. Runs in the child; no
Django here.
"""

import re
import stat
import zipfile
import zlib
from pathlib import Path

from zona.files.opening import FaultyFileError
from zona.files.rules.kinds import ENTRY_LIMIT, RATIO_COUNTS_FROM, RATIO_LIMIT, UNPACKED_LIMIT
from zona.files.rules.problems import Problem

_PIECE = 256 * 1024
_DESCRIPTION_LIMIT = 2 * 1024 * 1024
_OOXML_MAIN = {
    "docx": "wordprocessingml.document.main+xml",
    "xlsx": "spreadsheetml.sheet.main+xml",
    "pptx": "presentationml.presentation.main+xml",
}
_ODF_TYPES = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_NOT_IN_DOCUMENTS = re.compile(
    r"\.(exe|dll|com|scr|msi|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|jar|lnk|sh|php|html?|svgz|zip|rar|7z|gz|tar|iso)$"
)
_ENTITY = "<!ENTITY"
_ENTITIES = (_ENTITY.encode(), _ENTITY.encode("utf-16-le"), _ENTITY.encode("utf-16-be"))


def open_archive(path: Path) -> str:
    """The kind of Office or ODF file it is. Raises FaultyFileError for anything else or anything unsafe."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > ENTRY_LIMIT:
                raise FaultyFileError(Problem.TOO_MANY_ENTRIES)
            for entry in entries:
                _check_name(entry)
            if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
                raise FaultyFileError(Problem.TOO_MUCH_UNPACKED)
            kind = _kind_of(archive)
            _unpack_all(archive, entries)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        raise FaultyFileError(Problem.DAMAGED) from None
    return kind


def _check_name(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename.replace("\\", "/")
    outside = name.startswith("/") or ".." in name.split("/") or "\0" in name or ":" in name.split("/")[0]
    if outside or stat.S_ISLNK(entry.external_attr >> 16) or _NOT_IN_DOCUMENTS.search(name.lower()):
        raise FaultyFileError(Problem.STRANGE_ENTRY)
    if entry.flag_bits & 0x1:
        raise FaultyFileError(Problem.LOCKED)
    if name.lower().endswith(("vbaproject.bin", "vbadata.xml")) or _is_odf_macro(name):
        raise FaultyFileError(Problem.MACRO)


def _is_odf_macro(name: str) -> bool:
    """ODF keeps Basic under `Basic/library/` beside a table of contents, other languages under `Scripts/`."""
    parts = name.split("/")
    if parts[0] == "Basic" and len(parts) > 2:
        return bool(parts[-1]) and parts[-1] not in ("script-lb.xml", "dialog-lb.xml")
    return parts[0] == "Scripts" and bool(parts[-1])


def _kind_of(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        return _ooxml_kind(_text(archive, "[Content_Types].xml"))
    if "mimetype" in names:
        if "META-INF/manifest.xml" in names and "encryption-data" in _text(archive, "META-INF/manifest.xml"):
            raise FaultyFileError(Problem.LOCKED)
        kind = _ODF_TYPES.get(_text(archive, "mimetype").strip())
        if kind and "content.xml" in names:
            return kind
    return "zip"


def _ooxml_kind(description: str) -> str:
    if "macroEnabled" in description or "vbaProject" in description:
        raise FaultyFileError(Problem.MACRO)
    kinds = [kind for kind, main in _OOXML_MAIN.items() if main in description]
    return kinds[0] if len(kinds) == 1 else "zip"


def _text(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as part:
        content = part.read(_DESCRIPTION_LIMIT)
    return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")


def _unpack_all(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """Count what really comes out; reading to the end also compares every entry's checksum."""
    total = 0
    for entry in entries:
        size, end = 0, b""
        is_markup = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
        with archive.open(entry) as part:
            while piece := part.read(_PIECE):
                size, total = size + len(piece), total + len(piece)
                if total > UNPACKED_LIMIT:
                    raise FaultyFileError(Problem.TOO_MUCH_UNPACKED)
                if size > RATIO_COUNTS_FROM and size > RATIO_LIMIT * max(entry.compress_size, 1):
                    raise FaultyFileError(Problem.BOMB)
                if is_markup and any(entity in end + piece for entity in _ENTITIES):
                    raise FaultyFileError(Problem.STRANGE_ENTRY)
                end = piece[-32:]
