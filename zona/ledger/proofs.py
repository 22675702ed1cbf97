"""Proofs from the stored log: that an entry stands in it, and that a later state extends an earlier one."""

from dataclasses import dataclass, field

from zona.ledger.models import Checkpoint, Entry, Log
from zona.ledger.record import record_of
from zona.ledger.sequencer import TILE
from zona.ledger.tree import consistency_proof, inclusion_proof, leaf_hash, root_of

_LEVEL_BITS = 8
PROOF_FORMAT = "zona-proof/1"


@dataclass
class StoredTree:
    """Hashes of a log's complete subtrees, read tile by tile; a proof over millions of leaves reads a few rows."""

    log: Log
    _kept: dict[tuple[int, int], list[bytes]] = field(default_factory=dict)

    def complete(self, height: int, index: int) -> bytes:
        """The hash of the complete subtree of 2^height leaves at `index` (see `tree`)."""
        level, rest = divmod(height, _LEVEL_BITS)
        first, count = index << rest, 1 << rest
        hashes = self._tile(level, first // TILE)
        return root_of(hashes[first % TILE : first % TILE + count])

    def _tile(self, level: int, number: int) -> list[bytes]:
        if (level, number) not in self._kept:
            self._kept[level, number] = self._read(level, number)
        return self._kept[level, number]

    def _read(self, level: int, number: int) -> list[bytes]:
        full = self.log.tiles.filter(level=level, number=number).values_list("hashes", flat=True).first()
        if full is not None:
            return [bytes(full)[at : at + 32] for at in range(0, len(full), 32)]
        first, end = number * TILE, (number + 1) * TILE
        if level == 0:
            rows = Entry.objects.filter(log=self.log.government_id, position__gte=first, position__lt=end)
            return [leaf_hash(bytes(one)) for one in rows.order_by("position").values_list("commitment", flat=True)]
        below = self.log.tiles.filter(level=level - 1, number__gte=first, number__lt=end).order_by("number")
        return [bytes(one) for one in below.values_list("root", flat=True)]


def newest(log: Log) -> Checkpoint | None:
    """The log's latest signed state."""
    return log.checkpoints.order_by("-size").first()


def proof_of_inclusion(log: Log, position: int, size: int) -> list[str]:
    """Hexadecimal hashes from leaf to root. Raises ValueError when the entry is not among the first `size`."""
    return [one.hex() for one in inclusion_proof(position, size, StoredTree(log).complete)]


def proof_of_consistency(log: Log, old: int, new: int) -> list[str]:
    """Hexadecimal hashes that lead from one root to the other. Raises ValueError for sizes that are not in order."""
    return [one.hex() for one in consistency_proof(old, new, StoredTree(log).complete)]


def proof_file(entry: Entry) -> dict[str, object] | None:
    """Everything that shows one entry to somebody outside, for `zi verify`; None before it is numbered.

    Whoever has the file reads the entry: hand it out only to those who may.
    """
    log = Log.objects.filter(government_id=entry.log).first()
    checkpoint = newest(log) if log else None
    if log is None or checkpoint is None or entry.position is None:
        return None
    opened = {} if entry.salt is None else {"salt": bytes(entry.salt).hex(), "record": record_of(entry)}
    return {
        "format": PROOF_FORMAT,
        "origin": log.origin,
        "public_key": bytes(log.public_key).hex(),
        "position": entry.position,
        "commitment": bytes(entry.commitment).hex(),
        "proof": proof_of_inclusion(log, entry.position, checkpoint.size),
        "checkpoint": checkpoint.note,
    } | opened
