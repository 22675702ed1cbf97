"""What a file really is, by its content alone. Runs in the child; no Django here."""

from pathlib import Path

import filetype

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BY_MIME = {
    "application/pdf": "pdf",
    "image/jpeg": "jpeg",
    "image/png": "png",
    "image/apng": "png",
    "image/webp": "webp",
    "image/heic": "heic",
}
_PROGRAMS = {"application/x-msdownload", "application/x-executable", "application/x-deb", "application/wasm"}
_PROGRAM_STARTS = (b"MZ", b"\x7fELF", b"#!")
_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<?php")
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_HEAD = 8192


def detect(path: Path) -> str:
    """A kind's code; `zip` or `ole` where the archive must be looked into; `program`, `markup` or empty."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(_OLE):
        return "ole"
    if _is_heic(head):
        return "heic"
    guess = filetype.guess(head)
    mime = guess.mime if guess else ""
    if mime in _BY_MIME:
        return _BY_MIME[mime]
    if mime in _PROGRAMS or head.startswith(_PROGRAM_STARTS):
        return "program"
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "markup" if text.startswith(_MARKUP) else ""


def _is_heic(head: bytes) -> bool:
    if len(head) < 16 or head[4:8] != b"ftyp":
        return False
    length = int.from_bytes(head[:4], "big")
    if not 16 <= length <= len(head):
        return False
    brands = {head[8:12]} | {head[at : at + 4] for at in range(16, length, 4)}
    return head[8:12] in _HEIC_BRANDS and bool(brands & (_HEIC_BRANDS - {b"mif1", b"msf1"}))
