"""`zi run` for real: a server on an empty folder, its first page, and its end."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def server(tmp_path):
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZONA_", "DJANGO_"))}
    environment = kept | {"ZONA_STATE": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "zona.console", "run", "--port", str(port), "--workers", "1", "--empty"]
    child = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    yield port, child
    if child.poll() is None:
        child.send_signal(signal.SIGTERM)
        child.wait(timeout=20)


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
    port, child = server
    page = first_page(port, within=60)
    assert "Masuk" in page
    child.send_signal(signal.SIGTERM)
    assert child.wait(timeout=20) == 0
    with pytest.raises(URLError):
        urlopen(f"http://127.0.0.1:{port}/", timeout=2)
