"""`zi ledger`: exit codes, sentences, and a file that `zi verify` believes."""

import json
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.assessments import sheets
from tests.ledger.logs import grown, last, say
from zona.base import clock
from zona.console.__main__ import main
from zona.ledger import guards, note
from zona.ledger.enums import Visibility
from zona.ledger.keys import path_of
from zona.ledger.models import Entry, Log, Witness
from zona.ledger.record import record
from zona.organizations.models import Government

pytestmark = pytest.mark.django_db


def said(capfd, *arguments) -> tuple[int, str, str]:
    code = main(["ledger", *map(str, arguments)])
    return code, *capfd.readouterr()


def test_from_a_worksheet_sent_in_to_a_stranger_s_yes(cast, tmp_path, capfd):
    sheets.sent(cast, sheets.opened(cast))
    file = tmp_path / "log.zip"
    code, out, err = said(capfd, "export", file)
    count = Entry.objects.count()
    assert (code, err) == (0, "")
    assert out == f"{count} catatan ditulis ke {file}. Periksa dengan: zi verify {file}\n"
    assert not Entry.objects.filter(position=None).exists()  # what waited is in it
    assert main(["verify", str(file)]) == 0
    out = capfd.readouterr().out
    assert "1 dari 1 lembar kerja terkirim dihitung ulang dengan hasil sama." in out
    assert out.endswith("Semua cocok.\n")


def test_an_export_holds_every_instrument_by_name(cast, tmp_path, capfd):
    sheets.loaded()
    say(log=cast.city.pk)
    said(capfd, "export", tmp_path / "log.zip")
    with zipfile.ZipFile(tmp_path / "log.zip") as bundle:
        names = [name for name in bundle.namelist() if name.startswith("instruments/")]
        assert [name.startswith("instruments/perwal-tangerang-72-2018-") for name in names] == [True]


def test_without_contents_nothing_can_be_read_and_everything_is_there(tmp_path, capfd):
    say("Rahasia Siti", log=1, nama="Siti")
    file = tmp_path / "log.zip"
    assert said(capfd, "export", file, "--tanpa-isi")[0] == 0
    with zipfile.ZipFile(file) as bundle:
        assert "Siti" not in bundle.read("leaves.jsonl").decode()
    assert main(["verify", str(file)]) == 0
    assert "1 catatan, 0 dapat dibaca" in capfd.readouterr().out


def test_what_is_sealed_is_never_in_an_export(tmp_path, capfd):
    record(
        "wbs.reported", by=None, subject=Government(pk=1), summary="Laporan tentang bendahara",
        visibility=Visibility.SEALED,
    )  # fmt: skip
    said(capfd, "export", tmp_path / "log.zip")
    with zipfile.ZipFile(tmp_path / "log.zip") as bundle:
        (leaf,) = bundle.read("leaves.jsonl").decode().splitlines()
    assert set(json.loads(leaf)) == {"i", "c"}


def test_where_there_are_several_logs_one_must_be_named(tmp_path, capfd):
    grown(2), grown(3, log=2)
    code, out, err = said(capfd, "export", tmp_path / "log.zip")
    assert (code, out) == (2, "")
    assert "--log" in err
    assert "1 (zona.localhost/buku-besar/1), 2 (zona.localhost/buku-besar/2)" in err
    assert not (tmp_path / "log.zip").exists()
    for number, size in ((1, 2), (2, 3)):
        code, out, _ = said(capfd, "--log", number, "checkpoint")
        assert (code, note.read(out).size) == (0, size)
    assert said(capfd, "--log", 7, "checkpoint")[0] == 2


def test_the_log_of_the_whole_installation_is_named_by_nought(capfd):
    grown(1), grown(2, log=0)
    code, out, _ = said(capfd, "checkpoint")
    assert (code, note.read(out).size) == (0, 1)
    code, out, _ = said(capfd, "--log", 0, "checkpoint")
    assert (code, note.read(out).size) == (0, 2)


def test_no_log_yet(tmp_path, capfd):
    code, _, err = said(capfd, "checkpoint")
    assert (code, err) == (2, "Sebut buku besarnya dengan --log. Yang ada: belum ada.\n")


def test_the_checkpoint_is_printed_as_it_was_signed(capfd):
    log = grown(4)
    code, out, _ = said(capfd, "checkpoint")
    assert (code, out) == (0, last().note)
    assert note.verify(out, bytes(log.public_key)).size == 4


