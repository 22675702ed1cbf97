"""A stand-in for BSrE's service: the same calls on 127.0.0.1, real signatures, and every way of failing."""

import asyncio
import base64
import contextlib
import json
import re
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from asn1crypto import tsp

from tests.documents.signing.papers import paper
from tests.documents.signing.people import TODAY, House, wish
from zona.documents.signing.interface import Passphrase
from zona.documents.signing.wire import Place

NIK = "3671010101800001"
PASSPHRASE = "rahasia-wali-kota-2026"
USER, PASSWORD = "zona", "kata-sandi-layanan"
_FIELD = re.compile(rb'name="(\w+)"(?:; filename="[^"]*")?(?:\r\n[^\r]+)*\r\n\r\n(.*)\Z', re.DOTALL)


class FakeBsre:
    """Use as a context; `mood` decides what the next calls get, `seen` holds what was asked."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.mood: Callable[[Handler], None] = Handler.sign
        self.status: tuple[int, dict[str, Any]] = (200, {"status_code": 1111, "status": "ISSUE", "message": "ada"})
        self.seen: list[dict[str, bytes]] = []
        self.kept = b""
        handler = type("BoundHandler", (Handler,), {"service": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True

    def __enter__(self) -> "FakeBsre":
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def place(self, **changes: Any) -> Place:
        usual: dict[str, Any] = {
            "base_url": f"http://127.0.0.1:{self.server.server_address[1]}",
            "user": USER,
            "password": Passphrase(PASSWORD),
            "connect_seconds": 2.0,
            "answer_seconds": 5.0,
        }
        return Place(**{**usual, **changes})


class Handler(BaseHTTPRequestHandler):
    service: FakeBsre

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        if self.path == "/tsa":
            return self.stamp_time()
        if self.path != "/api/sign/pdf" or not self.is_introduced():
            return None
        self.fields = self.read_fields()
        self.service.seen.append(self.fields)
        return self.service.mood(self)

    def do_GET(self) -> None:
        if not self.is_introduced():
            return
        if self.path.startswith("/api/user/status/"):
            status, said = self.service.status
            self.answer_json(said, status)
        elif self.path == "/api/sign/download/dok%2F77":
            self.answer(self.service.kept)

    def is_introduced(self) -> bool:
        wanted = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers["Authorization"] == wanted:
            return True
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.answer_json({"error": "Unauthorized"}, 401)
        return False

    def read_fields(self) -> dict[str, bytes]:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        boundary = self.headers["Content-Type"].split("boundary=")[1].encode()
        parts = (part[:-2] for part in body.split(b"--" + boundary)[1:-1])
        return {found[1].decode(): found[2] for part in parts if (found := _FIELD.search(part))}

    def stamp_time(self) -> None:
        """RFC 3161 over HTTP; any other mood than signing fails here too."""
        request = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
        if self.service.mood is not Handler.sign:
            return self.service.mood(self)
        stamper = self.service.house.stamping.stamper(TODAY)
        return self.answer(asyncio.run(stamper.async_request_tsa_response(request)).dump())

    # --- moods ---

    def sign(self) -> None:
        if self.fields["nik"].decode() != NIK:
            return self.answer_json({"error": "User tidak terdaftar", "status_code": 2011}, 400)
        if self.fields["passphrase"].decode() != PASSPHRASE:
            return self.answer_json({"error": "Passphrase anda salah", "status_code": 2031}, 400)
        return self.answer(self.signed_file(), id_dokumen="dok-1")

    def keep_for_download(self) -> None:
        self.service.kept = self.signed_file()
        self.answer_json({"id_dokumen": "dok/77"})

    def refuse_by_words(self) -> None:
        self.answer_json({"error": "Proses signing gagal : Passphrase anda salah", "status_code": 9999}, 500)

    def expired(self) -> None:
        self.answer_json({"error": "Sertifikat expired", "status_code": 2021}, 400)

    def revoked(self) -> None:
        self.answer_json({"error": "Sertifikat telah dicabut", "status_code": 2999}, 400)

    def unknown_refusal(self) -> None:
        self.answer_json({"error": f"bad {self.fields['passphrase'].decode()}", "status_code": 7777}, 400)

    def fail(self) -> None:
        self.answer(b"<h1>Internal Server Error</h1>", status=500)

    def babble(self) -> None:
        self.answer(b"%PDF-1.7 bukan sungguhan")

    def nothing(self) -> None:
        self.answer(b"")

    def return_unsigned(self) -> None:
        self.answer(self.fields["file"])

    def return_another_paper(self) -> None:
        self.answer(self.service.house.signed(paper("9.000.000", pages=2)))

    def be_slow(self) -> None:
        time.sleep(0.8)

    def drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        with contextlib.suppress(OSError):
            for _ in range(20):
                self.wfile.write(b"%")
                self.wfile.flush()
                time.sleep(0.1)

    def hang_up(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(b"%PDF-1.7")

    def redirect(self) -> None:
        self.send_response(307)
        self.send_header("Location", "http://127.0.0.1:1/api/sign/pdf")
        self.send_header("Content-Length", "0")
        self.end_headers()

    # --- answering ---

    def signed_file(self) -> bytes:
        house = self.service.house
        request = wish(reason=self.fields["reason"].decode(), location=self.fields["location"].decode())
        return house.signer().sign(self.fields["file"], request).pdf

    def answer(self, body: bytes, *, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def answer_json(self, said: dict[str, Any], status: int = 200) -> None:
        self.answer(json.dumps(said).encode(), status=status)
