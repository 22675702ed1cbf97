"""The whole log as one file that the stand-alone verifier reads: `zi ledger export FILE`.

A ZIP of texts: `log.json` (name, key, size), `leaves.jsonl` (one line a leaf, with salt and record where disclosed),
`checkpoints.jsonl` (every signed state with its witnesses' lines), and what the caller adds beside it (instruments).
"""

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from zona.base import clock
from zona.ledger.enums import Visibility
from zona.ledger.models import Checkpoint, Entry, Log
from zona.ledger.proofs import newest
from zona.ledger.record import record_of, written_time

FORMAT = "zona-log/1"
PORTION = 1000
Discloses = Callable[[Entry], bool]


def everything_but_sealed(entry: Entry) -> bool:
    """What an inspector's export discloses."""
    return entry.visibility != Visibility.SEALED


def export_log(
    log: Log, file: Path, *, discloses: Discloses = everything_but_sealed, beside: Mapping[str, str] | None = None
) -> int:
    """Write the log up to its newest checkpoint; the number of leaves. `beside` are further texts by name.

    Memory stays small whatever the size: leaves are read and written in a stream.
    """
    last = newest(log)
    size = last.size if last else 0
    about = {
        "format": FORMAT,
        "origin": log.origin,
        "public_key": bytes(log.public_key).hex(),
        "log": log.government_id,
        "size": size,
        "exported_at": written_time(clock.now()),
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("log.json", json.dumps(about, indent=1))
        _stream(bundle, "leaves.jsonl", (_leaf(entry, discloses) for entry in _leaves(log, size)))
        _stream(bundle, "checkpoints.jsonl", (_signed(one) for one in _checkpoints(log, size)))
        for name, text in (beside or {}).items():
            bundle.writestr(name, text)
    return size


def _leaves(log: Log, size: int) -> Iterator[Entry]:
    # Portion by portion: on SQLite an open query keeps everybody from writing until it is read to its end.
    entries = Entry.objects.filter(log=log.government_id).order_by("position")
    for first in range(0, size, PORTION):
        yield from list(entries.filter(position__gte=first, position__lt=min(first + PORTION, size)))


def _checkpoints(log: Log, size: int) -> Iterator[Checkpoint]:
    # none that the sequencer signed meanwhile: their leaves are not in this export
    rows = log.checkpoints.filter(size__lte=size).order_by("size").prefetch_related("cosignatures")
    after = -1
    while portion := list(rows.filter(size__gt=after)[:PORTION]):
        yield from portion
        after = portion[-1].size


def _leaf(entry: Entry, discloses: Discloses) -> dict[str, object]:
    leaf: dict[str, object] = {"i": entry.position, "c": bytes(entry.commitment).hex()}
    if entry.salt is not None and discloses(entry):
        leaf |= {"s": bytes(entry.salt).hex(), "r": record_of(entry)}
    return leaf


def _signed(checkpoint: Checkpoint) -> dict[str, object]:
    lines = "".join(one.line for one in checkpoint.cosignatures.all())
    return {"size": checkpoint.size, "note": checkpoint.note + lines}


def _stream(bundle: zipfile.ZipFile, name: str, rows: Iterator[dict[str, object]]) -> None:
    with bundle.open(name, "w", force_zip64=True) as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
