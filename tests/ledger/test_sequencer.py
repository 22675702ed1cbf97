"""Numbers, tiles and checkpoints: in the order of arrival, without gap, all or nothing."""

from random import Random

import pytest
from django.db import connection, transaction

from tests.assessments import sheets
from tests.ledger import naive
from tests.ledger.logs import checked, commitments, grown, last, positions, say, waiting_in_bulk
from tests.ledger.outside import zona_verify
from zona.ledger import guards, note, sequencer
from zona.ledger.keys import LedgerKeyError, path_of, read_key
from zona.ledger.models import Checkpoint, Entry, Log, Tile
from zona.ledger.proofs import StoredTree, proof_file, proof_of_consistency, proof_of_inclusion
from zona.ledger.sequencer import BrokenLogError, sequence, sequence_all
from zona.ledger.tree import Frontier, leaf_hash, root_from_inclusion, root_of

pytestmark = pytest.mark.django_db


def test_entries_are_numbered_in_the_order_they_came():
    entries = [say(f"Catatan {number}") for number in range(30)]
    assert sequence(1).size == 30
    assert [Entry.objects.get(pk=one.pk).position for one in entries] == list(range(30))
    say()
    assert sequence(1).size == 31
    assert positions() == list(range(31))


def test_nothing_waits_and_nothing_is_signed():
    assert sequence(1) is None
    assert sequence_all() == 0
    assert not Log.objects.exists()
    grown(1)
    assert sequence(1) is None
    assert Checkpoint.objects.count() == 1


def test_every_government_has_a_log_and_a_key_of_its_own():
    say(log=1), say(log=2), say(log=1)
    assert sequence_all() == 2
    assert (positions(1), positions(2)) == ([0, 1], [0])
    keys = {bytes(log.public_key) for log in Log.objects.all()}
    assert (len(keys), {last(1).note.split("\n")[0], last(2).note.split("\n")[0]}) == (
        2, {"zona.localhost/buku-besar/1", "zona.localhost/buku-besar/2"},
    )  # fmt: skip


def test_a_checkpoint_says_what_is_stored_and_is_signed():
    log = grown(5)
    state = note.verify(last().note, bytes(log.public_key))
    assert (state.size, state.root) == (5, naive.mth(commitments()))
    assert bytes(last().root) == state.root


def test_a_large_crowd_is_numbered_in_batches(monkeypatch):
    monkeypatch.setattr(sequencer, "BATCH", 100)
    waiting_in_bulk(250)
    assert sequence_all() == 3
    assert sorted(Checkpoint.objects.values_list("size", flat=True)) == [100, 200, 250]
    assert positions() == list(range(250))


