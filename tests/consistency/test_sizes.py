"""No god modules, no endless functions (ARCHITECTURE: watch the tail)."""

import ast

from tests.consistency.repo import name, python_files

FUNCTION_LINES, FILE_LINES, TEST_FILE_LINES = 60, 500, 400


def test_functions_fit_a_screen() -> None:
    long = {
        f"{name(path)}:{node.name}": lines
        for path in python_files("zona", "config", "bench")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
    }
    assert long == {}


def test_files_stay_short() -> None:
    assert {name(path): lines for path in python_files("zona") if (lines := _lines(path)) > FILE_LINES} == {}


def test_test_files_stay_short() -> None:
    assert {name(path): lines for path in python_files("tests") if (lines := _lines(path)) > TEST_FILE_LINES} == {}


def _lines(path) -> int:
    return len(path.read_text().splitlines())
