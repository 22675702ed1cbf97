"""A ledger of its own for each test: keys in a temporary folder."""

from pathlib import Path
from typing import Any

import pytest

from tests.ledger.files import file_database  # noqa: F401 - a fixture


@pytest.fixture(autouse=True)
def _own_keys(settings: Any, tmp_path: Path) -> None:
    settings.LEDGER_KEYS = tmp_path / "keys"
