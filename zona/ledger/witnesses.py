"""Witnesses: offices that keep the last checkpoint and vouch for it, and what they hand back."""

from django.core.exceptions import ValidationError
from django.db import transaction

from zona.ledger import note
from zona.ledger.models import Checkpoint, Cosignature, Log, Witness
from zona.ledger.record import Actor, record


class WitnessError(ValueError):
    """A witness's word that cannot be taken; the text says why."""


@transaction.atomic
def register_witness(log: Log, *, name: str, public_key: bytes, by: Actor | None) -> Witness:
    """Register an office's key. Raises WitnessError for a key or a name that cannot be."""
    if len(public_key) != 32:
        raise WitnessError(f"kunci publik panjangnya 32 byte (64 angka heksadesimal), bukan {len(public_key)}")
    if not name or any(sign.isspace() for sign in name) or "+" in name:
        raise WitnessError("nama saksi ditulis tanpa spasi dan tanpa tanda +")
    witness = Witness(log=log, name=name, public_key=public_key)
    try:
        witness.full_clean()
    except ValidationError as error:
        raise WitnessError(" ".join(error.messages)) from error
    witness.save()
    record(
        "ledger.witness_registered",
        by=by,
        subject=log,
        summary=f"Saksi {name} didaftarkan",
        witness=name,
        public_key=public_key.hex(),
    )
    return witness


def take_cosignature(log: Log, *, size: int, line: str) -> Cosignature:
    """Keep a witness's line for one checkpoint; the same line twice is kept once. Raises WitnessError."""
    checkpoint = Checkpoint.objects.filter(log=log, size=size).first()
    if checkpoint is None:
        raise WitnessError(f"Tidak ada titik periksa untuk {size} catatan.")
    body = note.read(checkpoint.note).body
    for witness in Witness.objects.filter(log=log, removed_at=None):
        try:
            at = note.verify_cosignature(body, line, name=witness.name, public=bytes(witness.public_key))
        except note.NoteError:
            continue
        kept, _ = Cosignature.objects.get_or_create(
            checkpoint=checkpoint, witness=witness, defaults={"line": f"{line.strip()}\n", "at": at}
        )
        return kept
    raise WitnessError("Tanda ini tidak dibuat dengan kunci saksi yang terdaftar.")
