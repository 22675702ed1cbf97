"""How soon Zona answers and how much memory it holds: `./zi bench startup [--units 600]`.

Three figures of issue 2: an empty database made (settings checked, migrated, static files collected, instruments
loaded; the whole process) in 15 s; from starting Granian to the first page in 3 s; 180 MB resident memory of a worker
after 200 requests of all kinds, on four connections, in a city of many units. Beside them, without a limit: `./zi run`
on a prepared state until its first page. Exit code 1 over a limit.
"""

import argparse
import itertools
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench._site import HOST, ROOT, Facts, environment, make, served, wait_for
from bench.load import Connection, memory_of, request

REQUESTS = 200
CONNECTIONS = 4
PAGE = "/akun/login/"
STARTS = 3


def empty_database(state: Path) -> float:
    """Seconds for everything `./zi run` does before it serves, without the demo city."""
    code = "from zona.console.commands.run import prepare; prepare(empty=True)"
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment(state), check=True, capture_output=True)
    return time.perf_counter() - began


def first_page(state: Path) -> float:
    """Seconds from starting the server to its first page."""
    with served(state, first=PAGE) as server:
        return server.first_page


def run_to_first_page(state: Path) -> float:
    """Seconds from `./zi run` to its first page, when nothing is left to prepare."""
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, str(ROOT / "zi"), "run", "--empty", "--port", str(port), "--workers", "1"]
    began = time.perf_counter()
    child = subprocess.Popen(
        command, cwd=ROOT, env=environment(state), stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        wait_for(port, PAGE, child)
        return time.perf_counter() - began
    finally:
        os.killpg(child.pid, signal.SIGTERM)
        child.wait(timeout=20)


def memory(state: Path, facts: Facts) -> float:
    """Resident MB of the worker after requests of all kinds."""
    sheet = f"/lembar-kerja/{facts.sheet}"
    wanted = [
        request(path, cookies={"sessionid": session})
        for path, session in (
            ("/", facts.member),
            (f"{sheet}/butir/{facts.item}/", facts.member),
            (f"{sheet}/syarat/WBK/", facts.member),
            (f"{sheet}/excel/", facts.member),
            (f"{sheet}/rekap.pdf", facts.member),
            ("/cari/?q=dinas", facts.leader),
            ("/lembar-kerja/", facts.leader),
            ("/rekap/", facts.leader),
        )
    ]
    with served(state) as server:
        connections = [Connection(HOST, server.port) for _ in range(CONNECTIONS)]
        for number, one in zip(range(REQUESTS), itertools.cycle(wanted), strict=False):
            reply = connections[number % CONNECTIONS].send(one)
            if reply.status != 200:
                raise RuntimeError(f"{one.raw.splitlines()[0]!r} answered {reply.status}")
        return max(memory_of(pid) for pid in server.pids)


def main() -> None:
    """Measure in fresh folders and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--units", type=int, default=600, help="size of the city whose pages fill the memory")
    units = options.parse_args().units
    with tempfile.TemporaryDirectory(prefix="zona-bench-") as folder:
        fresh, full = Path(folder) / "fresh", Path(folder) / "full"
        fresh.mkdir()
        full.mkdir()
        figures = [("empty database made", empty_database(fresh), "s", 15.0)]
        figures.append(("server to first page", min(first_page(fresh) for _ in range(STARTS)), "s", 3.0))
        figures.append(("./zi run to first page", min(run_to_first_page(fresh) for _ in range(STARTS)), "s", None))
        figures.append((f"worker after {REQUESTS} requests", memory(full, make(full, units)), "MB", 180.0))
    over = [name for name, value, _, limit in figures if limit is not None and value > limit]
    for name, value, unit, limit in figures:
        told = "" if limit is None else f"  {'≤' if value <= limit else '>'} {limit:g}"
        print(f"{name:30}{value:8.2f} {unit}{told}")
    print("over the limit: " + ", ".join(over) if over else "all within limits")
    raise SystemExit(1 if over else 0)


if __name__ == "__main__":
    main()
