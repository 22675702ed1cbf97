"""Receiving and keeping bytes: order, limits, one copy, and what is left behind when things go wrong."""

import errno
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from tests.evidence import specimens as make
from tests.evidence.conftest import lying, upload
from zona.evidence.actions.attach_file import attach_file
from zona.evidence.models import EvidenceFile
from zona.files import storage
from zona.files.models import StoredFile
from zona.files.rules.problems import FileRefusedError, Problem


def age(path: Path, hours: float = 2) -> None:
    then = time.time() - hours * 3600
    os.utime(path, (then, then))


def test_a_received_file_lies_in_a_random_shard_with_its_bytes(store):
    received = storage.receive(upload())
    assert lying(store) == [received.path]
    assert storage._SHARDED.fullmatch(received.path)
    content = (store / received.path).read_bytes()
    assert (content, received.sha256, received.size) == (make.pdf(), sha256(content).hexdigest(), len(content))
    assert (store / received.path).stat().st_mode & 0o777 == 0o640
    assert received.sha256[:8] not in received.path


@pytest.mark.django_db(transaction=True)
def test_durable_before_anybody_is_told(store, monkeypatch, budi, unit, period):
    steps = []

    def note(name, real):
        def noted(*arguments, **named):
            what = os.readlink(f"/proc/self/fd/{arguments[0]}") if name == "fsync" else str(arguments[0])
            steps.append((name, "directory" if name == "fsync" and Path(what).is_dir() else Path(what).suffix))
            return real(*arguments, **named)

        return noted

    monkeypatch.setattr(os, "fsync", note("fsync", os.fsync))
    monkeypatch.setattr(os, "rename", note("rename", os.rename))
    commit = connection.commit
    monkeypatch.setattr(connection, "commit", lambda: (steps.append(("commit", "")), commit()))
    attach_file(
        by=budi, unit=unit, period=period, question_code="1-a-1", part_code="sk", received=storage.receive(upload())
    )
    assert steps == [("fsync", ".part"), ("rename", ".part"), *[("fsync", "directory")] * 3, ("commit", "")]


def test_too_large_is_refused_before_reading(store, settings):
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    with pytest.raises(FileRefusedError, match=r"ukurannya 2 MB, padahal paling besar 1 MB"):
        storage.receive(upload(b"%PDF" + b"\0" * (2 * 1024 * 1024 - 4)))
    assert not store.exists()


def test_sixty_megabytes_by_the_real_limit(store):
    big = upload()
    big.size = 60 * 1024 * 1024
    with pytest.raises(FileRefusedError, match=r"ukurannya 60 MB, padahal paling besar 25 MB"):
        storage.receive(big)


def test_a_sender_that_lies_about_the_size_is_cut_off(store, settings):
    settings.UPLOAD_LIMIT_BYTES = 1000
    liar = upload(b"%PDF" + b"\0" * 100_000)
    liar.size = None
    liar.chunks = lambda: iter([b"x" * 600] * 50)
    with pytest.raises(FileRefusedError) as refusal:
        storage.receive(liar)
    assert refusal.value.problem is Problem.TOO_LARGE
    assert lying(store) == []


@pytest.mark.parametrize("content", [b"", b"MZ", make.pdf_locked()])
def test_a_refused_file_leaves_nothing(store, content):
    with pytest.raises(FileRefusedError):
        storage.receive(upload(content))
    assert lying(store) == []


@pytest.mark.parametrize("where", ["fsync", "rename"])
def test_a_full_disk_is_told_plainly_and_leaves_nothing(store, monkeypatch, where):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, where, full)
    with pytest.raises(storage.StorageFullError, match="penyimpanan server penuh"):
        storage.receive(upload())
    assert lying(store) == []
    monkeypatch.undo()


def test_a_really_full_disk(settings, tmp_path):
    """On a file system of 1 MB, where the tests may mount one."""
    small = tmp_path / "kecil"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(small)]
    if subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("only root mounts file systems")
    try:
        settings.MEDIA_ROOT = small / "files"
        noise = make.image("PNG", (900, 900))
        assert len(noise) > 1024 * 1024
        with pytest.raises(storage.StorageFullError):
            storage.receive(upload(noise, "foto.png"))
        assert lying(small / "files") == []
        storage.receive(upload())
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_a_failed_fsync_is_never_taken_for_success(store, monkeypatch):
    def broken(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="Input/output error"):
        storage.receive(upload())
    assert lying(store) == []


