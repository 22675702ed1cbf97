"""TE-02: whoever has even the key and rewrites history is found out by any checkpoint outside, and by the witness."""

from random import Random

import pytest
from django.db import connection

from tests.ledger import rewriting
from tests.ledger.city import FakeCity
from tests.ledger.logs import checked, commitments, grown, last, say
from tests.ledger.outside import zona_verify, zona_witness
from zona.ledger import guards, note
from zona.ledger.keys import read_key
from zona.ledger.models import Entry, Log
from zona.ledger.sequencer import sequence
from zona.ledger.witnesses import WitnessError, register_witness, take_cosignature

pytestmark = pytest.mark.django_db
NAME = "inspektorat"


def rewritten(log: Log, deed, seed: int = 1) -> int:
    """History changed by somebody who has database, source and key."""
    guards.remove(connection)
    first = deed(log, Random(seed), fit=True)
    rewriting.with_key(log, first, read_key(log.government_id))
    return first


def city_of(log: Log) -> FakeCity:
    return FakeCity(last(log).note, bytes(log.public_key), commitments(log.government_id))


def visit(city: FakeCity, folder) -> int:
    with city.served() as address:
        return zona_witness.main([address, "--nama", NAME, "--folder", str(folder)])


@pytest.mark.parametrize("deed", rewriting.DEEDS, ids=lambda one: one.__name__)
def test_any_checkpoint_outside_is_enough(tmp_path, deed):
    log = grown(24)
    outside = last(log).note
    rewritten(log, deed)
    assert checked(log, tmp_path).faults == [], "alone, the second history must look perfect, or this shows nothing"
    assert checked(log, tmp_path, outside).faults


def test_only_what_was_handed_out_before_is_called_trustworthy(tmp_path):
    """The log's own checkpoints agree with the lie; the first bad leaf may not be named by them."""
    log = grown(24)
    early, late = log.checkpoints.get(size=6).note, last(log).note
    guards.remove(connection)
    entry = Entry.objects.get(position=10)
    entry.summary = "Nilainya 80"
    rewriting._keep(entry, fit=True)
    rewriting.with_key(log, 10, read_key(1))
    assert checked(log, tmp_path, late).first_bad == 0
    assert checked(log, tmp_path, early, late).first_bad == 6
    assert checked(log, tmp_path, early).faults == []  # nobody outside had seen leaf 10


@pytest.mark.parametrize("more", [0, 1, 5])
@pytest.mark.parametrize("deed", rewriting.DEEDS, ids=lambda one: one.__name__)
def test_the_witness_refuses_the_second_history_and_keeps_it(tmp_path, deed, more, capsys):
    log = grown(12)
    assert visit(city_of(log), tmp_path) == 0
    kept = (tmp_path / "titik-periksa.txt").read_text()
    rewritten(log, deed)
    for _ in range(more + 1):
        say()
    sequence(1)
    city = city_of(log)
    assert visit(city, tmp_path) == 1
    assert city.seen == []
    assert (tmp_path / "titik-periksa.txt").read_text() == kept
    (other,) = tmp_path.glob("riwayat-lain-*.txt")
    assert other.read_text() == city.note
    assert "DITOLAK: Riwayat lain" in capsys.readouterr().err
    assert visit(city, tmp_path) == 1  # and again, for as long as the second history stands


@pytest.mark.parametrize("more", [1, 2, 7, 300])
def test_the_witness_signs_the_honest_longer_log(tmp_path, more, capsys):
    """The control: the same program says yes to growth."""
    log = grown(12)
    assert visit(city_of(log), tmp_path) == 0
    for _ in range(more):
        say()
    sequence(1)
    city = city_of(log)
    assert visit(city, tmp_path) == 0
    assert visit(city, tmp_path) == 0  # nothing new: seen again
    assert [one["size"] for one in city.seen] == [12 + more] * 2
    assert not list(tmp_path.glob("riwayat-lain-*"))
    assert "disaksikan" in capsys.readouterr().out


