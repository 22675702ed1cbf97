"""Killed in the middle (SIGKILL at each point of a run), found by the sweep, run again: the effect happens once."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.background import trial
from tests.cast import build_cast
from zona.background.actions.enqueue import enqueue
from zona.background.actions.sweep import sweep
from zona.background.enums import JobState
from zona.background.models import Job
from zona.background.running import Outcome, run_waiting
from zona.base import clock

ROOT = Path(__file__).resolve().parents[2]


def killed(database: str, job: Job, point: str, *more: str) -> None:
    """Run the job in a child that dies at the point; then let its lease run out."""
    environment = os.environ | {
        "ZONA_DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "tests.background.child", str(job.pk), point, *more]
    done = subprocess.run(command, cwd=ROOT, env=environment, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert sweep() == 0, "a lease in force is respected"
    Job.objects.filter(state=JobState.RUNNING).update(lease_until=clock.now() - timedelta(seconds=1))


def inside() -> Job:
    cast = build_cast()
    return enqueue(trial.WRITE, key="1", government_id=cast.city.pk, person=cast.joko.pk)


@pytest.mark.parametrize("point", ["claimed", "effect", "marked"])
def test_killed_before_the_commit_it_runs_again_and_happens_once(file_database, point):
    job = inside()
    killed(file_database, job, point)
    assert trial.effects() == 0
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.RUNNING, 1)
    assert sweep() == 1
    assert run_waiting()[Outcome.DONE] == 1
    job.refresh_from_db()
    assert (job.state, job.attempts, trial.effects()) == (JobState.DONE, 2, 1)
    assert sweep() == 0


def test_killed_after_the_commit_it_is_done(file_database):
    job = inside()
    killed(file_database, job, "committed")
    assert sweep() == 0
    assert run_waiting()[Outcome.DONE] == 0
    job.refresh_from_db()
    assert (job.state, trial.effects()) == (JobState.DONE, 1)


def test_control_without_the_transaction_the_effect_doubles(file_database):
    job = inside()
    killed(file_database, job, "effect", "loose")
    assert sweep() == 1
    assert run_waiting()[Outcome.DONE] == 1
    assert trial.effects() == 2


@pytest.mark.parametrize(("point", "left"), [("claimed", ""), ("effect", "terkirim\n"), ("marked", "terkirim\n")])
def test_an_outside_job_that_is_killed_is_uncertain_and_never_sent_twice(file_database, tmp_path, point, left):
    cast, file = build_cast(), tmp_path / "luar.txt"
    file.touch()
    job = enqueue(trial.CALL, key="1", government_id=cast.city.pk, file=str(file), person=cast.joko.pk)
    killed(file_database, job, point)
    assert sweep() == 1
    assert sum(run_waiting().values()) == 0
    job.refresh_from_db()
    assert (job.state, job.is_uncertain) == (JobState.DEAD, True)
    assert "tidak pasti" in job.last_error
    assert (file.read_text(), trial.effects()) == (left, 0)