def test_one_entry_is_proven_to_somebody_outside(tmp_path, capfd):
    grown(9)
    file = tmp_path / "bukti.json"
    code, out, _ = said(capfd, "prove", 4, file)
    assert (code, out) == (0, f"Bukti catatan 4 ditulis ke {file}.\n")
    assert main(["verify", str(file)]) == 0
    assert "Zona: Catatan 4" in capfd.readouterr().out


@pytest.mark.parametrize("position", [9, 999])
def test_an_entry_that_is_not_there(tmp_path, capfd, position):
    grown(9)
    code, _, err = said(capfd, "prove", position, tmp_path / "bukti.json")
    assert (code, err) == (2, f"Catatan nomor {position} tidak ada dalam zona.localhost/buku-besar/1.\n")


def test_check_says_what_is_wrong(capfd, monkeypatch):
    grown(2)
    assert said(capfd, "check")[:2] == (0, "Buku besar sehat.\n")
    path_of(1).unlink()
    guards.remove(connection)
    code, out, _ = said(capfd, "check")
    assert code == 1
    assert "Kunci zona.localhost/buku-besar/1 tidak ada di server ini." in out
    assert "Pemicu basis data ledger_entry_update tidak ada; jalankan ulang zi run." in out
    assert out.splitlines()[-1].endswith("hal perlu diperiksa.")


def test_a_witness_is_registered_and_the_ledger_says_so(capfd):
    log = grown(1)
    code, out, _ = said(capfd, "witness", "inspektorat", "ab" * 32)
    assert (code, out) == (0, f"Saksi inspektorat terdaftar pada {log}.\n")
    assert bytes(Witness.objects.get().public_key) == b"\xab" * 32
    entry = Entry.objects.get(event="ledger.witness_registered")
    assert (entry.log, entry.details["public_key"]) == (1, "ab" * 32)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("inspektorat", "ab" * 31),
        ("inspektorat", "zz" * 32),
        ("dua kata", "ab" * 32),
        ("a+b", "ab" * 32),
        ("", "ab" * 32),
    ],
)
def test_a_witness_that_cannot_be(capfd, name, key):
    grown(1)
    code, _, err = said(capfd, "witness", name, key)
    assert (code, err.startswith("Kunci saksi tidak dapat dipakai")) == (2, True)
    assert not Witness.objects.exists()


def test_a_witness_twice(capfd):
    grown(1)
    said(capfd, "witness", "inspektorat", "ab" * 32)
    code, _, err = said(capfd, "witness", "inspektorat", "cd" * 32)
    assert (code, "sudah terdaftar" in err) == (2, True)


def test_an_erased_entry_is_exported_as_a_bare_leaf(tmp_path, capfd):
    from zona.ledger.erase import erase

    grown(3)
    erase([Entry.objects.get(position=1)], reason="permintaan")
    said(capfd, "export", tmp_path / "log.zip")
    assert main(["verify", str(tmp_path / "log.zip")]) == 0
    assert "3 catatan, 2 dapat dibaca" in capfd.readouterr().out


CANNOT_SIGN = {
    "no key": lambda monkeypatch: path_of(1).unlink(),
    "a clock two days back": lambda monkeypatch: monkeypatch.setattr(
        clock, "now", lambda: timezone.now() - timedelta(days=2)
    ),
}


@pytest.mark.parametrize("why", CANNOT_SIGN)
@pytest.mark.parametrize("deed", ["checkpoint", "export", "prove"])
def test_a_log_that_cannot_be_signed_now_ends_in_a_sentence(tmp_path, capfd, monkeypatch, why, deed):
    """What is signed must still be handed out when the key is lost or the clock is wrong."""
    grown(3)
    say()
    CANNOT_SIGN[why](monkeypatch)
    more = {"checkpoint": [], "export": [tmp_path / "log.zip"], "prove": [1, tmp_path / "bukti.json"]}[deed]
    code, _, err = said(capfd, deed, *more)
    assert (code, err.count("\n")) == (0, 1)
    assert err.startswith("Yang terbaru belum ditandatangani: ")
    assert Log.objects.get().checkpoints.count() == 3


def test_a_folder_that_is_not_there_ends_in_a_sentence(tmp_path, capfd):
    grown(1)
    code, _, err = said(capfd, "export", tmp_path / "tidak" / "ada.zip")
    assert (code, err.count("\n")) == (2, 1)
