"""What the worker looks after: leases, tasks that got lost, rows nobody needs."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.background import trial
from zona.background import moves
from zona.background.actions.enqueue import enqueue, enqueue_all
from zona.background.actions.sweep import INTERRUPTED, free_abandoned, put_up_lost, remove_old, sweep
from zona.background.enums import JobState
from zona.background.models import Job
from zona.background.running import _claim, _renew, execute, run_waiting
from zona.base import clock

pytestmark = pytest.mark.django_db
LATER = timedelta(seconds=1)


@pytest.fixture
def job(cast) -> Job:
    return enqueue(trial.WRITE, key="1", government_id=cast.city.pk, person=cast.joko.pk)


def pass_time(monkeypatch, by: timedelta) -> None:
    now = clock.now() + by
    monkeypatch.setattr(clock, "now", lambda: now)


def test_a_lease_in_force_is_respected_and_one_that_ran_out_is_not(job, monkeypatch):
    _claim(job.pk, job.task)
    assert free_abandoned() == 0
    pass_time(monkeypatch, moves.LEASE + LATER)
    assert free_abandoned() == 1
    freed = Job.objects.get()
    assert (freed.state, freed.attempts, freed.last_error) == (JobState.QUEUED, 1, INTERRUPTED)
    assert freed.task != job.task
    assert execute(freed.pk, task=job.task).value == "skipped"
    assert execute(freed.pk, task=freed.task).value == "done"


def test_a_job_that_kills_its_worker_each_time_dies_in_the_end(job, monkeypatch):
    for _ in range(trial.TRIES):
        current = Job.objects.get()
        _claim(current.pk, current.task)
        pass_time(monkeypatch, moves.LEASE + LATER)
        assert sweep() == 1
    assert Job.objects.get().state == JobState.DEAD
    assert sweep() == 0


def test_an_unknown_job_that_was_left_is_uncertain(job, monkeypatch):
    _claim(job.pk, job.task)
    Job.objects.update(name="trial.gone")
    pass_time(monkeypatch, moves.LEASE + LATER)
    assert sweep() == 1
    assert Job.objects.get().is_uncertain


def test_a_lease_is_renewed_while_the_job_runs(job, monkeypatch):
    running = _claim(job.pk, job.task)
    pass_time(monkeypatch, timedelta(minutes=1))

    class Twice:
        """An event that is set at the second look; the connection stays the test's."""

        looks = 0

        def wait(self, seconds: float) -> bool:
            self.looks += 1
            return self.looks > 1

    monkeypatch.setattr("zona.background.running.connection.close", lambda: None)
    _renew(running, Twice())
    assert Job.objects.get().lease_until == clock.now() + moves.LEASE


@pytest.mark.parametrize("fate", ["gone", "claimed", "never"])
def test_a_due_job_that_no_task_waits_for_gets_another(job, monkeypatch, fate):
    if fate == "gone":
        DBTaskResult.objects.all().delete()
    elif fate == "claimed":  # by a worker that died before it could claim the job
        DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)
    else:  # stored by a migration
        Job.objects.update(task=None)
    assert put_up_lost() == 0, "not yet: the worker may be about to take it"
    pass_time(monkeypatch, moves.LEASE + LATER)
    assert put_up_lost() == 1
    again = Job.objects.get()
    assert DBTaskResult.objects.get(pk=again.task).status == TaskResultStatus.READY
    assert put_up_lost() == 0
    assert again.attempts == 0


def test_a_long_queue_is_not_lost(job, monkeypatch):
    pass_time(monkeypatch, timedelta(hours=3))
    assert sweep() == 0


def test_done_jobs_go_after_thirty_days_and_dead_ones_stay(cast, monkeypatch):
    enqueue_all(trial.WRITE, {key: {"person": cast.joko.pk} for key in "abcd"}, government_id=cast.city.pk)
    Job.objects.exclude(key="d").update(state=JobState.DONE, finished_at=clock.now() - timedelta(days=31))
    Job.objects.filter(key="b").update(state=JobState.DEAD, last_error="x")
    Job.objects.filter(key="c").update(finished_at=clock.now() - timedelta(days=29))
    assert remove_old() == 1
    assert set(Job.objects.values_list("key", flat=True)) == {"b", "c", "d"}


def test_rows_of_django_tasks_go_after_a_day(job):
    run_waiting()
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now())
    remove_old()
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=2))
    remove_old()
    assert (DBTaskResult.objects.count(), Job.objects.count()) == (0, 1)
