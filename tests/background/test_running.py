"""One run: done, again after exactly so long, or to the dead letters."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.background import trial
from tests.background.trial import Hooks
from zona.background import moves, running
from zona.background.actions.enqueue import enqueue
from zona.background.enums import ENDED, TRANSITIONS, JobState
from zona.background.errors import GiveUpError, TryAgainError, UncertainError
from zona.background.models import Job
from zona.background.rules.backoff import DELAYS, delay_after
from zona.background.running import Outcome, execute, run_waiting
from zona.background.tasks import run_job
from zona.base import clock

pytestmark = pytest.mark.django_db


def raising(error: Exception):
    def fail() -> None:
        raise error

    return staticmethod(fail)


@pytest.fixture
def job(cast) -> Job:
    return enqueue(trial.WRITE, key="7", government_id=cast.city.pk, person=cast.joko.pk)


@pytest.fixture
def outside(cast, tmp_path) -> Job:
    file = str(tmp_path / "luar.txt")
    return enqueue(trial.CALL, key="8", government_id=cast.city.pk, file=file, person=cast.joko.pk)


def run(job: Job) -> Outcome:
    job.refresh_from_db()
    outcome = execute(job.pk, task=job.task)
    job.refresh_from_db()
    return outcome


def test_done_once(job):
    assert run(job) is Outcome.DONE
    assert run(job) is Outcome.SKIPPED
    assert (job.state, job.attempts, job.last_error, trial.effects()) == (JobState.DONE, 1, "", 1)
    assert job.finished_at is not None


def test_the_task_of_django_tasks_runs_it(job):
    result = DBTaskResult.objects.get()
    assert result.task.func is run_job.func
    context = type("Context", (), {"task_result": result.task_result})()
    assert run_job.func(context, *result.task_result.args) == "done"
    assert trial.effects() == 1


def test_a_task_that_is_not_the_jobs_own_does_nothing(job):
    assert execute(job.pk, task=uuid4()) is Outcome.SKIPPED
    assert execute(987_654_321, task=job.task) is Outcome.SKIPPED
    assert trial.effects() == 0


def test_a_failed_run_leaves_no_effect_and_waits_exactly_so_long(job, monkeypatch):
    now = timezone.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    Hooks.after = raising(RuntimeError("kata sandi: rahasia"))
    for failures in (1, 2):
        assert run(job) is Outcome.AGAIN
        assert (job.state, job.attempts) == (JobState.QUEUED, failures)
        assert job.next_at - now == delay_after(failures, "7")
        assert DBTaskResult.objects.get(pk=job.task).run_after == job.next_at
    assert trial.effects() == 0
    Hooks.after = staticmethod(trial.nothing)
    assert run(job) is Outcome.DONE
    assert trial.effects() == 1


def test_after_the_last_try_it_is_dead(job):
    Hooks.before = raising(TryAgainError("Server tidak menjawab."))
    assert [run(job) for _ in range(4)] == [Outcome.AGAIN, Outcome.AGAIN, Outcome.DEAD, Outcome.SKIPPED]
    assert (job.state, job.attempts, job.last_error) == (JobState.DEAD, trial.TRIES, "Server tidak menjawab.")
    assert not job.is_uncertain


def test_giving_up_is_at_once(job):
    Hooks.before = raising(GiveUpError("Alamat tidak ada."))
    assert run(job) is Outcome.DEAD
    assert (job.attempts, job.last_error) == (1, "Alamat tidak ada.")


def test_what_an_unknown_error_says_is_not_kept(job):
    Hooks.before = raising(RuntimeError("kata sandi: rahasia"))
    run(job)
    assert "rahasia" not in job.last_error
    assert job.last_error.startswith("Kesalahan tak terduga: RuntimeError di ")


def test_a_job_that_this_version_does_not_know_is_dead(job):
    Job.objects.update(name="trial.gone")
    assert run(job) is Outcome.DEAD
    assert "tidak mengenal" in job.last_error


def test_an_outside_job_records_what_it_returned_with_the_done_mark(outside, tmp_path):
    assert run(outside) is Outcome.DONE
    assert (tmp_path / "luar.txt").read_text() == "terkirim\n"
    assert trial.effects() == 1


def test_an_outside_job_that_raises_has_not_happened(outside, tmp_path):
    Hooks.before = raising(ConnectionRefusedError())
    assert run(outside) is Outcome.AGAIN
    Hooks.before = staticmethod(trial.nothing)
    assert run(outside) is Outcome.DONE
    assert (tmp_path / "luar.txt").read_text() == "terkirim\n"


def test_an_uncertain_end_is_never_tried_again(outside):
    Hooks.after = raising(UncertainError("Sambungan terputus."))
    assert run(outside) is Outcome.DEAD
    assert (outside.is_uncertain, outside.last_error) == (True, "Sambungan terputus.")
    assert run_waiting()[Outcome.DONE] == 0


def test_an_effect_that_cannot_be_recorded_is_uncertain(outside, monkeypatch):
    def broken(job: Job) -> None:
        raise IntegrityError

    monkeypatch.setattr(moves, "finish", broken)
    assert run(outside) is Outcome.DEAD
    assert (outside.is_uncertain, outside.last_error, trial.effects()) == (True, running.NOT_RECORDED, 0)


def test_who_lost_the_job_writes_nothing(job, outside):
    """A sweep took it, or another worker has it: the effect inside goes with the transaction."""

    def taken() -> None:
        Job.objects.update(task=uuid4())

    Hooks.before = staticmethod(taken)
    assert run(outside) is Outcome.SKIPPED
    assert trial.effects() == 0
    assert outside.state == JobState.RUNNING


def test_it_never_runs_inside_a_deed(job, django_db_blocker):
    with pytest.raises(RuntimeError), transaction.atomic():
        execute(job.pk, task=job.task)


def test_waits_grow_and_differ_by_key():
    for failures, whole in enumerate([*DELAYS, DELAYS[-1]], start=1):
        waits = {delay_after(failures, str(key)) for key in range(100)}
        assert len(waits) > 90
        assert all(whole * 0.8 <= wait <= whole for wait in waits)
    assert delay_after(1, "7") == delay_after(1, "7")
    assert (delay_after(1, "7"), delay_after(3, "surat")) == (
        timedelta(seconds=8, microseconds=315_405),
        timedelta(seconds=292, microseconds=183_367),
    )


def test_the_table_of_transitions():
    assert {(one.source, one.target) for one in TRANSITIONS} == {
        (JobState.QUEUED, JobState.RUNNING),
        (JobState.RUNNING, JobState.DONE),
        (JobState.RUNNING, JobState.QUEUED),
        (JobState.RUNNING, JobState.DEAD),
        (JobState.DEAD, JobState.QUEUED),
        (JobState.DEAD, JobState.DISMISSED),
    }
    assert {one.source for one in TRANSITIONS} & set(ENDED) == {JobState.DEAD}


def test_a_job_moves_only_along_the_table(job):
    for transition in TRANSITIONS[1:]:
        with pytest.raises(moves.WrongStateError):
            moves.move(job, transition)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"state": JobState.RUNNING},
        {"lease_until": timezone.now()},
        {"state": JobState.DONE},
        {"finished_at": timezone.now()},
        {"state": JobState.DEAD, "finished_at": timezone.now()},
        {"state": JobState.DISMISSED, "finished_at": timezone.now(), "last_error": "x"},
        {"dismissal_reason": "x"},
        {"is_uncertain": True},
        {"key": ""},
    ],
)
def test_the_database_refuses_half_truths(job, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.update(**wrong)
