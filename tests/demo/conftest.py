"""The demo city, filled once for a module; it is committed, so the database is emptied afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import pytest
from django.core.management import call_command

from tests.emptying import guards_lifted
from zona.base import clock
from zona.demo.city import fill_city
from zona.demo.dates import Calendar
from zona.organizations.models import Government


@dataclass(frozen=True)
class Filled:
    """The city, how long it took, and what the progress bar was told."""

    city: Government
    seconds: float
    steps: list[tuple[int, int]]


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[Filled]:
    steps: list[tuple[int, int]] = []
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        from django.conf import settings

        patch.setattr(settings, "DEMO", True)
        started = perf_counter()
        city = fill_city(Calendar(clock.today()), lambda done, total: steps.append((done, total)))
        yield Filled(city, perf_counter() - started, steps)
        with guards_lifted():
            call_command("flush", interactive=False, verbosity=0)
