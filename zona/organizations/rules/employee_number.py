"""The employee number (NIP): eighteen digits, easily spoilt by a spreadsheet."""

import re

DIGITS = 18
_SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?[eE][+-]?\d+")


def cleaned(text: str) -> str:
    """The number without the spaces, points and leading apostrophe that people type for legibility."""
    return re.sub(r"[\s.\-]", "", text.strip().lstrip("'’"))


def why_refused(text: str) -> str:
    """Why this is not a NIP, or an empty string; `text` as it stands in the file or form, and not empty."""
    if _SCIENTIFIC.fullmatch(text.strip()):
        return (
            f"NIP '{text.strip()}' sudah diubah menjadi bentuk ilmiah sehingga digit belakangnya hilang. "
            "Ubah format kolom menjadi Teks, lalu isi ulang NIP."
        )
    number = cleaned(text)
    if not re.fullmatch(r"[0-9]+", number):
        return f"NIP '{text.strip()}' memuat karakter selain angka."
    if len(number) != DIGITS:
        missing = " Periksa apakah angka nol di depan hilang." if len(number) == DIGITS - 1 else ""
        return f"NIP '{text.strip()}' terdiri atas {len(number)} angka; seharusnya {DIGITS}.{missing}"
    return ""


def why_refused_as_number() -> str:
    """The sentence for a NIP kept as a number: a spreadsheet's numbers hold fifteen digits, so three are lost."""
    return (
        "NIP tersimpan sebagai angka sehingga digit belakangnya hilang. "
        "Ubah format kolom menjadi Teks, lalu isi ulang NIP."
    )
