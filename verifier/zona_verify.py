#!/usr/bin/env python3
"""Memeriksa berkas bukti Zona tanpa Zona: `python3 zona_verify.py BERKAS [--titik-periksa BERKAS …]`.

One file, Python standard library plus `cryptography`, shares no code with the product: what it says does not depend on
what it checks. It reads an exported log (`zona-log/1`, a ZIP) or the proof of one entry (`zona-proof/1`, JSON) and

1. hashes every disclosed record with its salt and compares it with the commitment in the log (docs/ledger.md),
2. builds the Merkle tree of RFC 6962 again and compares the root with every signed checkpoint, the log's own and those
   given from outside (from a decree's QR code, an e-mail, a witness): from the first that fails on, nothing is trusted,
3. scores and judges every worksheet that was sent in again, from the answers in the log and the instrument whose hash
   stands in the log, and compares total, parts and verdicts.

Exit code 0: all holds; 1: something does not; 2: the file cannot be read.
"""

import argparse
import base64
import heapq
import json
import re
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LOG_FORMAT, PROOF_FORMAT = "zona-log/1", "zona-proof/1"
#: nothing that is read in one piece is larger, so that a hostile file cannot fill the memory
LARGEST_PIECE = 16 * 1024**2
MOST_INSTRUMENTS, MOST_FAULTS = 200, 200
CLOCK_TOLERANCE = timedelta(seconds=5)
#: an exact number as the log writes it; no exponent, which could ask for a number of a billion digits
EXACT = re.compile(r"-?[0-9]{1,400}(\.[0-9]{1,400})?(/[0-9]{1,400})?", re.ASCII)
#: what the standard library raises over files that are damaged or made to do harm
DAMAGED = (
    *(OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError, EOFError),
    *(zipfile.BadZipFile, zlib.error, struct.error, MemoryError),
)


class Unreadable(Exception):  # noqa: N818 - said as it is
    """The file is no evidence file of Zona, or damaged; the text says what was wrong."""


@dataclass
class Report:
    """What was found. `faults` empty means that everything checked holds."""

    faults: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    trusted: int = 0  # leaves 0 … trusted - 1 stand under a checkpoint that holds
    anchored: int = 0  # the same, counting only checkpoints from outside
    first_bad: int | None = None

    def fault(self, text: str, at: int | None = None) -> None:
        """Keep one fault; the lowest leaf of all is the first that cannot be trusted."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(text)
        if at is not None and (self.first_bad is None or at < self.first_bad):
            self.first_bad = at


# ------------------------------------------------------------------ the tree (RFC 6962, 2.1)


def hash_leaf(leaf: bytes) -> bytes:
    """The hash of one leaf."""
    return sha256(b"\x00" + leaf).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees."""
    return sha256(b"\x01" + left + right).digest()


class Tree:
    """Grows leaf by leaf; keeps one hash for each complete subtree at its right edge."""

    def __init__(self) -> None:
        self.size = 0
        self._edge: list[bytes] = []

    def add(self, hashed: bytes) -> None:
        """Append a leaf by its hash; equal subtrees at the edge become one."""
        size, self.size = self.size, self.size + 1
        while size % 2:
            hashed, size = hash_node(self._edge.pop(), hashed), size // 2
        self._edge.append(hashed)

    def root(self) -> bytes:
        """The hash over all leaves so far."""
        if not self._edge:
            return sha256(b"").digest()
        root = self._edge[-1]
        for left in reversed(self._edge[:-1]):
            root = hash_node(left, root)
        return root


def root_by_path(index: int, size: int, hashed: bytes, path: list[bytes]) -> bytes | None:
    """Walk from a leaf to the root: at each split the path gives the other side (RFC 6962, 2.1.1)."""
    if not 0 <= index < size:
        return None
    sides, first, end = [], 0, size
    while end - first > 1:
        split = first + (1 << ((end - first - 1).bit_length() - 1))
        if index < split:
            sides.append("right")
            end = split
        else:
            sides.append("left")
            first = split
    if len(sides) != len(path):
        return None
    for side, other in zip(reversed(sides), path, strict=True):
        hashed = hash_node(other, hashed) if side == "left" else hash_node(hashed, other)
    return hashed


