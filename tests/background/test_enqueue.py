"""Leaving work behind: with the deed or not at all, once for each key, nothing secret."""

from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from tests.background import trial
from tests.cast import build_cast, other_city
from zona.background.actions.enqueue import enqueue, enqueue_all
from zona.background.enums import JobState
from zona.background.errors import ArgumentsError, KeyTakenError, UnknownJobError
from zona.background.models import Job
from zona.background.running import Outcome, run_waiting


def left(cast, key="1", **arguments):
    return enqueue(trial.WRITE, key=key, government_id=cast.city.pk, **(arguments or {"person": cast.joko.pk}))


@pytest.mark.django_db
def test_a_deed_that_commits_leaves_a_job_with_its_task(cast):
    job = left(cast)
    task = DBTaskResult.objects.get()
    assert (job.state, job.attempts, job.task) == (JobState.QUEUED, 0, task.pk)
    assert task.args_kwargs == {"args": [job.pk], "kwargs": {}}
    assert trial.effects() == 0


@pytest.mark.django_db
def test_a_deed_that_is_rolled_back_leaves_nothing(cast):
    with transaction.atomic():
        left(cast)
        transaction.set_rollback(True)
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_the_same_key_is_the_same_job(cast):
    assert left(cast) == left(cast)
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (1, 1)
    assert run_waiting()[Outcome.DONE] == 1
    assert left(cast).state == JobState.DONE
    assert run_waiting()[Outcome.DONE] == 0
    assert trial.effects() == 1


@pytest.mark.django_db
def test_a_key_with_other_arguments_is_a_mistake(cast):
    left(cast)
    with pytest.raises(KeyTakenError):
        left(cast, person=cast.siti.pk)
    city, _, _ = other_city()
    with pytest.raises(KeyTakenError):
        enqueue(trial.WRITE, key="1", government_id=city.pk, person=cast.joko.pk)


@pytest.mark.django_db
def test_many_at_once_come_in_order_and_only_the_new_are_stored(cast):
    old = left(cast, key="b")
    rows = enqueue_all(trial.WRITE, {key: {"person": cast.joko.pk} for key in "abc"}, government_id=cast.city.pk)
    assert [row.key for row in rows] == ["a", "b", "c"]
    assert rows[1] == old
    assert DBTaskResult.objects.count() == 3
    assert {row.task for row in rows} == set(DBTaskResult.objects.values_list("pk", flat=True))


@pytest.mark.django_db
def test_many_cost_one_statement_each_beside_a_fixed_number(cast):
    def cost(keys: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            enqueue_all(trial.WRITE, {key: {"person": 1} for key in keys}, government_id=cast.city.pk)
        return len(seen) - len(keys)

    assert cost("ab") == cost("cdefghijk")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "arguments",
    [{"passphrase": "x"}, {"deep": {"api_token": "x"}}, {"day": object()}, {"pair": (1, 2)}, {"share": float("nan")}],
)
def test_secrets_and_what_is_not_json_are_refused(cast, arguments):
    with pytest.raises(ArgumentsError):
        left(cast, **arguments)
    assert Job.objects.count() == 0


@pytest.mark.django_db
def test_a_name_that_nobody_registered_is_refused(cast):
    with pytest.raises(UnknownJobError):
        enqueue("trial.unknown", key="1", government_id=cast.city.pk)


@pytest.mark.django_db
def test_a_job_needs_a_key(cast):
    with pytest.raises((ArgumentsError, IntegrityError)), transaction.atomic():
        left(cast, key="")


def test_two_threads_with_one_key_leave_one_job(file_database):
    cast = build_cast()
    for key in "abcdefghij":
        barrier, found = Barrier(2), []

        def deed(key=key, barrier=barrier, found=found) -> None:
            try:
                barrier.wait(timeout=10)
                with transaction.atomic():
                    found.append(left(cast, key=key).pk)
            except Exception as error:
                found.append(error)
            finally:
                connections.close_all()

        threads = [Thread(target=deed) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
        assert len(found) == 2
        assert found[0] == found[1]
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (10, 10)
    assert run_waiting()[Outcome.DONE] == 10
    assert trial.effects() == 10
