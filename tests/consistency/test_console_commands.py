"""Every command of `zi` says what it does, in one Indonesian line, and has a test."""

import argparse
import ast
import importlib
import re
from pathlib import Path

import pytest

from tests.consistency.repo import ROOT, imports_of, python_files
from zona.console.__main__ import names

COMMANDS = names()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does(command: str) -> None:
    module = importlib.import_module(f"zona.console.commands.{command.replace('-', '_')}")
    assert 10 <= len(module.HELP) <= 100
    assert "\n" not in module.HELP
    assert not module.HELP.endswith(".")
    parser = argparse.ArgumentParser()
    module.add_arguments(parser)
    assert callable(module.run)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_test(command: str) -> None:
    """A test imports the command, or runs it by its name through `main` or `python -m zona.console`."""
    module = f"zona.console.commands.{command.replace('-', '_')}"
    runs = re.compile(rf"\[\s*[\"']{command}[\"']|zona\.console[\"'],\s*[\"']{command}[\"']")
    tests = [path for path in python_files("tests") if path.parent.name != "consistency"]
    assert [path for path in tests if module in imports_of(path) or _runs(path, runs)], command


def _runs(path: Path, pattern: re.Pattern[str]) -> bool:
    text = path.read_text()
    return "zona.console" in text and bool(pattern.search(text))


def test_no_name_means_two_things() -> None:
    """`zi` sends its own names to the developer's commands; `run` stands there only to be listed."""
    zi = ast.parse((ROOT / "zi").read_text())
    (listed,) = (
        ast.literal_eval(node.value)
        for node in zi.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "DEVELOPER_COMMANDS"
    )
    assert set(listed) & set(COMMANDS) <= {"run"}
