"""What the tests of this folder ask of the repository: its files, its imports, its tables."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db.models import Model

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
#: what tools leave behind (.gitignore), and what git keeps for itself
LEFT_BEHIND = {".git", ".venv", ".zona", "__pycache__", "staticfiles", "test-artifacts", "node_modules"}


@cache
def files() -> tuple[Path, ...]:
    """Every file that belongs to the repository."""
    return tuple(sorted(_under(ROOT)))


def _under(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in LEFT_BEHIND or path.name.endswith(("_cache", ".pyc")) or path.name == ".hypothesis":
            continue
        if path.is_dir():
            yield from _under(path)
        else:
            yield path


def python_files(*folders: str) -> list[Path]:
    """The Python files under these folders, without migrations."""
    starts = tuple(ROOT / folder for folder in folders)
    return [
        path
        for path in files()
        if path.suffix == ".py" and any(start in path.parents for start in starts) and "migrations" not in path.parts
    ]


def name(path: Path) -> str:
    """The path as people write it."""
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    """`zona/base/clock.py` as `zona.base.clock`."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@cache
def imports_of(path: Path) -> frozenset[str]:
    """Every module and every name that a file imports, with dots."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{one.name}" for one in node.names}
    return frozenset(found)


def our_models() -> list[type[Model]]:
    """The models of Zona, in the order of their apps."""
    return [model for model in apps.get_models() if model.__module__.startswith("zona.")]


def table(path: Path, *, after: str) -> list[list[str]]:
    """The cells of the first Markdown table below a heading or a line that begins with `after`."""
    lines = iter(path.read_text().splitlines())
    next(line for line in lines if line.startswith(after))
    rows: list[list[str]] = []
    for line in lines:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))])
        elif rows:
            break
    return rows[2:]
