"""Two sequencers, and people who go on working: no number twice, no gap, none lost."""

import pytest
from django.db import transaction

from tests.ledger.files import at_once
from tests.ledger.logs import checked, positions, say, waiting_in_bulk
from zona.ledger import sequencer
from zona.ledger.models import Checkpoint, Entry, Log
from zona.ledger.sequencer import sequence_all


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


def test_without_the_lock_two_sequencers_would_collide(file_database, monkeypatch):
    """The control: both begin from the same checkpoint, one is refused by the database."""
    from django.db import IntegrityError

    from zona.ledger.models import Log as Locked

    waiting_in_bulk(10)
    sequence_all()
    waiting_in_bulk(10)
    log, entries = Locked.objects.get(), list(sequencer._waiting(1))
    newest = log.checkpoints.order_by("-size").first()
    grown = [sequencer._Growth(log, sequencer._frontier(log, newest), sequencer.read_key(1)) for _ in range(2)]
    sequencer._number(entries, 10)
    sequencer._extend(grown[0], entries)
    sequencer._sign(grown[0], newest.at)
    with pytest.raises(IntegrityError):
        with transaction.atomic():
            sequencer._extend(grown[1], entries)
            sequencer._sign(grown[1], newest.at)
