"""A database file with real locks, for threads and child processes (the suite's own SQLite lives in memory)."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections


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


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Run the deeds at the same moment in threads of their own; what each returned or raised."""
    barrier, outcomes = Barrier(len(deeds)), [None] * len(deeds)

    def run(at: int) -> None:
        try:
            barrier.wait(timeout=10)
            outcomes[at] = deeds[at]()
        except Exception as error:
            outcomes[at] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(at,)) for at in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes
