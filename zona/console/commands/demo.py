"""`zi demo`: fill an empty database with the demo city, Kota Tangerang with invented people and figures."""

import argparse
import sys
from collections.abc import Iterator

from zona.console import CommandError, start_django

HELP = "mengisi basis data kosong dengan kota peragaan"
_WIDTH = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(options: argparse.Namespace) -> int:
    """Fill the city and say who can sign in."""
    start_django()
    fill()
    for line in sign_ins():
        print(line)
    return 0


def fill() -> None:
    """Fill the demo city with a progress bar on standard error. Raises CommandError where it is refused."""
    from django.db import DatabaseError

    from zona.base import clock
    from zona.demo.city import DemoRefusedError, fill_city
    from zona.demo.dates import Calendar

    try:
        fill_city(Calendar(clock.today()), _show)
    except DemoRefusedError as error:
        raise CommandError(str(error)) from error
    except DatabaseError as error:
        raise CommandError(f"Basis data belum siap ({error}). Jalankan zi run, yang menyiapkannya.") from error


def sign_ins() -> Iterator[str]:
    """Lines that say who can sign in to the demo city; none where there is none."""
    from zona.demo import cast

    return cast.sign_ins()


def _show(done: int, total: int) -> None:
    """One line that is drawn over itself; without a terminal only its end."""
    if not sys.stderr.isatty() and done < total:
        return
    full = _WIDTH * done // total
    bar = "█" * full + "·" * (_WIDTH - full)
    end = "\n" if done == total else ""
    print(f"\rMengisi kota peragaan {bar} {100 * done // total} %", end=end, file=sys.stderr, flush=True)
