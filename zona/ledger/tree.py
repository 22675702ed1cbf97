"""The Merkle tree of RFC 6962, section 2.1: hashes, roots, and proofs. Pure: knows neither Django nor the database.

A leaf's hash is SHA-256(0x00 ‖ leaf), a node's SHA-256(0x01 ‖ left ‖ right); a tree of n leaves splits at the largest
power of two below n. Whoever asks for proofs hands in a function that gives the hash of a complete subtree:
`complete(height, index)` covers the leaves from index · 2^height up to, not including, (index + 1) · 2^height.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

#: the root of a log without leaves: SHA-256 of nothing (RFC 6962, 2.1)
EMPTY_ROOT = sha256(b"").digest()
HASH_BYTES = 32

Complete = Callable[[int, int], bytes]


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of one leaf."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """The complete subtrees that end at the right edge: all that is needed to append leaves and to know the root.

    One hash for each 1 in the binary form of `size`, the largest subtree first.
    """

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        self.size, self.hashes = size, list(hashes)
        if len(self.hashes) != size.bit_count():
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} complete subtrees")

    @classmethod
    def from_bytes(cls, size: int, packed: bytes) -> "Frontier":
        """Read what `packed` wrote. Raises ValueError when the length does not fit the size."""
        hashes = (packed[at : at + HASH_BYTES] for at in range(0, len(packed), HASH_BYTES))
        return cls(size, hashes)

    @property
    def packed(self) -> bytes:
        """All hashes in one piece."""
        return b"".join(self.hashes)

    def append(self, hashed_leaf: bytes) -> None:
        """Add one leaf by its hash; equal subtrees at the edge become one."""
        carried, size = hashed_leaf, self.size
        while size & 1:
            carried = node_hash(self.hashes.pop(), carried)
            size >>= 1
        self.hashes.append(carried)
        self.size += 1

    @property
    def root(self) -> bytes:
        """The tree's hash."""
        return fold(self.hashes)


def fold(hashes: Sequence[bytes]) -> bytes:
    """The hash over neighbouring subtrees of falling size, joined from the right."""
    if not hashes:
        return EMPTY_ROOT
    root = hashes[-1]
    for left in reversed(hashes[:-1]):
        root = node_hash(left, root)
    return root


def root_of(hashed_leaves: Iterable[bytes]) -> bytes:
    """The root over leaves given by their hashes."""
    frontier = Frontier()
    for one in hashed_leaves:
        frontier.append(one)
    return frontier.root


def range_hash(first: int, end: int, complete: Complete) -> bytes:
    """The hash over the leaves first … end - 1, where `first` is a multiple of the power of two that holds them."""
    hashes, at = [], first
    while at < end:
        height = (end - at).bit_length() - 1
        hashes.append(complete(height, at >> height))
        at += 1 << height
    return fold(hashes)


def inclusion_proof(index: int, size: int, complete: Complete) -> list[bytes]:
    """The audit path PATH(index, D[size]) of RFC 6962, 2.1.1, leaf upwards. Raises ValueError for no such leaf."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    path, first, end = [], 0, size
    while end - first > 1:
        split = first + _split(end - first)
        if index < split:
            path.append(range_hash(split, end, complete))
            end = split
        else:
            path.append(range_hash(first, split, complete))
            first = split
    return path[::-1]


def consistency_proof(old: int, new: int, complete: Complete) -> list[bytes]:
    """PROOF(old, D[new]) of RFC 6962, 2.1.2: that the tree of `new` leaves extends the one of `old`."""
    if not 0 < old <= new:
        raise ValueError(f"no tree of {new} leaves extends one of {old}")
    proof, first, end, whole = [], 0, new, True  # `whole`: the old tree itself, whose root the reader has
    while old != end:
        split = first + _split(end - first)
        if old <= split:
            proof.append(range_hash(split, end, complete))
            end = split
        else:
            proof.append(range_hash(first, split, complete))
            first, whole = split, False
    if not whole:
        proof.append(range_hash(first, end, complete))
    return proof[::-1]


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def root_from_inclusion(index: int, size: int, hashed_leaf: bytes, proof: Sequence[bytes]) -> bytes | None:
    """The root that the proof leads to, or None for a proof of the wrong length (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return None
    at, last, found = index, size - 1, hashed_leaf
    for one in proof:
        if last == 0:
            return None
        if at & 1 or at == last:
            found = node_hash(one, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, one)
        at, last = at >> 1, last >> 1
    return found if last == 0 else None


def is_consistent(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows that the new tree extends the old one (RFC 9162, 2.1.4.2)."""
    if old == new:
        return not proof and old_root == new_root
    if not 0 < old < new or not proof:
        return False
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    left = right = path[0]
    for one in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            left, right = node_hash(one, left), node_hash(one, right)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            right = node_hash(right, one)
        at, last = at >> 1, last >> 1
    return last == 0 and left == old_root and right == new_root
