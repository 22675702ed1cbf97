"""What must hold of a file before a spreadsheet reader may touch it.

The reader (calamine) is fast and native; it builds a full grid from the first to the last cell and copies a shared
string into every cell that shows it, so a tiny file could take all memory and end the process. Everything here is
therefore measured by streaming: the unpacked size with our own inflating (a header may lie about it), the rows, columns
and texts with an XML scanner.
"""

import zlib
from collections.abc import Iterator
from enum import Enum, auto
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from zona.base.workbooks.faults import Bounds, Fault, UnsafeWorkbookError
from zona.base.workbooks.scan import PartScan, Tally

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
#: what `zipfile` and `zlib` raise for archives that are cut, flipped or of an unknown method
_TROUBLE = (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError)


class Format(Enum):
    """The two formats that are read."""

    XLSX = auto()
    ODS = auto()


def check_workbook(data: bytes, bounds: Bounds) -> Format:
    """The format of an XLSX or ODS file that is safe to open. Raises UnsafeWorkbookError for anything else."""
    if not data:
        raise UnsafeWorkbookError(Fault.EMPTY)
    if len(data) > bounds.file:
        raise UnsafeWorkbookError(Fault.LARGE)
    if data.startswith(_OLE):
        raise UnsafeWorkbookError(Fault.LOCKED if is_locked(data) else Fault.OLD)
    if not data.startswith(b"PK"):
        raise UnsafeWorkbookError(Fault.OTHER)
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _check_archive(archive, data, bounds)
    except _TROUBLE as error:
        raise UnsafeWorkbookError(Fault.BROKEN) from error


def is_locked(data: bytes) -> bool:
    """Whether an OLE file is a new workbook behind a password: old Excel files share its container."""
    return data.startswith(_OLE) and _ENCRYPTED in data


def _check_archive(archive: ZipFile, data: bytes, bounds: Bounds) -> Format:
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnsafeWorkbookError(Fault.LOCKED)
    kind = _format(archive, {entry.filename for entry in entries})
    if len(entries) > bounds.parts:
        raise UnsafeWorkbookError(Fault.MANY_PARTS)
    tally, left = Tally(bounds), bounds.unpacked
    for entry in entries:
        left = _check_entry(entry, data, tally, left)
    tally.finish()
    return kind


def _format(archive: ZipFile, names: set[str]) -> Format:
    if any(name.casefold() == "xl/workbook.bin" for name in names):
        raise UnsafeWorkbookError(Fault.BINARY)
    if any(name.startswith("xl/") and name.endswith("workbook.xml") for name in names):
        return Format.XLSX
    if _head(archive, names, "mimetype", 100).startswith(_ODS) and "content.xml" in names:
        if b"encryption-data" in _head(archive, names, "META-INF/manifest.xml", 1 << 20):
            raise UnsafeWorkbookError(Fault.LOCKED)
        return Format.ODS
    raise UnsafeWorkbookError(Fault.OTHER)


def _head(archive: ZipFile, names: set[str], name: str, most: int) -> bytes:
    """The first bytes of an entry; no more of it is unpacked."""
    if name not in names:
        return b""
    with archive.open(name) as entry:
        return entry.read(most)


def _check_entry(entry: ZipInfo, data: bytes, tally: Tally, left: int) -> int:
    """Unpack one entry without keeping it; the bytes that may still come after it."""
    scan = PartScan(tally, entry.filename)
    for chunk in _unpacked(entry, data):
        left -= len(chunk)
        if left < 0:
            raise UnsafeWorkbookError(Fault.UNPACKED)
        scan.feed(chunk)
    scan.finish()
    if scan.broken:
        raise UnsafeWorkbookError(Fault.BROKEN, PurePosixPath(entry.filename).name)
    return left


def _unpacked(entry: ZipInfo, data: bytes) -> Iterator[bytes]:
    """The entry's content in pieces, by its packed bytes and not by the size its header claims."""
    head = entry.header_offset
    if data[head : head + 4] != b"PK\x03\x04" or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadZipFile(entry.filename)
    skip = int.from_bytes(data[head + 26 : head + 28], "little") + int.from_bytes(data[head + 28 : head + 30], "little")
    packed = data[head + 30 + skip : head + 30 + skip + entry.compress_size]
    if entry.compress_type == ZIP_STORED:
        yield packed
        return
    inflate = zlib.decompressobj(-15)
    while packed and not inflate.eof:
        yield inflate.decompress(packed, 1 << 20)
        packed = inflate.unconsumed_tail
    yield inflate.flush()
