"""Reads the table of `table.py` into cells, and the resolver into addresses."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver

from tests.web.matrix.table import PERSONS, TABLE

#: what a number of the kind `pk` numbers, by the beginning of the address; the first that fits
KINDS = {
    "lembar-kerja/": "sheet",
    "pemberitahuan/": "notice",
    "kelola/unit/": "unit",
    "kelola/orang/akun/": "account",
    "kelola/orang/": "employee",
    "kelola/periode/": "period",
    "kelola/instrumen/": "instrument",
    "kelola/pekerjaan-latar/": "job",
    "pelindungan-data/akun/": "account",
    "pelindungan-data/pegawai/": "employee",
    "akun/2fa/": "passkey",
    "naskah/masuk/": "incoming",
    "naskah/": "paper",
    "kelola/sertifikat/": "certificate",
}
RELATIONS = ("none", "own", "below", "above", "other", "elsewhere")
ANSWERS = {"ok", "in", "pw", "400", "403", "404", "405"}
METHODS = ("GET", "POST")


@dataclass(frozen=True)
class Addressed:
    """One address of the table: `worksheet_item:survey` is the name with a variant of its objects."""

    label: str
    arguments: tuple[str, ...]
    route: str

    @property
    def name(self) -> str:
        return self.label.partition(":")[0]

    @property
    def variant(self) -> str:
        return self.label.partition(":")[2]

    @property
    def kind(self) -> str:
        return next((kind for start, kind in KINDS.items() if self.route.startswith(start)), "")


@dataclass(frozen=True)
class Block:
    """Addresses that answer alike, and the answers: relation -> person -> answer."""

    title: str
    method: str
    labels: tuple[str, ...]
    answers: dict[str, dict[str, str]]


class TableError(ValueError):
    """The table cannot be read; the text names the line."""


@cache
def routes() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Every named address of the project: name -> route and names of its arguments; a nameless one fails."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for pattern, route, arguments in _patterns(get_resolver(), "", ()):
        if not pattern.name:
            raise TableError(f"alamat tanpa nama: {route}")
        # an address of ours may stand before the library's of the same name, but then at the same place
        if found.setdefault(pattern.name, (route, arguments))[0] != route:
            raise TableError(f"dua alamat bernama {pattern.name}")
    return found


def _patterns(
    resolver: URLResolver, before: str, given: tuple[str, ...]
) -> Iterator[tuple[URLPattern, str, tuple[str, ...]]]:
    for one in resolver.url_patterns:
        route, arguments = f"{before}{one.pattern}", (*given, *one.pattern.regex.groupindex)
        if isinstance(one, URLResolver):
            yield from _patterns(one, route, arguments)
        else:
            yield one, route, arguments


@cache
def blocks() -> tuple[Block, ...]:
    """The whole table."""
    return tuple(_blocks())


def _blocks() -> Iterator[Block]:
    for text in TABLE.strip().split("\n\n"):
        title, method = "", ""
        labels: list[str] = []
        answers: dict[str, dict[str, str]] = {}
        for line in text.splitlines():
            first, *words = line.split()
            if first == "#":
                title = f"{title} {' '.join(words)}".strip()
            elif first in METHODS:
                method = first
                labels += words
            elif first == "+":
                labels += words
            elif first in RELATIONS:
                answers[first] = _answers(words, line)
            elif first != "who":
                raise TableError(f"baris tidak dikenal: {line}")
        if labels:
            yield Block(title, method, tuple(labels), answers)


def _answers(words: list[str], line: str) -> dict[str, str]:
    if len(words) != len(PERSONS) or not set(words) <= ANSWERS:
        raise TableError(f"{len(words)} jawaban, seharusnya {len(PERSONS)}: {line}")
    return dict(zip(PERSONS, words, strict=True))


def addressed(label: str) -> Addressed:
    """The address of a label of the table. Raises KeyError for a name that the resolver does not know."""
    route, arguments = routes()[label.partition(":")[0]]
    return Addressed(label, arguments, route)


def rows() -> list[tuple[str, str, Block]]:
    """Method, label and block of every row, in the order of the table."""
    return [(block.method, label, block) for block in blocks() for label in block.labels]
