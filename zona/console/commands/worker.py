"""`zi worker`: do the work that deeds leave behind, until told to stop. `zi run` starts one by itself."""

import argparse
import os
import sys
from threading import Event

from zona.background.children import Child, Children, stop_on_signals, stop_with_parent
from zona.console import CommandError, start_django

HELP = "mengerjakan pekerjaan latar (surel dan lainnya) sampai dihentikan"
JOBS, SEQUENCER = "jobs", "sequencer"
_NAMES = {JOBS: "pelaksana pekerjaan", SEQUENCER: "pengurut buku besar"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--only` runs one part in this very process; `--parent` is given by whoever started us."""
    parser.add_argument("--only", choices=list(_NAMES), help="hanya bagian ini, dalam proses ini sendiri")
    parser.add_argument("--parent", type=int, help=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    """Until SIGTERM or Ctrl+C; what runs at that moment is finished."""
    stop = stop_on_signals()
    if options.parent:
        stop_with_parent(options.parent, stop)
    start_django()
    if options.only:
        return run_part(options.only, stop)
    return supervise(stop)


def run_part(part: str, stop: Event) -> int:
    """One part, here. Raises CommandError where this version has no sequencer."""
    from zona.background.worker import carry_jobs, sequencer

    loop = carry_jobs if part == JOBS else sequencer()
    if loop is None:
        raise CommandError("Versi Zona ini tidak mempunyai pengurut buku besar.")
    loop(stop)
    return 0


def supervise(stop: Event) -> int:
    """Each part in a child of its own; meanwhile sweep up what dead workers left."""
    from zona.background.worker import Sweeper, sequencer

    parts = [JOBS, SEQUENCER] if sequencer() is not None else [JOBS]
    children = Children([Child(_NAMES[part], command("--only", part)) for part in parts], say=say)
    try:
        say(f"Pekerja latar siap: {children.start()}.")
        sweeper = Sweeper()
        while not stop.wait(0.5):
            children.tend()
            sweeper.tick()
    finally:
        children.end()
    return 0


def command(*arguments: str) -> list[str]:
    """This command, as a child of the present process."""
    return [sys.executable, "-m", "zona.console", "worker", "--parent", str(os.getpid()), *arguments]


def say(text: str) -> None:
    """A line for the person, at once."""
    print(text, flush=True)
