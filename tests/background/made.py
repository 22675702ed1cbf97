"""Jobs that tests of screens look at; they were never run."""

from zona.background.enums import JobState
from zona.background.models import Job
from zona.base import clock
from zona.notifications.actions.notify import MAIL
from zona.organizations.models import Government


def dead_job(city: Government, key: str, **more: object) -> Job:
    """A mail that was refused."""
    facts = {"last_error": "Server surel menolak alamat.", "attempts": 1, "arguments": {"notice": 7}}
    return Job.objects.create(
        name=MAIL, key=key, government=city, state=JobState.DEAD, finished_at=clock.now(), **facts | more
    )
