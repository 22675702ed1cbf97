"""Asks for one cell of the matrix, and tells what kind of answer came."""

import hashlib
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie

from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from tests.responses import close
from tests.web.matrix.city import City, build_city
from tests.web.matrix.reading import Addressed
from tests.web.matrix.table import PERSONS
from zona.accounts.models import User

SIGN_IN, PASSWORD_AGAIN = "/akun/login/", "/akun/reauthenticate/"
LET_IN = {200, 302, 409, 422}
#: a CSRF token, in a form or in the attribute that htmx sends along; it is new in every answer
_TOKEN = re.compile(rb"\b[A-Za-z0-9]{64}\b")


@dataclass(frozen=True)
class Answered:
    """What came back, without what differs every time."""

    status: int
    target: str
    body: bytes

    @property
    def kind(self) -> str:
        """One of the table's words; any other status stands for itself and fits no cell."""
        if self.target.startswith(SIGN_IN):
            return "in"
        if self.target.startswith(PASSWORD_AGAIN):
            return "pw"
        return "ok" if self.status in LET_IN else str(self.status)


class Asker:
    """The city, and a browser for every person of the table."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.people: dict[str, User | None] = {
            key: city.cast.by_role[role] if role else None for key, role in PERSONS.items()
        }
        self.people["--"] = city.cast.nobody
        self._cookies = {key: self._sign_in(person) for key, person in self.people.items()}
        self._client = Client(raise_request_exception=False)

    def _sign_in(self, person: User | None) -> dict[str, str]:
        client = Client()
        if person is not None:
            client.force_login(person)
        return {name: cookie.value for name, cookie in client.cookies.items()}

    def ask(self, row: Addressed, method: str, relation: str, person: str) -> Answered:
        """One request of the person, from a fresh browser; a POST leaves nothing behind."""
        self._client.cookies = SimpleCookie(self._cookies[person])
        address = self.city.address(row, relation, self.people[person])
        cache.clear()  # whoever asks too often is refused, but not here
        if method == "GET":
            return read(self._client.get(address))
        with transaction.atomic():
            answered = read(self._client.generic(method, address))
            transaction.set_rollback(True)
        return answered


def read(response: HttpResponse) -> Answered:
    """Take the answer whole, so that files are read too."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    close(response)
    return Answered(response.status_code, response.headers.get("Location", ""), _TOKEN.sub(b"", body))


@contextmanager
def asking() -> Iterator[Asker]:
    """An asker in a city that is gone afterwards; refusals are expected and not logged."""
    logging.disable(logging.WARNING)
    try:
        with transaction.atomic():
            yield Asker(build_city())
            transaction.set_rollback(True)
    finally:
        logging.disable(logging.NOTSET)


def facts() -> str:
    """A fingerprint of every table but the sessions."""
    found = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - {"django_session"}):
            cursor.execute(f'SELECT * FROM "{table}"')
            found.update(repr((table, sorted(map(repr, cursor.fetchall())))).encode())
    return found.hexdigest()
