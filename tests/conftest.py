"""What every test may ask for, and the rule that on the CI machine nothing is skipped."""

import os
from collections.abc import Callable, Generator, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.test import TransactionTestCase
from django.utils import timezone

from tests.cast import Cast, build_cast
from tests.databases import file_database
from tests.emptying import guards_lifted
from zona.base import clock

__all__ = ["file_database"]  # a fixture

IN_CI = os.environ.get("CI") == "true"

# one example may be slow on a busy machine; on CI the same examples run every time
hypothesis.settings.register_profile("zona", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, max_examples=200)
hypothesis.settings.load_profile("ci" if IN_CI else "zona")


@pytest.fixture(autouse=True)
def _own_ledger_keys(settings: Any, tmp_path: Path) -> None:
    """Logs are gone after a test, so their keys must be, too."""
    settings.LEDGER_KEYS = tmp_path / "keys"


@pytest.fixture
def cast(db: None) -> Cast:
    """The city of `tests.cast`."""
    return build_cast()


@pytest.fixture
def stand_on(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """`stand_on(date(2026, 3, 1))` stops Zona's clock at noon of that day."""

    def stand(day: date) -> None:
        noon = timezone.make_aware(datetime.combine(day, time(12)))
        monkeypatch.setattr(clock, "today", lambda: day)
        monkeypatch.setattr(clock, "now", lambda: noon)

    return stand


@pytest.fixture(autouse=True, scope="session")
def _tables_can_be_emptied() -> Iterator[None]:
    """Tests that commit empty every table afterwards; the ledger's triggers stand aside for that moment only."""
    empty = TransactionTestCase._fixture_teardown

    def without_guards(case: TransactionTestCase) -> None:
        with guards_lifted():
            empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_guards)
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[Any]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Under CI=true a skipped test is a failed test: what is not run shows nothing. An expected failure may stay."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Dilewati, dan itu tidak boleh di CI: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole file that skips itself (`importorskip`, `allow_module_level`)."""
    report = yield
    if IN_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"Berkas pengujian dilewati, dan itu tidak boleh di CI: {report.longrepr}"
    return report
