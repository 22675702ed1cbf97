"""Every variable that Zona reads from the environment is explained to whoever operates it."""

import re

import pytest

from tests.consistency.repo import DOCS, ROOT, files, table

VARIABLE = re.compile(r"\bZONA_[A-Z]+(?:_[A-Z]+)*\b")
EXPLAINED = {
    found: row
    for row in table(DOCS / "operating.md", after="## Variables")
    for found in re.findall(r"`([A-Z_]+)`", row[0])
}


def read_by_the_code() -> set[str]:
    """Variables that stand in quotes in the product, beside `environ`."""
    sources = [ROOT / "zi", *(path for path in files() if path.suffix == ".py" and path.is_relative_to(ROOT / "zona"))]
    sources += [path for path in files() if path.is_relative_to(ROOT / "config") and path.suffix == ".py"]
    return {
        found
        for path in sources
        for line in path.read_text().splitlines()
        if "environ" in line
        for found in re.findall(r"[\"'](ZONA_[A-Z_]+|PORT)[\"']", line)
    }


def test_every_variable_is_explained_and_nothing_else() -> None:
    assert set(EXPLAINED) == read_by_the_code()


@pytest.mark.parametrize("variable", sorted(EXPLAINED))
def test_every_explanation_is_whole(variable: str) -> None:
    assert all(EXPLAINED[variable]), EXPLAINED[variable]


def test_no_variable_is_named_that_nobody_reads() -> None:
    """A hint in a message, a document or a script speaks of variables that exist."""
    texts = [path for path in files() if path.suffix in {".py", ".md", ".toml", ".yml", ".yaml", ".sh"}]
    named = {
        found: path.name
        for path in [*texts, ROOT / "zi"]
        if ROOT / "tests" not in path.parents
        for found in VARIABLE.findall(path.read_text())
    }
    assert {found: where for found, where in named.items() if found not in EXPLAINED} == {}
