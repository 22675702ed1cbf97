"""Reading `data/demo/`: plain data, the same for the city, its papers and the tests."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from zona.accounts.enums import Acting, Role

FOLDER = Path(__file__).resolve().parent.parent.parent / "data" / "demo"
THIS_YEAR = 0
#: `papers` of a worksheet that has every paper
ALL = "all"


@dataclass(frozen=True)
class Person:
    """One of the cast; `unit` is the code of the unit they work in, and of their role where it is a unit's."""

    username: str
    role: Role
    name: str
    unit: str
    position: str
    nip: str
    acting: Acting = Acting.NO


@dataclass(frozen=True)
class PaperText:
    """The wording of one generated paper, and the recipe parts it may prove; `at` is its place in the year (0 to 1)."""

    kind: str
    name: str
    title: str
    number: str
    at: float
    parts: tuple[str, ...]
    body: tuple[str, ...]
    items: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One worksheet to be made; either `enabler` is reached exactly, or a share `filled` is answered at `level`."""

    unit: str
    year: int  # 0 this year, -1 last year
    instrument: str
    state: str
    results: Mapping[str, Any]
    papers: tuple[str, ...]
    enabler: str = ""
    filled: float = 1.0
    level: float = 0.7
    head: str = ""
    lead: str = ""
    returned: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, list[tuple[str, str]]] = field(default_factory=dict)


def read_bytes(name: str) -> bytes:
    """A file as the imports of units and employees take it."""
    return (FOLDER / name).read_bytes()


@lru_cache(maxsize=8)
def _yaml(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def government() -> Mapping[str, Any]:
    """What is entered about the government."""
    found: Mapping[str, Any] = _yaml("people.yaml")["government"]
    return found


def contact() -> str:
    """Whom people ask about the windows."""
    return str(_yaml("people.yaml")["contact"])


@lru_cache(maxsize=1)
def cast() -> tuple[Person, ...]:
    """The people who can sign in, in the order in which they are listed."""
    return tuple(
        Person(**row | {"role": Role(row["role"]), "acting": Acting(row.get("acting", ""))})
        for row in _yaml("people.yaml")["cast"]
    )


def remarks() -> Mapping[str, list[str]]:
    """Sentences for the remark beside an answer, by change area."""
    found: Mapping[str, list[str]] = _yaml("texts.yaml")["remarks"]
    return found


def papers() -> dict[str, PaperText]:
    """Every paper by its kind."""
    return {kind: _paper(kind, row) for kind, row in _yaml("papers.yaml").items()}


def _paper(kind: str, row: Mapping[str, Any]) -> PaperText:
    return PaperText(
        kind=kind,
        name=row["name"],
        title=row["title"],
        number=row["number"],
        at=row["at"],
        parts=tuple(row["parts"]),
        body=tuple(row["body"]),
        items=tuple(row.get("items", ())),
        table=tuple(tuple(line) for line in row.get("table", ())),
    )


def sheets() -> list[Sheet]:
    """Every worksheet, last year's before this year's."""
    every = tuple(papers())
    rows = []
    for row in _yaml("worksheets.yaml"):
        wanted = every if row["papers"] == ALL else tuple(row["papers"])
        notes = {code: [(party, text) for party, text in thread] for code, thread in row.get("notes", {}).items()}
        rows.append(Sheet(**row | {"papers": wanted, "notes": notes}))
    return sorted(rows, key=lambda sheet: sheet.year)


def unit_names() -> dict[str, str]:
    """Name of each unit by its code, as the list of units says."""
    lines = csv.DictReader(read_bytes("units.csv").decode("utf-8").splitlines())
    return {line["Kode"]: line["Nama"] for line in lines}
