"""TE-01: whoever rewrites the log in the database, without the key, is found out, and the place is named."""

import subprocess
import sys
from random import Random

import pytest
from django.db import connection, transaction

from tests.ledger import rewriting
from tests.ledger.logs import checked, grown, last
from zona.console.commands.verify import VERIFIER
from zona.ledger import guards
from zona.ledger.export import export_log
from zona.ledger.models import Entry

pytestmark = pytest.mark.django_db


def forged(log, deed, cover, *, fit=True, seed=0):
    """One deed on a log whose guards are gone; undone by the caller's transaction."""
    first = deed(log, Random(seed), fit=fit)
    cover(log, first)
    return rewriting.Forgery(deed.__name__, first, cover.__name__)


@pytest.mark.parametrize(("size", "each", "times"), [(40, 1, 60), (40, 8, 30), (300, 50, 10)])
def test_random_rewriting_is_found_and_named(tmp_path, size, each, times):
    log = grown(size, each=each)
    outside, random = last(log).note, Random(size + each)
    assert checked(log, tmp_path, outside).faults == []
    guards.remove(connection)
    for _ in range(times):
        with transaction.atomic():
            forgery = rewriting.forge(log, random)
            log.refresh_from_db()
            report = checked(log, tmp_path, outside)
            assert report.faults, forgery
            assert rewriting.is_named_rightly(forgery, report.first_bad, each), (forgery, report)
            transaction.set_rollback(True)
        log.refresh_from_db()
    assert checked(log, tmp_path, outside).faults == []


@pytest.mark.parametrize("deed", rewriting.DEEDS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("cover", rewriting.COVERS, ids=lambda one: one.__name__)
def test_every_deed_under_every_cover(tmp_path, deed, cover):
    log = grown(24)
    outside = last(log).note
    guards.remove(connection)
    forgery = forged(log, deed, cover, seed=3)
    log.refresh_from_db()
    report = checked(log, tmp_path, outside)
    assert report.faults
    assert rewriting.is_named_rightly(forgery, report.first_bad, 1), (forgery, report)


@pytest.mark.parametrize("deed", rewriting.DEEDS, ids=lambda one: one.__name__)
def test_the_verifier_that_is_handed_out_says_it_in_a_sentence(tmp_path, deed):
    log = grown(12)
    outside, file = tmp_path / "titik-periksa.txt", tmp_path / "log.zip"
    outside.write_text(last(log).note, encoding="utf-8")
    guards.remove(connection)
    forgery = forged(log, deed, rewriting.notes, seed=5)
    export_log(log, file)
    command = [sys.executable, str(VERIFIER), str(file), "--titik-periksa", str(outside)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, "")
    assert f"Catatan pertama yang tidak dapat dipercaya: {forgery.first}\n" in done.stdout
    assert done.stdout.endswith("Berkas ini TIDAK dapat dipercaya.\n")


def test_an_untouched_log_holds(tmp_path):
    """The control: the same verifier says yes to the same log before anybody touches it."""
    log = grown(24)
    report = checked(log, tmp_path, last(log).note)
    assert (report.faults, report.first_bad, report.trusted, report.anchored) == ([], None, 24, 24)


def test_a_repaired_tail_is_found_only_from_outside(tmp_path):
    """Why checkpoints must leave the machine: a log cut to an older state of its own looks whole."""
    log = grown(24)
    outside = last(log).note
    guards.remove(connection)
    forgery = forged(log, rewriting.truncate, rewriting.nothing)
    assert checked(log, tmp_path).faults == []
    report = checked(log, tmp_path, outside)
    assert report.first_bad == forgery.first
    assert "dipotong" in report.faults[0]


def test_whoever_replaces_the_key_is_found_only_from_outside(tmp_path):
    log = grown(24)
    outside = last(log).note
    guards.remove(connection)
    forged(log, rewriting.edit, rewriting.own_key)
    log.refresh_from_db()
    assert checked(log, tmp_path).faults == []
    assert "tidak ditandatangani" in checked(log, tmp_path, outside).faults[0]


def test_a_checkpoint_of_another_log_shows_nothing(tmp_path):
    one, other = grown(3), grown(3, log=2)
    report = checked(one, tmp_path, last(other).note)
    assert "buku besar lain" in report.faults[0]


def test_hiding_a_record_changes_no_leaf_and_is_only_counted(tmp_path):
    """What the log does not protect against: contents withheld. The reader is told how many he can read."""
    log = grown(6)
    outside = last(log).note
    guards.remove(connection)
    Entry.objects.filter(position=2).update(visibility="sealed")
    Entry.objects.filter(position=4).update(salt=None)
    report = checked(log, tmp_path, outside)
    assert (report.faults, report.anchored) == ([], 6)
    assert "6 catatan, 4 dapat dibaca" in report.said[0]
