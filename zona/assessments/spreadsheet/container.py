"""What must hold of a file before a spreadsheet reader may touch it.

The reader (calamine) is fast and native; it builds a full grid from the first to the last cell, so one cell in the far
corner would take all memory and end the process. Everything here is therefore measured by streaming: the unpacked size
with our own inflating (a header may lie about it), the rows and columns with an XML scanner.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

LARGEST_FILE = 25 * 1024 * 1024
LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_ENTRIES = 2_000
MOST_ROWS = 20_000
MOST_CELLS = 2_000_000

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ADVICE = "Buka di Excel atau LibreOffice, lalu simpan sebagai Excel Workbook (.xlsx)."


class WorkbookError(ValueError):
    """The whole file is refused; the text is one plain sentence: what is wrong, and what to do."""


def check_container(data: bytes, name: str) -> None:
    """Raise WorkbookError unless the bytes are an XLSX or ODS file of reasonable size, open to read."""
    if not data:
        raise WorkbookError(f"Berkas {name} kosong (0 bita). Unggah ulang berkas yang benar.")
    if len(data) > LARGEST_FILE:
        raise WorkbookError(f"Berkas {name} lebih dari 25 MB. Hapus gambar dan lembar lain, lalu coba lagi.")
    if data.startswith(_OLE):
        raise WorkbookError(_about_ole(data, name))
    if not data.startswith(b"PK"):
        raise WorkbookError(f"Berkas {name} bukan lembar sebar{_looks_like(data)}. {_ADVICE}")
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check_archive(archive, data, name)
    except (BadZipFile, zlib.error, UnicodeDecodeError, NotImplementedError) as error:
        raise WorkbookError(f"Berkas {name} rusak atau tidak lengkap. Unduh atau simpan ulang berkasnya.") from error


def _about_ole(data: bytes, name: str) -> str:
    """Old Excel files and locked new ones share one container."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return f"Berkas {name} terkunci kata sandi. Buka berkasnya, hapus kata sandinya, simpan, lalu unggah lagi."
    return f"Berkas {name} berformat lama (.xls) atau bukan lembar sebar. {_ADVICE}"


def _looks_like(data: bytes) -> str:
    if data.startswith(b"%PDF"):
        return "; isinya PDF"
    head = data[:2000]
    if b"\0" in head:
        return ""
    return "; isinya halaman web" if b"<html" in head.lower() else "; isinya teks biasa, mungkin CSV"


def _check_archive(archive: ZipFile, data: bytes, name: str) -> None:
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise WorkbookError(f"Berkas {name} terkunci kata sandi. Hapus kata sandinya, simpan, lalu unggah lagi.")
    if "xl/workbook.bin" in names:
        raise WorkbookError(f"Berkas {name} berformat biner (.xlsb). {_ADVICE}")
    if not _is_spreadsheet(archive, names):
        raise WorkbookError(f"Berkas {name} bukan lembar sebar Excel atau LibreOffice. {_ADVICE}")
    if len(entries) > MOST_ENTRIES:
        raise WorkbookError(f"Berkas {name} memuat terlalu banyak bagian. Simpan ulang sebagai .xlsx.")
    left = LARGEST_UNPACKED
    for entry in entries:
        left = _check_entry(entry, data, name, left)


def _is_spreadsheet(archive: ZipFile, names: set[str]) -> bool:
    if any(name.startswith("xl/") and name.endswith("workbook.xml") for name in names):
        return True
    kind = archive.read("mimetype")[:100] if "mimetype" in names else b""
    if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
        if b"encryption-data" in manifest:
            raise WorkbookError("Berkas terkunci kata sandi. Hapus kata sandinya, simpan, lalu unggah lagi.")
        return "content.xml" in names
    return False


