"""Faults of the ledger: `./zi faults ledger [--short] [--seconds 180] [--only TE-05]`.

TE-01 rewriting without the key, TE-02 rewriting with it, TE-04 a kill at every system call, TE-05 how fresh the log is
under 33 records a second. Each with its control. The last lines are a table; the exit status is 1 when one fails.
Everything happens in a folder of its own.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from threading import Event, Thread

ROOT = Path(__file__).resolve().parent.parent
RATE = 33
P99_SECONDS, AGE_SECONDS = 3.0, 5.0


@dataclass(frozen=True)
class Result:
    """One line of the table."""

    goal: str
    measured: str
    figure: str
    ok: bool

    def __str__(self) -> str:
        return f"{self.goal:<9} {self.measured:<66} {self.figure:<42} {'ya' if self.ok else 'TIDAK'}"


@dataclass(frozen=True)
class Size:
    """How much is tried."""

    rewritings: int
    insiders: int
    points: int
    seconds: float


FULL, SHORT = Size(1000, 200, 10_000, 180), Size(100, 20, 40, 10)


# --------------------------------------------- TE-01, TE-02


@contextmanager
def _scratch_log(size: int, each: int) -> Iterator[object]:
    """A log that is gone afterwards, with its key."""
    from django.db import transaction
    from django.test import override_settings

    from tests.ledger.logs import grown

    with tempfile.TemporaryDirectory() as keys, override_settings(LEDGER_KEYS=keys), transaction.atomic():
        yield grown(size, each=each)
        transaction.set_rollback(True)


def rewriting(size: Size, folder: Path) -> Iterator[Result]:
    """TE-01: random deeds, random covers; each is undone before the next."""
    from django.db import connection, transaction

    from tests.ledger import rewriting
    from tests.ledger.logs import checked, last
    from zona.ledger import guards

    missed, misnamed, tried, random = [], [], 0, Random(72)
    for leaves, each, share in ((40, 1, 0.6), (40, 8, 0.3), (300, 50, 0.1)):
        with _scratch_log(leaves, each) as log:
            outside = last(log).note
            guards.remove(connection)
            for _ in range(round(size.rewritings * share)):
                with transaction.atomic():
                    forgery = rewriting.forge(log, random)
                    log.refresh_from_db()
                    report = checked(log, folder, outside)
                    transaction.set_rollback(True)
                log.refresh_from_db()
                tried += 1
                missed += [] if report.faults else [forgery]
                misnamed += [] if rewriting.is_named_rightly(forgery, report.first_bad, each) else [forgery]
            honest = not checked(log, folder, outside).faults
    found = f"{tried - len(missed)}/{tried} found, {tried - len(misnamed)}/{tried} named; untouched log holds: {honest}"
    yield Result("TE-01", found, f"{tried}/{tried} found and named", not missed and not misnamed and honest)


def insider(size: Size, folder: Path) -> Iterator[Result]:
    """TE-02: with the key; the verifier with an outside checkpoint, and the witness program over HTTP."""
    found = refused = kept = unseen = 0
    for number in range(size.insiders):
        with _scratch_log(12, 1) as log:
            outcome = _rewritten_with_key(log, folder / f"saksi-{number}", number)
        found, refused = found + outcome[0], refused + outcome[1]
        kept, unseen = kept + outcome[2], unseen + outcome[3]
    count = size.insiders
    measured = f"verifier {found}/{count}, witness refused {refused}/{count}, kept the text {kept}/{count}"
    yield Result("TE-02", measured, "all", found == refused == kept == count)
    yield Result("control", f"without an outside checkpoint unseen {unseen}/{count}", "all", unseen == count)


def _rewritten_with_key(log: object, folder: Path, seed: int) -> tuple[bool, bool, bool, bool]:
    from django.db import connection

    from tests.ledger import rewriting
    from tests.ledger.logs import checked, last, say
    from zona.ledger import guards
    from zona.ledger.keys import read_key
    from zona.ledger.sequencer import sequence

    random, outside = Random(seed), last(log).note
    if _visit(log, folder) != 0:
        raise RuntimeError("the witness refuses the honest log")
    guards.remove(connection)
    first = random.choice(rewriting.DEEDS)(log, random, fit=True)
    rewriting.with_key(log, first, read_key(1))
    for _ in range(random.choice((13, 14, 20))):  # longer than what the witness saw, whatever was cut off
        say()
    sequence(1)
    refused = _visit(log, folder) == 1
    return (
        bool(checked(log, folder, outside).faults),
        refused,
        len(list(folder.glob("riwayat-lain-*.txt"))) == 1,
        not checked(log, folder).faults,
    )


def _visit(log: object, folder: Path) -> int:
    import contextlib
    import io

    from tests.ledger.city import FakeCity
    from tests.ledger.logs import commitments, last
    from tests.ledger.outside import zona_witness

    city = FakeCity(last(log).note, bytes(log.public_key), commitments(1))
    quiet = io.StringIO()
    with city.served() as address, contextlib.redirect_stderr(quiet), contextlib.redirect_stdout(quiet):
        return zona_witness.main([address, "--nama", "inspektorat", "--folder", str(folder)])


# --------------------------------------------- TE-04


def crashes(size: Size, folder: Path) -> Iterator[Result]:
    """TE-04: a kill at every call that reaches the disk, and the same for a sequencer that is wrong."""
    from tests.ledger.crashing import in_a_process

    wanted = 300 if size.points > 300 else size.points // 2
    found = in_a_process(size.points)
    for point, fault in found["faults"].items():
        print(f"TE-04 {point}: {fault}")
    measured = f"{found['points']} of {found['possible']} points, {len(found['faults'])} with a fault"
    yield Result("TE-04", measured, f"0 faults over >= {wanted}", not found["faults"] and found["points"] >= wanted)
    wrong = in_a_process(min(size.points, 60), wrong=True)
    faults = wrong["faults"].values()
    real = [one for one in faults if "numbered, signed for" in one]
    yield Result(
        "control", f"wrong sequencer: {len(real)} of {wrong['points']} points with a fault", "at least 1", bool(real)
    )


# --------------------------------------------- TE-05


class Watcher(Thread):
    """Sees, twenty times a second, how far the log is signed and how old that is."""

    def __init__(self, stop: Event) -> None:
        super().__init__(daemon=True)
        self.stop, self.seen, self.oldest = stop, [], 0.0

    def run(self) -> None:
        """Until told to stop."""
        from zona.base import clock
        from zona.ledger.models import Checkpoint

        while not self.stop.wait(0.05):
            newest = Checkpoint.objects.order_by("-size").values_list("size", "at").first()
            if newest is None:
                continue
            self.seen.append((time.monotonic(), newest[0]))
            self.oldest = max(self.oldest, (clock.now() - newest[1]).total_seconds())


def freshness(size: Size, folder: Path) -> Iterator[Result]:
    """TE-05: an open-loop writer, the sequencer as `zi worker` runs it, in a process of its own."""
    from tests.ledger.logs import say

    say("Catatan pertama")
    command = [sys.executable, "-m", "zona.console", "worker", "--only", "sequencer", "--parent", str(os.getpid())]
    sequencer = subprocess.Popen(command, cwd=ROOT, env=dict(os.environ, PYTHONPATH=str(ROOT)))
    stop = Event()
    watcher = Watcher(stop)
    try:
        _wait_for_first_checkpoint()
        watcher.start()
        written, lag = _write_open_loop(size.seconds)
        _wait_until_all_is_signed()
    finally:
        stop.set()
        sequencer.terminate()
        sequencer.wait(timeout=30)
    watcher.join()
    waits = sorted(_waits(written, watcher.seen))
    p99 = waits[int(len(waits) * 0.99)]
    middle = waits[len(waits) // 2]
    measured = (
        f"{len(written)} records in {size.seconds:.0f} s: median {middle:.2f} s, p99 {p99:.2f} s, "
        f"longest {waits[-1]:.2f} s"
    )
    yield Result("TE-05", measured, f"p99 <= {P99_SECONDS:.0f} s", p99 <= P99_SECONDS)
    yield Result("TE-05", f"oldest checkpoint {watcher.oldest:.2f} s", f"<= {AGE_SECONDS:.0f} s", watcher.oldest <= 5)
    yield Result("load", f"the writer's own lag at most {lag * 1000:.0f} ms", "<= 1000 ms, else void", lag <= 1)


def _wait_for_first_checkpoint() -> None:
    from zona.ledger.models import Checkpoint

    _wait_until(Checkpoint.objects.exists, 60)


def _wait_until_all_is_signed() -> None:
    from zona.ledger.models import Entry

    _wait_until(lambda: not Entry.objects.filter(position=None).exists(), 60)
    time.sleep(0.2)  # one more look of the watcher


def _wait_until(holds: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise RuntimeError("the sequencer does not sign")
        time.sleep(0.1)


def _write_open_loop(seconds: float) -> tuple[dict[int, float], float]:
    """Entry -> when it was committed; and how far the writer fell behind its plan."""
    from tests.ledger.logs import say

    written, longest = {}, 0.0
    began = time.monotonic()
    for number in range(round(RATE * seconds)):
        due = began + number / RATE
        time.sleep(max(0.0, due - time.monotonic()))
        longest = max(longest, time.monotonic() - due)
        written[say(f"Catatan {number}", nomor=number).pk] = time.monotonic()
    return written, longest


def _waits(written: dict[int, float], seen: list[tuple[float, int]]) -> Iterator[float]:
    """Seconds from commit to the first look at a checkpoint that covers the entry."""
    from zona.ledger.models import Entry

    positions = dict(Entry.objects.filter(pk__in=list(written)).values_list("pk", "position"))
    at = 0
    for pk, committed in sorted(written.items(), key=lambda one: positions[one[0]]):
        while seen[at][1] <= positions[pk]:
            at += 1
        yield max(0.0, seen[at][0] - committed)


# --------------------------------------------- all


GOALS: dict[str, Callable[[Size, Path], Iterator[Result]]] = {
    "TE-01": rewriting,
    "TE-02": insider,
    "TE-04": crashes,
    "TE-05": freshness,
}


def _prepare(folder: Path) -> None:
    """A database file of our own with the project's settings."""
    for name in [name for name in os.environ if name.startswith("ZONA_")]:
        del os.environ[name]
    os.environ |= {"ZONA_STATE": str(folder / "state"), "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    (folder / "state").mkdir()
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def main() -> None:
    """Measure what is asked for and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--short", action="store_true", help="about a minute")
    options.add_argument("--seconds", type=float, help="how long TE-05 writes")
    options.add_argument("--only", choices=list(GOALS), action="append")
    given = options.parse_args()
    chosen = SHORT if given.short else FULL
    size = Size(chosen.rewritings, chosen.insiders, chosen.points, given.seconds or chosen.seconds)
    results = []
    with tempfile.TemporaryDirectory(prefix="zona-faults-") as folder:
        _prepare(Path(folder))
        for goal in given.only or GOALS:
            began = time.monotonic()
            results += list(GOALS[goal](size, Path(folder)))
            print(f"{goal}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    print(f"{'id':<9} {'measured':<66} {'pass figure':<42} ok")
    for result in results:
        print(result)
    sys.exit(not all(result.ok for result in results))


if __name__ == "__main__":
    main()
