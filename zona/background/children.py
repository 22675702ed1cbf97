"""Keeping child processes alive: started by us, started again with a pause when they die, ended by their number."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from types import FrameType

ROOT = Path(__file__).resolve().parents[2]
#: seconds before the first restart; doubled each time up to LONGEST, and back when a child lived so long
SHORTEST, LONGEST = 1.0, 60.0
#: a child that is told to end may finish what it does; then it is killed, which no job minds (see `running`)
PATIENCE = 25.0


@dataclass
class Child:
    """One process that should live; `name` is what people read."""

    name: str
    command: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = None
    began: float = 0.0
    pause: float = SHORTEST
    due: float = 0.0

    @property
    def told(self) -> str:
        """`pekerja latar (proses 4711)`."""
        return f"{self.name} (proses {self.process.pid if self.process else '-'})"


class Children:
    """Some children of this process."""

    def __init__(self, children: Sequence[Child], *, say: Callable[[str], None]) -> None:
        self.all, self.say = list(children), say

    def start(self) -> str:
        """Start them all; who they are, for the person who started us."""
        for child in self.all:
            _start(child)
        return ", ".join(child.told for child in self.all)

    def tend(self) -> None:
        """Start again who has died and has waited long enough; call it often."""
        now = time.monotonic()
        for child in self.all:
            if child.process is not None and child.process.poll() is not None:
                self._mourn(child, now)
            elif child.process is None and now >= child.due:
                _start(child)
                self.say(f"Dijalankan lagi: {child.told}.")

    def end(self, patience: float = PATIENCE) -> None:
        """Tell them all to end, and wait; whoever does not end in time is killed."""
        living = [child.process for child in self.all if child.process is not None]
        for process in living:
            process.terminate()
        until = time.monotonic() + patience
        for process in living:
            try:
                process.wait(timeout=max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _mourn(self, child: Child, now: float) -> None:
        code = child.process.returncode if child.process else 0
        if now - child.began > LONGEST:
            child.pause = SHORTEST
        child.process, child.due = None, now + child.pause
        self.say(f"{child.name} berhenti dengan kode {code}; dijalankan lagi dalam {child.pause:.0f} detik.")
        child.pause = min(child.pause * 2, LONGEST)


def _start(child: Child) -> None:
    # a session of its own: Ctrl+C reaches us alone, and we tell the child once
    environment = dict(os.environ, PYTHONPATH=str(ROOT))
    child.process = subprocess.Popen(child.command, cwd=ROOT, env=environment, start_new_session=True)
    child.began = time.monotonic()


def stop_on_signals() -> Event:
    """An event that SIGTERM and Ctrl+C set."""
    stop = Event()

    def end(number: int, frame: FrameType | None) -> None:
        # set from a thread: the main thread may be inside `stop.wait` and hold the event's lock
        Thread(target=stop.set, daemon=True).start()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    return stop


def stop_with_parent(parent: int, stop: Event) -> None:
    """Set the event as well when the process that started us is gone, so that a killed one leaves no orphans."""

    def watch() -> None:
        while os.getppid() == parent and not stop.wait(1):
            pass
        stop.set()

    Thread(target=watch, name="parent", daemon=True).start()
