"""A database of a file, for threads and child processes; hooks that are gone after each test."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from tests.background.trial import Hooks, nothing


@pytest.fixture(autouse=True)
def undisturbed() -> Iterator[None]:
    yield
    Hooks.before = Hooks.after = staticmethod(nothing)


@pytest.fixture
def file_database(transactional_db: None, tmp_path: Path) -> Iterator[str]:
    """Its address, as in ZONA_DATABASE_URL. The suite's SQLite lives in memory; PostgreSQL is used as it is."""
    if connection.vendor != "sqlite":
        at: dict[str, Any] = connection.settings_dict
        yield f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
        return
    connection.ensure_connection()
    memory, target = connections["default"], tmp_path / "zona.sqlite3"
    with closing(sqlite3.connect(target)) as copy:
        memory.connection.backup(copy)
    settings, name = connections.settings["default"], connections.settings["default"]["NAME"]
    settings["NAME"] = str(target)
    connections["default"] = connections.create_connection("default")
    yield f"sqlite:///{target}"
    connections["default"].close()
    settings["NAME"] = name
    connections["default"] = memory
