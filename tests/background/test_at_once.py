"""Two workers, or a worker and a sweep, at one job at the same moment, on a database with real locks."""

from datetime import timedelta
from threading import Barrier, Event, Thread

import pytest
from django.db import OperationalError, connection, connections

from tests.background import trial
from tests.background.trial import Hooks
from tests.cast import build_cast
from zona.background import moves
from zona.background.actions.enqueue import enqueue
from zona.background.actions.sweep import sweep
from zona.background.enums import JobState
from zona.background.models import Job
from zona.background.running import Outcome, execute


def left(key: str = "1") -> Job:
    cast = build_cast()
    return enqueue(trial.WRITE, key=key, government_id=cast.city.pk, person=cast.joko.pk)


def working(job: Job, outcomes: list[object], start: Barrier | None = None) -> Thread:
    """A worker in a thread of its own."""

    def work() -> None:
        try:
            if start is not None:
                start.wait(timeout=10)
            outcomes.append(execute(job.pk, task=job.task))
        except Exception as error:
            outcomes.append(error)
        finally:
            connections.close_all()

    thread = Thread(target=work)
    thread.start()
    return thread


def test_of_two_workers_one_does_it(file_database):
    job, outcomes, start = left(), [], Barrier(3)
    threads = [working(job, outcomes, start) for _ in range(3)]
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(str(one) for one in outcomes) == sorted(map(str, [Outcome.DONE, *[Outcome.SKIPPED] * 2]))
    assert (Job.objects.get().attempts, trial.effects()) == (1, 1)


def test_a_sweep_cannot_take_a_job_from_a_living_worker(file_database, monkeypatch):
    """Its lease ran out long ago, but the lock says that somebody works."""
    monkeypatch.setattr(moves, "LEASE", timedelta(minutes=-10))
    job, outcomes, inside, go_on = left(), [], Event(), Event()

    def hold() -> None:
        inside.set()
        go_on.wait(timeout=20)

    Hooks.after = staticmethod(hold)
    thread = working(job, outcomes)
    try:
        assert inside.wait(timeout=10)
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA busy_timeout=200")
            with pytest.raises(OperationalError, match="locked"):
                sweep()  # the worker's loop asks again later
        else:
            assert sweep() == 0
    finally:
        go_on.set()
        thread.join(timeout=30)
    assert outcomes == [Outcome.DONE]
    assert (Job.objects.get().state, trial.effects()) == (JobState.DONE, 1)
