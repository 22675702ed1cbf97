"""Reading jobs: of one government, how many in which state, since when one waits."""

from datetime import datetime

from django.db.models import Count, Min, QuerySet

from zona.background.enums import JobState
from zona.background.models import Job
from zona.base import clock


def jobs_of(government_id: int) -> QuerySet[Job]:
    """Every job of a government."""
    return Job.objects.filter(government_id=government_id)


def counts(government_id: int) -> dict[JobState, int]:
    """How many jobs of a government are in each state; one query."""
    found = jobs_of(government_id).order_by().values_list("state").annotate(count=Count("pk"))
    return dict.fromkeys(JobState, 0) | {JobState(state): count for state, count in found}


def names(government_id: int) -> list[str]:
    """The names of a government's jobs; one query."""
    return list(jobs_of(government_id).order_by("name").values_list("name", flat=True).distinct())


def waiting_since(government_id: int | None = None) -> datetime | None:
    """When the job that waits longest became due, or None; a job that waits for its next try is not due."""
    due = Job.objects.filter(state=JobState.QUEUED, next_at__lte=clock.now())
    if government_id is not None:
        due = due.filter(government_id=government_id)
    oldest: datetime | None = due.aggregate(oldest=Min("next_at"))["oldest"]
    return oldest
