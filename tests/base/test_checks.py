import sqlite3

import pytest
from django.test import override_settings

from zona.base.checks import sqlite_journal_is_safe, wal_is_safe


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 1), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 54, 1), True),
    ],
)
def test_wal_is_safe_only_from_the_fixed_releases(version, safe):
    assert wal_is_safe(version) is safe


def database(command):
    return {"default": {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": {"init_command": command}}}


def test_wal_is_refused_on_an_unsafe_release(monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    with override_settings(DATABASES=database("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL")):
        problems = sqlite_journal_is_safe()
    assert [problem.id for problem in problems] == ["zona.E001"]
    assert "mode WAL ditolak" in problems[0].msg


def test_wal_is_accepted_on_a_fixed_release(monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
    with override_settings(DATABASES=database("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL")):
        assert sqlite_journal_is_safe() == []


@pytest.mark.parametrize("mode", ["NORMAL", "OFF"])
def test_anything_but_full_is_refused(mode):
    with override_settings(DATABASES=database(f"PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous={mode}")):
        assert [problem.id for problem in sqlite_journal_is_safe()] == ["zona.E002"]


def test_our_own_settings_pass():
    assert sqlite_journal_is_safe() == []
