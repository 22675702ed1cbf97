"""`zi clean`: take away what interrupted uploads left behind; meant for a timer every hour."""

import argparse

from zona.console import start_django

HELP = "membersihkan sisa unggahan yang terputus lebih dari satu jam"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(options: argparse.Namespace) -> int:
    """Say how much was taken away."""
    start_django()
    from zona.files.storage import clean_orphans

    cleaned = clean_orphans()
    print(f"{cleaned.parts} unggahan terputus dan {cleaned.orphans} berkas tanpa pemilik dibersihkan.")
    return 0
