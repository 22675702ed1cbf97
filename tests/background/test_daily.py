"""What the worker starts once a day."""

import pytest

from zona.background import daily
from zona.background.worker import Sweeper


@pytest.mark.django_db(transaction=True)  # a tick gives its connection back
def test_a_day_starts_once_and_one_failure_stops_nobody(monkeypatch, caplog):
    called = []

    def fails() -> None:
        raise RuntimeError("rusak")

    monkeypatch.setattr(daily, "_DAILY", [fails, lambda: called.append("surel")])
    sweeper = Sweeper()
    sweeper.tick()
    sweeper.tick()
    assert called == ["surel"]
    assert "fails gagal" in caplog.text


def test_the_checkpoint_leaves_every_day():
    assert "enqueue_checkpoint_mails" in [function.__name__ for function in daily._DAILY]
