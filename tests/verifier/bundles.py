"""Exports and proofs made by hand, without a database, so that every part of them can be wrong."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.ledger.outside import subtrees_of
from zona.ledger import note
from zona.ledger.canonical import canonical, commitment
from zona.ledger.tree import Frontier, inclusion_proof, leaf_hash

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
ORIGIN, BEGAN = "zona.example/buku-besar/1", datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


def fact(number: int, *, event: str = "test.said", log: int = 1, **details: Any) -> dict[str, Any]:
    """A record as the ledger writes it."""
    return {
        "form": 1, "log": log, "at": f"2026-11-25T02:00:{number % 60:02}.000000Z", "event": event,
        "actor": {"id": 1, "name": "Siti Maryani"}, "subject": {"kind": "a.b", "id": "1"}, "unit": None,
        "visibility": "unit", "summary": f"Catatan {number}", "details": details,
    }  # fmt: skip


def salt(number: int) -> bytes:
    return sha256(b"garam %d" % number).digest()


@dataclass
class Made:
    """A log in memory; `texts` are the records as they stand in the file, `each` leaves to a checkpoint."""

    records: list[dict[str, Any] | str]
    each: int = 1
    instruments: list[str] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [one if isinstance(one, str) else canonical(one) for one in self.records]

    @property
    def leaves(self) -> list[bytes]:
        return [commitment(salt(at), text) for at, text in enumerate(self.texts)]

    def notes(self) -> list[str]:
        """Every checkpoint."""
        grown, found = Frontier(), []
        for leaf in self.leaves:
            grown.append(leaf_hash(leaf))
            if grown.size % self.each == 0 or grown.size == len(self.records):
                at = BEGAN + timedelta(seconds=grown.size)
                found.append(note.sign(note.Checkpoint(ORIGIN, grown.size, grown.root, at), KEY))
        return found

    def members(self) -> dict[str, str]:
        """The texts of the ZIP by name."""
        leaves = zip(self.texts, self.leaves, strict=True)
        rows = [{"i": at, "c": leaf.hex(), "s": salt(at).hex(), "r": text} for at, (text, leaf) in enumerate(leaves)]
        about = {"format": "zona-log/1", "origin": ORIGIN, "public_key": PUBLIC.hex(), "log": 1, "size": len(rows)}
        notes = [{"size": int(one.split("\n")[1]), "note": one} for one in self.notes()]
        return {
            "log.json": json.dumps(about),
            "leaves.jsonl": lines(rows),
            "checkpoints.jsonl": lines(notes),
        } | {f"instruments/{at}.json": text for at, text in enumerate(self.instruments)}

    def write(self, path: Path, edit: Callable[[dict[str, Any]], object] = lambda _: None) -> Path:
        """The export; `edit` changes its members before."""
        members: dict[str, Any] = self.members()
        edit(members)
        return zipped(path, members)

    def proof(self, index: int, **other: Any) -> dict[str, Any]:
        """The proof of one record, with other values where the test asks for them."""
        leaves = self.leaves
        path = inclusion_proof(index, len(leaves), subtrees_of(leaves))
        return {
            "format": "zona-proof/1", "origin": ORIGIN, "public_key": PUBLIC.hex(), "position": index,
            "commitment": leaves[index].hex(), "proof": [one.hex() for one in path], "checkpoint": self.notes()[-1],
            "salt": salt(index).hex(), "record": self.texts[index],
        } | other  # fmt: skip


def honest(count: int = 5, each: int = 1) -> Made:
    """A log in which nothing is wrong."""
    return Made([fact(number) for number in range(count)], each)


def lines(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def zipped(path: Path, members: dict[str, Any], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as bundle:
        for name, text in members.items():
            bundle.writestr(name, text)
    return path
