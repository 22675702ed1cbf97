"""One HTTP exchange with limits on time and size, for outside services that see secrets.

`http.client` rather than `urllib`: no redirects are followed and no proxy of the environment is asked, so a pass
phrase goes to the configured host or nowhere.
"""

import base64
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urlsplit

from zona.documents.signing.interface import (
    BrokenAnswerError,
    Passphrase,
    ServiceDownError,
    ServiceSlowError,
)

#: no signed paper of ours comes near; a service gone mad must not fill the memory (bytes)
MOST_BYTES = 60_000_000
_CHUNK = 65_536


@dataclass(frozen=True)
class Place:
    """Where a service is and how we introduce ourselves; times in seconds, `answer_seconds` for the whole answer."""

    base_url: str
    user: str = ""
    password: Passphrase = field(default_factory=lambda: Passphrase(""))
    connect_seconds: float = 5.0
    answer_seconds: float = 60.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("Alamat layanan harus diawali http:// atau https:// dan memuat nama server.")


@dataclass(frozen=True)
class Answer:
    """What came back; header names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


def exchange(
    place: Place, method: str, path: str, *, body: bytes = b"", headers: Mapping[str, str] | None = None
) -> Answer:
    """Ask once. Raises ServiceDownError, ServiceSlowError, or BrokenAnswerError for what is no HTTP or too large."""
    connection = _connection(place)
    deadline = time.monotonic() + place.connect_seconds + place.answer_seconds
    try:
        connection.connect()
        if connection.sock is not None:
            connection.sock.settimeout(place.answer_seconds)
        connection.request(method, _path(place, path), body or None, {**_introduction(place), **(headers or {})})
        response = connection.getresponse()
        named = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, named, _read(response, deadline))
    except TimeoutError:
        raise ServiceSlowError from None
    except HTTPException:
        raise BrokenAnswerError from None
    except OSError:
        raise ServiceDownError from None
    finally:
        connection.close()


def _connection(place: Place) -> HTTPConnection:
    parts = urlsplit(place.base_url)
    host = parts.hostname or ""
    if parts.scheme == "https":
        context = ssl.create_default_context()
        return HTTPSConnection(host, parts.port, timeout=place.connect_seconds, context=context)
    return HTTPConnection(host, parts.port, timeout=place.connect_seconds)


def _path(place: Place, path: str) -> str:
    base = urlsplit(place.base_url).path.rstrip("/")
    return f"{base}{path}" or "/"


def _introduction(place: Place) -> dict[str, str]:
    if not place.user:
        return {}
    pair = base64.b64encode(f"{place.user}:".encode() + place.password.reveal())
    return {"Authorization": f"Basic {pair.decode()}"}


def _read(response: HTTPResponse, deadline: float) -> bytes:
    """The body, within the time for the whole: a service that drips a byte a second is slow as well."""
    parts: list[bytes] = []
    size = 0
    while chunk := response.read1(_CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > MOST_BYTES:
            raise BrokenAnswerError("Jawabannya terlalu besar.")
        if time.monotonic() > deadline:
            raise ServiceSlowError
    if response.length:
        # read1 ends without complaint when the other side hangs up halfway
        raise BrokenAnswerError("Jawabannya terputus.")
    return b"".join(parts)