def test_what_the_witness_hands_in_is_kept_and_found_in_the_export(tmp_path):
    log, city = grown(5), None
    city = city_of(log)
    assert visit(city, tmp_path) == 0
    public = bytes.fromhex((tmp_path / "kunci-publik.txt").read_text())
    register_witness(log, name=NAME, public_key=public, by=None)
    (seen,) = city.seen
    cosignature = take_cosignature(log, size=seen["size"], line=seen["line"].rstrip())  # a line's end may get lost
    assert take_cosignature(log, size=seen["size"], line=seen["line"]).pk == cosignature.pk
    text = last(log).note + cosignature.line
    assert zona_verify.is_cosigned(zona_verify.read_checkpoint(text), NAME, public)
    sequence(1)
    assert checked(log, tmp_path, text).faults == []


def test_only_registered_witnesses_and_true_lines_are_taken(tmp_path):
    log = grown(5)
    city = city_of(log)
    visit(city, tmp_path)
    (seen,) = city.seen
    with pytest.raises(WitnessError, match="terdaftar"):
        take_cosignature(log, size=5, line=seen["line"])
    public = bytes.fromhex((tmp_path / "kunci-publik.txt").read_text())
    register_witness(log, name=NAME, public_key=public, by=None)
    for size, line in ((4, seen["line"]), (5, seen["line"] + "— x AAAA\n"), (5, ""), (5, "x"), (6, seen["line"])):
        with pytest.raises(WitnessError):
            take_cosignature(log, size=size, line=line)


def test_a_shorter_log_than_was_seen_is_another_history(tmp_path):
    """A server put back to an old backup: told, not signed."""
    log = grown(12)
    assert visit(city_of(log), tmp_path) == 0
    city = FakeCity(log.checkpoints.get(size=8).note, bytes(log.public_key), commitments()[:8])
    assert visit(city, tmp_path) == 1
    assert city.seen == []


def test_another_key_than_at_the_first_visit_is_refused(tmp_path, capsys):
    log, other = grown(3), grown(3, log=2)
    assert visit(city_of(log), tmp_path) == 0
    assert visit(city_of(other), tmp_path) == 1
    assert "kunci buku besar yang dikenal sejak awal" in capsys.readouterr().err


def test_the_same_key_under_another_name_is_refused(tmp_path):
    log = grown(3)
    assert visit(city_of(log), tmp_path) == 0
    state = note.read(last(log).note)
    renamed = note.sign(note.Checkpoint("buku-besar-lain", state.size, state.root, state.at), read_key(1))
    city = FakeCity(renamed, bytes(log.public_key), commitments())
    assert visit(city, tmp_path) == 1
    assert city.seen == []


@pytest.mark.parametrize("proof", [[], ["00"], ["00" * 32], ["00" * 32] * 60])
def test_a_proof_that_shows_nothing_is_refused(tmp_path, proof):
    import json

    log = grown(5)
    assert visit(city_of(log), tmp_path) == 0
    say()
    sequence(1)
    city = city_of(log)
    city.nonsense["/kesinambungan.json"] = json.dumps({"proof": proof}).encode()
    assert visit(city, tmp_path) == 1
    assert city.seen == []


@pytest.mark.parametrize("page", ["/titik-periksa.txt", "/kunci.json", "/kesinambungan.json"])
@pytest.mark.parametrize(
    "text", [b"", b"[]", b"{}", b"null", b"\xff\xfe", b"[" * 100_000, b'{"proof": 5}', b"x" * 2_000_000]
)
def test_a_server_that_talks_nonsense_is_said_to_be_out_of_reach(tmp_path, page, text, capsys):
    log = grown(5)
    if page == "/kesinambungan.json":
        assert visit(city_of(log), tmp_path) == 0
        say()
        sequence(1)
    city = city_of(log)
    city.nonsense[page] = text
    assert visit(city, tmp_path) == 2
    assert "Tidak dapat menyaksikan" in capsys.readouterr().err
    assert city.seen == []


def test_nobody_there(tmp_path, capsys):
    assert zona_witness.main(["http://127.0.0.1:9/", "--nama", NAME, "--folder", str(tmp_path)]) == 2
    assert "Tidak dapat menyaksikan" in capsys.readouterr().err
