"""`zi mail`: send the e-mails that wait, now, instead of at their time; for operators who have repaired something.

The worker (`zi run`, `zi worker`) sends them by itself; this runs the same jobs.
"""

import argparse

from zona.console import start_django

HELP = "mengirim sekarang surel pemberitahuan yang menunggu"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to say."""


def run(options: argparse.Namespace) -> int:
    """Exit code 1 when some could not be sent; they stay with the worker, or with the administrator."""
    start_django()
    from zona.background.running import Outcome, run_waiting
    from zona.notifications.actions.notify import MAIL

    counts = run_waiting([MAIL])
    print(f"{counts[Outcome.DONE]} surel terkirim.")
    if later := counts[Outcome.AGAIN]:
        print(f"{later} surel belum terkirim dan akan dicoba lagi oleh pekerja latar.")
    if dead := counts[Outcome.DEAD]:
        print(f"{dead} surel gagal dan menunggu admin di halaman Pekerjaan latar.")
    return 1 if later or dead else 0
