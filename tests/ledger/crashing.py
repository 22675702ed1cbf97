"""TE-04: people and a sequencer, killed at one chosen system call, on a real file: `python -m tests.ledger.crashing`.

A process of its own loads Django once; each trial forks a child, lets strace hold it, and starts it. strace sends
SIGKILL when the child is about to make its N-th call of one kind. Afterwards the file is opened again and looked at.
Prints JSON: how many points, and what was wrong at which.
"""

import argparse
import ctypes
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

#: every call by which SQLite and the keys reach the disk
CALLS = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "openat", "rename", "unlink", "mkdir")
ROOT = Path(__file__).resolve().parents[2]
START = 253  # so that the third new leaf fills a tile

Sequence = Callable[[int], object]


class Trials:
    """A state to begin from, and trials on copies of it."""

    def __init__(self, folder: Path, sequence: Sequence) -> None:
        self.folder, self.sequence = folder, sequence
        self.state, self.begin = Path(os.environ["ZONA_STATE"]), folder / "begin"
        self.acknowledged = folder / "acknowledged"

    def prepare(self) -> None:
        """A log with some leaves; a second government's first entry is still to come, with its key."""
        from django.core.management import call_command
        from django.db import connections

        from tests.ledger.logs import grown

        call_command("migrate", verbosity=0, interactive=False)
        grown(START, each=START)
        connections.close_all()
        shutil.copytree(self.state, self.begin)

    def restore(self) -> None:
        shutil.rmtree(self.state)
        shutil.copytree(self.begin, self.state)
        self.acknowledged.write_bytes(b"")

    def work(self, entries: int) -> None:
        """What the child does. A fact or a checkpoint counts as acknowledged once it stands in the side file."""
        from django.db import transaction

        from tests.ledger.logs import say

        side = os.open(self.acknowledged, os.O_WRONLY | os.O_APPEND)

        def acknowledge(*what: object) -> None:
            os.write(side, (json.dumps(what) + "\n").encode())
            os.fsync(side)

        for number in range(entries):
            log = 2 if number % 5 == 4 else 1
            with transaction.atomic():
                pk = say(f"Catatan {number}", log, nomor=number).pk
            acknowledge("entry", pk)
            if number % 3 == 2:
                for one in (1, 2):
                    if checkpoint := self.sequence(one):
                        acknowledge("checkpoint", one, checkpoint.note)

    def killed(self, entries: int, *strace: str) -> int:
        """Run the child under strace; its exit status (-9 when it was killed)."""
        self.restore()
        reader, writer = os.pipe()
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            _wait_as_a_tracee(reader, writer)
            code = 1
            try:
                self.work(entries)
                code = 0
            finally:
                os._exit(code)
        os.close(reader)
        command = ["strace", "-f", "-o", str(self.folder / "calls"), *strace, "-p", str(child)]
        holder = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        line = holder.stderr.readline()
        if "attached" not in line:
            raise RuntimeError(f"strace: {line}")
        os.write(writer, b"x")
        os.close(writer)
        _, status = os.waitpid(child, 0)
        holder.communicate()
        return os.waitstatus_to_exitcode(status)

    def points(self, entries: int) -> list[tuple[str, int]]:
        """Every call of an undisturbed run: (kind, number)."""
        if code := self.killed(entries, "-e", f"trace={','.join(CALLS)}"):
            raise RuntimeError(f"an undisturbed run ended with {code}")
        text = (self.folder / "calls").read_text(errors="replace")
        counted = Counter(line.split()[1].partition("(")[0] for line in text.splitlines() if "(" in line)
        return [(call, n + 1) for call in CALLS for n in range(counted[call])]

    def fault_at(self, entries: int, call: str, number: int) -> str | None:
        """What is wrong after a kill at this point, or None. Raises LookupError when the run ended before it."""
        code = self.killed(entries, "-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={number}")
        if code == 0:
            raise LookupError(call, number)
        return next(self.faults(), None) if code == -9 else f"the child ended with {code}"

    def faults(self) -> Iterator[str]:
        """Look at the file as the next start of Zona finds it; then let the sequencer run once more."""
        from django.db import connections

        lines = [json.loads(line) for line in self.acknowledged.read_text().splitlines() if line.endswith("]")]
        try:
            with sqlite3.connect(self.state / "zona.sqlite3") as file:
                if (said := file.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
                    yield f"integrity_check: {said}"
            file.close()
            yield from _holes()
            pks = [line[1] for line in lines if line[0] == "entry"]
            yield from _lost(pks, numbered=False)
            try:
                for log in (1, 2):
                    while self.sequence(log):
                        pass
            except Exception as error:
                yield f"the next run fails: {error!r}"
            yield from _holes()
            yield from _lost(pks, numbered=True)
            yield from self._unverified([line[1:] for line in lines if line[0] == "checkpoint"])
        finally:
            connections.close_all()

    def _unverified(self, handed_out: list[list]) -> Iterator[str]:
        from tests.ledger.outside import zona_verify
        from zona.ledger.export import export_log
        from zona.ledger.models import Log

        for log in Log.objects.all():
            export_log(log, self.folder / "log.zip")
            outside = [zona_verify.read_checkpoint(note) for number, note in handed_out if number == log.government_id]
            yield from zona_verify.verify(self.folder / "log.zip", outside).faults
            with zipfile.ZipFile(self.folder / "log.zip") as bundle:
                if not json.loads(bundle.read("log.json"))["size"]:
                    yield f"{log} is empty"


def _wait_as_a_tracee(reader: int, writer: int) -> None:
    os.close(writer)
    ctypes.CDLL(None).prctl(0x59616D61, ctypes.c_ulong(-1), 0, 0, 0)  # PR_SET_PTRACER, any: for who is not root
    os.read(reader, 1)


def _holes() -> Iterator[str]:
    from zona.ledger.models import Entry, Log

    for log in Log.objects.all():
        numbers = list(Entry.objects.filter(log=log.government_id, position__isnull=False).order_by("position"))
        if [one.position for one in numbers] != list(range(len(numbers))):
            yield f"{log}: a gap or a number twice"
        newest = log.checkpoints.order_by("-size").first()
        if (newest.size if newest else 0) != len(numbers):
            yield f"{log}: {len(numbers)} numbered, signed for {newest.size if newest else 0}"


def _lost(pks: list[int], *, numbered: bool) -> Iterator[str]:
    from zona.ledger.models import Entry

    rows = Entry.objects.filter(pk__in=pks)
    there = rows.exclude(position=None) if numbered else rows
    if there.count() != len(pks):
        yield f"{len(pks) - there.count()} acknowledged entries lost"


def wrong_sequence(government_id: int) -> object:
    """The control: numbers in one transaction, signs in another."""
    from django.db import transaction

    from zona.ledger import sequencer

    entries = list(sequencer._waiting(government_id))
    if not entries:
        return None
    log = sequencer._log(government_id)
    last = log.checkpoints.order_by("-size").first()
    growth = sequencer._Growth(log, sequencer._frontier(log, last), sequencer.read_key(government_id))
    with transaction.atomic():
        sequencer._number(entries, growth.frontier.size)
    with transaction.atomic():
        sequencer._extend(growth, entries)
        return sequencer._sign(growth, sequencer.clock.now().replace(microsecond=0))


def spread(points: list, count: int) -> list:
    """`count` of them, evenly; all when there are not so many."""
    if len(points) <= count:
        return points
    return [points[at * len(points) // count] for at in range(count)]


def run(points: int, entries: int, *, wrong: bool) -> dict[str, object]:
    """Kill at so many points; with `wrong`, the control instead."""
    import django

    django.setup()
    from zona.ledger.sequencer import sequence

    with tempfile.TemporaryDirectory(prefix="zona-crash-") as folder:
        trials = Trials(Path(folder), wrong_sequence if wrong else sequence)
        trials.prepare()
        known = trials.points(entries)
        found, killed = {}, 0
        for call, number in spread(known, points):
            try:
                fault = trials.fault_at(entries, call, number)
            except LookupError:  # Python opened a file less than in the counted run
                continue
            killed += 1
            if fault:
                found[f"{call} {number}"] = fault
    return {"possible": len(known), "points": killed, "faults": found}


def in_a_process(points: int, *, entries: int = 9, wrong: bool = False) -> dict[str, object]:
    """`run` where nothing of the caller's is touched."""
    with tempfile.TemporaryDirectory(prefix="zona-crash-state-") as state:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("ZONA_")}
        environment |= {
            "ZONA_STATE": str(Path(state) / "state"), "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
        }  # fmt: skip
        (Path(state) / "state").mkdir()
        command = [sys.executable, "-m", "tests.ledger.crashing", str(points), "--entries", str(entries)]
        done = subprocess.run(
            [*command, *(["--wrong"] if wrong else [])], cwd=ROOT, env=environment, capture_output=True, text=True
        )
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("points", type=int)
    options.add_argument("--entries", type=int, default=9)
    options.add_argument("--wrong", action="store_true")
    given = options.parse_args()
    sys.stdout.write(json.dumps(run(given.points, given.entries, wrong=given.wrong)) + "\n")
