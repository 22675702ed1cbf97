"""Zona on a real Granian with a made city, for the benches of pages: `with served(state, units) as site`.

Everything lives in a folder of its own (`ZONA_STATE`); the server is a child, ended by its process number.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.load import Connection, family_of, request

if TYPE_CHECKING:
    from zona.accounts.models import User
    from zona.scoring.structure import Instrument

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = "config.settings.development"
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Facts:
    """What a bench must know about a made city."""

    units: int
    member: str  # session of a member of the first unit's team
    leader: str  # session of somebody who sees the recap
    sheet: int  # the first unit's worksheet, open for answers
    item: str  # a choice question in it, of whose labels the first two are `labels`
    labels: tuple[str, str]
    version: int  # of that answer
    queries: dict[str, int]  # by page


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    pids: tuple[int, ...]
    first_page: float  # seconds from the start of the process to the first answer


def environment(state: Path) -> dict[str, str]:
    """Settings of a child: those of `./zi run`, its own state."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZONA_")}
    return kept | {"ZONA_STATE": str(state), "DJANGO_SETTINGS_MODULE": SETTINGS, "PYTHONPATH": str(ROOT)}


def make(state: Path, units: int) -> Facts:
    """Prepare a state folder and fill it, in a process of its own."""
    command = [sys.executable, "-m", "bench._site", str(units)]
    done = subprocess.run(command, cwd=ROOT, env=environment(state), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    found = json.loads(done.stdout.splitlines()[-1])
    return Facts(**found | {"labels": tuple(found["labels"])})


def make_bare(state: Path) -> str:
    """Prepare the bare Django project; the key of its session."""
    command = [sys.executable, "-m", "bench._bare"]
    return subprocess.run(
        command, cwd=ROOT, env=environment(state), check=True, capture_output=True, text=True
    ).stdout.strip()


@contextmanager
def served(
    state: Path, *, application: str = "config.wsgi:application", first: str = "/healthz", workers: int = 1
) -> Iterator[Server]:
    """Granian with the flags of `./zi run`; ends with the block."""
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "4", "--log-level", "warning", application,
    ]  # fmt: skip
    began = time.perf_counter()
    child = subprocess.Popen(command, cwd=ROOT, env=environment(state))
    try:
        wait_for(port, first, child)
        yield Server(port, family_of(child.pid), time.perf_counter() - began)
    finally:
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(timeout=20)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def wait_for(port: int, path: str, child: "subprocess.Popen[bytes]") -> None:
    """Wait until a page answers. Raises RuntimeError when the server ends or the page is not there."""
    for _ in range(2000):
        if child.poll() is not None:
            raise RuntimeError(f"the server ended with {child.returncode}")
        try:
            connection = Connection(HOST, port)
        except OSError:
            time.sleep(0.02)
            continue
        reply = connection.send(request(path))
        connection.close()
        if reply.status != 200:
            raise RuntimeError(f"{path} answered {reply.status}")
        return
    raise RuntimeError("the server did not start")


# --------------------------------------------- inside the child that makes


def _make_here(units: int) -> Facts:
    from zona.console.commands.run import prepare

    prepare(empty=True)
    from bench.city import make_city
    from zona.accounts.enums import Role
    from zona.assessments.enums import Party
    from zona.assessments.models import Answer

    city = make_city(units)
    sheet = city.assessments[0]
    code, labels = _a_choice(sheet.instrument.instrument)
    member, leader = city.users[Role.TEAM_MEMBER], city.users[Role.REGIONAL_SECRETARY]
    version = Answer.objects.get(assessment=sheet, party=Party.UNIT, question_code=code).version
    queries = {
        "bare page": _queries(member, "/cari/"),
        "worksheet": _queries(member, f"/lembar-kerja/{sheet.pk}/butir/{code}/"),
        "grid": _queries(member, f"/lembar-kerja/{sheet.pk}/tabel/{_area_of(sheet.instrument.instrument, code)}/"),
        "recap": _queries(leader, "/rekap/"),
        "xlsx": _queries(member, f"/lembar-kerja/{sheet.pk}/excel/"),
    }
    return Facts(units, session_of(member), session_of(leader), sheet.pk, code, labels, version, queries)


def session_of(user: "User") -> str:
    """Sign somebody in without the form; the session's key."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _a_choice(instrument: "Instrument") -> tuple[str, tuple[str, str]]:
    from zona.scoring.structure import EnteredBy

    question = next(
        one
        for one in instrument.questions.values()
        if one.entered_by is EnteredBy.UNIT and len(one.options) > 2 and one.steps and one.evidence
    )
    return question.code, (question.labels[0], question.labels[1])


def _area_of(instrument: "Instrument", code: str) -> str:
    return next(
        area.code
        for _, area in instrument.areas()
        for indicator in area.indicators
        if any(question.code == code for question in indicator.questions)
    )


def _queries(user: "User", path: str) -> int:
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(user)
    client.get(path)  # what is read once for each process
    with CaptureQueriesContext(connection) as caught:
        reply: Any = client.get(path)
    if reply.status_code != 200:
        raise RuntimeError(f"{path} answered {reply.status_code}")
    return len(caught)


if __name__ == "__main__":
    print(json.dumps(vars(_make_here(int(sys.argv[1])))))
