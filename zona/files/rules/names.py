"""A file's name as data: cleaned once when it arrives, and quoted safely when it leaves. No Django here."""

import unicodedata
from urllib.parse import quote

LONGEST = 150
NAMELESS = "berkas"
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # control, direction marks, halves of characters, unassigned
_LONGEST_EXTENSION = 10


def clean_name(raw: str) -> str:
    """The name without path, control and direction characters, at most 150 characters with its extension kept.

    Direction marks make `laporan(RLO)fdp.exe` look like a PDF on screen; without them it shows what it is.
    """
    name = raw.replace("\\", "/").rsplit("/", 1)[-1]
    name = unicodedata.normalize("NFC", name)
    name = "".join(char for char in name if unicodedata.category(char) not in _DROPPED)
    name = " ".join(name.split()).strip(". ")
    if not name:
        return NAMELESS
    if len(name) <= LONGEST:
        return name
    stem, point, extension = name.rpartition(".")
    if not point or len(extension) > _LONGEST_EXTENSION:
        return name[:LONGEST]
    return f"{stem[: LONGEST - len(extension) - 1].rstrip('. ')}.{extension}"


def extension_of(name: str) -> str:
    """The last extension in small letters without its point; empty when there is none."""
    _, point, extension = name.rpartition(".")
    return extension.lower() if point else ""


def with_extension(name: str, extension: str) -> str:
    """The name with another extension (`foto.heic`, `.png` → `foto.png`)."""
    stem, point, _ = name.rpartition(".")
    return f"{stem if point else name}{extension}"


def content_disposition(name: str, *, kind: str = "attachment") -> str:
    """The header's value after RFC 6266 and 5987: a plain ASCII name for old browsers, the true one in UTF-8."""
    name = clean_name(name)
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = "".join(char if char.isalnum() or char in " .-_()" else "_" for char in plain).strip(". ") or NAMELESS
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
