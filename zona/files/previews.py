"""Pictures of stored files, drawn once in the sandbox and kept on disk by fingerprint and page."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from zona.files import sandbox
from zona.files.models import StoredFile
from zona.files.rules.problems import EvidenceRefusedError
from zona.files.storage import PART, location, previews_root

_STARTS = {"image/png": b"\x89PNG", "image/jpeg": b"\xff\xd8\xff", "image/webp": b"RIFF"}


class NoPreviewError(EvidenceRefusedError):
    """There is no picture of this file; the message says what to do instead."""


def picture_of(stored: StoredFile, page: int = 1) -> bytes:
    """The picture of one page (an image has one). Raises NoPreviewError."""
    if not stored.previewable:
        raise NoPreviewError("Pratinjau tidak tersedia untuk berkas ini. Unduh berkasnya untuk melihat isinya.")
    if not 1 <= page <= (stored.pages or 1):
        raise NoPreviewError(f"Halaman {page} tidak ada; berkas ini mempunyai {stored.pages or 1} halaman.")
    kept = previews_root() / stored.sha256[:2] / f"{stored.sha256}-{page}"
    with suppress(FileNotFoundError):
        return kept.read_bytes()
    picture = _drawn(stored, page)
    _keep(kept, picture)
    return picture


def _drawn(stored: StoredFile, page: int) -> bytes:
    try:
        outcome = sandbox.run("zona.files.preview_child", str(location(stored)), stored.kind.code, str(page))
    except sandbox.SandboxBusyError:
        raise NoPreviewError("Server sedang sibuk. Muat ulang pratinjau ini sebentar lagi.") from None
    if outcome.killed or not outcome.output.startswith(_STARTS[stored.kind.preview]):
        raise NoPreviewError("Pratinjau tidak dapat dibuat. Unduh berkasnya untuk melihat isinya.")
    return outcome.output


def _keep(kept: Path, picture: bytes) -> None:
    """Put the picture in its place whole or not at all; a full disk only means drawing it again next time."""
    part = kept.with_name(f"{secrets.token_hex(16)}{PART}")
    try:
        kept.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640), "wb") as file:
            file.write(picture)
            file.flush()
            os.fsync(file.fileno())
        part.rename(kept)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
