"""A rule without a test is a rumour."""

from pathlib import Path

import pytest

from tests.consistency.repo import imports_of, module_of, name, python_files

RULES = [
    pytest.param(path, id=name(path))
    for path in python_files("zona")
    if path.parent.name == "rules" and path.name != "__init__.py"
]


@pytest.mark.parametrize("path", RULES)
def test_every_rule_has_a_test_that_imports_it(path: Path) -> None:
    """By its own name, or through the package of rules when the test names the rule."""
    module, package = module_of(path), module_of(path.parent)
    tests = [one for one in python_files("tests") if one.name.startswith("test_")]
    assert [
        one
        for one in tests
        if module in imports_of(one) or (package in imports_of(one) and f'"{path.stem}"' in one.read_text())
    ], f"no test imports {module}"


def test_there_are_rules() -> None:
    assert len(RULES) >= 12
