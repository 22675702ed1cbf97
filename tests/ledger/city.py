"""A Zona of a few lines for the witness program: what it serves about one log, over HTTP on this machine."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from tests.ledger.outside import subtrees_of
from zona.ledger.tree import consistency_proof


class FakeCity:
    """State, key and leaves of a log, and the cosignatures that were handed in. `answers` may be any nonsense."""

    def __init__(self, note: str, public_key: bytes, leaves: list[bytes]) -> None:
        self.note, self.public_key, self.leaves = note, public_key, leaves
        self.seen: list[dict] = []
        self.nonsense: dict[str, bytes] = {}

    def answer(self, path: str, query: dict[str, list[str]]) -> bytes:
        """The body of one page. Raises LookupError or ValueError for what is not there."""
        if path in self.nonsense:
            return self.nonsense[path]
        if path == "/titik-periksa.txt":
            return self.note.encode()
        if path == "/kunci.json":
            return json.dumps({"public_key": self.public_key.hex()}).encode()
        if path == "/kesinambungan.json":
            old, new = int(query["dari"][0]), int(query["sampai"][0])
            proof = consistency_proof(old, new, subtrees_of(self.leaves[:new]))
            return json.dumps({"proof": [one.hex() for one in proof]}).encode()
        raise LookupError(path)

    @contextmanager
    def served(self) -> Iterator[str]:
        """Its address while the block runs."""
        server = HTTPServer(("127.0.0.1", 0), self._handler())
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        city = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                asked = urlsplit(self.path)
                try:
                    body, code = city.answer(asked.path, parse_qs(asked.query)), 200
                except (LookupError, ValueError):
                    body, code = b"tidak ada", 404
                self._reply(code, body)

            def do_POST(self):
                city.seen.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self._reply(200, b"{}")

            def _reply(self, code, body):
                self.send_response(code)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        return Handler
