"""Child processes in tests: their lines as they come, and whether a process lives."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).resolve().parents[2]


class Command:
    """A Python program in a process of its own: `Command("-m", "zona.console", "worker", environment=…)`."""

    def __init__(self, *arguments: str, environment: Mapping[str, str]) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZONA_", "DJANGO_"))}
        self.process = subprocess.Popen(
            [sys.executable, "-u", *arguments],
            cwd=ROOT,
            env=kept | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"} | dict(environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.lines.extend(iter(self.process.stdout.readline, ""))

    def line(self, pattern: str, *, within: float = 40) -> re.Match[str]:
        """The first line that fits, waiting for it."""

        def found() -> re.Match[str] | None:
            return next((hit for line in list(self.lines) if (hit := re.search(pattern, line))), None)

        return wait_for(found, within=within, what=lambda: f"{pattern} in {''.join(self.lines)}")

    def end(self, *, within: float) -> int:
        """SIGTERM, and its exit code; it must come in time."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=within)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise


def wait_for(ask: Callable[[], object], *, within: float = 20, what: Callable[[], str] = lambda: "") -> object:
    """Ask until the answer is something. AssertionError when it never is."""
    ends = time.monotonic() + within
    while not (answer := ask()):
        assert time.monotonic() < ends, f"not in time: {what()}"
        time.sleep(0.1)
    return answer


def lives(pid: int) -> bool:
    """Whether there is such a process; one that ended and was not yet asked for does not count."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