@pytest.mark.django_db
class TestKeeping:
    def test_the_same_bytes_are_kept_once(self, store):
        first = storage.keep(storage.receive(upload(name="a.pdf")))
        second = storage.keep(storage.receive(upload(name="b.pdf")))
        assert first == second
        assert lying(store) == [first.path]

    def test_a_lost_copy_is_put_back_by_the_next_upload(self, store):
        first = storage.keep(storage.receive(upload()))
        storage.location(first).unlink()
        assert storage.keep(storage.receive(upload())) == first
        assert lying(store) == [first.path]
        assert storage.location(first).read_bytes() == make.pdf()

    def test_it_remembers_what_opening_showed(self):
        stored = storage.keep(storage.receive(upload(make.pdf(7))))
        assert (stored.pages, stored.media_type, stored.active) == (7, "application/pdf", False)

    def test_orphans_go_after_an_hour_and_nothing_else(self, store):
        named = storage.keep(storage.receive(upload()))
        old, young = storage.receive(upload(make.pdf(2))), storage.receive(upload(make.pdf(3)))
        leftover, fresh = store / "incoming" / "a.part", store / "incoming" / "b.part"
        leftover.write_bytes(b"x")
        fresh.write_bytes(b"x")
        foreign = store / "ab" / "cd" / "catatan-administrator.txt"
        foreign.parent.mkdir(parents=True, exist_ok=True)
        foreign.write_bytes(b"x")
        for path in (storage.location(named), store / old.path, leftover, foreign):
            age(path)
        assert storage.clean_orphans() == storage.Cleaned(parts=1, orphans=1)
        kept = {named.path, young.path, "incoming/b.part", "ab/cd/catatan-administrator.txt"}
        assert set(lying(store)) == kept
        assert storage.clean_orphans(older_than=timedelta(0)).parts == 1

    def test_an_empty_database_takes_no_file_away(self, store):
        received = storage.receive(upload())
        age(store / received.path)
        assert storage.clean_orphans() == storage.Cleaned(0, 0)
        assert lying(store) == [received.path]


@pytest.mark.django_db(transaction=True)
def test_no_row_when_the_deed_fails_after_the_bytes(store, monkeypatch, budi, unit, period):
    monkeypatch.setattr("zona.evidence.actions.attach_file.record", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        attach_file(
            by=budi, unit=unit, period=period, question_code="1", part_code="sk", received=storage.receive(upload())
        )
    assert not StoredFile.objects.exists()
    assert not EvidenceFile.objects.exists()


_SLOW = """
import os, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = sys.argv[2]
import django
django.setup()
from django.conf import settings
settings.MEDIA_ROOT = sys.argv[1]
from django.core.files.uploadedfile import SimpleUploadedFile
from zona.files import storage
class Slow(SimpleUploadedFile):
    def chunks(self, chunk_size=None):
        while True:
            yield b"%PDF" + b"x" * 100_000
            print("sepotong", flush=True)
            time.sleep(0.05)
storage.receive(Slow("a.pdf", b"%PDF"))
"""


@pytest.mark.django_db
def test_a_killed_server_leaves_only_a_part_that_is_cleaned(store):
    settings_module = os.environ["DJANGO_SETTINGS_MODULE"]
    command = [sys.executable, "-c", _SLOW, str(store), settings_module]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == b"sepotong\n"
        server.send_signal(signal.SIGKILL)
    (left,) = lying(store)
    assert left.startswith("incoming/")
    assert left.endswith(".part")
    assert storage.clean_orphans() == storage.Cleaned(0, 0)
    age(store / left)
    assert storage.clean_orphans() == storage.Cleaned(parts=1, orphans=0)
    assert lying(store) == []


def test_the_name_and_type_the_browser_sends_are_not_believed(store):
    received = storage.receive(SimpleUploadedFile("../../SK\u202e.pdf", make.pdf(), content_type="text/html"))
    assert received.name == "SK.pdf"
    assert received.inspection.kind.media_type == "application/pdf"
