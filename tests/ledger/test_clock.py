"""TE-11: a wrong clock. Nothing is signed before the last checkpoint; order is by number, never by clock."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.ledger.logs import checked, grown, last, positions, say
from zona.base import clock
from zona.ledger import note, sequencer
from zona.ledger.health import faults_of_ledger
from zona.ledger.models import Entry
from zona.ledger.sequencer import ClockError, sequence, sequence_all

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.fixture
def clock_at(monkeypatch):
    """`clock_at(days=-2)` sets Zona's clock so far from NOW."""

    def move(**by: float) -> None:
        monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(**by))

    move()
    return move


def test_two_days_back_nothing_is_signed_and_entries_wait(clock_at, tmp_path):
    log = grown(3)
    clock_at(days=-2)
    say("Dicatat saat jam salah")
    for _ in range(3):
        with pytest.raises(ClockError, match=r"menunjukkan 23-11-2026 02:00:00 UTC.*25-11-2026 02:00:00 UTC"):
            sequence(1)
    assert (last().size, Entry.objects.filter(position=None).count()) == (3, 1)
    clock_at(seconds=10)
    say("Dicatat saat jam benar")
    assert sequence(1).size == 5
    wrong, right = Entry.objects.order_by("position")[3:]
    assert (wrong.summary, right.summary) == ("Dicatat saat jam salah", "Dicatat saat jam benar")
    assert wrong.at < right.at - timedelta(days=1)
    assert checked(log, tmp_path).faults == []


def test_order_is_by_number_when_the_clock_runs_backwards(clock_at, tmp_path):
    entries = []
    for minutes in (30, 20, 10, 0):
        clock_at(minutes=minutes)
        entries.append(say())
    clock_at(minutes=31)
    sequence(1)
    assert positions() == [0, 1, 2, 3]
    assert [one.at for one in entries] == sorted((one.at for one in entries), reverse=True)


@pytest.mark.parametrize(("seconds", "signed"), [(-4, True), (-5, True), (-6, False), (-3600, False), (0, True)])
def test_five_seconds_are_tolerated_and_time_never_falls(clock_at, seconds, signed):
    grown(1)
    clock_at(seconds=seconds)
    say()
    if signed:
        assert sequence(1).at == NOW  # never before the last one
        assert note.read(last().note).at == NOW
    else:
        with pytest.raises(ClockError):
            sequence(1)


def test_in_any_time_zone_of_the_server(clock_at, monkeypatch, tmp_path):
    """The text of a checkpoint is UTC whatever zone the clock answers in."""
    jakarta = timezone.get_fixed_timezone(7 * 60)
    monkeypatch.setattr(clock, "now", lambda: NOW.astimezone(jakarta))
    log = grown(1)
    assert "\n2026-11-25T02:00:00Z\n" in last().note
    assert checked(log, tmp_path).faults == []


def test_a_leap_of_two_days_is_seen_by_the_watch(clock_at):
    watch = sequencer._ClockWatch()
    watch.check()
    clock_at(days=2)
    with pytest.raises(ClockError, match="meloncat maju 172800 detik"):
        watch.check()
    watch.check()  # said once; the new time holds from here
    clock_at()
    with pytest.raises(ClockError, match="meloncat mundur 172800 detik"):
        watch.check()


def test_time_that_really_passed_is_no_leap(clock_at, monkeypatch):
    """The control: a computer that was busy or asleep with its clock running."""
    running = [100.0]
    monkeypatch.setattr(sequencer.time, "monotonic", lambda: running[0])
    watch = sequencer._ClockWatch()
    running[0] += 2 * 86400
    clock_at(days=2)
    watch.check()
    clock_at(days=2, minutes=4)
    watch.check()  # and a correction of some minutes


def test_after_a_leap_forward_the_clock_put_right_is_behind_and_health_says_so(clock_at):
    grown(1)
    clock_at(days=2)
    say()
    sequence(1)
    assert faults_of_ledger() == []
    clock_at()
    (fault,) = faults_of_ledger()
    assert "Perbaiki jam server" in fault
    say()
    with pytest.raises(ClockError):
        sequence(1)
    clock_at(days=2, seconds=1)
    assert sequence(1).size == 3


def test_health_says_that_the_clock_stands_behind(clock_at):
    grown(1)
    assert faults_of_ledger() == []
    clock_at(days=-2)
    assert any("Perbaiki jam server" in one for one in faults_of_ledger())


class Rounds(threading.Event):
    """Lets `run_forever` make so many rounds, and does something before each."""

    def __init__(self, *before):
        super().__init__()
        self.before, self.waits = list(before), []

    def is_set(self):
        if not self.before:
            return True
        self.before.pop(0)()
        return False

    def wait(self, timeout=None):
        self.waits.append(timeout)
        return False


def test_the_loop_goes_on_after_every_kind_of_failure(clock_at, caplog):
    """Told, tried again; entries wait and none is lost."""
    grown(1)

    def wrong():
        clock_at(days=-2)
        say("satu")

    def right():
        clock_at(days=-2, seconds=1)  # the leap is over, but the checkpoint is still ahead

    def good():
        clock_at(seconds=30)

    rounds = Rounds(wrong, right, good, lambda: None)
    sequencer.run_forever(rounds)
    assert "meloncat" in caplog.text
    assert "Perbaiki jam server" in caplog.text
    assert (last().size, sequence_all()) == (2, 0)
    assert rounds.waits.count(10 * sequencer.PAUSE) == 3


def test_a_clock_that_stands_still_is_no_fault(stand_on, tmp_path):
    stand_on(date(2026, 3, 1))
    log = grown(4)
    assert checked(log, tmp_path).faults == []
