"""Which files may prove something, and the limits as a person reads them before choosing a file. No Django here."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from zona.base.numbers import shown_short

MEGABYTE = 1024 * 1024

#: an image with more pixels than this is refused before it is decoded
PIXEL_LIMIT = 50_000_000
#: office files are archives: this many entries, this much unpacked, this many times its packed size
ENTRY_LIMIT = 5_000
UNPACKED_LIMIT = 200 * MEGABYTE
RATIO_LIMIT = 200
RATIO_COUNTS_FROM = 5 * MEGABYTE  # a small entry may compress as well as it likes


@dataclass(frozen=True)
class Kind:
    """One kind of file that is accepted."""

    code: str
    label: str
    media_type: str
    extensions: tuple[str, ...]
    preview: str = ""  # media type of the picture we make of it; empty where it is only kept

    @property
    def extension(self) -> str:
        """The usual extension, with its point."""
        return f".{self.extensions[0]}"


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

KINDS: tuple[Kind, ...] = (
    Kind("pdf", "PDF", "application/pdf", ("pdf",), preview="image/png"),
    Kind("jpeg", "gambar JPG", "image/jpeg", ("jpg", "jpeg"), preview="image/jpeg"),
    Kind("png", "gambar PNG", "image/png", ("png",), preview="image/png"),
    Kind("webp", "gambar WebP", "image/webp", ("webp",), preview="image/webp"),
    Kind("heic", "gambar HEIC", "image/heic", ("heic", "heif")),
    Kind("docx", "Word (docx)", f"{_OOXML}wordprocessingml.document", ("docx",)),
    Kind("xlsx", "Excel (xlsx)", f"{_OOXML}spreadsheetml.sheet", ("xlsx",)),
    Kind("pptx", "PowerPoint (pptx)", f"{_OOXML}presentationml.presentation", ("pptx",)),
    Kind("odt", "OpenDocument teks (odt)", f"{_ODF}text", ("odt",)),
    Kind("ods", "OpenDocument lembar kerja (ods)", f"{_ODF}spreadsheet", ("ods",)),
)
BY_CODE = {kind.code: kind for kind in KINDS}
BY_EXTENSION = {extension: kind for kind in KINDS for extension in kind.extensions}
BY_MEDIA_TYPE = {kind.media_type: kind for kind in KINDS}

ALLOWED_SENTENCE = "PDF, gambar (JPG, PNG, WebP, HEIC), Word, Excel, PowerPoint (docx, xlsx, pptx) atau ODF (odt, ods)"


def size_shown(size: int) -> str:
    """A file's size for people: `312 KB`, `24,9 MB`; never rounded up to a limit that it misses."""
    if size < 1024:
        return f"{size} byte"
    if size < MEGABYTE:
        return f"{size // 1024} KB"
    tenths = size * 10 // MEGABYTE
    return f"{tenths // 10},{tenths % 10} MB" if tenths % 10 else f"{tenths // 10} MB"


def limits_sentence(limit_bytes: int) -> str:
    """What may be uploaded, in one sentence; it stands beside every upload field before a file is chosen."""
    return f"{ALLOWED_SENTENCE}, paling besar {size_shown(limit_bytes)} tiap berkas, tanpa sandi dan tanpa makro."


def limits_in_full(limit_bytes: int) -> Iterator[str]:
    """The same limits line by line, for the help page."""
    yield f"Jenis berkas: {ALLOWED_SENTENCE}."
    yield f"Ukuran paling besar {size_shown(limit_bytes)} tiap berkas; satu bagian boleh berisi beberapa berkas."
    yield f"Gambar paling besar {shown_short(Fraction(PIXEL_LIMIT, 1_000_000))} megapiksel."
    yield (
        f"Berkas Office dan ODF paling banyak {shown_short(Fraction(ENTRY_LIMIT))} bagian di dalamnya dan "
        f"{size_shown(UNPACKED_LIMIT)} setelah dibuka."
    )
    yield "Berkas bersandi, berkas dengan makro, dan berkas yang isinya tidak sesuai namanya ditolak."


def accept_attribute() -> str:
    """The value of an upload field's `accept`, so that the file chooser shows only what fits."""
    return ",".join(f".{extension}" for extension in BY_EXTENSION)