# ------------------------------------------------------------------ checkpoints (C2SP signed notes)


@dataclass(frozen=True)
class Checkpoint:
    """A state of a log as its text says it; `body` is what was signed."""

    origin: str
    size: int
    root: bytes
    at: datetime
    body: str
    signatures: tuple[tuple[str, bytes], ...]


def read_checkpoint(note: str) -> Checkpoint:
    """Raises Unreadable for text that is no checkpoint, signatures unread."""
    head, _, tail = note.partition("\n\n")
    try:
        origin, size, root, at = head.split("\n")
        moment = datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)  # noqa: UP017 - older Pythons too
        leaves, hashed = int(size), base64.b64decode(root, validate=True)
        if str(leaves) != size or leaves < 0 or len(hashed) != 32:
            raise ValueError("neither a size nor a root")
        signatures = tuple(read_signature(line) for line in tail.splitlines())
    except ValueError as error:
        raise Unreadable("Teks titik periksa rusak atau bukan titik periksa Zona.") from error
    return Checkpoint(origin, leaves, hashed, moment, head + "\n", signatures)


def read_signature(line: str) -> tuple[str, bytes]:
    """Whose signature line it is, and its bytes. Raises ValueError."""
    name, _, blob = line.removeprefix("— ").rpartition(" ")
    return name, base64.b64decode(blob, validate=True)


def is_signed(checkpoint: Checkpoint, public_key: bytes) -> bool:
    """Whether the log's own key signed this checkpoint."""
    wanted = sha256(checkpoint.origin.encode() + b"\n\x01" + public_key).digest()[:4]
    return any(
        name == checkpoint.origin and blob[:4] == wanted and holds(public_key, blob[4:], checkpoint.body.encode())
        for name, blob in checkpoint.signatures
    )


def is_cosigned(checkpoint: Checkpoint, name: str, public_key: bytes) -> bool:
    """Whether a witness vouches for it (C2SP tlog-cosignature v1)."""
    wanted = sha256(name.encode() + b"\n\x04" + public_key).digest()[:4]
    for found, blob in checkpoint.signatures:
        if found == name and blob[:4] == wanted and len(blob) == 76:
            seconds = struct.unpack(">Q", blob[4:12])[0]
            if holds(public_key, blob[12:], f"cosignature/v1\ntime {seconds}\n{checkpoint.body}".encode()):
                return True
    return False


