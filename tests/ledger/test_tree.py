"""TE-03: the proofs' arithmetic, against a second implementation and a third, and every bit of every proof."""

from random import Random

import pytest

from tests.ledger import naive
from tests.ledger.outside import subtrees_of, zona_verify, zona_witness
from zona.ledger.tree import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    is_consistent,
    leaf_hash,
    root_from_inclusion,
    root_of,
)

#: the leaves of Certificate Transparency's reference tests, and the roots over the first 1, 2, … 8 of them
KNOWN_LEAVES = [
    bytes.fromhex(one)
    for one in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
KNOWN_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def leaves_of(size: int, random: Random) -> list[bytes]:
    return [random.randbytes(random.choice((0, 1, 8, 32))) for _ in range(size)]


def state(size: int, root: bytes) -> zona_verify.Checkpoint:
    return zona_verify.Checkpoint("log", size, root, None, "", ())


def voices(leaves: list[bytes]) -> set[bytes]:
    """The root as each implementation finds it."""
    grown, verifier = Frontier(), zona_verify.Tree()
    for leaf in leaves:
        grown.append(leaf_hash(leaf))
        verifier.add(zona_verify.hash_leaf(leaf))
    return {naive.mth(leaves), root_of(map(leaf_hash, leaves)), grown.root, verifier.root()}


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_everybody_knows(size):
    assert {root.hex() for root in voices(KNOWN_LEAVES[:size])} == {KNOWN_ROOTS[size - 1]}


def test_the_root_of_nothing_is_the_hash_of_nothing():
    assert voices([]) == {EMPTY_ROOT}
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def sizes(count: int, random: Random) -> list[int]:
    """Many small ones, and large ones gathered where trees change their shape."""
    edges = [edge + near for edge in (64, 128, 256, 512) for near in (-2, -1, 0, 1, 2)]
    chosen = (lambda: random.randrange(0, 65), lambda: random.choice(edges), lambda: random.randrange(65, 601))
    return [random.choices(chosen, (90, 6, 4))[0]() for _ in range(count)]


def test_ten_thousand_random_trees_in_three_voices():
    random = Random(6962)
    for size in sizes(10_000, random):
        leaves = leaves_of(size, random)
        (root,) = voices(leaves)
        if size:
            _one_place_in(leaves, random.randrange(size), root)
            _one_earlier_state_of(leaves, random.randint(1, size), root)


def _one_place_in(leaves: list[bytes], index: int, root: bytes) -> None:
    size, hashed = len(leaves), leaf_hash(leaves[index])
    proof = inclusion_proof(index, size, subtrees_of(leaves))
    assert proof == naive.path(index, leaves)
    assert root_from_inclusion(index, size, hashed, proof) == root
    assert zona_verify.root_by_path(index, size, hashed, proof) == root


def _one_earlier_state_of(leaves: list[bytes], old: int, root: bytes) -> None:
    size, before = len(leaves), naive.mth(leaves[:old])
    proof = consistency_proof(old, size, subtrees_of(leaves))
    assert proof == naive.proof(old, leaves)
    assert is_consistent(old, size, before, root, proof)
    if old < size:  # the witness asks for no proof between equal states
        assert zona_witness.extends(state(old, before), state(size, root), proof)


@pytest.mark.parametrize("index", [-1, 5, 6, 2**70])
def test_no_proof_for_a_leaf_that_is_not_there(index):
    with pytest.raises(ValueError, match="not in a tree"):
        inclusion_proof(index, 5, subtrees_of(KNOWN_LEAVES))
    assert root_from_inclusion(index, 5, bytes(32), [bytes(32)] * 3) is None
    assert zona_verify.root_by_path(index, 5, bytes(32), [bytes(32)] * 3) is None


@pytest.mark.parametrize(("old", "new"), [(0, 5), (-1, 5), (6, 5)])
def test_no_proof_between_states_out_of_order(old, new):
    with pytest.raises(ValueError, match="extends"):
        consistency_proof(old, new, subtrees_of(KNOWN_LEAVES))


def flips(proof: list[bytes], *, every: bool, random: Random):
    """The proof with one bit changed: every bit, or three of each hash."""
    for at, one in enumerate(proof):
        for bit in range(256) if every else random.sample(range(256), 3):
            changed = bytearray(one)
            changed[bit // 8] ^= 1 << bit % 8
            yield [*proof[:at], bytes(changed), *proof[at + 1 :]]


def mangled(proof: list[bytes]):
    """Too short, too long, in another order."""
    yield from (proof[:-1], proof[1:], [*proof, bytes(32)], [bytes(32), *proof])
    if proof != proof[::-1]:
        yield proof[::-1]


@pytest.mark.parametrize("size", range(1, 65))
def test_every_wrong_bit_of_an_inclusion_proof_is_found(size):
    random = Random(size)
    leaves = leaves_of(size, random)
    root, complete = naive.mth(leaves), subtrees_of(leaves)
    for index in range(size):
        hashed, proof = leaf_hash(leaves[index]), inclusion_proof(index, size, complete)
        assert root_from_inclusion(index, size, hashed, proof) == root
        wrong = [*flips(proof, every=size <= 16, random=random), *(mangled(proof) if proof else ())]
        for one in wrong:
            assert root_from_inclusion(index, size, hashed, one) != root
            assert zona_verify.root_by_path(index, size, hashed, one) != root
        for bit in range(256) if size <= 16 else (0, 255):
            other = (int.from_bytes(hashed) ^ 1 << bit).to_bytes(32)
            assert root_from_inclusion(index, size, other, proof) != root


@pytest.mark.parametrize("size", range(2, 65))
def test_every_wrong_bit_of_a_consistency_proof_is_found(size):
    random = Random(size)
    leaves = leaves_of(size, random)
    root, complete = naive.mth(leaves), subtrees_of(leaves)
    for old in range(1, size):
        before, proof = naive.mth(leaves[:old]), consistency_proof(old, size, complete)
        assert is_consistent(old, size, before, root, proof)
        for one in [*flips(proof, every=size <= 16, random=random), *mangled(proof)]:
            assert not is_consistent(old, size, before, root, one)
            assert not zona_witness.extends(state(old, before), state(size, root), one)
        for first, second in ((bytes(32), root), (before, bytes(32)), (root, before)):
            assert not is_consistent(old, size, first, second, proof)
            assert not zona_witness.extends(state(old, first), state(size, second), proof)


def test_another_history_of_the_same_size_never_extends():
    for size in range(1, 65):
        one, other = state(size, bytes(32)), state(size, bytes([1] * 32))
        assert not is_consistent(size, size, one.root, other.root, [])
        assert not zona_witness.extends(one, other, [])


def test_a_shorter_history_never_extends():
    assert not zona_witness.extends(state(8, bytes(32)), state(7, bytes(32)), [])
    assert not is_consistent(8, 7, bytes(32), bytes(32), [])


@pytest.mark.parametrize("size", [0, 1, 2, 3, 255, 256, 257, 1000])
def test_a_frontier_is_the_same_after_it_was_stored(size):
    grown = Frontier()
    for number in range(size):
        grown.append(leaf_hash(b"%d" % number))
    read = Frontier.from_bytes(size, grown.packed)
    assert (read.root, read.size) == (grown.root, size)
    with pytest.raises(ValueError, match="complete subtrees"):
        Frontier.from_bytes(size, grown.packed + bytes(32))


def test_a_proof_that_was_right_for_another_leaf_fails():
    """A control: the checks above can say yes and no."""
    complete = subtrees_of(KNOWN_LEAVES)
    proof = inclusion_proof(3, 8, complete)
    assert root_from_inclusion(3, 8, leaf_hash(KNOWN_LEAVES[3]), proof) == bytes.fromhex(KNOWN_ROOTS[7])
    assert root_from_inclusion(4, 8, leaf_hash(KNOWN_LEAVES[3]), proof) != bytes.fromhex(KNOWN_ROOTS[7])
    assert root_from_inclusion(3, 8, leaf_hash(KNOWN_LEAVES[4]), proof) != bytes.fromhex(KNOWN_ROOTS[7])
