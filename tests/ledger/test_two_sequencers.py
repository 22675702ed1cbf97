"""Two sequencers, and people who go on working: no number twice, no gap, none lost."""

import pytest
from django.db import IntegrityError, transaction

from tests.databases import at_once
from tests.ledger.logs import checked, positions, say, waiting_in_bulk
from zona.ledger import sequencer
from zona.ledger.models import Checkpoint, Entry, Log
from zona.ledger.sequencer import _Growth, read_key, sequence_all


def _sequencing(rounds: int):
    def run() -> int:
        return sum(sequence_all() for _ in range(rounds))

    return run


def _speaking(count: int):
    def run() -> int:
        for number in range(count):
            with transaction.atomic():
                say(f"Catatan {number}", nomor=number)
        return count

    return run


def test_two_sequencers_at_once(file_database, monkeypatch, tmp_path):
    monkeypatch.setattr(sequencer, "BATCH", 37)
    waiting_in_bulk(600)
    outcomes = at_once(_sequencing(5), _sequencing(5))
    assert sum(outcomes) == 17, outcomes
    assert positions() == list(range(600))
    assert checked(Log.objects.get(), tmp_path).faults == []


def test_two_sequencers_make_a_log_together(file_database, tmp_path):
    """The first entry of a government: one of the two makes log and key."""
    say()
    outcomes = at_once(_sequencing(1), _sequencing(1), _sequencing(1))
    assert not [one for one in outcomes if isinstance(one, Exception)], outcomes
    say()
    assert sequence_all() == 1
    assert Log.objects.count() == 1
    assert positions() == [0, 1]
    assert checked(Log.objects.get(), tmp_path).faults == []


def test_people_work_while_two_sequencers_number(file_database, tmp_path):
    outcomes = at_once(_speaking(40), _speaking(40), _sequencing(60), _sequencing(60))
    assert not [one for one in outcomes if isinstance(one, Exception)], outcomes
    sequence_all()
    numbers = list(Entry.objects.values_list("position", flat=True).order_by("position"))
    assert numbers == list(range(80))
    assert Checkpoint.objects.order_by("-size").first().size == 80
    assert checked(Log.objects.get(), tmp_path).faults == []


def test_what_would_happen_without_the_lock(file_database):
    """The control: two that begin from one checkpoint want the same numbers, and the database refuses the second."""
    waiting_in_bulk(10)
    sequence_all()
    waiting_in_bulk(10)
    log = Log.objects.get()
    newest, entries = log.checkpoints.order_by("-size").first(), list(sequencer._waiting(1))
    one, other = (_Growth(log, sequencer._frontier(log, newest), read_key(1)) for _ in range(2))
    sequencer._number(entries, 10)
    sequencer._extend(one, entries)
    sequencer._sign(one, newest.at)
    sequencer._extend(other, entries)
    with pytest.raises(IntegrityError), transaction.atomic():
        sequencer._sign(other, newest.at)
