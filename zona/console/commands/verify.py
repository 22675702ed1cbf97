"""`zi verify FILE`: the stand-alone verifier, run as it is handed out (verifier/zona_verify.py)."""

import argparse
import subprocess
import sys
from pathlib import Path

HELP = "memeriksa ekspor buku besar atau bukti, tanpa basis data"

VERIFIER = Path(__file__).resolve().parents[3] / "verifier" / "zona_verify.py"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verifier's own arguments."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--titik-periksa", type=Path, action="append", default=[], help="titik periksa dari luar")


def run(options: argparse.Namespace) -> int:
    """The verifier's exit code: 0 holds, 1 does not, 2 cannot be read. A process of its own, as outside."""
    outside = [part for path in options.titik_periksa for part in ("--titik-periksa", str(path))]
    return subprocess.run([sys.executable, str(VERIFIER), str(options.file), *outside]).returncode
