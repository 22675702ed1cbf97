"""Hooks of the trial jobs are gone after each test."""

from collections.abc import Iterator

import pytest

from tests.background.trial import Hooks, nothing


@pytest.fixture(autouse=True)
def undisturbed() -> Iterator[None]:
    yield
    Hooks.before = Hooks.after = staticmethod(nothing)
