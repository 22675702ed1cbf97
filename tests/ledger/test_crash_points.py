"""TE-04, short form: the process is killed at its system calls. `./zi faults ledger` kills at every one."""

import shutil

import pytest

from tests.ledger.crashing import in_a_process, spread

needs_strace = pytest.mark.skipif(not shutil.which("strace"), reason="perlu strace: apt-get install strace")


@needs_strace
def test_killed_anywhere_nothing_is_lost_twice_or_missing():
    found = in_a_process(25)
    assert found["points"] > 20
    assert found["faults"] == {}


@needs_strace
def test_a_sequencer_in_two_transactions_is_found_out():
    """The control: the same kind of points, the same look afterwards."""
    found = in_a_process(25, wrong=True)
    assert found["points"] > 20
    assert [fault for fault in found["faults"].values() if "numbered, signed for" in fault]


def test_points_are_spread_over_the_whole_run():
    assert spread(list(range(100)), 4) == [0, 25, 50, 75]
    assert spread([1, 2], 4) == [1, 2]
