"""A worksheet to look at, and people signed in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tests.assessments.sheets import opened
from tests.cast import Cast
from zona.accounts.models import User
from zona.assessments.models import Assessment


@pytest.fixture(autouse=True)
def store(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.STATE = tmp_path
    return tmp_path / "files"


@pytest.fixture
def sheet(cast: Cast) -> Assessment:
    """The blank worksheet of Puskesmas Melati."""
    return opened(cast)


@pytest.fixture
def enter() -> Callable[[User], Client]:
    """`enter(cast.joko)` is a browser in which Joko is signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def joko(cast, enter) -> Client:
    """A team member of Puskesmas Melati."""
    return enter(cast.joko)


@pytest.fixture
def ratna(cast, enter) -> Client:
    """The head of Puskesmas Melati."""
    return enter(cast.ratna)


@pytest.fixture
def maya(cast, enter) -> Client:
    """Who leads the TPI team."""
    return enter(cast.maya)
