"""What is wrong with the ledger is said in sentences to whoever runs the server; and what erasing leaves behind."""

from datetime import timedelta

import pytest
from django.db import connection

from tests.ledger.logs import checked, grown, last, say
from zona.base import clock
from zona.ledger import guards
from zona.ledger.erase import erase, free_pages_are_overwritten
from zona.ledger.health import faults_of_ledger
from zona.ledger.keys import path_of
from zona.ledger.models import ERASED, Checkpoint, Entry, Log
from zona.ledger.proofs import proof_file
from zona.ledger.sequencer import sequence

pytestmark = pytest.mark.django_db


def test_all_is_well():
    assert faults_of_ledger() == []
    grown(3), grown(2, log=2)
    assert faults_of_ledger() == []


def test_an_entry_that_waits_for_a_minute(monkeypatch):
    say()
    assert faults_of_ledger() == []
    later = clock.now() + timedelta(minutes=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert any("menunggu nomor" in one for one in faults_of_ledger())


def test_a_key_that_is_gone():
    grown(1)
    path_of(1).unlink()
    assert any("Kunci" in one for one in faults_of_ledger())


def test_triggers_that_are_gone():
    grown(1)
    with connection.cursor() as cursor:
        on = " ON ledger_tile" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER ledger_tile_update{on}")
    (fault,) = faults_of_ledger()
    assert "ledger_tile_update" in fault


def changed(deed) -> list[str]:
    grown(3)
    guards.remove(connection)
    deed()
    guards.install(connection)
    return faults_of_ledger()


@pytest.mark.parametrize(
    "deed",
    [
        lambda: Checkpoint.objects.filter(size=3).update(root=bytes(32)),
        lambda: Checkpoint.objects.filter(size=3).update(size=4),
        lambda: Checkpoint.objects.filter(size=3).update(note="halo"),
        lambda: Checkpoint.objects.filter(size=3).delete(),
        lambda: Entry.objects.filter(position=1).delete(),
        lambda: Log.objects.update(public_key=bytes(32)),
    ],
)
def test_what_was_changed_in_the_last_state_is_said(deed):
    assert changed(deed)


def test_two_logs_are_both_looked_at():
    grown(1), grown(1, log=2)
    path_of(1).unlink(), path_of(2).unlink()
    assert len(faults_of_ledger()) == 2


def test_an_erased_entry_keeps_its_leaf_and_the_proofs_of_others(tmp_path):
    """TE-12 below the screens: text and salt go, the log verifies, other proofs hold."""
    for name in ("Siti", "Joko", "Dewi"):
        say(f"{name} melapor", nama=name)
    sequence(1)
    log, outside = Log.objects.get(), last().note
    joko = Entry.objects.get(summary__startswith="Joko")
    assert erase([joko], reason="permintaan") == [1]
    joko.refresh_from_db()
    assert (joko.is_erased, joko.summary, joko.details, joko.actor_name) == (True, ERASED, {}, "")
    report = checked(log, tmp_path, outside)
    assert (report.faults, report.anchored) == ([], 3)
    assert "2 dapat dibaca" in report.said[0]
    assert "record" not in proof_file(joko)
    assert "Siti" in proof_file(Entry.objects.get(position=0))["record"]
    assert erase([joko], reason="sekali lagi") == []  # nothing is left to erase


def test_an_entry_that_still_waits_is_numbered_before_it_is_erased(tmp_path):
    entry = say("Rahasia")
    assert erase([entry], reason="permintaan") == [0]
    assert checked(Log.objects.get(), tmp_path).faults == []


def test_nothing_of_what_was_erased_is_left_in_the_file(file_database, tmp_path):
    """A canary's bytes, looked for in the database file itself."""
    if connection.vendor != "sqlite":
        return  # PostgreSQL needs VACUUM; docs/ledger.md says so
    canary = "KENARI-7f3a9c"
    entry = say(f"Ditulis oleh {canary}", nama=canary)
    sequence(1)
    salt = bytes(entry.salt)
    file = tmp_path / "zona.sqlite3"
    assert canary.encode() in file.read_bytes()  # the control: they are there, and this would see them
    assert salt in file.read_bytes()
    erase([entry], reason="permintaan")
    assert free_pages_are_overwritten()
    assert canary.encode() not in file.read_bytes()
    assert salt not in file.read_bytes()
