"""Why a file is refused, in a sentence that names the file, the problem and what to do. No Django here."""

from enum import StrEnum

from zona.files.rules.kinds import (
    ALLOWED_SENTENCE,
    BY_CODE,
    BY_EXTENSION,
    ENTRY_LIMIT,
    PIXEL_LIMIT,
    UNPACKED_LIMIT,
    size_shown,
)
from zona.files.rules.names import extension_of


class Problem(StrEnum):
    """Everything that can be wrong with an uploaded file."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NO_EXTENSION = "no_extension"
    UNKNOWN_EXTENSION = "unknown_extension"
    ACTIVE_FORMAT = "active_format"
    OLD_OFFICE = "old_office"
    MISMATCH = "mismatch"
    DAMAGED = "damaged"
    LOCKED = "locked"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_ENTRIES = "too_many_entries"
    TOO_MUCH_UNPACKED = "too_much_unpacked"
    BOMB = "bomb"
    MACRO = "macro"
    STRANGE_ENTRY = "strange_entry"
    TOO_HEAVY = "too_heavy"
    BUSY = "busy"
    SAME_BYTES = "same_bytes"


#: formats that can run in a browser; never accepted under any name
ACTIVE_EXTENSIONS = frozenset({"svg", "svgz", "html", "htm", "xhtml", "shtml", "mht", "mhtml", "xml", "js", "php"})
MACRO_EXTENSIONS = frozenset({"docm", "xlsm", "pptm", "dotm", "xltm", "xlsb"})
OLD_EXTENSIONS = {"doc": "docx", "xls": "xlsx", "ppt": "pptx", "rtf": "docx"}

_SENTENCES = {
    Problem.EMPTY: "berkas kosong (0 byte). Buka berkas aslinya, pastikan ada isinya, lalu unggah lagi.",
    Problem.TOO_LARGE: (
        "ukurannya {size}, padahal paling besar {limit}. Perkecil (misalnya pindai 150 dpi hitam-putih) atau bagi "
        "menjadi beberapa berkas."
    ),
    Problem.NO_EXTENSION: f"namanya tidak berakhiran jenis berkas. Unggah {ALLOWED_SENTENCE}.",
    Problem.UNKNOWN_EXTENSION: f"jenis berkas .{{extension}} tidak diterima. Unggah {ALLOWED_SENTENCE}.",
    Problem.ACTIVE_FORMAT: (
        "berkas .{extension} dapat menjalankan program di peramban sehingga ditolak. Cetak atau simpan sebagai PDF, "
        "lalu unggah PDF-nya."
    ),
    Problem.OLD_OFFICE: "format Office lama. Buka dengan Word, Excel atau PowerPoint, simpan sebagai {better}, unggah.",
    Problem.MISMATCH: (
        "isinya bukan {expected}{found}. Buka berkas aslinya dan simpan ulang dengan jenis yang benar; jangan hanya "
        "mengganti akhiran namanya."
    ),
    Problem.DAMAGED: "rusak atau terpotong sehingga tidak dapat dibuka. Simpan atau pindai ulang, lalu unggah lagi.",
    Problem.LOCKED: "terkunci dengan kata sandi. Simpan salinan tanpa kata sandi, lalu unggah salinan itu.",
    Problem.TOO_MANY_PIXELS: (
        f"gambarnya lebih dari {PIXEL_LIMIT // 1_000_000} megapiksel. Perkecil gambarnya, lalu unggah lagi."
    ),
    Problem.TOO_MANY_ENTRIES: (
        f"berisi lebih dari {ENTRY_LIMIT // 1000}.000 bagian di dalamnya. Simpan sebagai PDF, lalu unggah PDF-nya."
    ),
    Problem.TOO_MUCH_UNPACKED: (
        f"isinya lebih dari {size_shown(UNPACKED_LIMIT)} setelah dibuka. Simpan sebagai PDF, lalu unggah PDF-nya."
    ),
    Problem.BOMB: "isinya mengembang secara tidak wajar saat dibuka sehingga ditolak. Simpan sebagai PDF, lalu unggah.",
    Problem.MACRO: "berisi makro. Simpan tanpa makro (docx, xlsx, pptx) atau sebagai PDF, lalu unggah lagi.",
    Problem.STRANGE_ENTRY: (
        "berisi bagian yang tidak lazim (program, arsip atau alamat di luar berkas). Simpan sebagai PDF, lalu unggah."
    ),
    Problem.TOO_HEAVY: "terlalu berat untuk diperiksa. Perkecil atau simpan ulang sebagai PDF, lalu unggah lagi.",
    Problem.BUSY: "belum dapat diperiksa karena server sedang sibuk. Unggah lagi beberapa menit lagi.",
    Problem.SAME_BYTES: (
        "berkas yang sama sudah ada di bagian ini dengan nama '{known}'. Tidak perlu diunggah lagi; pilih berkas lain "
        "bila salah pilih."
    ),
}


class EvidenceRefusedError(ValueError):
    """Something about evidence is not accepted; the message is ready to be shown."""


class FileRefusedError(EvidenceRefusedError):
    """The file itself is not accepted."""

    def __init__(self, problem: Problem, name: str, **facts: str) -> None:
        self.problem = problem
        self.name = name
        super().__init__(f"{name}: {_SENTENCES[problem].format(extension=extension_of(name), **facts)}")


def refused_size(name: str, *, size: int | None, limit: int) -> FileRefusedError:
    """The refusal of a file above the limit; `size` is None when reading stopped at the limit."""
    shown = size_shown(size) if size is not None else f"lebih dari {size_shown(limit)}"
    return FileRefusedError(Problem.TOO_LARGE, name, size=shown, limit=size_shown(limit))


def refused_mismatch(name: str, found: str) -> FileRefusedError:
    """The refusal of a file whose content is not what its name says; `found` is a kind's code, or empty."""
    extension = extension_of(name)
    if extension in OLD_EXTENSIONS.values() and found == "ole":
        return FileRefusedError(Problem.OLD_OFFICE, name, better=extension)
    label = BY_CODE[found].label if found in BY_CODE else _FOUND.get(found, "")
    return FileRefusedError(
        Problem.MISMATCH,
        name,
        expected=BY_EXTENSION[extension].label,
        found=f", melainkan {label}" if label else "",
    )


_FOUND = {"ole": "Office lama", "zip": "arsip", "program": "program", "markup": "halaman web"}


def problem_of_name(name: str) -> FileRefusedError | None:
    """What the extension alone already rules out."""
    extension = extension_of(name)
    if not extension:
        return FileRefusedError(Problem.NO_EXTENSION, name)
    if extension in BY_EXTENSION:
        return None
    if extension in ACTIVE_EXTENSIONS:
        return FileRefusedError(Problem.ACTIVE_FORMAT, name)
    if extension in MACRO_EXTENSIONS:
        return FileRefusedError(Problem.MACRO, name)
    if extension in OLD_EXTENSIONS:
        return FileRefusedError(Problem.OLD_OFFICE, name, better=OLD_EXTENSIONS[extension])
    return FileRefusedError(Problem.UNKNOWN_EXTENSION, name)
