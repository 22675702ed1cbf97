"""Logs made to order: facts written, signed one by one or together, exported, and read by the verifier."""

import secrets
from pathlib import Path

from tests.ledger.outside import zona_verify
from zona.ledger.canonical import commitment, new_salt
from zona.ledger.export import export_log
from zona.ledger.models import Checkpoint, Entry, Log
from zona.ledger.record import record, record_of
from zona.ledger.sequencer import sequence, sequence_all
from zona.organizations.models import Government


def say(summary: str = "Catatan uji", log: int = 1, **details) -> Entry:
    """One fact for the log of a government."""
    return record("test.said", by=None, subject=Government(pk=log), summary=summary, **details)


def grown(count: int, *, each: int = 1, log: int = 1) -> Log:
    """A log of `count` facts with a checkpoint after every `each` of them."""
    for number in range(count):
        say(f"Catatan {number}", log, nomor=number)
        if (number + 1) % each == 0:
            sequence(log)
    sequence_all()
    return Log.objects.get(government_id=log)


def waiting_in_bulk(count: int, log: int = 1) -> None:
    """Many waiting facts at once, each with a commitment that fits."""
    rows = [
        Entry(
            log=log, salt=new_salt(), event="test.said", actor_name="Zona", subject_kind="organizations.government",
            subject_id=str(log), summary=f"Catatan {secrets.token_hex(4)}",
        )
        for _ in range(count)
    ]  # fmt: skip
    for row in rows:
        row.commitment = commitment(row.salt, record_of(row))
    Entry.objects.bulk_create(rows, batch_size=1000)


def positions(log: int = 1) -> list[int]:
    """The numbers given, in the order of arrival."""
    return list(Entry.objects.filter(log=log).exclude(position=None).order_by("id").values_list("position", flat=True))


def commitments(log: int = 1) -> list[bytes]:
    """What the leaves of the tree are, in order."""
    rows = Entry.objects.filter(log=log).exclude(position=None).order_by("position")
    return [bytes(one) for one in rows.values_list("commitment", flat=True)]


def last(log: Log | int = 1) -> Checkpoint:
    """The newest signed state."""
    number = log if isinstance(log, int) else log.government_id
    return Checkpoint.objects.filter(log__government_id=number).order_by("-size").first()


def checked(log: Log, folder: Path, *notes: str, **more) -> zona_verify.Report:
    """Export, then the verifier's findings against checkpoints that somebody outside kept."""
    file = folder / "log.zip"
    export_log(log, file, **more)
    return zona_verify.verify(file, [zona_verify.read_checkpoint(note) for note in notes])
