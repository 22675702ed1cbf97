"""A PostgreSQL server for one test run: `python -m tests.postgres [pytest arguments]`.

Only tests that touch the database are run on it (`pytest_collection_modifyitems`, as a plugin of pytest); the others
have been run before and would give the same.

The cluster lives in a temporary folder, listens on loopback only and is stopped at the end. PostgreSQL refuses root, so
root hands it to the user `postgres` that Debian's package makes.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: fixtures that open a database
ASKING = {"db", "transactional_db", "live_server", "asker", "demo"}


def programs() -> Path | None:
    """Where the newest server's programs are; Debian keeps them off the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    return found[-1].parent if found else None


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(*command: str) -> None:
    """Run a server program, as `postgres` when we are root."""
    user = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    subprocess.run([*user, *command], check=True, stdout=subprocess.DEVNULL, cwd="/")


@contextmanager
def cluster() -> Iterator[str]:
    """A running server with an empty database; yields its address for `ZONA_DATABASE_URL`."""
    at = programs()
    if at is None:
        raise SystemExit("PostgreSQL tidak terpasang: apt-get install postgresql")
    folder, port = Path(tempfile.mkdtemp(prefix="zona-pg-")), free_port()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = str(folder / "data")
    options = f"-p {port} -k {folder} -c fsync=off -c listen_addresses=127.0.0.1"
    run(f"{at}/initdb", "-D", data, "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
    run(f"{at}/pg_ctl", "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        run(f"{at}/createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "zona")
        yield f"postgres://postgres@127.0.0.1:{port}/zona"
    finally:
        run(f"{at}/pg_ctl", "-D", data, "-m", "fast", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def pytest_collection_modifyitems(config: Any, items: list[Any]) -> None:
    """Leave out what asks for no database."""
    touching = [item for item in items if item.get_closest_marker("django_db") or ASKING & set(item.fixturenames)]
    kept = set(touching)
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = touching


def main(arguments: list[str]) -> int:
    """Run pytest on the cluster; the code is pytest's."""
    with cluster() as address:
        environment = dict(os.environ, ZONA_DATABASE_URL=address)
        command = [sys.executable, "-m", "pytest", "-p", "tests.postgres", *arguments]
        return subprocess.run(command, env=environment).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
