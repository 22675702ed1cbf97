"""Checkpoints and cosignatures in the C2SP forms, against texts that are kept here: the form can never drift unseen."""

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tests.ledger.outside import zona_verify, zona_witness
from zona.ledger import note

KEPT = Path(__file__).parent / "notes"
CHECKPOINT = (KEPT / "checkpoint.txt").read_text(encoding="utf-8")
COSIGNED = (KEPT / "cosigned.txt").read_text(encoding="utf-8")
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
WITNESS = Ed25519PrivateKey.from_private_bytes(bytes(range(2, 34)))
PUBLIC, WITNESS_PUBLIC = KEY.public_key().public_bytes_raw(), WITNESS.public_key().public_bytes_raw()
NAME = "inspektorat-tangerang"
STATE = note.Checkpoint(
    "zona.tangerangkota.go.id/log/1", 5207, sha256(b"akar").digest(), datetime(2026, 11, 25, 2, 4, 25, tzinfo=UTC)
)
SEEN = datetime(2026, 11, 25, 2, 5, 0, tzinfo=UTC)
LINE = COSIGNED.removeprefix(CHECKPOINT)


def test_the_same_state_and_key_give_the_kept_text_for_ever():
    assert note.sign(STATE, KEY) == CHECKPOINT
    assert note.cosign(STATE.body, name=NAME, key=WITNESS, at=SEEN) == LINE


def test_the_kept_text_is_read_by_the_product_and_by_the_verifier():
    assert note.read(COSIGNED) == note.verify(CHECKPOINT, PUBLIC) == note.verify(COSIGNED, PUBLIC) == STATE
    outside = zona_verify.read_checkpoint(COSIGNED)
    assert (outside.origin, outside.size, outside.root, outside.at) == (STATE.origin, 5207, STATE.root, STATE.at)
    assert zona_verify.is_signed(outside, PUBLIC)
    assert zona_verify.is_cosigned(outside, NAME, WITNESS_PUBLIC)
    assert note.verify_cosignature(STATE.body, LINE, name=NAME, public=WITNESS_PUBLIC) == SEEN


def test_the_witness_program_writes_what_the_product_reads(monkeypatch):
    monkeypatch.setattr("time.time", lambda: SEEN.timestamp() + 0.9)
    assert zona_witness.cosign(zona_verify.read_checkpoint(CHECKPOINT), NAME, WITNESS) == LINE


def test_the_text_of_the_go_checksum_database_s_documentation_holds():
    """A signed note that others made: golang.org/x/mod/sumdb/note, example of Open."""
    key = base64.b64decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    text = b"If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    blob = base64.b64decode(
        "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    )
    assert key[0] == note.ED25519
    assert note.key_id("PeterNeumann", key[1:]).hex() == "c74f20a3" == blob[:4].hex()
    assert zona_verify.holds(key[1:], blob[4:], text)
    assert not zona_verify.holds(key[1:], blob[4:], text[:-1])


def test_the_parts_are_where_c2sp_puts_them():
    origin, size, root, at, blank, signature, end = CHECKPOINT.split("\n")
    assert (origin, size, at, blank, end) == (STATE.origin, "5207", "2026-11-25T02:04:25Z", "", "")
    assert base64.b64decode(root) == STATE.root
    dash, name, blob = signature.split(" ")
    assert (dash, name) == ("—", STATE.origin)
    raw = base64.b64decode(blob)
    assert raw[:4] == sha256(STATE.origin.encode() + b"\n\x01" + PUBLIC).digest()[:4]
    Ed25519PublicKey.from_public_bytes(PUBLIC).verify(raw[4:], CHECKPOINT.partition("\n\n")[0].encode() + b"\n")
    seen = base64.b64decode(LINE.split(" ")[2])
    assert seen[:4] == sha256(NAME.encode() + b"\n\x04" + WITNESS_PUBLIC).digest()[:4]
    assert (int.from_bytes(seen[4:12]), len(seen)) == (int(SEEN.timestamp()), 76)


def test_a_key_is_known_by_its_name_and_its_use():
    ids = {note.key_id(name, key, kind) for name in ("a", "b") for key in (PUBLIC, WITNESS_PUBLIC) for kind in (1, 4)}
    assert len(ids) == 8


@pytest.mark.parametrize("line", range(4))
def test_any_changed_letter_of_the_signed_text_is_found(line):
    lines = CHECKPOINT.split("\n")
    for at in range(len(lines[line])):
        for letter in "0Az9":
            if letter == lines[line][at]:
                continue
            changed = [*lines]
            changed[line] = lines[line][:at] + letter + lines[line][at + 1 :]
            with pytest.raises(note.NoteError):
                note.verify("\n".join(changed), PUBLIC)
            assert not _verifier_takes("\n".join(changed), PUBLIC)


def _verifier_takes(text: str, public: bytes) -> bool:
    try:
        return zona_verify.is_signed(zona_verify.read_checkpoint(text), public)
    except zona_verify.Unreadable:
        return False


