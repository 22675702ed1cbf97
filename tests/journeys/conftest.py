"""A real browser in front of a real server. One browser serves the whole folder; every test has its own city.

The server's threads and the test share a SQLite file, not pytest-django's memory database: one connection shared by
several threads would mix up their transactions. On PostgreSQL the test database is used as it is.
"""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from allauth.account.internal.flows import login
from django.core.cache import cache
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from bench.screenshots import ARGUMENTS
from tests.cast import Cast
from tests.journeys.desk import Desk
from tests.journeys.watch import Watch
from zona.accounts.models import User
from zona.web import navigation

#: how long one expectation may wait on a busy machine
PATIENCE = 15_000
HEIGHT = 900

Visit = Callable[..., Page]


@pytest.fixture(scope="package")
def database_of_several(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[None]:
    """The test database as a file, when it lives in memory."""
    with django_db_blocker.unblock():
        if connection.vendor != "sqlite" or not connection.is_in_memory_db():
            yield
            return
        name = connection.settings_dict["NAME"]
        file = tmp_path_factory.mktemp("basisdata") / "zona.sqlite3"
        connection.ensure_connection()
        memory = connection.connection
        with closing(sqlite3.connect(file)) as copy:
            memory.backup(copy)
        connection.connection = None
        connection.settings_dict["NAME"] = str(file)
        yield
        connection.close()
        connection.settings_dict["NAME"] = name
        connection.connection = memory


@pytest.fixture(scope="package")
def server(database_of_several: None) -> Iterator[str]:
    """The address of the server."""
    running = LiveServer("127.0.0.1")
    yield running.url
    running.stop()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The one browser."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium tidak terpasang: apt-get install chromium")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What went wrong in any page of this test; nothing may."""
    watch = Watch()
    yield watch
    assert watch.problems == []


@pytest.fixture
def desk(server: str, transactional_db: None, cast: Cast, settings: Any, tmp_path: Path) -> Iterator[Desk]:
    """The city of `tests.cast` behind the server, with the instrument and files of its own."""
    settings.MEDIA_ROOT, settings.STATE = tmp_path / "files", tmp_path
    settings.DEMO = True  # the component page
    cache.clear()
    navigation._CITY = None
    yield Desk(cast, server, tmp_path)
    navigation._CITY = None


@pytest.fixture
def visit(browser: Browser, watch: Watch, desk: Desk) -> Iterator[Visit]:
    """`visit(user, address)` opens a page of somebody who has signed in; without a user, of a stranger."""
    contexts = []

    def open_page(
        user: User | None, address: str | None = "/", *, width: int = 1280, scripts: bool = True, height: int = HEIGHT
    ) -> Page:
        context = browser.new_context(
            base_url=desk.server,
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            locale="id-ID",
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if user is not None:
            context.add_cookies([{"name": "sessionid", "value": session_of(user), "url": desk.server}])
        page = context.new_page()
        watch.over(page, desk.server)
        if address is not None:
            page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def session_of(user: User) -> str:
    """A session of somebody who has signed in."""
    client = Client()
    client.force_login(user)
    session = client.session
    just_now = {"method": "password", "at": time.time(), "reauthenticated": True}
    session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [just_now]  # allauth asks for the password again otherwise
    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
    return client.cookies["sessionid"].value
