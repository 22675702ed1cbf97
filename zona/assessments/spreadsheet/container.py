"""Whether a file may be read as a worksheet: the shared guard, in the sentences of this import."""

from zona.base.workbooks import Bounds, Fault, UnsafeWorkbookError, check_workbook

BOUNDS = Bounds(rows=20_000)
LARGEST_FILE = BOUNDS.file

_ADVICE = "Buka di Excel atau LibreOffice, lalu simpan sebagai Excel Workbook (.xlsx)."
_SENTENCES = {
    Fault.EMPTY: "kosong (0 bita). Unggah ulang berkas yang benar.",
    Fault.LARGE: "lebih dari 25 MB. Hapus gambar dan lembar lain, lalu coba lagi.",
    Fault.LOCKED: "terkunci kata sandi. Buka berkasnya, hapus kata sandinya, simpan, lalu unggah lagi.",
    Fault.OLD: f"berformat lama (.xls) atau bukan lembar sebar. {_ADVICE}",
    Fault.BINARY: f"berformat biner (.xlsb). {_ADVICE}",
    Fault.BROKEN: "rusak atau tidak lengkap. Unduh atau simpan ulang berkasnya.",
    Fault.MANY_PARTS: "memuat terlalu banyak bagian atau lembar. Simpan ulang sebagai .xlsx dengan lembar LKE saja.",
    Fault.UNPACKED: "mengembang lebih dari 100 MB saat dibuka, jadi ditolak.",
    Fault.MANY_ROWS: "memuat lebih dari 20.000 baris. Pakai berkas LKE yang diekspor dari Zona.",
    Fault.MANY_CELLS: "memuat terlalu banyak kolom atau sel gabungan. Hapus yang di luar tabel LKE.",
    Fault.MUCH_TEXT: "memuat teks yang terlalu panjang. Pakai berkas LKE yang diekspor dari Zona.",
}


class WorkbookError(ValueError):
    """The whole file is refused; the text is one plain sentence: what is wrong, and what to do."""


def check_container(data: bytes, name: str) -> None:
    """Raise WorkbookError unless the bytes are an XLSX or ODS file of reasonable size, open to read."""
    try:
        check_workbook(data, BOUNDS)
    except UnsafeWorkbookError as error:
        raise WorkbookError(f"Berkas {name} {_sentence(error, data)}") from error


def _sentence(error: UnsafeWorkbookError, data: bytes) -> str:
    if error.fault is Fault.OTHER:
        return f"bukan lembar sebar{_looks_like(data)}. {_ADVICE}"
    if error.part:
        return f"rusak pada bagian {error.part[:60]}. Simpan ulang sebagai .xlsx."
    return _SENTENCES[error.fault]


def _looks_like(data: bytes) -> str:
    if data.startswith(b"PK"):
        return " Excel atau LibreOffice"
    if data.startswith(b"%PDF"):
        return "; isinya PDF"
    head = data[:2000]
    if b"\0" in head:
        return ""
    return "; isinya halaman web" if b"<html" in head.lower() else "; isinya teks biasa, mungkin CSV"
