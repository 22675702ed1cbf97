"""A worksheet to begin with, and a file store of its own."""

from pathlib import Path

import pytest

from tests.assessments.sheets import opened
from tests.cast import Cast
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
