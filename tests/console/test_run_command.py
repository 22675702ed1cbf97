"""`zi run` for real: a server and a background worker on an empty folder, the first page, and their end."""

import os
import re
import signal
import socket
import time
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.background.processes import Command, lives, wait_for


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def server(tmp_path):
    port = free_port()
    options = ("--port", str(port), "--workers", "1", "--empty")
    command = Command("-m", "zona.console", "run", *options, environment={"ZONA_STATE": str(tmp_path)})
    yield port, command
    if command.process.poll() is None:
        command.end(within=40)


def first_page(port: int, within: float) -> str:
    ends = time.monotonic() + within
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}/akun/login/", timeout=5) as answer:
                return str(answer.read().decode())
        except URLError:
            assert time.monotonic() < ends, "no page in time"
            time.sleep(0.2)


def test_it_prepares_serves_and_ends_when_told(server):
    """One worker stands beside the site; one that dies is started again; nothing is left behind."""
    port, zi = server
    page = first_page(port, within=60)
    assert "Masuk" in page
    started = zi.line(r"Dijalankan: situs \(proses (\d+)\), pekerja latar \(proses (\d+)\)")
    site, worker = int(started[1]), int(started[2])
    own = parts(zi, 1)
    os.kill(worker, signal.SIGKILL)
    again = int(zi.line(r"Dijalankan lagi: pekerja latar \(proses (\d+)\)")[1])
    wait_for(lambda: not any(lives(pid) for pid in own))
    left = [site, again, *parts(zi, 2)]
    assert all(lives(pid) for pid in left)
    assert zi.end(within=20) == 0
    assert [pid for pid in left if lives(pid)] == []
    with pytest.raises(URLError):
        urlopen(f"http://127.0.0.1:{port}/", timeout=2)


def parts(zi: Command, nth: int) -> list[int]:
    """The processes that the worker of `zi run` named when it was ready, the first or a later time."""

    def ready() -> list[str]:
        return [line for line in zi.lines if line.startswith("Pekerja latar siap")]

    wait_for(lambda: len(ready()) >= nth, within=40)
    return [int(pid) for pid in re.findall(r"proses (\d+)", ready()[nth - 1])]
