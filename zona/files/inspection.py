"""Whether a file may be kept: its name, its content and its real parser must agree. The parser runs in a child."""

import json
from dataclasses import dataclass
from pathlib import Path

from zona.files import sandbox
from zona.files.rules.kinds import BY_EXTENSION, Kind
from zona.files.rules.names import extension_of
from zona.files.rules.problems import FileRefusedError, Problem, problem_of_name, refused_mismatch


@dataclass(frozen=True)
class Inspection:
    """What opening the file showed."""

    kind: Kind
    pages: int | None = None
    width: int | None = None
    height: int | None = None
    active: bool = False  # a PDF that names scripts, programs or enclosed files: kept and marked, never previewed


def inspect(path: Path, name: str) -> Inspection:
    """Open the file at `path`, which its sender called `name` (already cleaned). Raises FileRefusedError."""
    refusal = problem_of_name(name)
    if refusal:
        raise refusal
    if path.stat().st_size == 0:
        raise FileRefusedError(Problem.EMPTY, name)
    expected = BY_EXTENSION[extension_of(name)]
    found = _look(path, name)
    problem, kind = found.get("problem"), str(found.get("kind", ""))
    same = kind == expected.code
    if problem and (same or kind in ("zip", "ole")):
        raise FileRefusedError(Problem(str(problem)), name)
    if not same:
        raise refused_mismatch(name, kind)
    return Inspection(
        kind=expected,
        pages=_number(found.get("pages")),
        width=_number(found.get("width")),
        height=_number(found.get("height")),
        active=found.get("active") is True,
    )


def _look(path: Path, name: str) -> dict[str, object]:
    """What the child said. A child that broke down, or talks nonsense, means that the file is too heavy."""
    try:
        outcome = sandbox.run("zona.files.inspect_child", str(path))
    except sandbox.SandboxBusyError:
        raise FileRefusedError(Problem.BUSY, name) from None
    if outcome.killed:
        raise FileRefusedError(Problem.TOO_HEAVY, name)
    try:
        found = json.loads(outcome.output)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise FileRefusedError(Problem.TOO_HEAVY, name)
    return found


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
