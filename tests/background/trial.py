"""Jobs for tests: one inside the database, one outside it; what they do on the way is set by the test."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from zona.background.registry import Finish, job, outside_job
from zona.notifications.models import Notice

WRITE, CALL = "trial.write", "trial.call"
TRIES = 3


def nothing() -> None:
    """The hooks of an undisturbed run."""


class Hooks:
    """What happens at the points of a job; a test or a child process puts failures here."""

    before: Callable[[], None] = staticmethod(nothing)
    after: Callable[[], None] = staticmethod(nothing)


@job(WRITE, attempts=TRIES, label="Menulis catatan percobaan")
def write(*, person: int, text: str = "sekali") -> None:
    """An effect that doubles when it happens twice."""
    Hooks.before()
    Notice.objects.create(recipient_id=person, text=text, address="/")
    Hooks.after()


@outside_job(CALL, attempts=TRIES, delays=[timedelta(seconds=10)], label="Memanggil dunia luar")
def call(*, file: str, person: int) -> Finish:
    """A line in a file, which no transaction takes back; then a row."""
    Hooks.before()
    with Path(file).open("a") as out:
        out.write("terkirim\n")
    Hooks.after()
    return lambda: write(person=person, text="tercatat")


def effects() -> int:
    """How often it happened inside the database."""
    return Notice.objects.count()
