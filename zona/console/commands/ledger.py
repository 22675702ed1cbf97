"""`zi ledger`: export a log, show its newest checkpoint, look after its health, prove one entry."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from zona.console import CommandError, start_django

if TYPE_CHECKING:
    from zona.ledger.models import Log

HELP = "mengekspor, memeriksa, dan membuktikan buku besar"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`export FILE`, `checkpoint`, `check`, `prove NUMBER FILE`, `witness NAME KEY`; `--log` where there are more."""
    parser.add_argument("--log", type=int, help="nomor pemerintah daerah; 0 untuk catatan seluruh pemasangan")
    deeds = parser.add_subparsers(dest="deed", required=True)
    export = deeds.add_parser("export", help="menulis seluruh buku besar ke satu berkas untuk zi verify")
    export.add_argument("file", type=Path)
    export.add_argument("--tanpa-isi", action="store_true", help="hanya komitmen, tanpa isi catatan")
    deeds.add_parser("checkpoint", help="mencetak titik periksa terakhir")
    deeds.add_parser("check", help="memeriksa pemicu basis data, tanda tangan, dan catatan yang menunggu")
    prove = deeds.add_parser("prove", help="menulis bukti satu catatan untuk zi verify")
    prove.add_argument("position", type=int)
    prove.add_argument("file", type=Path)
    witness = deeds.add_parser("witness", help="mendaftarkan kunci saksi buku besar")
    witness.add_argument("name")
    witness.add_argument("key", help="kunci publik, 64 angka heksadesimal")


def run(options: argparse.Namespace) -> int:
    """Exit code 1 when `check` finds something."""
    start_django()
    from zona.ledger.keys import LedgerKeyError
    from zona.ledger.sequencer import BrokenLogError, ClockError, sequence_all

    if options.deed == "check":
        return check()
    try:
        sequence_all()
    except (LedgerKeyError, ClockError, BrokenLogError) as error:  # what is signed already is handed out all the same
        print(f"Yang terbaru belum ditandatangani: {error}", file=sys.stderr)
    deeds = {"export": export, "checkpoint": checkpoint, "prove": prove, "witness": witness}
    try:
        return deeds[options.deed](_log(options.log), options)
    except OSError as error:
        raise CommandError(f"Berkas {error.filename} tidak dapat ditulis: {error.strerror}.") from error


def export(log: "Log", options: argparse.Namespace) -> int:
    """The whole log, with every instrument beside it."""
    from zona.instruments.disclosed import disclosed
    from zona.instruments.models import LoadedInstrument
    from zona.ledger.export import everything_but_sealed, export_log

    beside = {
        f"instruments/{row.code}-{row.edition}.json": disclosed(row.instrument)
        for row in LoadedInstrument.objects.order_by("code", "edition")
    }
    discloses = (lambda entry: False) if options.tanpa_isi else everything_but_sealed
    size = export_log(log, options.file, discloses=discloses, beside=beside)
    print(f"{size} catatan ditulis ke {options.file}. Periksa dengan: zi verify {options.file}")
    return 0


def checkpoint(log: "Log", options: argparse.Namespace) -> int:
    """The signed text as it is."""
    from zona.ledger.proofs import newest

    last = newest(log)
    if last is None:
        raise CommandError("Buku besar ini belum mempunyai titik periksa.")
    print(last.note, end="")
    return 0


def prove(log: "Log", options: argparse.Namespace) -> int:
    """One entry with everything that shows it to somebody outside."""
    from zona.ledger.models import Entry
    from zona.ledger.proofs import proof_file

    entry = Entry.objects.filter(log=log.government_id, position=options.position).first()
    proof = proof_file(entry) if entry else None
    if proof is None:
        raise CommandError(f"Catatan nomor {options.position} tidak ada dalam {log}.")
    options.file.write_text(json.dumps(proof, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"Bukti catatan {options.position} ditulis ke {options.file}.")
    return 0


def witness(log: "Log", options: argparse.Namespace) -> int:
    """Register who keeps checkpoints on a machine of their own."""
    from zona.ledger.witnesses import register_witness

    try:
        register_witness(log, name=options.name, public_key=bytes.fromhex(options.key), by=None)
    except ValueError as error:
        raise CommandError(f"Kunci saksi tidak dapat dipakai: {error}") from error
    print(f"Saksi {options.name} terdaftar pada {log}.")
    return 0


def check() -> int:
    """Say what is wrong with any log; 1 when something is."""
    from zona.ledger.health import faults_of_ledger

    faults = faults_of_ledger()
    for fault in faults:
        print(fault)
    print("Buku besar sehat." if not faults else f"{len(faults)} hal perlu diperiksa.")
    return 1 if faults else 0


def _log(number: int | None) -> "Log":
    from zona.ledger.models import Log

    logs = Log.objects.all() if number is None else Log.objects.filter(government_id=number)
    found = list(logs.exclude(government_id=0) if number is None else logs)
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"{log.government_id} ({log})" for log in Log.objects.all()) or "belum ada"
    raise CommandError(f"Sebut buku besarnya dengan --log. Yang ada: {known}.")
