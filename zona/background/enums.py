"""States of a job and the one table of its transitions."""

from dataclasses import dataclass

from django.db import models


class JobState(models.TextChoices):
    """Where a job is."""

    QUEUED = "queued", "Menunggu"
    RUNNING = "running", "Berjalan"
    DONE = "done", "Selesai"
    DEAD = "dead", "Gagal"
    DISMISSED = "dismissed", "Diabaikan"


@dataclass(frozen=True)
class Transition:
    """One allowed change of state."""

    name: str
    source: JobState
    target: JobState
    label: str


START = Transition("start", JobState.QUEUED, JobState.RUNNING, "Mulai")
FINISH = Transition("finish", JobState.RUNNING, JobState.DONE, "Selesai")
PUT_BACK = Transition("put_back", JobState.RUNNING, JobState.QUEUED, "Dicoba lagi nanti")
BURY = Transition("bury", JobState.RUNNING, JobState.DEAD, "Gagal")
RETRY = Transition("retry", JobState.DEAD, JobState.QUEUED, "Coba lagi")
DISMISS = Transition("dismiss", JobState.DEAD, JobState.DISMISSED, "Abaikan")

TRANSITIONS = (START, FINISH, PUT_BACK, BURY, RETRY, DISMISS)
#: nothing runs any more; a person may still take a dead one up again
ENDED = (JobState.DONE, JobState.DEAD, JobState.DISMISSED)
