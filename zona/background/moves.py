"""Moving a job along the table of transitions; whoever calls holds the row's lock."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError

from zona.background.enums import BURY, ENDED, FINISH, PUT_BACK, START, JobState, Transition
from zona.background.models import Job
from zona.base import clock

#: a running job whose worker has not been heard of for so long has lost it; renewed three times as often
LEASE = timedelta(minutes=2)
LONGEST_ERROR = Job._meta.get_field("last_error").max_length or 500


class WrongStateError(ValidationError):
    """The transition does not begin where the job is."""


def move(job: Job, transition: Transition) -> Job:
    """Change the state and what goes with every change; the caller saves. Raises WrongStateError."""
    if job.state != transition.source:
        state = JobState(job.state).label.lower()
        raise WrongStateError(f"Pekerjaan ini sekarang {state}; '{transition.label}' tidak dapat dilakukan.")
    job.state = transition.target
    job.lease_until = clock.now() + LEASE if job.state == JobState.RUNNING else None
    job.finished_at = clock.now() if job.state in ENDED else None
    return job


def start(job: Job) -> None:
    """A worker takes it; the attempt counts even when the worker dies of it."""
    move(job, START).attempts += 1
    job.save()


def finish(job: Job) -> None:
    """It is done."""
    move(job, FINISH).last_error = ""
    job.save()


def put_back(job: Job, *, error: str, at: datetime) -> None:
    """It waits for another try; the caller puts up a task for it."""
    move(job, PUT_BACK).next_at = at
    job.last_error = error[:LONGEST_ERROR]
    job.save()


def bury(job: Job, *, error: str, uncertain: bool = False) -> None:
    """It waits for a person."""
    move(job, BURY).last_error = error[:LONGEST_ERROR]
    job.is_uncertain = uncertain
    job.save()