def holds(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the Ed25519 signature is this key's on this message."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


# ------------------------------------------------------------------ an exported log


def verify_log(path: Path, outside: list[Checkpoint], report: Report) -> None:
    """Everything in the bundle, against its own checkpoints and those from outside. Raises Unreadable."""
    with zipfile.ZipFile(path) as bundle:
        about = json.loads(member(bundle, "log.json"))
        if about.get("format") != LOG_FORMAT:
            raise Unreadable(f"Bentuk berkas {about.get('format')!r} tidak dikenal; yang dikenal {LOG_FORMAT}.")
        worksheets = Worksheets(bundle, report)
        anchors = Anchors(states_of(bundle, about, outside, report), report)
        size, disclosed = check_leaves(bundle, about, anchors, worksheets, report)
        if size != about["size"]:
            report.fault(f"Ekspor menyebut {about['size']} catatan, isinya {size}.", min(size, about["size"]))
        report.said.append(
            f"{about['origin']}: {size} catatan, {disclosed} dapat dibaca, {anchors.met} titik periksa cocok."
        )
        if outside:
            report.said.append(f"Dari luar terbukti: semua catatan sebelum catatan {report.anchored}.")
        worksheets.say()


def check_leaves(
    bundle: zipfile.ZipFile, about: dict, anchors: "Anchors", worksheets: "Worksheets", report: Report
) -> tuple[int, int]:
    """Build the tree again; at each checkpoint's size the root must be the signed one. Leaves, and those disclosed."""
    tree, disclosed = Tree(), 0
    anchors.meet(tree)
    for line in lines_of(bundle, "leaves.jsonl"):
        leaf = json.loads(line)
        if leaf["i"] != tree.size:
            anchors.give_up(f"Catatan {tree.size} tidak ada atau tidak pada tempatnya.")
        if "r" in leaf:
            disclosed += 1
            check_record(tree.size, leaf, about, worksheets, report)
        tree.add(hash_leaf(bytes.fromhex(leaf["c"])))
        anchors.meet(tree)
    anchors.end(tree)
    return tree.size, disclosed


def check_record(index: int, leaf: dict, about: dict, worksheets: "Worksheets", report: Report) -> None:
    """The record must fit its commitment and its log, and be written so that every reader reads the same."""
    text = leaf["r"]
    if sha256(bytes.fromhex(leaf["s"]) + text.encode()).hexdigest() != leaf["c"]:
        report.fault(f"Isi catatan {index} tidak cocok dengan komitmennya.", index)
        return
    record = json.loads(text)
    if json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")) != text:
        report.fault(f"Isi catatan {index} tidak ditulis dalam bentuk baku.", index)
    if record["log"] != about["log"]:
        report.fault(f"Catatan {index} milik buku besar {record['log']}.", index)
    worksheets.take(index, record)


@dataclass(frozen=True)
class State:
    """A checkpoint, where it came from, and whether the log's key signed it."""

    checkpoint: Checkpoint
    from_outside: bool
    signed: bool = True

    @property
    def where(self) -> str:
        """For the reader."""
        return "luar" if self.from_outside else "ekspor"


def states_of(bundle: zipfile.ZipFile, about: dict, outside: list[Checkpoint], report: Report) -> Iterator[State]:
    """Every checkpoint of this log, smallest first. One from outside that another key signed is a fault at once."""
    key = bytes.fromhex(about["public_key"])
    own = (State(one, False, is_signed(one, key)) for one in own_checkpoints(bundle, report))
    given = [State(one, True, is_signed(one, key)) for one in sorted(outside, key=lambda one: one.size)]
    for state in heapq.merge(own, given, key=lambda one: one.checkpoint.size):
        if state.checkpoint.origin != about["origin"]:
            report.fault(f"Titik periksa dari {state.where} milik buku besar lain: {state.checkpoint.origin}.")
        elif state.from_outside and not state.signed:
            # the reader's own checkpoint knows another key: then no checkpoint of this export counts for anything
            report.fault(
                f"Titik periksa {state.checkpoint.size} dari luar tidak ditandatangani kunci buku besar ini.", 0
            )
        else:
            yield state


def own_checkpoints(bundle: zipfile.ZipFile, report: Report) -> Iterator[Checkpoint]:
    """The log's own, one after another; sizes and times must rise."""
    before: Checkpoint | None = None
    for line in lines_of(bundle, "checkpoints.jsonl"):
        checkpoint = read_checkpoint(json.loads(line)["note"])
        if before and checkpoint.size <= before.size:
            report.fault(f"Titik periksa {checkpoint.size} berdiri sesudah titik periksa {before.size}.")
        if before and checkpoint.at < before.at - CLOCK_TOLERANCE:
            report.fault(f"Titik periksa {checkpoint.size} bertanggal sebelum titik periksa {before.size}.")
        before = checkpoint
        yield checkpoint


class Anchors:
    """Signed states, met one after another while the tree grows. After the first that fails, none counts."""

    def __init__(self, states: Iterator[State], report: Report) -> None:
        self._states, self._report, self._broken = states, report, False
        self._next = next(states, None)
        self.met = 0

    def meet(self, tree: Tree) -> None:
        """Compare the tree with every state of its present size."""
        while self._next and self._next.checkpoint.size <= tree.size:
            if self._next.checkpoint.size == tree.size and not self._broken:
                self._compare(tree, self._next)
            self._next = next(self._states, None)

    def _compare(self, tree: Tree, state: State) -> None:
        report, checkpoint = self._report, state.checkpoint
        if not state.signed:
            self.give_up(f"Titik periksa {tree.size} dari ekspor tidak ditandatangani kunci buku besar ini.")
        elif checkpoint.root == tree.root():
            self.met += 1
            report.trusted = tree.size
            report.anchored = tree.size if state.from_outside else report.anchored
        else:
            # Whoever has the key can make the log's own checkpoints fit; then only those from outside tell the truth.
            first = report.anchored if state.from_outside else report.trusted
            self.give_up(
                f"Akar pada {tree.size} catatan berbeda dari titik periksa {state.where} bertanggal "
                f"{checkpoint.at:%d-%m-%Y %H:%M:%S} UTC. Tepercaya sampai sebelum catatan {first}; "
                f"catatan {first} dan seterusnya tidak dapat dipercaya.",
                first,
            )

    def give_up(self, why: str, first: int | None = None) -> None:
        """From the last state that fitted on, nothing can be trusted; said once."""
        if not self._broken:
            self._report.fault(why, self._report.trusted if first is None else first)
        self._broken = True

    def end(self, tree: Tree) -> None:
        """No leaf comes any more: states left over speak of leaves that were taken away."""
        size = None
        while self._next:
            size, self._next = self._next.checkpoint.size, next(self._states, None)
        if size is not None:
            self.give_up(f"Buku besar dipotong: ada titik periksa untuk {size} catatan, isinya hanya {tree.size}.")
        if self._report.trusted < tree.size:
            self.give_up(f"Catatan {self._report.trusted} dan seterusnya belum di bawah titik periksa.")


# ------------------------------------------------------------------ worksheets sent in, scored again


class Worksheets:
    """Judges every worksheet that was sent in, with the instrument that it names by its hash."""

    def __init__(self, bundle: zipfile.ZipFile, report: Report) -> None:
        self._report, self._sent, self._same = report, 0, 0
        self._instruments: dict[str, dict] = {}
        names = [name for name in bundle.namelist() if name.startswith("instruments/")]
        if len(names) > MOST_INSTRUMENTS:
            raise Unreadable(f"Berkas ini memuat {len(names)} instrumen; paling banyak {MOST_INSTRUMENTS}.")
        for name in names:
            text = member(bundle, name)
            self._instruments[sha256(text.encode()).hexdigest()] = json.loads(text)

    def take(self, index: int, record: dict) -> None:
        """Calculate again what the record says, when it is about a worksheet sent in."""
        if record["event"] != "assessment.send" or "sheet" not in record["details"]:
            return
        sheet = record["details"]["sheet"]
        self._sent += 1
        instrument = self._instruments.get(sheet["instrument_sha256"])
        if instrument is None:
            self._report.fault(
                f"Lembar kerja pada catatan {index} memakai instrumen {sheet['instrument']} dengan sidik "
                f"{sheet['instrument_sha256'][:12]}, yang tidak ada dalam ekspor."
            )
            return
        different = differences(sheet, score(instrument, sheet["answers"]))
        for text in different:
            self._report.fault(f"Lembar kerja pada catatan {index}: {text}", index)
        self._same += not different

    def say(self) -> None:
        """How many came out the same."""
        if self._sent:
            self._report.said.append(
                f"{self._same} dari {self._sent} lembar kerja terkirim dihitung ulang dengan hasil sama."
            )


def differences(sheet: dict, again: dict) -> list[str]:
    """What the log says and what the answers give, where they differ."""
    said = [("nilai total", sheet["total"], again["total"])]
    for name, key in (("nilai", "parts"), ("kelayakan", "verdicts")):
        was, now = sheet[key], again[key]
        said += [(f"{name} {part}", was.get(part), now.get(part)) for part in sorted({*was, *now})]
    return [f"{name} tercatat {was}, dihitung ulang {now}." for name, was, now in said if was != now]


def score(instrument: dict, answers: dict) -> dict:
    """Points of a question = value x weight / questions of its indicator; every sum exact (PRODUCT, scoring)."""
    parts: dict[str, Fraction] = {}
    for component in instrument["components"]:
        for area in component["areas"]:
            for indicator in area["indicators"]:
                questions = indicator["questions"]
                values = [value(question, answers.get(question["code"])) for question in questions]
                points = sum(values, Fraction(0)) * exact(indicator["weight"]) / len(questions)
                area_path = f"{component['code']}/{area['code']}"
                for path in (component["code"], area_path, f"{area_path}/{indicator['code']}"):
                    parts[path] = parts.get(path, Fraction(0)) + points
    total = sum((parts[component["code"]] for component in instrument["components"]), Fraction(0))
    verdicts = {
        predicate["code"]: [
            sum((total if path == "total" else parts[path] for path in condition["covers"]), Fraction(0))
            >= exact(condition["minimum"])
            for condition in predicate["conditions"]
        ]
        for predicate in instrument["predicates"]
    }
    return {"total": str(total), "parts": {path: str(one) for path, one in parts.items()}, "verdicts": verdicts}


def value(question: dict, answer: dict | None) -> Fraction:
    """0 to 1; an unanswered question counts 0."""
    if answer is None:
        return Fraction(0)
    if question["kind"] == "choice":
        return exact(dict(question["options"]).get(answer["label"], "0"))
    numbers = {name: exact(text) for name, text in answer["inputs"].items()}
    if question["kind"] == "index":
        return between(numbers.get("indeks", Fraction(0)) / exact(question["maximum"]))
    if question["kind"] == "percent":
        return between(numbers.get("persen", Fraction(0)) / 100)
    return ratio(question["formula"], numbers, answer["confirmed"])


def ratio(formula: dict, numbers: dict[str, Fraction], confirmed: bool) -> Fraction:
    """Achieved of due, or how far a count fell; nothing due is full only where the rule says so."""
    names = (
        [*formula["achieved"], *formula["due"]] if formula["kind"] == "share" else [formula["before"], formula["now"]]
    )
    if any(name not in numbers for name in names):
        return Fraction(0)
    if formula["kind"] == "share":
        due = sum((numbers[name] for name in formula["due"]), Fraction(0))
        got = sum((numbers[name] for name in formula["achieved"]), Fraction(0))
    else:
        due, got = numbers[formula["before"]], numbers[formula["before"]] - numbers[formula["now"]]
    if due == 0:
        nothing = formula["kind"] == "share" or numbers[formula["now"]] == 0
        return Fraction(int(nothing and (formula["nothing_due"] == "full" or confirmed)))
    return between(got / due)


def exact(text: str) -> Fraction:
    """The number that the text says. Raises ValueError for anything but plain digits."""
    if not EXACT.fullmatch(text):
        raise ValueError(f"{text[:80]!r} bukan angka")
    whole, _, below = text.partition("/")
    return Fraction(whole) / Fraction(below or "1")


def between(number: Fraction) -> Fraction:
    """Not below 0, not above 1."""
    return min(Fraction(1), max(Fraction(0), number))


# ------------------------------------------------------------------ the proof of one entry


def verify_proof(text: str, outside: list[Checkpoint], report: Report) -> None:
    """One entry: record against commitment, commitment against root, root against signature. Raises Unreadable."""
    proof = json.loads(text)
    if proof.get("format") != PROOF_FORMAT:
        raise Unreadable(f"Bentuk berkas {proof.get('format')!r} tidak dikenal; yang dikenal {PROOF_FORMAT}.")
    key, checkpoint = bytes.fromhex(proof["public_key"]), read_checkpoint(proof["checkpoint"])
    index, path = int(proof["position"]), [bytes.fromhex(one) for one in proof["proof"]]
    if checkpoint.origin != proof["origin"] or not is_signed(checkpoint, key):
        report.fault("Titik periksa tidak ditandatangani kunci buku besar ini.")
    if root_by_path(index, checkpoint.size, hash_leaf(bytes.fromhex(proof["commitment"])), path) != checkpoint.root:
        report.fault(f"Catatan {index} tidak terbukti ada dalam buku besar.", index)
    for one in outside:
        compare_states(checkpoint, one, key, report)
    if "record" in proof:
        if sha256(bytes.fromhex(proof["salt"]) + proof["record"].encode()).hexdigest() != proof["commitment"]:
            report.fault(f"Isi catatan {index} tidak cocok dengan komitmennya.", index)
        record = json.loads(proof["record"])
        report.said.append(f"Catatan {index}: {record['at']} {record['actor']['name']}: {record['summary']}")
    else:
        report.said.append(f"Catatan {index}: isinya tidak dibuka atau sudah dihapus.")
    report.said.append(f"Titik periksa {checkpoint.size} catatan, {checkpoint.at:%d-%m-%Y %H:%M:%S} UTC.")


def compare_states(proven: Checkpoint, outside: Checkpoint, key: bytes, report: Report) -> None:
    """A checkpoint from outside beside the proof's own: the same log, the same key, at one size the same root."""
    if outside.origin != proven.origin:
        report.fault(f"Titik periksa dari luar milik buku besar lain: {outside.origin}.")
    elif not is_signed(outside, key):
        report.fault("Titik periksa dari luar ditandatangani kunci lain.")
    elif outside.size != proven.size:
        report.said.append(
            f"Titik periksa dari luar untuk {outside.size} catatan tidak dapat dibandingkan dengan bukti untuk "
            f"{proven.size} catatan; periksa ekspor lengkapnya."
        )
    elif outside.root != proven.root:
        report.fault("Titik periksa dari luar berbeda: buku besar mempunyai dua riwayat.")


# ------------------------------------------------------------------ reading, saying


def member(bundle: zipfile.ZipFile, name: str) -> str:
    """One text of the bundle, whole. Raises Unreadable when it is not there or too large."""
    try:
        if bundle.getinfo(name).file_size > LARGEST_PIECE:
            raise Unreadable(f"{name} terlalu besar.")
        return bundle.read(name).decode()
    except KeyError as error:
        raise Unreadable(f"{name} tidak ada dalam berkas.") from error


def lines_of(bundle: zipfile.ZipFile, name: str) -> Iterator[str]:
    """Line by line, so that a log of millions of leaves needs little memory. Raises Unreadable."""
    if name not in bundle.namelist():
        raise Unreadable(f"{name} tidak ada dalam berkas.")
    with bundle.open(name) as file:
        while line := file.readline(LARGEST_PIECE):
            if len(line) == LARGEST_PIECE:
                raise Unreadable(f"{name} memuat baris yang terlalu panjang.")
            yield line.decode()


def text_of(path: Path) -> str:
    """A file of text, whole. Raises Unreadable when it is too large to be one of ours."""
    if path.stat().st_size > LARGEST_PIECE:
        raise Unreadable(f"{path.name} terlalu besar.")
    return path.read_text(encoding="utf-8")


def verify(path: Path, outside: list[Checkpoint]) -> Report:
    """Check one file of either kind. Raises Unreadable."""
    report = Report()
    try:
        if zipfile.is_zipfile(path):
            verify_log(path, outside, report)
        else:
            verify_proof(text_of(path), outside, report)
    except DAMAGED as error:
        raise Unreadable(f"Berkas tidak dapat dibaca: {type(error).__name__} {error}") from error
    return report


def shown(text: str) -> str:
    """On one line and without control characters: a file cannot write our verdict for us."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text[:2000])


def main(arguments: list[str] | None = None) -> int:
    """Read the command line, print what was found in plain Indonesian."""
    options = argparse.ArgumentParser(description="Memeriksa ekspor buku besar atau bukti satu catatan Zona.")
    options.add_argument("berkas", type=Path)
    options.add_argument("--titik-periksa", type=Path, action="append", default=[], help="titik periksa dari luar")
    given = options.parse_args(arguments)
    try:
        outside = [read_checkpoint(text_of(path)) for path in given.titik_periksa]
        report = verify(given.berkas, outside)
    except (Unreadable, OSError, ValueError) as error:
        print(shown(str(error)), file=sys.stderr)
        return 2
    for line in report.said:
        print(shown(line))
    for fault in report.faults:
        print(f"TIDAK COCOK: {shown(fault)}")
    if report.first_bad is not None:
        print(f"Catatan pertama yang tidak dapat dipercaya: {report.first_bad}")
    print("Berkas ini TIDAK dapat dipercaya." if report.faults else "Semua cocok.")
    return 1 if report.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
