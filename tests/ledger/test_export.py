"""The export while people go on working: whole in itself, and in nobody's way."""

import json
import sqlite3
import zipfile

import pytest
from django.db import connection

from tests.ledger.logs import checked, grown, say, waiting_in_bulk
from zona.ledger import export
from zona.ledger.models import Entry, Log
from zona.ledger.sequencer import sequence, sequence_all

pytestmark = pytest.mark.django_db


def test_what_is_signed_meanwhile_belongs_to_the_next_export(tmp_path, monkeypatch):
    log, leaves = grown(5), export._leaves

    def then_more(*given):
        yield from leaves(*given)
        say()
        sequence(1)

    monkeypatch.setattr(export, "_leaves", then_more)
    report = checked(log, tmp_path)
    assert (report.faults, report.trusted) == ([], 5)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 7])
def test_portions_lose_nothing_and_repeat_nothing(tmp_path, monkeypatch, count):
    monkeypatch.setattr(export, "PORTION", 2)
    grown(1, log=2)
    log = grown(count) if count else Log.objects.create(government_id=1, origin="x", public_key=bytes(32))
    report = checked(log, tmp_path)
    assert (report.faults, report.trusted) == ([], count)
    with zipfile.ZipFile(tmp_path / "log.zip") as bundle:
        sizes = [json.loads(line)["size"] for line in bundle.read("checkpoints.jsonl").splitlines()]
    assert sizes == list(range(1, count + 1))


def write_from_elsewhere(file) -> bool:
    """Whether another process could commit now."""
    other = sqlite3.connect(file, timeout=0.2, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE django_migrations SET app = app")
        other.execute("COMMIT")
    except sqlite3.OperationalError:
        return False
    finally:
        other.close()
    return True


def test_people_write_while_a_long_log_is_exported(file_database, tmp_path, monkeypatch):
    """On SQLite a query that is still open blocks every commit."""
    if connection.vendor != "sqlite":
        return
    waiting_in_bulk(2500)
    sequence_all()
    log, file, leaf, outcomes = Log.objects.get(), tmp_path / "zona.sqlite3", export._leaf, []

    def slowly(entry, discloses):
        if entry.position % 500 == 1:
            outcomes.append(write_from_elsewhere(file))
        return leaf(entry, discloses)

    monkeypatch.setattr(export, "_leaf", slowly)
    assert checked(log, tmp_path).faults == []
    assert outcomes == [True] * 5
    # the control: one open query over the same rows does block
    rows = Entry.objects.order_by("position").iterator(chunk_size=100)
    next(rows)
    assert not write_from_elsewhere(file)
    rows.close()
