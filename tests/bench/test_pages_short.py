"""The short form of `zi bench pages`: in this process, with wide limits, so that it holds on a busy machine.

Times are CPU time of this thread, the best of several; the real figures come from the bench on the real server.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.city import City, make_city
from zona.accounts.enums import Role
from zona.assessments.models import Answer

pytestmark = pytest.mark.django_db
CODE = "1-a-m"
FEW, MANY = 5, 60


@dataclass
class Desk:
    """A made city with somebody of the first unit's team and somebody who sees the whole city."""

    city: City
    member: Client
    leader: Client

    @property
    def item(self) -> str:
        """The address of an item that the member may answer."""
        return f"/lembar-kerja/{self.city.assessments[0].pk}/butir/{CODE}/"

    def save(self, *, htmx: bool = True) -> None:
        """Answer the item anew with another letter."""
        row = Answer.objects.get(assessment=self.city.assessments[0], question_code=CODE)
        form = {"jawaban": "B" if row.label == "A" else "A", "versi": str(row.version), "catatan": "x"}
        reply = self.member.post(self.item, form, headers={"HX-Request": "true"} if htmx else {})
        assert reply.status_code == (200 if htmx else 302)


def best(deed: Callable[[], object], times: int = 12) -> float:
    """Seconds of CPU of the fastest run."""
    deed()
    taken = []
    for _ in range(times):
        began = time.thread_time()
        deed()
        taken.append(time.thread_time() - began)
    return min(taken)


def get(client: Client, path: str) -> Callable[[], None]:
    def ask() -> None:
        assert client.get(path).status_code == 200

    return ask


def queries(deed: Callable[[], object]) -> int:
    deed()
    with CaptureQueriesContext(connection) as caught:
        deed()
    return len(caught)


@contextmanager
def desk_of(units: int) -> Iterator[Desk]:
    """A city that is gone again afterwards, so that the next one is alone."""
    with transaction.atomic():
        city = make_city(units)
        clients = []
        for role in (Role.TEAM_MEMBER, Role.REGIONAL_SECRETARY):
            client = Client()
            client.force_login(get_user_model().objects.get(pk=city.users[role].pk))
            clients.append(client)
        yield Desk(city, *clients)
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Figures:
    """What one city costs: seconds of CPU and queries by page."""

    seconds: dict[str, float]
    queries: dict[str, int]


def figures_of(units: int) -> Figures:
    with desk_of(units) as desk:
        deeds = {
            "bare": get(desk.member, "/cari/"),
            "worksheet": get(desk.member, desk.item),
            "recap": get(desk.leader, "/rekap/"),
            "save": desk.save,
            "plain save": lambda: desk.save(htmx=False),
        }
        asked = {name: queries(deed) for name, deed in deeds.items()}
        return Figures({name: best(deed) for name, deed in deeds.items()}, asked)


def test_pages_stay_fast_and_do_not_grow_with_the_city():
    few, many = figures_of(FEW), figures_of(MANY)
    assert few.queries == many.queries
    assert many.queries["bare"] <= 3  # session, user, rights
    assert many.queries["worksheet"] <= 12
    assert many.queries["recap"] <= 6

    bare = many.seconds["bare"]
    times = {name: round(seconds / bare, 1) for name, seconds in many.seconds.items()}
    assert times["worksheet"] <= 16, times
    assert times["save"] <= 10, times
    assert times["plain save"] <= 8, times
    assert times["recap"] <= 10, times
    for kind in ("save", "plain save"):
        assert many.seconds[kind] / few.seconds[kind] <= 1.5, kind
