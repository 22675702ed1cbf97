"""`zi instrument`: check a file, load files into the database, list what there is."""

import argparse
from pathlib import Path

from zona.console import CommandError, start_django
from zona.instruments.shipped import FOLDER, reading_of, shipped_ids, shipped_instrument

HELP = "memeriksa, memuat, atau menyebut instrumen (LKE)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`check FILE …`, `load [FILE …]`, `list`."""
    deeds = parser.add_subparsers(dest="deed", required=True)
    check = deeds.add_parser("check", help="menyebut setiap kesalahan dalam berkas: baris, tempat, yang diharapkan")
    check.add_argument("files", nargs="+", type=Path)
    load = deeds.add_parser("load", help="memuat berkas ke basis data; tanpa nama, semua yang disertakan")
    load.add_argument("files", nargs="*", type=Path)
    deeds.add_parser("list", help="menyebut instrumen yang disertakan")


def run(options: argparse.Namespace) -> int:
    """Exit code 1 when `check` finds mistakes."""
    if options.deed == "check":
        return max(check(path) for path in options.files)
    if options.deed == "load":
        return load(options.files or sorted(FOLDER.glob("*.yaml")))
    for instrument_id in shipped_ids():
        instrument = shipped_instrument(instrument_id)
        print(f"{instrument.id}  edisi {instrument.edition}  {len(instrument.questions)} butir  {instrument.title}")
    return 0


def check(path: Path) -> int:
    """Print every mistake of one file; 0 when there is none."""
    try:
        reading = reading_of(path)
    except OSError as error:
        raise CommandError(f"Berkas {path} tidak dapat dibuka: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"Berkas {path} bukan teks UTF-8 (byte ke-{error.start + 1}).") from error
    for problem in reading.problems:
        print(f"{path.name}, {problem}")
    if reading.instrument is not None and reading.instrument.id != path.stem:
        print(f"{path.name}, baris 1: id: nama berkas harus sama dengan id, yaitu {reading.instrument.id}.yaml.")
        return 1
    if reading.instrument is None:
        print(f"{len(reading.problems)} kesalahan.")
        return 1
    print(f"{path.name}: benar, {len(reading.instrument.questions)} butir.")
    return 0


def load(paths: list[Path]) -> int:
    """Load files one by one; a refused file stops the command, those before it stay loaded."""
    start_django()
    from zona.instruments.actions.load_instrument import load_instrument

    for path in paths:
        try:
            row, changed = load_instrument(path, by=None)
        except (ValueError, OSError) as error:
            raise CommandError(str(error)) from error
        print(f"{row}: {'dimuat' if changed else 'sudah ada, tidak berubah'}")
    return 0
