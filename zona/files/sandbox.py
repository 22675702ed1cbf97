"""A child process that may be broken by the file it opens: little memory, little time, no network. No Django here.

The child limits itself before it loads any parser (`enter`); the parent watches the clock and reads at most what the
child may write (`run`). Threads may call `run` at the same time, so nothing is done between fork and exec.
"""

import ctypes
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

MEMORY_BYTES = 1024 * 1024 * 1024  # address space, Python and the parsers included (they take about 0.2 GB)
CPU_SECONDS = 20
WALL_SECONDS = 20
OUTPUT_BYTES = 32 * 1024 * 1024
AT_ONCE = 4
WAIT_SECONDS = 30

_ROOT = Path(__file__).resolve().parents[2]
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_places = threading.BoundedSemaphore(AT_ONCE)


class SandboxBusyError(RuntimeError):
    """Too many files are being opened at this moment."""


@dataclass(frozen=True)
class Outcome:
    """What became of the child. `killed` when it ran into a limit or crashed."""

    output: bytes
    code: int
    timed_out: bool = False

    @property
    def killed(self) -> bool:
        """Whether it did not end by itself."""
        return self.timed_out or self.code != 0


def enter() -> None:
    """Limit this process, for ever. A child calls it first, before it imports what reads the file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT_BYTES, OUTPUT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    leave_network()


def leave_network() -> bool:
    """Move into an empty network of its own where the kernel lets us; whether it did."""
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0 or libc.unshare(_CLONE_NEWNET) == 0)


def run(module: str, *arguments: str, wall_seconds: float = WALL_SECONDS) -> Outcome:
    """Run `python -m module arguments` and wait for its end. Raises SandboxBusyError when no place gets free.

    Output goes to an unnamed file, so that the limit on file size also bounds what a broken child can make us read.
    """
    if not _places.acquire(timeout=WAIT_SECONDS):
        raise SandboxBusyError
    try:
        with tempfile.TemporaryFile() as output:
            command = [sys.executable, "-E", "-s", "-m", module, *arguments]
            child = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                env={"LANG": "C.UTF-8", "PATH": os.defpath},
                start_new_session=True,
            )
            timed_out = _wait(child, wall_seconds)
            output.seek(0)
            return Outcome(output.read(OUTPUT_BYTES), child.returncode, timed_out)
    finally:
        _places.release()


def _wait(child: "subprocess.Popen[bytes]", seconds: float) -> bool:
    """Whether the child had to be ended by the clock; its whole session goes with it."""
    try:
        child.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        return True
    return False