def test_any_changed_bit_of_the_signature_is_found():
    head, _, blob = CHECKPOINT.rstrip("\n").rpartition(" ")
    raw = base64.b64decode(blob)
    for bit in range(len(raw) * 8):
        changed = bytearray(raw)
        changed[bit // 8] ^= 1 << bit % 8
        text = f"{head} {base64.b64encode(changed).decode()}\n"
        with pytest.raises(note.NoteError):
            note.verify(text, PUBLIC)
        assert not _verifier_takes(text, PUBLIC)


def test_another_key_did_not_sign_it():
    for public in (OTHER.public_key().public_bytes_raw(), WITNESS_PUBLIC):
        with pytest.raises(note.NoteError, match="tidak ditandatangani"):
            note.verify(COSIGNED, public)
        assert not _verifier_takes(COSIGNED, public)


def test_another_key_under_our_name_did_not_sign_it():
    forged = note.sign(STATE, OTHER)
    with pytest.raises(note.NoteError):
        note.verify(forged, PUBLIC)
    # even when it claims our key's number
    name, blob = STATE.origin, base64.b64decode(forged.split(" ")[-1])
    claimed = base64.b64encode(note.key_id(name, PUBLIC) + blob[4:]).decode()
    with pytest.raises(note.NoteError, match="tidak cocok"):
        note.verify(f"{STATE.body}\n— {name} {claimed}\n", PUBLIC)


@pytest.mark.parametrize(
    "text",
    [
        "", "\n\n", "x", STATE.body, STATE.body + "\nx\n", CHECKPOINT.replace("5207", "05207"),
        CHECKPOINT.replace("5207", "-1"), CHECKPOINT.replace("5207", "+5207"), CHECKPOINT.replace("5207", "5_207"),
        CHECKPOINT.replace("5207", "٥٢٠٧"), CHECKPOINT.replace("5207", "9" * 5000),
        CHECKPOINT.replace("02:04:25Z", "2:4:25Z"), CHECKPOINT.replace("11-25", "13-25"),
        CHECKPOINT.replace("\n", "\r\n"), "\n" + CHECKPOINT, CHECKPOINT.replace("— ", "- "),
        CHECKPOINT.replace("=\n2026", "\n2026"), CHECKPOINT + "— x !!!\n", CHECKPOINT.replace("\n\n", "\nlebih\n\n"),
    ],
)  # fmt: skip
def test_what_is_no_checkpoint_is_refused_in_a_sentence(text):
    with pytest.raises(note.NoteError):
        note.verify(text, PUBLIC)
    assert not _verifier_takes(text, PUBLIC)


def test_one_state_has_one_text():
    """Base64 with other idle bits decodes to the same root; it is refused all the same."""
    root = CHECKPOINT.split("\n")[2]
    twin = root[:-2] + chr(ord(root[-2]) + 1) + "="
    assert base64.b64decode(twin) == base64.b64decode(root)
    with pytest.raises(note.NoteError):
        note.read(CHECKPOINT.replace(root, twin))


def test_a_cosignature_speaks_of_one_state_one_witness_and_one_moment():
    later = replace(STATE, at=STATE.at + timedelta(seconds=1))
    longer, other_root = replace(STATE, size=5208), replace(STATE, root=bytes(32))
    for body in (later.body, longer.body, other_root.body, STATE.body + "x\n"):
        with pytest.raises(note.NoteError):
            note.verify_cosignature(body, LINE, name=NAME, public=WITNESS_PUBLIC)
    for name, public in (("bagian-hukum", WITNESS_PUBLIC), (NAME, PUBLIC)):
        with pytest.raises(note.NoteError):
            note.verify_cosignature(STATE.body, LINE, name=name, public=public)
    moved = bytearray(base64.b64decode(LINE.split(" ")[2]))
    moved[11] ^= 1
    with pytest.raises(note.NoteError):
        note.verify_cosignature(
            STATE.body, f"— {NAME} {base64.b64encode(moved).decode()}\n", name=NAME, public=WITNESS_PUBLIC
        )


@pytest.mark.parametrize("more", ["— x AAAA\n", "\nx", LINE, "\u2028— x AAAA"])
def test_a_cosignature_is_one_line(more):
    """Else whoever hands it in could put lines of his own into every export."""
    with pytest.raises(note.NoteError):
        note.verify_cosignature(STATE.body, LINE + more, name=NAME, public=WITNESS_PUBLIC)


def test_an_impossible_moment_is_no_crash():
    line = note.cosign(STATE.body, name=NAME, key=WITNESS, at=SEEN)
    blob = base64.b64decode(line.split(" ")[2])
    seconds = 2**64 - 1
    signature = WITNESS.sign(f"cosignature/v1\ntime {seconds}\n{STATE.body}".encode())
    blob = blob[:4] + seconds.to_bytes(8) + signature
    with pytest.raises(note.NoteError):
        note.verify_cosignature(
            STATE.body, f"— {NAME} {base64.b64encode(blob).decode()}\n", name=NAME, public=WITNESS_PUBLIC
        )


def test_the_log_s_signature_is_no_cosignature_and_the_other_way_round():
    """Key numbers differ by use, so that neither can be passed off as the other."""
    own = CHECKPOINT.rpartition("\n\n")[2]
    with pytest.raises(note.NoteError):
        note.verify_cosignature(STATE.body, own, name=STATE.origin, public=PUBLIC)
    with pytest.raises(note.NoteError):
        note.verify(STATE.body + "\n" + note.cosign(STATE.body, name=STATE.origin, key=KEY, at=SEEN), PUBLIC)
    with pytest.raises(InvalidSignature):
        KEY.public_key().verify(base64.b64decode(LINE.split(" ")[2])[12:], STATE.body.encode())
