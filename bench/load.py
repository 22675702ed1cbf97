"""A closed-loop HTTP client for measuring: `./zi bench load http://127.0.0.1:8000/ [--clients 8] [--seconds 10]`.

Each client keeps one connection, sends a request, reads the whole answer, sends the next: no think time, no
pipelining, redirects not followed. So a time is the response time at that many clients, and the rate is what the server
sustained. Beside each row stands how many cores OTHER programs kept busy: above `QUIET` the row was disturbed.
"""

import argparse
import os
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode, urlsplit

#: cores other programs may keep busy before a measurement counts as disturbed
QUIET = 0.1
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Request:
    """One HTTP request as bytes."""

    raw: bytes


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]  # names in lower case; of `set-cookie` all, one a line
    body: bytes


def request(
    path: str,
    *,
    cookies: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    form: Mapping[str, str] | None = None,
) -> Request:
    """A GET, or with `form` a POST."""
    lines = {"Host": "localhost", "Accept": "*/*", **(headers or {})}
    if cookies:
        lines["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    body = b""
    if form is not None:
        body = urlencode(form).encode()
        lines |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
    head = f"{'GET' if form is None else 'POST'} {path} HTTP/1.1\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return Request(f"{head}\r\n".encode() + body)


class Connection:
    """One keep-alive HTTP/1.1 connection, just enough of it for measuring."""

    def __init__(self, host: str, port: int) -> None:
        self._address = (host, port)
        self._open()

    def _open(self) -> None:
        self._socket = socket.create_connection(self._address, timeout=120)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._file = self._socket.makefile("rb", buffering=1 << 20)

    def renew(self) -> None:
        """Hang up and call again: servers close what was idle for half a minute."""
        self.close()
        self._open()

    def send(self, one: Request) -> Reply:
        """Send and read the whole answer. Raises ConnectionError when the server hangs up."""
        self._socket.sendall(one.raw)
        first = self._file.readline()
        if not first:
            raise ConnectionError("the server closed the connection")
        status, headers = int(first.split()[1]), self._headers()
        return Reply(status, headers, self._body(status, headers))

    def close(self) -> None:
        """Hang up."""
        self._file.close()
        self._socket.close()

    def _headers(self) -> dict[str, str]:
        headers: dict[str, str] = {}
        while (line := self._file.readline().strip()) != b"":
            name, _, value = line.decode("latin-1").partition(":")
            key = name.lower()
            headers[key] = f"{headers[key]}\n{value.strip()}" if key in headers else value.strip()
        return headers

    def _body(self, status: int, headers: Mapping[str, str]) -> bytes:
        if status in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED):
            return b""
        if "chunked" not in headers.get("transfer-encoding", ""):
            return self._file.read(int(headers["content-length"]))
        chunks = []
        while size := int(self._file.readline().split(b";")[0], 16):
            chunks.append(self._file.read(size))
            self._file.readline()
        self._file.readline()
        return b"".join(chunks)


@dataclass(frozen=True)
class Target:
    """What is measured: `make(n)` is the n-th request ever sent, `expect` the only status that is no error."""

    name: str
    host: str
    port: int
    pids: tuple[int, ...]  # of the server, for its share of the CPU
    make: Callable[[int], Request]
    expect: int = 200


@dataclass
class Row:
    """One measurement."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)  # seconds, without errors
    statuses: Counter[int] = field(default_factory=Counter)
    errors: int = 0
    bytes_each: int = 0
    server_seconds: float = 0.0  # of CPU
    other_seconds: float = 0.0  # of CPU, used by other programs

    def add(self, more: "Row") -> None:
        """Take in another measurement of the same target."""
        self.seconds += more.seconds
        self.times += more.times
        self.statuses += more.statuses
        self.errors += more.errors
        self.bytes_each = more.bytes_each
        self.server_seconds += more.server_seconds
        self.other_seconds += more.other_seconds

    @property
    def server_cpu(self) -> float:
        """Seconds of the server's CPU for each request."""
        return self.server_seconds / max(1, len(self.times) + self.errors)

    @property
    def other_cores(self) -> float:
        """Cores that other programs kept busy."""
        return self.other_seconds / self.seconds

    def at(self, quantile: float) -> float:
        """A quantile in milliseconds, nearest rank; NaN when every request failed."""
        ordered = sorted(self.times)
        return 1000 * ordered[min(len(ordered) - 1, int(quantile * len(ordered)))] if ordered else float("nan")

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return len(self.times) / self.seconds


