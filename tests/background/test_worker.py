"""`zi worker` for real: a database of a file, a job that a deed leaves behind, its mail, and the worker's end."""

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from threading import Event

import pytest
from django.db import DatabaseError

from tests.background import trial
from tests.background.processes import Command, lives, wait_for
from tests.cast import build_cast
from zona.background import worker
from zona.background.actions.enqueue import enqueue
from zona.background.children import Child, Children
from zona.background.enums import JobState
from zona.background.models import Job
from zona.background.worker import Sweeper, carry_jobs
from zona.console import CommandError
from zona.console.commands.worker import run_part
from zona.notifications.actions.notify import notify


def numbers(line: str) -> list[int]:
    """The process numbers in a line."""
    return [int(pid) for pid in re.findall(r"proses (\d+)", line)]


@pytest.fixture
def zi_worker(file_database: str, tmp_path) -> Iterator[Command]:
    environment = {
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "ZONA_STATE": str(tmp_path / "state"),
        "ZONA_DATABASE_URL": file_database,
        "ZONA_SITE": "https://zona.example/",
    }
    command = Command("-m", "zona.console", "worker", environment=environment)
    yield command
    if command.process.poll() is None:
        command.end(within=30)


def test_it_does_what_waits_and_ends_when_told(zi_worker: Command):
    cast = build_cast()
    ready = zi_worker.line(r"Pekerja latar siap: .*\(proses (\d+)\)")
    notify([cast.joko], text="Butir dikembalikan", address="/lembar-kerja/1/")
    wait_for(lambda: Job.objects.filter(state=JobState.DONE).exists())
    zi_worker.line(r"^Buka: https://zona.example/lembar-kerja/1/")
    assert sum("Subject: Butir dikembalikan" in line for line in zi_worker.lines) == 1
    children = numbers(ready.string)
    assert all(lives(pid) for pid in children)
    began = time.monotonic()
    assert zi_worker.end(within=5) == 0
    assert time.monotonic() - began < 5
    assert [pid for pid in children if lives(pid)] == []


def test_a_child_that_dies_is_started_again_and_a_killed_worker_leaves_no_orphans(zi_worker: Command):
    ready = zi_worker.line(r"Pekerja latar siap: .*\(proses (\d+)\)")
    first, *others = numbers(ready.string)
    os.kill(first, signal.SIGKILL)
    again = int(zi_worker.line(r"Dijalankan lagi: pelaksana pekerjaan \(proses (\d+)\)")[1])
    assert again != first
    zi_worker.process.kill()
    wait_for(lambda: not any(lives(pid) for pid in [again, *others]))


def test_the_loop_runs_what_is_due_and_stops_after_the_job_that_runs(file_database):
    cast, stop = build_cast(), Event()
    for key in "ab":
        enqueue(trial.WRITE, key=key, government_id=cast.city.pk, person=cast.joko.pk)
    trial.Hooks.after = staticmethod(stop.set)
    carry_jobs(stop)
    assert [job.state for job in Job.objects.order_by("id")] == [JobState.DONE, JobState.QUEUED]


def test_the_sequencer_runs_where_this_version_has_one(monkeypatch):
    stops, stop = [], Event()
    monkeypatch.setattr(worker, "sequencer", lambda: stops.append)
    assert run_part("sequencer", stop) == 0
    assert stops == [stop]
    monkeypatch.setattr(worker, "sequencer", lambda: None)
    with pytest.raises(CommandError, match="pengurut"):
        run_part("sequencer", stop)


def test_a_database_that_is_away_does_not_stop_the_sweeping(monkeypatch):
    calls = []

    def away() -> int:
        calls.append("sweep")
        raise DatabaseError

    monkeypatch.setattr(worker, "sweep", away)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    sweeper = Sweeper()
    sweeper.tick()
    sweeper.tick()  # not yet time
    assert calls == ["sweep"]


def test_pauses_between_restarts_grow(monkeypatch):
    said = []
    children = Children([Child("anak", [sys.executable, "-c", ""])], say=said.append)
    children.start()
    (child,) = children.all
    pauses = []
    for _ in range(3):
        assert child.process is not None
        child.process.wait()
        children.tend()
        pauses.append(child.due - time.monotonic())
        assert child.process is None
        children.tend()
        assert child.process is None, "it waits"
        child.due = 0
        children.tend()
    assert [round(pause) for pause in pauses] == [1, 2, 4]
    assert said[0] == "anak berhenti dengan kode 0; dijalankan lagi dalam 1 detik."
    children.end()


def test_who_does_not_end_is_killed():
    stubborn = "import signal, sys, time; signal.signal(15, signal.SIG_IGN); print('siap', flush=True); time.sleep(60)"
    children = Children([Child("anak", [sys.executable, "-c", stubborn])], say=print)
    children.start()
    (child,) = children.all
    assert child.process is not None
    time.sleep(0.5)  # until it ignores the signal
    children.end(patience=0.2)
    assert child.process.returncode in (-signal.SIGKILL, -signal.SIGTERM)
