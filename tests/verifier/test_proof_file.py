"""The proof of one entry, for somebody outside: it holds, and nothing about it can be changed."""

import json
from dataclasses import replace

import pytest

from tests.ledger.outside import zona_verify
from tests.verifier.bundles import KEY, fact, honest
from zona.ledger import note

OTHER = note.Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))


def found(proof: dict, *notes: str) -> zona_verify.Report:
    report = zona_verify.Report()
    zona_verify.verify_proof(json.dumps(proof), [zona_verify.read_checkpoint(one) for one in notes], report)
    return report


@pytest.mark.parametrize("index", range(9))
def test_every_entry_can_be_shown(index):
    report = found(honest(9).proof(index))
    assert report.faults == []
    assert report.said[0].startswith(f"Catatan {index}: 2026-11-25T02:00:")
    assert report.said[0].endswith(f"Siti Maryani: Catatan {index}")


def test_an_erased_entry_can_still_be_shown_to_have_been_there():
    proof = honest(9).proof(4)
    del proof["record"], proof["salt"]
    report = found(proof)
    assert report.faults == []
    assert "dihapus" in report.said[0]


def test_any_changed_part_is_found():
    proof = honest(9).proof(4)
    changes = {
        "position": 5, "commitment": "00" * 32, "salt": "00" * 32, "origin": "lain", "proof": proof["proof"][::-1],
        "record": proof["record"].replace("Siti", "Sita"), "public_key": OTHER.public_key().public_bytes_raw().hex(),
        "checkpoint": proof["checkpoint"].replace("\n9\n", "\n8\n"),
    }  # fmt: skip
    for name, value in changes.items():
        assert found(proof | {name: value}).faults, name


def test_a_checkpoint_from_outside_of_the_same_size_must_be_the_same():
    made = honest(9)
    state = note.read(made.notes()[-1])
    assert found(made.proof(4), made.notes()[-1]).faults == []
    other = note.sign(replace(state, root=bytes(32)), KEY)
    assert "dua riwayat" in found(made.proof(4), other).faults[0]


def test_a_checkpoint_from_outside_that_cannot_be_compared_is_said_to_be_so():
    """Silence would look like a check that was made."""
    made = honest(9)
    report = found(made.proof(4), made.notes()[3])
    assert report.faults == []
    assert any("tidak dapat dibandingkan" in one for one in report.said)


def test_a_checkpoint_from_outside_of_another_log_or_another_key_is_a_fault():
    made = honest(9)
    state = note.read(made.notes()[-1])
    assert "buku besar lain" in found(made.proof(4), note.sign(replace(state, origin="lain"), KEY)).faults[0]
    assert "kunci lain" in found(made.proof(4), note.sign(state, OTHER)).faults[0]


def test_the_facts_are_what_the_ledger_writes():
    """`bundles.fact` must not drift from the product's record."""
    from zona.ledger.models import Entry
    from zona.ledger.record import record_of

    entry = Entry(log=1, event="x", actor_name="x", subject_kind="x", subject_id="1", summary="x")
    assert set(json.loads(record_of(entry))) == set(fact(0))
