"""Bytes on disk: received in pieces, made durable before anybody is told, stored once.

The order is fixed (RELIABILITY 4): write `.part` → fsync file → rename → fsync directory → commit of the row that
names it. A kill in between leaves a `.part` or a file that no row names; `clean_orphans` takes both away after an hour.
"""

import errno
import logging
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from zona.files.inspection import Inspection, inspect
from zona.files.models import StoredFile
from zona.files.rules.kinds import BY_EXTENSION
from zona.files.rules.names import clean_name, extension_of
from zona.files.rules.problems import FileRefusedError, Problem, problem_of_name, refused_size

log = logging.getLogger(__name__)

INCOMING = "incoming"
PART = ".part"
_FULL = {errno.ENOSPC, errno.EDQUOT}
_SHARDED = re.compile(r"[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{32}")
_FILE_MODE = 0o640
_DIRECTORY_MODE = 0o750


class StorageFullError(RuntimeError):
    """The server has no room left; the message is ready to be shown."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: belum tersimpan karena penyimpanan server penuh. Beri tahu administrator, lalu unggah lagi; "
            "berkas dan isian yang sudah tersimpan tidak terganggu."
        )


@dataclass(frozen=True)
class ReceivedFile:
    """A file that was inspected and lies durably in the store; no row names it yet."""

    name: str
    path: str  # below the root of the store
    sha256: str
    size: int
    inspection: Inspection


@dataclass(frozen=True)
class Cleaned:
    """What `clean_orphans` took away."""

    parts: int
    orphans: int


def root() -> Path:
    """Where the files lie."""
    return Path(settings.MEDIA_ROOT)


def previews_root() -> Path:
    """Where pictures of stored files are kept; it may be emptied at any time."""
    return Path(settings.STATE) / "previews"


def location(stored: StoredFile) -> Path:
    """Where this file lies."""
    return root() / stored.path


def content_of(stored: StoredFile) -> bytes:
    """All bytes of a file that is known to be small, such as a paper. Raises FileNotFoundError when it is lost."""
    return location(stored).read_bytes()


def receive(upload: "UploadedFile[Any]") -> ReceivedFile:
    """Take in one upload: refuse it or make it durable. Touches no table, so call it before the transaction opens.

    Raises FileRefusedError and StorageFullError; neither leaves anything behind.
    """
    name = clean_name(upload.name or "")
    limit: int = settings.UPLOAD_LIMIT_BYTES
    if refusal := problem_of_name(name):
        raise refusal
    if upload.size is not None and upload.size > limit:
        raise refused_size(name, size=upload.size, limit=limit)
    with _plain_when_full(name):
        part = _new_part()
        try:
            digest, size = _write(part, upload, name, limit)
            inspection = inspect(part, name)
            path = _move_in(part)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
    return ReceivedFile(name, path, digest, size, inspection)


def receive_own(content: bytes, name: str, *, pages: int | None = None) -> ReceivedFile:
    """Make bytes durable that Zona itself made (a paper it drew or signed): nothing to suspect, so nothing to inspect.

    Whoever made them tells how many `pages` they have. Raises StorageFullError, which leaves nothing behind.
    """
    with _plain_when_full(name):
        part = _new_part()
        try:
            digest, size = _write(part, ContentFile(content), name, len(content))
            path = _move_in(part)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
    return ReceivedFile(name, path, digest, size, Inspection(BY_EXTENSION[extension_of(name)], pages=pages))


def keep(received: ReceivedFile) -> StoredFile:
    """The row for a received file; the row that is already there when the same bytes came before.

    A second copy is taken away, unless the first is gone from disk or cut short: then it takes its place.
    """
    with transaction.atomic():
        stored, new = StoredFile.objects.get_or_create(
            sha256=received.sha256,
            defaults={
                "size": received.size,
                "media_type": received.inspection.kind.media_type,
                "path": received.path,
                "pages": received.inspection.pages,
                "active": received.inspection.active,
            },
        )
    if not new and stored.path != received.path:
        if _is_whole(stored):
            discard(received)
        else:
            log.error("Berkas %s hilang atau rusak di penyimpanan; dipulihkan dari unggahan yang sama.", stored.path)
            _move_to(root() / received.path, stored.path)
    return stored


def discard(received: ReceivedFile) -> None:
    """Take away a received file that no row will name."""
    with suppress(OSError):
        (root() / received.path).unlink(missing_ok=True)


def clean_orphans(older_than: timedelta = timedelta(hours=1)) -> Cleaned:
    """Take away `.part` leftovers and stored files that no row names, if they are older than `older_than`.

    With no row at all nothing is taken away but parts: an empty database beside a filled store is the wrong database.
    """
    before = time.time() - older_than.total_seconds()
    leftovers = chain((root() / INCOMING).glob(f"*{PART}"), previews_root().glob(f"??/*{PART}"))
    parts = sum(_unlink_if_old(part, before) for part in leftovers)
    known = set(StoredFile.objects.values_list("path", flat=True))
    orphans = sum(_unlink_if_old(root() / path, before) for path in _paths_on_disk() if known and path not in known)
    return Cleaned(parts=parts, orphans=orphans)


def _is_whole(stored: StoredFile) -> bool:
    try:
        return location(stored).stat().st_size == stored.size
    except FileNotFoundError:
        return False


def _new_part() -> Path:
    incoming = root() / INCOMING
    incoming.mkdir(mode=_DIRECTORY_MODE, parents=True, exist_ok=True)
    return incoming / f"{secrets.token_hex(16)}{PART}"


def _write(part: Path, upload: "File[Any]", name: str, limit: int) -> tuple[str, int]:
    """Write, hash and count in one pass, and make it durable. Returns the fingerprint and the size."""
    digest, size = sha256(), 0
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE), "wb") as file:
        for chunk in upload.chunks():
            size += len(chunk)
            if size > limit:
                raise refused_size(name, size=None, limit=limit)
            digest.update(chunk)
            file.write(chunk)
        if size == 0:
            raise FileRefusedError(Problem.EMPTY, name)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest(), size


def _move_in(part: Path) -> str:
    """Rename into a random place; returns the path below the root."""
    random = secrets.token_hex(16)
    path = f"{random[:2]}/{random[2:4]}/{random}"
    _move_to(part, path)
    return path


def _move_to(source: Path, path: str) -> None:
    target = root() / path
    target.parent.mkdir(mode=_DIRECTORY_MODE, parents=True, exist_ok=True)
    os.rename(source, target)
    # the folders above too: another process may have made them and died before they were durable
    for folder in (target.parent, target.parent.parent, root()):
        _fsync_directory(folder)


def _fsync_directory(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _plain_when_full(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFullError(name) from error
        raise


def _paths_on_disk() -> Iterator[str]:
    """Only paths of the shape we make; whatever else lies there is not ours to take away."""
    for file in root().glob("??/??/*"):
        path = file.relative_to(root()).as_posix()
        if _SHARDED.fullmatch(path):
            yield path


def _unlink_if_old(file: Path, before: float) -> bool:
    with suppress(FileNotFoundError):
        if file.stat().st_mtime < before:
            file.unlink()
            return True
    return False
