"""The key that signs checkpoints: a file beside the database, never in it, so that whoever has only the database
cannot sign a second history. With `ZONA_LEDGER_PASSPHRASE` set the file is encrypted at rest."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings


class LedgerKeyError(RuntimeError):
    """The log's key is missing or cannot be opened; without it nothing is signed, and nothing is lost."""


def path_of(government_id: int) -> Path:
    """Where the key of a log lies."""
    return Path(settings.LEDGER_KEYS) / f"buku-besar-{government_id}.pem"


def make_key(government_id: int) -> Ed25519PrivateKey:
    """A new key, kept durably under a name of its own until `adopt_key`. Raises LedgerKeyError when there is one.

    Two steps, so that a crash between key and log leaves a file nobody uses, never a log that cannot be signed.
    """
    path, key = path_of(government_id), Ed25519PrivateKey.generate()
    if path.exists():
        raise LedgerKeyError(
            f"Kunci {path.name} sudah ada, tetapi basis data ini tidak mengenal buku besarnya. Kembalikan basis data "
            "dari cadangan; untuk memulai buku besar baru, pindahkan dulu kunci itu."
        )
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, _encryption())
    new = _new_path(government_id, key.public_key().public_bytes_raw())
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    _make_names_durable(path.parent)
    return key


def adopt_key(government_id: int, public: bytes) -> None:
    """Give the key that the log was made with the log's name; nothing happens when it has it already."""
    new = _new_path(government_id, public)
    if new.exists():
        new.rename(path_of(government_id))
        _make_names_durable(new.parent)


def read_key(government_id: int) -> Ed25519PrivateKey:
    """The log's key. Raises LedgerKeyError."""
    path = path_of(government_id)
    try:
        key = load_pem_private_key(path.read_bytes(), _passphrase())
    except FileNotFoundError as error:
        raise LedgerKeyError(f"Kunci buku besar {path.name} tidak ada; kembalikan dari cadangan.") from error
    except (OSError, ValueError, TypeError) as error:
        raise LedgerKeyError(f"Kunci buku besar {path.name} tidak dapat dibuka; periksa kata sandinya.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise LedgerKeyError(f"Kunci buku besar {path.name} bukan kunci Ed25519.")
    return key


def _new_path(government_id: int, public: bytes) -> Path:
    return path_of(government_id).with_suffix(f".{public.hex()[:16]}.baru")


def _make_names_durable(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def _passphrase() -> bytes | None:
    return settings.LEDGER_PASSPHRASE.encode() or None


def _encryption() -> KeySerializationEncryption:
    passphrase = _passphrase()
    return BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
