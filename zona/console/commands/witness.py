"""`zi witness ADDRESS`: the witness program, run as it is handed out (verifier/zona_witness.py)."""

import argparse
import subprocess
import sys
from pathlib import Path

HELP = "menyaksikan buku besar dari komputer kantor lain; menolak riwayat kedua"

WITNESS = Path(__file__).resolve().parents[3] / "verifier" / "zona_witness.py"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The witness's own arguments."""
    parser.add_argument("address", help="alamat buku besar, misalnya https://zona.example/buku-besar/1/")
    parser.add_argument("--nama", required=True, help="nama saksi tanpa spasi")
    parser.add_argument("--folder", required=True, help="tempat kunci dan titik periksa terakhir")
    parser.add_argument("--terus", metavar="DETIK", help="ulangi setiap sekian detik")


def run(options: argparse.Namespace) -> int:
    """The witness's exit code: 0 seen, 1 a second history, 2 cannot be reached."""
    again = ["--terus", options.terus] if options.terus else []
    command = [str(WITNESS), options.address, "--nama", options.nama, "--folder", options.folder, *again]
    return subprocess.run([sys.executable, *command]).returncode
