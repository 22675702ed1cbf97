"""The worker's loops: carrying what django-tasks stored, and sweeping. `zi worker` runs them in processes."""

import importlib
import importlib.util
import logging
import time
from collections.abc import Callable
from threading import Event
from typing import Any
from uuid import uuid4

from django.db import DatabaseError, close_old_connections
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from zona.background.actions.sweep import remove_old, sweep
from zona.background.daily import start_the_day

log = logging.getLogger(__name__)

#: seconds between two looks for work
INTERVAL = 1.0
#: seconds between two sweeps, and in a day
SWEEP_EVERY, DAY = 15.0, 24 * 60 * 60.0

Loop = Callable[[Event], None]


class _BatchWorker(Worker):
    """The worker of django-tasks-db, until nothing is ready or it is told to stop; a job that runs is finished."""

    def __init__(self, stop: Event) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=uuid4().hex,
            excluded_queue_names=[],
        )
        self.stop = stop

    def run_task(self, db_task_result: DBTaskResult[..., Any]) -> None:
        super().run_task(db_task_result)
        self.running = not self.stop.is_set()


def carry_jobs(stop: Event) -> None:
    """Run what is due, until told to stop.

    Looking is a plain SELECT: the library's own loop would take an exclusive lock of the whole SQLite file each time.
    Raises DatabaseError when the database is away; the process ends and is started again.
    """
    while not stop.is_set():
        close_old_connections()
        if DBTaskResult.objects.ready().exists():
            _BatchWorker(stop).run()
        stop.wait(INTERVAL)


class Sweeper:
    """Sweeps when it is time; a database that is busy or away is asked again next time."""

    def __init__(self) -> None:
        self._sweep_at = self._day_at = 0.0

    def tick(self) -> None:
        """Call it often."""
        now = time.monotonic()
        if now < self._sweep_at:
            return
        self._sweep_at = now + SWEEP_EVERY
        try:
            close_old_connections()
            sweep()
            if now >= self._day_at:
                remove_old()
                start_the_day()
                self._day_at = now + DAY
        except DatabaseError as error:
            log.warning("penyapuan ditunda: %s", type(error).__name__)


def sequencer() -> Loop | None:
    """The loop that puts the ledger's leaves in order, where this version has one."""
    name = "zona.ledger.sequencer"
    if importlib.util.find_spec(name) is None:
        return None
    found: Loop | None = getattr(importlib.import_module(name), "run_forever", None)
    return found
