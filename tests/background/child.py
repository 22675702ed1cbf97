"""A process that runs one job and dies at a chosen point: `python -m tests.background.child JOB POINT`.

It speaks to the database of ZONA_DATABASE_URL. Points: `claimed` (before the function), `effect` (after its effect,
before the done mark), `marked` (done mark written, not committed), `committed`; `never` runs to the end. With a third
word `loose` the run has no transaction, which is the control that shows what the transaction is good for.
"""

import os
import signal
import sys
from contextlib import nullcontext
from typing import Any

import django


def die() -> None:
    """As when the power goes: nothing is cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)


def main(number: int, point: str, *, loose: bool) -> None:
    django.setup()
    from tests.background.trial import Hooks
    from zona.background import moves, running
    from zona.background.models import Job

    if point == "claimed":
        Hooks.before = staticmethod(die)
    if point == "effect":
        Hooks.after = staticmethod(die)
    if point == "marked":
        finish = moves.finish

        def finish_and_die(job: Job) -> None:
            finish(job)
            die()

        moves.finish = finish_and_die
    if loose:
        running._inside = lambda job, kind: loosely(job, kind)
    running.execute(number, task=Job.objects.get(pk=number).task)
    if point == "committed":
        die()


def loosely(job: Any, kind: Any) -> None:
    """`running._inside` with its transaction taken away."""
    from zona.background import moves

    with nullcontext():
        kind.function(**job.arguments)
        moves.finish(job)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], loose="loose" in sys.argv)