@pytest.mark.parametrize("count", [255, 256, 257, 511, 512, 513])
def test_a_tile_is_kept_as_soon_as_it_is_full(count):
    waiting_in_bulk(count)
    sequence_all()
    leaves = [leaf_hash(one) for one in commitments()]
    tiles = Tile.objects.filter(level=0).order_by("number")
    assert [one.number for one in tiles] == list(range(count // 256))
    for tile in tiles:
        own = leaves[tile.number * 256 : (tile.number + 1) * 256]
        assert (bytes(tile.hashes), bytes(tile.root)) == (b"".join(own), root_of(own))
    assert not Tile.objects.filter(level=1).exists()


def proofs_agree(log: Log, leaves: list[bytes], places: list[int], olds: list[int]) -> None:
    """The stored log's proofs, against the second implementation; the leaves' hashes are taken once."""
    size, root = len(leaves), bytes(last(log).root)
    known = _naive_over_hashes([leaf_hash(one) for one in leaves])
    assert known(0, size) == root
    for place in places:
        proof = [bytes.fromhex(one) for one in proof_of_inclusion(log, place, size)]
        assert proof == _path(place, 0, size, known)
        assert root_from_inclusion(place, size, leaf_hash(leaves[place]), proof) == root
        assert zona_verify.root_by_path(place, size, leaf_hash(leaves[place]), proof) == root
    for old in olds:
        proof = [bytes.fromhex(one) for one in proof_of_consistency(log, old, size)]
        assert proof == _subproof(old, 0, size, True, known)


def _naive_over_hashes(hashes):
    """`naive.mth` over leaf hashes, each range calculated once, so that 65,536 leaves stay quick."""
    kept = {}

    def known(first, end):
        if (first, end) not in kept:
            split = first + naive.largest_power_of_two_below(end - first) if end - first > 1 else first
            kept[first, end] = (
                hashes[first] if end - first == 1
                else naive.sha256(b"\x01" + known(first, split) + known(split, end)).digest()
            )  # fmt: skip
        return kept[first, end]

    return known


def _path(m, first, end, known):
    if end - first == 1:
        return []
    split = first + naive.largest_power_of_two_below(end - first)
    if m < split:
        return [*_path(m, first, split, known), known(split, end)]
    return [*_path(m, split, end, known), known(first, split)]


def _subproof(m, first, end, whole, known):
    if m == end:
        return [] if whole else [known(first, end)]
    split = first + naive.largest_power_of_two_below(end - first)
    if m <= split:
        return [*_subproof(m, first, split, whole, known), known(split, end)]
    return [*_subproof(m, split, end, False, known), known(first, split)]


def filled_with(count: int) -> Log:
    """A log of many leaves whose records nobody will read."""
    random = Random(count)
    leaves = [random.randbytes(32) for _ in range(count)]
    waiting_in_bulk(1)
    sequence(1)
    log, guarded = Log.objects.get(), Entry.objects.get()
    guards.remove(connection)
    guarded.commitment = leaves[0]
    Entry.objects.bulk_update([guarded], ["commitment"])
    rows = [
        Entry(log=1, position=at, commitment=leaves[at], event="x", actor_name="x", subject_kind="x", subject_id="x")
        for at in range(1, count)
    ]
    Entry.objects.bulk_create(rows, batch_size=2000)
    growth = sequencer._Growth(log, Frontier(), read_key(1))
    for leaf in leaves:
        growth.frontier.append(leaf_hash(leaf))
    for number in range(count // 256):
        sequencer._add_tiles(log, number)
    sequencer._sign(growth, last().at)
    guards.install(connection)
    return log


@pytest.mark.parametrize("count", [1, 2, 255, 256, 257, 1000])
def test_proofs_across_the_borders_of_tiles(count):
    waiting_in_bulk(count)
    sequence_all()
    random = Random(count)
    borders = [one for one in (0, 1, 254, 255, 256, 257, 511, 512, count - 1) if one < count]
    places = sorted({*borders, *(random.randrange(count) for _ in range(20))})
    olds = sorted({max(1, one) for one in places} | {count})
    proofs_agree(Log.objects.get(), commitments(), places, olds)


def test_proofs_across_the_border_of_65536_leaves():
    """The first tile of the second level. What comes before is put in at once, by the sequencer's own steps."""
    log = filled_with(65_536 - 3)
    assert not Tile.objects.filter(level=1).exists()
    waiting_in_bulk(300)
    sequence_all()
    above = Tile.objects.get(level=1)
    below = Tile.objects.filter(level=0, number__lt=256).order_by("number").values_list("root", flat=True)
    assert bytes(above.hashes) == b"".join(map(bytes, below))
    size, random = 65_833, Random(65_536)
    places = [0, 255, 256, 65_279, 65_280, 65_535, 65_536, 65_791, 65_792, size - 1]
    olds = [1, 256, 65_279, 65_533, 65_535, 65_536, 65_537, 65_792, size]
    more = [random.randrange(1, size) for _ in range(30)]
    leaves = commitments()
    proofs_agree(log, leaves, [*places, *more], [*olds, *more])
    assert StoredTree(log).complete(16, 0) == bytes(above.root)
    assert last().size == size


def test_a_deed_that_fails_leaves_no_entry(cast):
    sheet = sheets.opened(cast)
    before = Entry.objects.count()
    with transaction.atomic():
        sheets.save(sheet, "1-a-m", "A", by=cast.joko, version=0)
        assert Entry.objects.count() == before + 1
        transaction.set_rollback(True)
    assert Entry.objects.count() == before


def test_a_deed_s_entry_commits_with_the_deed(cast):
    sheet = sheets.opened(cast)
    sheets.save(sheet, "1-a-m", "A", by=cast.joko, version=0)
    sequence_all()
    entry = Entry.objects.get(event="assessment.answered")
    assert (entry.log, entry.position is not None) == (cast.city.pk, True)
    assert proof_file(entry)["position"] == entry.position


def test_a_missing_key_stops_the_signing_and_loses_nothing():
    grown(3)
    away = path_of(1).rename(path_of(1).with_suffix(".away"))
    say()
    for _ in range(2):
        with pytest.raises(LedgerKeyError, match="tidak ada"):
            sequence(1)
    assert positions() == [0, 1, 2]
    away.rename(path_of(1))
    assert sequence(1).size == 4


def test_another_key_signs_nothing():
    grown(1), grown(1, log=2)
    path_of(1).write_bytes(path_of(2).read_bytes())
    say()
    with pytest.raises(LedgerKeyError, match="tidak cocok"):
        sequence(1)
    assert positions() == [0]


def test_one_log_without_a_key_does_not_keep_the_others_waiting():
    grown(1), grown(1, log=2)
    path_of(1).unlink()
    say(log=1), say(log=2)
    with pytest.raises(LedgerKeyError):
        sequence_all()
    assert (positions(1), positions(2)) == ([0], [0, 1])


def test_a_key_made_before_a_crash_does_not_stop_the_log_for_ever(monkeypatch):
    """The key's file was there, the log's row not yet: the next round begins anew."""
    say()
    monkeypatch.setattr(Log.objects, "get_or_create", lambda **_: (_ for _ in ()).throw(RuntimeError("mati")))
    with pytest.raises(RuntimeError):
        sequence(1)
    monkeypatch.undo()
    assert sequence(1).size == 1


def test_a_crash_before_the_key_has_its_name_does_not_lose_the_key(monkeypatch, settings, tmp_path):
    settings.LEDGER_KEYS = tmp_path / "keys"
    say()
    monkeypatch.setattr(sequencer, "adopt_key", lambda *_: (_ for _ in ()).throw(RuntimeError("mati")))
    with pytest.raises(RuntimeError):
        sequence(1)
    monkeypatch.undo()
    settings.LEDGER_KEYS = tmp_path / "keys"
    assert sequence(1).size == 1
    assert [one.name for one in path_of(1).parent.iterdir()] == ["buku-besar-1.pem"]


def test_a_key_that_is_there_is_never_used_for_a_second_history(tmp_path):
    """An empty database beside an old key: somebody lost the database, and must say so."""
    path_of(1).parent.mkdir(parents=True)
    path_of(1).write_text("kunci lama")
    say()
    with pytest.raises(LedgerKeyError, match="sudah ada"):
        sequence(1)
    assert path_of(1).read_text() == "kunci lama"


def test_a_key_with_a_passphrase(settings):
    settings.LEDGER_PASSPHRASE = "rahasia"
    grown(1)
    assert b"ENCRYPTED" in path_of(1).read_bytes()
    assert path_of(1).stat().st_mode & 0o777 == 0o600
    settings.LEDGER_PASSPHRASE = ""
    say()
    with pytest.raises(LedgerKeyError, match="kata sandi"):
        sequence(1)


def test_nothing_is_built_on_a_checkpoint_that_was_changed(tmp_path):
    log = grown(3)
    say()
    wrong = {
        "root": bytes(32), "frontier": bytes(64), "size": 4, "note": last().note.replace("\n3\n", "\n4\n"),
    }  # fmt: skip
    for column, value in wrong.items():
        with transaction.atomic():
            guards.remove(connection)
            Checkpoint.objects.filter(size=3).update(**{column: value})
            if column != "root":
                with pytest.raises(BrokenLogError):
                    sequence(1)
            transaction.set_rollback(True)
    assert sequence(1).size == 4
    assert checked(log, tmp_path).faults == []


def test_a_number_given_by_another_hand_stops_the_signing():
    grown(3)
    stranger = say("Diberi nomor oleh orang lain")
    Entry.objects.filter(pk=stranger.pk).update(position=3)
    say()
    with pytest.raises(BrokenLogError, match="tidak cocok"):
        sequence(1)
    assert last().size == 3
