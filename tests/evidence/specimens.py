"""Files made on the spot: what people upload, and what an enemy would."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from PIL import Image

OOXML = "application/vnd.openxmlformats-officedocument."


def pdf(pages: int = 1, *, catalog: str = "", trailer: str = "", extra: Mapping[int, str] | None = None) -> bytes:
    """A plain PDF with empty A4 pages."""
    kids = " ".join(f"{3 + number} 0 R" for number in range(pages))
    objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
    }
    for number in range(pages):
        objects[3 + number] = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    objects |= extra or {}
    out, places = b"%PDF-1.7\n", {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start, size = len(out), max(objects) + 1
    rows = [
        f"{places[number]:010} 00000 n \n" if number in places else "0000000000 65535 f \n" for number in range(size)
    ]
    out += (f"xref\n0 {size}\n" + "".join(rows)).encode()
    return out + f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode("latin-1")


def pdf_locked() -> bytes:
    """A PDF whose user password is not empty."""
    secret = "<" + "5a" * 32 + ">"
    encrypt = f"<< /Filter /Standard /V 1 /R 2 /O {secret} /U {secret} /P -4 >>"
    return pdf(trailer=f"/Encrypt 9 0 R /ID [<{'0' * 32}> <{'0' * 32}>]", extra={9: encrypt})


def pdf_with_script() -> bytes:
    """A PDF that runs a script when it is opened."""
    return pdf(catalog="/OpenAction << /S /Java#53cript /JS (app.alert\\(1\\)) >>")


def pdf_with_hidden_script() -> bytes:
    """The same, but the script stands in a compressed object stream."""
    packed = zlib.compress(b"7 0 << /S /JavaScript /JS (app.alert\\(1\\)) >>").decode("latin-1")
    body = f"<< /Type /ObjStm /N 1 /First 4 /Length {len(packed)} /Filter /FlateDecode >>\nstream\n{packed}\nendstream"
    return pdf(extra={9: body})


def image(form: str = "JPEG", size: tuple[int, int] = (320, 200), **options: object) -> bytes:
    """A picture with a pattern, so that cutting it is noticed."""
    out = io.BytesIO()
    mode = "RGBA" if form == "PNG" else "RGB"
    Image.effect_noise(size, 40).convert(mode).save(out, form, **options)  # type: ignore[arg-type]
    return out.getvalue()


def photo_with_place(size: tuple[int, int] = (2400, 1200)) -> bytes:
    """A photograph that knows where it was taken and which side is up."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn right
    exif[0x010F] = "Kamera Rahasia"
    exif.get_ifd(0x8825)[1] = "S"
    exif.get_ifd(0x8825)[2] = (6.0, 10.0, 42.0)
    return image("JPEG", size, exif=exif.tobytes(), comment=b"catatan rahasia")


def png_bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A few hundred bytes that claim to be gigapixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )


def heic(*, cut: int = 0) -> bytes:
    """The container of an iPhone photograph, without a picture anybody could decode."""

    def box(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content) + 8) + kind + content

    whole = box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"meta", b"\0" * 40) + box(b"mdat", b"\1" * 400)
    return whole[: len(whole) - cut]


def archive(entries: Mapping[str, bytes], *, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return out.getvalue()


_MAIN = {
    "docx": ("word/document.xml", "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation.main+xml"),
}


def office(kind: str = "docx", more: Mapping[str, bytes] | None = None, *, main: str = "") -> bytes:
    """An Office file with its main part, and whatever else is given."""
    part, content_type = _MAIN[kind]
    types = f'<Types><Override PartName="/{part}" ContentType="{main or OOXML + content_type}"/></Types>'
    entries = {"[Content_Types].xml": types.encode(), "_rels/.rels": b"<Relationships/>", part: b"<main>isi</main>"}
    return archive(entries | dict(more or {}))


def odf(kind: str = "text", more: Mapping[str, bytes] | None = None, *, manifest: bytes = b"<manifest/>") -> bytes:
    """An OpenDocument file."""
    entries = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
        "content.xml": b"<content/>",
        "Configurations2/accelerator/current.xml": b"",
        "META-INF/manifest.xml": manifest,
    }
    return archive(entries | dict(more or {}))


def old_office(*, locked: bool = False) -> bytes:
    """The container Word 97 used, which modern Office uses for files with a password."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + ("EncryptedPackage".encode("utf-16-le") if locked else b"")
    )


def lying_archive() -> bytes:
    """A document whose index says that a huge part is small."""
    content = bytearray(office(more={"word/besar.xml": b" " * (260 * 1024 * 1024)}))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.rfind(mark)
        content[at + offset : at + offset + 4] = struct.pack("<I", 1000)
    return bytes(content)


def symlink_archive() -> bytes:
    """A document with an entry that points outside."""
    out = io.BytesIO(office())
    with zipfile.ZipFile(out, "a") as file:
        entry = zipfile.ZipInfo("word/tautan")
        entry.create_system, entry.external_attr = 3, 0o120777 << 16
        file.writestr(entry, "/etc/passwd")
    return out.getvalue()
