"""Documents say what is so: decisions in order, provisions complete, paths that exist."""

import re

import pytest

from tests.consistency.repo import DOCS, ROOT, files, name, table

DECISIONS = sorted(path for path in (DOCS / "decisions").glob("*.md") if path.name != "README.md")
PROVISIONS = table(DOCS / "regulation.md", after="# ")
LAST_PROVISION = 43
STATES_WITHOUT_TEST = "later"


def test_decisions_are_numbered_one_after_the_other() -> None:
    assert [path.name[:4] for path in DECISIONS] == [f"{number:04}" for number in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_begins_with_its_number_and_fits_a_page(path) -> None:
    lines = path.read_text().splitlines()
    assert re.match(rf"# {path.name[:4]} \S", lines[0])
    assert len(lines) <= 60


def provisions(cell: str) -> list[int]:
    """`P30-P32, P36-P39` as numbers."""
    found: list[int] = []
    for first, last in re.findall(r"P(\d\d)(?:\s*[-–…]\s*P(\d\d))?", cell):
        found += range(int(first), int(last or first) + 1)
    return found


def test_the_regulation_is_told_whole_and_each_provision_once() -> None:
    told = sorted(number for row in PROVISIONS for number in provisions(row[0]))
    assert told == list(range(1, LAST_PROVISION + 1))


def test_what_works_names_the_test_that_shows_it() -> None:
    """A provision without a test is not built yet, and says so."""
    for row in PROVISIONS:
        assert "tests/" in row[3] or row[4].startswith(STATES_WITHOUT_TEST), row[0]


def named_paths() -> dict[str, str]:
    """Every path into the repository that a document names, with the document."""
    pattern = re.compile(r"`((?:tests|zona|docs|data|bench|config)/[\w./-]+)`")
    documents = [path for path in files() if path.suffix == ".md"]
    return {found: name(path) for path in documents for found in pattern.findall(path.read_text())}


def test_every_path_in_a_document_exists() -> None:
    paths = named_paths()
    assert {path: where for path, where in paths.items() if not (ROOT / path).exists()} == {}


def test_every_folder_of_tests_that_a_document_names_has_tests() -> None:
    folders = [ROOT / path for path in named_paths() if path.startswith("tests/") and (ROOT / path).is_dir()]
    assert [folder for folder in folders if not any(folder.rglob("test_*.py"))] == []


def test_every_link_of_a_document_leads_somewhere() -> None:
    broken = {}
    for path in files():
        if path.suffix == ".md":
            for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text()):
                if not (path.parent / target).exists():
                    broken[target] = name(path)
    assert broken == {}


def test_the_readme_names_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text()
    assert "./zi run" in text
    assert "./zi test" in text


def test_figures_of_assurance_name_what_shows_them() -> None:
    for row in table(DOCS / "assurance.md", after="# "):
        assert re.search(r"`(tests/|\./zi )", row[2]), row
