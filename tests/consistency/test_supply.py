"""What comes from elsewhere is pinned, hashed and licensed, and nothing tells where this machine or its shops are."""

import hashlib
import json
import re
import tomllib

import pytest

from tests.consistency.repo import ROOT, files, name

LOCKS = ("requirements.txt", "requirements-dev.txt")
VENDOR = ROOT / "zona" / "static" / "vendor"
INSTRUMENTS = ROOT / "data" / "instruments"
RELEASED = INSTRUMENTS / "RELEASED.sha256"


def normal(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


def locked(lock: str) -> dict[str, str]:
    """Package -> its whole entry."""
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text().strip())
    return {normal(re.split(r"[=\[ ]", entry)[0]): entry for entry in entries}


def wanted(source: str) -> set[str]:
    """Packages that a requirement file asks for, with those of the files it includes."""
    found: set[str] = set()
    for line in (ROOT / source).read_text().splitlines():
        if line.startswith("-r "):
            found |= wanted(line.removeprefix("-r ").strip())
        elif line and not line.startswith("#"):
            found.add(normal(re.split(r"[<>=~!\[; ]", line)[0]))
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_requirements_name_no_address(lock: str) -> None:
    for file in (lock, lock.replace(".txt", ".in")):
        for line in (ROOT / file).read_text().splitlines():
            assert "://" not in line, line
            assert not re.match(r"\s*(-i|--(extra-)?index|-f|--find-links|--trusted-host)", line), line
            assert " @ " not in line, line


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_and_hashed(lock: str) -> None:
    for package, entry in locked(lock).items():
        assert re.match(r"^[\w.\[\],-]+==[\w.+]+( ;.*)? *\\?\n", entry), package
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), package


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_asked_for_is_locked(lock: str) -> None:
    assert wanted(lock.replace(".txt", ".in")) - set(locked(lock)) == set()


def test_development_has_what_the_product_has() -> None:
    product, development = locked("requirements.txt"), locked("requirements-dev.txt")
    assert {package for package, entry in product.items() if development.get(package) != entry} == set()


def test_every_vendored_file_is_declared_as_it_lies() -> None:
    declared = json.loads((VENDOR / "VENDOR.json").read_text())
    named = {one["file"] for one in declared} | {one["licence_file"] for one in declared} | {"VENDOR.json"}
    assert {path.name for path in VENDOR.iterdir()} == named
    for one in declared:
        assert hashlib.sha256((VENDOR / one["file"]).read_bytes()).hexdigest() == one["sha256"]
        assert one["version"] in one["source"]
        assert one["licence"]


def test_every_font_has_its_licence_beside_it() -> None:
    for path in files():
        if path.suffix in {".woff2", ".ttf", ".otf"}:
            assert any(path.parent.glob("LICENSE*")), name(path)


# --------------------------------------------------------- released instruments


def released_files() -> dict[str, str]:
    """File -> hash, from the list of what was released; `sha256sum -c RELEASED.sha256` checks the same."""
    return {file: fingerprint for fingerprint, file in (line.split("  ") for line in RELEASED.read_text().splitlines())}


def test_a_released_instrument_never_changes() -> None:
    now = {file: hashlib.sha256((INSTRUMENTS / file).read_bytes()).hexdigest() for file in released_files()}
    assert now == released_files(), "a correction is a new edition"


def test_every_released_instrument_stands_in_the_list() -> None:
    released = {
        path.name for path in INSTRUMENTS.glob("*.yaml") if re.search(r"^released:", path.read_text(), re.MULTILINE)
    }
    assert released == set(released_files())


# ------------------------------------------------------------- nothing of this machine

#: written in parts, so that this file does not find itself
MACHINES = [
    "/wo" + "rk/",
    "/ho" + "me/",
    "/ro" + "ot/",
    "/Us" + "ers/",
    "py" + "pi.org",
    "pythonho" + "sted",
    "npm" + "js",
    "index" + "-url",
    "artifac" + "tory",
    "ne" + "xus.",
]


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = {}
    for path in files():
        text = path.read_bytes().decode("utf-8", errors="ignore") if path.stat().st_size < 2_000_000 else ""
        if hits := [one for one in MACHINES if re.search(rf"(?<![\w.-]){re.escape(one)}", text)]:
            found[name(path)] = hits
    assert found == {}


def test_the_tools_read_one_configuration() -> None:
    """Every tool is configured in pyproject.toml; a second file would be a second truth."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    assert {"ruff", "mypy", "pytest", "importlinter", "django-stubs"} <= set(tools)
    others = {"setup.cfg", "tox.ini", "pytest.ini", "mypy.ini", ".flake8", "ruff.toml", ".importlinter", "setup.py"}
    assert others & {path.name for path in ROOT.iterdir()} == set()