class Driver:
    """Drives targets; keeps one connection for each target and client, and counts the requests of each target."""

    def __init__(self) -> None:
        self._connections: dict[tuple[str, int, int], Connection] = {}
        self._sent: Counter[str] = Counter()
        self._lock = threading.Lock()

    def drive(self, target: Target, seconds: float, clients: int = 1) -> Row:
        """Measure for so long."""
        row = Row()
        for at in range(clients):
            self._connection(target, at).renew()
        server, machine, own = cpu_of(target.pids), cpu_of_machine(), time.process_time()
        started = time.perf_counter()
        threads = [
            threading.Thread(target=self._client, args=(target, at, started + seconds, row)) for at in range(clients)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        row.seconds = time.perf_counter() - started
        row.server_seconds = cpu_of(target.pids) - server
        others = cpu_of_machine() - machine - row.server_seconds - (time.process_time() - own)
        row.other_seconds = max(0.0, others)
        return row

    def send(self, target: Target) -> Reply:
        """One request, not measured."""
        connection = self._connection(target, 0)
        connection.renew()
        return connection.send(self._next(target))

    def close(self) -> None:
        """Hang up everywhere."""
        for connection in self._connections.values():
            connection.close()
        self._connections.clear()

    def _client(self, target: Target, at: int, end: float, row: Row) -> None:
        connection = self._connection(target, at)
        while (began := time.perf_counter()) < end:
            reply = connection.send(self._next(target))
            took = time.perf_counter() - began
            with self._lock:
                row.statuses[reply.status] += 1
                if reply.status == target.expect:
                    row.times.append(took)
                    row.bytes_each = len(reply.body)
                else:
                    row.errors += 1

    def _next(self, target: Target) -> Request:
        with self._lock:
            self._sent[target.name] += 1
            return target.make(self._sent[target.name])

    def _connection(self, target: Target, at: int) -> Connection:
        key = (target.host, target.port, at)
        if key not in self._connections:
            self._connections[key] = Connection(target.host, target.port)
        return self._connections[key]


# ------------------------------------------------------- what /proc tells


def family_of(pid: int) -> tuple[int, ...]:
    """A process and everything below it."""
    children = [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text(encoding="ascii").split()
    ]
    return (pid, *(one for child in children for one in family_of(child)))


def cpu_of(pids: Iterable[int]) -> float:
    """Seconds of CPU these processes have used."""
    used = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        used += int(fields[11]) + int(fields[12])
    return used / _TICKS


def cpu_of_machine() -> float:
    """Seconds of CPU all cores together have been busy since the machine started."""
    with open("/proc/stat", encoding="ascii") as stat:
        fields = [int(one) for one in stat.readline().split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) / _TICKS


def wait_for_quiet(longest: float) -> None:
    """Wait for half a second in which the machine does next to nothing, at most so long."""
    end = time.perf_counter() + longest
    while time.perf_counter() < end:
        busy, began = cpu_of_machine(), time.perf_counter()
        time.sleep(0.5)
        if (cpu_of_machine() - busy) / (time.perf_counter() - began) <= QUIET:
            return


def memory_of(pid: int) -> float:
    """Resident memory of a process in MB (2^20 bytes)."""
    return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE / 2**20


def main() -> None:
    """Measure one address that needs no form."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("address")
    options.add_argument("--clients", type=int, default=1)
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--cookie", action="append", default=[], help="NAME=VALUE")
    given = options.parse_args()
    parts = urlsplit(given.address)
    wanted = request(parts.path or "/", cookies=dict(one.split("=", 1) for one in given.cookie))
    target = Target(given.address, parts.hostname or "127.0.0.1", parts.port or 80, (), lambda _: wanted)
    row = Driver().drive(target, given.seconds, given.clients)
    print(f"{row.rate:.1f}/s, p50 {row.at(0.5):.1f} ms, p95 {row.at(0.95):.1f} ms, p99 {row.at(0.99):.1f} ms")
    print(f"statuses {dict(row.statuses)}, {row.bytes_each} bytes")


if __name__ == "__main__":
    main()