def _check_entry(entry: ZipInfo, data: bytes, name: str, left: int) -> int:
    """Unpack one entry without keeping it; the bytes that may still come after it."""
    extent = Extent()
    for chunk in _unpacked(entry, data):
        left -= len(chunk)
        if left < 0:
            raise WorkbookError(f"Berkas {name} mengembang lebih dari 100 MB saat dibuka, jadi ditolak.")
        extent.feed(chunk)
    extent.finish()
    if extent.broken and not entry.filename.endswith(".vml"):
        where = PurePosixPath(entry.filename).name
        raise WorkbookError(f"Berkas {name} rusak pada bagian {where}. Simpan ulang sebagai .xlsx.")
    if extent.rows > MOST_ROWS:
        raise WorkbookError(f"Berkas {name} memuat lebih dari 20.000 baris. Pakai berkas LKE yang diekspor dari Zona.")
    if extent.rows * extent.columns > MOST_CELLS:
        raise WorkbookError(f"Berkas {name} memuat terlalu banyak kolom. Hapus kolom di luar tabel LKE.")
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


@dataclass
class _Place:
    """Where the scanner stands in an ODS table."""

    row: int = 0
    column: int = 0
    row_repeat: int = 1
    cell_repeat: int = 1
    last: int = 0  # last column with content in this row


class Extent:
    """The last row and column with content in one XML part, XLSX or ODS; other bytes are left alone."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self.broken = False
        self._started = False
        self._parser: Any = None
        self._place = _Place()

    def feed(self, chunk: bytes) -> None:
        """Scan the next piece."""
        if not self._started and chunk:
            self._started = True
            if chunk.lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n\0")[:1] == b"<":
                self._parser = expat.ParserCreate()
                self._parser.StartElementHandler = self._start
                self._parser.EndElementHandler = self._end
                self._parser.StartDoctypeDeclHandler = self._refuse
        self._parse(chunk, last=False)

    def finish(self) -> None:
        """Tell that nothing more comes."""
        self._parse(b"", last=True)

    def _parse(self, chunk: bytes, *, last: bool) -> None:
        if self._parser is None or self.broken:
            return
        try:
            self._parser.Parse(chunk, last)
        except (expat.ExpatError, ValueError):
            self.broken = True

    def _refuse(self, *_: Any) -> None:
        raise ValueError("no document type is used in spreadsheets")

    def _start(self, tag: str, given: dict[str, str]) -> None:
        name, place = tag.rpartition(":")[2], self._place
        if name == "c":
            self._see_cell(given.get("r", ""))
        elif name == "row" and "r" in given:
            self._place.row = max(0, int(given["r"]) - 1)
        elif name == "table":
            self._place = _Place()
        elif name == "table-row":
            place.row_repeat = _repeat(given, "rows-repeated")
            place.column = place.last = 0
        elif name in ("table-cell", "covered-table-cell"):
            place.cell_repeat = _repeat(given, "columns-repeated")
            if any(key.endswith((":value-type", ":value")) for key in given):
                place.last = place.column + place.cell_repeat
        elif name == "p" and tag.startswith("text:"):
            place.last = max(place.last, place.column + place.cell_repeat)

    def _end(self, tag: str) -> None:
        name, place = tag.rpartition(":")[2], self._place
        if name in ("table-cell", "covered-table-cell"):
            place.column += place.cell_repeat
        elif name == "table-row":
            place.row += place.row_repeat
            if place.last:
                self.rows, self.columns = max(self.rows, place.row), max(self.columns, place.last)
        elif name == "row":
            place.row, place.column = place.row + 1, 0
        elif name in ("v", "is", "f"):
            self.rows, self.columns = max(self.rows, place.row + 1), max(self.columns, place.column)

    def _see_cell(self, name: str) -> None:
        """An XLSX cell: its own name tells its place; without one it follows its neighbour."""
        place = self._place
        place.column += 1
        letters = name.rstrip("0123456789")
        if letters:
            place.column = 0
            for sign in letters.upper():
                place.column = place.column * 26 + ord(sign) - 64
            place.row = max(0, int(name[len(letters) :] or "1") - 1)


def _repeat(given: dict[str, str], attribute: str) -> int:
    for key, value in given.items():
        if key.endswith(attribute):
            return max(1, int(value))
    return 1
