"""Checkpoints as signed notes (C2SP signed-note, tlog-checkpoint and tlog-cosignature): text that people can keep.

    zona.tangerangkota.go.id/log/1
    5207
    <root, base64>
    2026-11-25T02:04:25Z

    — zona.tangerangkota.go.id/log/1 <key id and Ed25519 signature, base64>

The fourth line, the time of signing, is an extension line. Witnesses add signature lines of their own.
"""

import base64
import binascii
import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519, COSIGNATURE = 1, 4
_DASH = "— "


class NoteError(ValueError):
    """Text that is no checkpoint, or whose signature does not hold."""


@dataclass(frozen=True)
class Checkpoint:
    """The state of a log: how many leaves, under which root, signed when."""

    origin: str
    size: int
    root: bytes
    at: datetime  # UTC, whole seconds

    @property
    def body(self) -> str:
        """What is signed."""
        root = base64.b64encode(self.root).decode()
        return f"{self.origin}\n{self.size}\n{root}\n{self.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}\n"


def key_id(name: str, public: bytes, kind: int = ED25519) -> bytes:
    """Four bytes by which a signature line finds its key."""
    return sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


def sign(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> str:
    """The note with the log's own signature."""
    name, public = checkpoint.origin, key.public_key().public_bytes_raw()
    return f"{checkpoint.body}\n{_line(name, key_id(name, public) + key.sign(checkpoint.body.encode()))}"


def cosign(body: str, *, name: str, key: Ed25519PrivateKey, at: datetime) -> str:
    """A witness's signature line: it saw this state at that time and no other of the same size."""
    seconds, public = int(at.timestamp()), key.public_key().public_bytes_raw()
    signature = key.sign(_cosigned(body, seconds))
    return _line(name, key_id(name, public, COSIGNATURE) + struct.pack(">Q", seconds) + signature)


def read(note: str) -> Checkpoint:
    """The checkpoint in a note, signatures unread. Raises NoteError."""
    head = note.partition("\n\n")[0]
    lines = head.split("\n")
    try:
        at = datetime.strptime(lines[3], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        root = base64.b64decode(lines[2], validate=True)
        size = int(lines[1])
    except (IndexError, ValueError, binascii.Error) as error:
        raise NoteError("Teks ini bukan titik periksa buku besar.") from error
    checkpoint = Checkpoint(lines[0], size, root, at)
    # one state has one text: no other way of writing a number, a date or base64 passes
    if len(root) != 32 or size < 0 or not lines[0] or checkpoint.body != f"{head}\n":
        raise NoteError("Teks ini bukan titik periksa buku besar.")
    return checkpoint


def verify(note: str, public: bytes) -> Checkpoint:
    """The checkpoint, when the log's own key signed it. Raises NoteError."""
    checkpoint = read(note)
    expected = key_id(checkpoint.origin, public)
    for name, blob in _signatures(note):
        if name == checkpoint.origin and blob[:4] == expected:
            _check(public, blob[4:], checkpoint.body.encode())
            return checkpoint
    raise NoteError("Titik periksa ini tidak ditandatangani kunci buku besar ini.")


def verify_cosignature(body: str, line: str, *, name: str, public: bytes) -> datetime:
    """When the witness saw this state. Raises NoteError unless its key signed exactly this body."""
    if len(line.splitlines()) != 1:
        raise NoteError("Tanda saksi ditulis dalam satu baris.")
    for found, blob in _signatures(f"x\n\n{line}"):
        if found == name and blob[:4] == key_id(name, public, COSIGNATURE) and len(blob) == 76:
            seconds = struct.unpack(">Q", blob[4:12])[0]
            _check(public, blob[12:], _cosigned(body, seconds))
            return _moment(seconds)
    raise NoteError("Tanda saksi ini tidak dibuat dengan kunci saksi yang terdaftar.")


def _cosigned(body: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{body}".encode()


def _moment(seconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise NoteError("Waktu pada tanda saksi tidak mungkin.") from error


def _check(public: bytes, signature: bytes, message: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature as error:
        raise NoteError("Tanda tangan pada titik periksa tidak cocok dengan isinya.") from error


def _line(name: str, blob: bytes) -> str:
    return f"{_DASH}{name} {base64.b64encode(blob).decode()}\n"


def _signatures(note: str) -> list[tuple[str, bytes]]:
    found = []
    for line in note.partition("\n\n")[2].rstrip("\n").split("\n"):
        name, _, encoded = line.removeprefix(_DASH).rpartition(" ")
        try:
            if not line.startswith(_DASH):
                raise binascii.Error("no signature line")
            found.append((name, base64.b64decode(encoded, validate=True)))
        except binascii.Error as error:
            raise NoteError("Baris tanda tangan pada titik periksa rusak.") from error
    return found
