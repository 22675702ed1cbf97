"""The client that measures reads answers as they come, and counts what is not as expected."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench.load import Connection, Driver, Row, Target, request


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/chunks":
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
            return
        self.answer(404 if self.path == "/nothing" else 200, (self.headers["Cookie"] or "").encode())

    def do_POST(self) -> None:
        self.answer(302, self.rfile.read(int(self.headers["Content-Length"])))

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def test_it_reads_whole_answers_on_one_connection(port):
    connection = Connection("127.0.0.1", port)
    assert connection.send(request("/", cookies={"sessionid": "x", "b": "y"})).body == b"sessionid=x; b=y"
    assert connection.send(request("/chunks")).body == b"abcde"
    posted = connection.send(request("/", form={"jawaban": "A", "catatan": "dua kata"}))
    assert (posted.status, posted.body) == (302, b"jawaban=A&catatan=dua+kata")
    connection.close()


def test_other_answers_are_errors_and_are_not_timed(port):
    driver = Driver()
    paths = ("/", "/nothing")
    row = driver.drive(Target("both", "127.0.0.1", port, (), lambda n: request(paths[n % 2])), 0.1, clients=2)
    driver.close()
    assert row.errors == row.statuses[404] > 0
    assert len(row.times) == row.statuses[200] > 0
    assert row.rate > 0


def test_quantiles_are_nearest_rank():
    row = Row(times=[0.004, 0.001, 0.003, 0.002])
    assert (row.at(0), row.at(0.5), row.at(1)) == (1.0, 3.0, 4.0)
