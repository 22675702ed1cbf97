"""`zi verify`: the program that is handed out, in a process of its own; without a database."""

import json
import subprocess
import sys

import pytest

from tests.verifier.bundles import honest
from zona.console.__main__ import main
from zona.console.commands.verify import VERIFIER


def said(capfd, *arguments) -> tuple[int, str, str]:
    code = main(["verify", *map(str, arguments)])
    return code, *capfd.readouterr()


def test_a_good_export(tmp_path, capfd):
    code, out, err = said(capfd, honest().write(tmp_path / "log.zip"))
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "zona.example/buku-besar/1: 5 catatan, 5 dapat dibaca, 5 titik periksa cocok.", "Semua cocok.",
    ]  # fmt: skip


def test_with_several_checkpoints_from_outside(tmp_path, capfd):
    made = honest(12)
    arguments = []
    for size in (3, 12):
        kept = tmp_path / f"{size}.txt"
        kept.write_text(made.notes()[size - 1], encoding="utf-8")
        arguments += ["--titik-periksa", kept]
    code, out, _ = said(capfd, made.write(tmp_path / "log.zip"), *arguments)
    assert (code, "Dari luar terbukti: semua catatan sebelum catatan 12." in out) == (0, True)
    code, out, _ = said(capfd, honest(4).write(tmp_path / "kurang.zip"), *arguments)
    assert (code, "Buku besar dipotong" in out) == (1, True)


def test_a_bad_export_names_the_place(tmp_path, capfd):
    def edit(members):
        members["leaves.jsonl"] = members["leaves.jsonl"].replace("Catatan 3", "Catatan 4")

    code, out, err = said(capfd, honest().write(tmp_path / "log.zip", edit))
    assert (code, err) == (1, "")
    assert out.splitlines()[-3:] == [
        "TIDAK COCOK: Isi catatan 3 tidak cocok dengan komitmennya.",
        "Catatan pertama yang tidak dapat dipercaya: 3",
        "Berkas ini TIDAK dapat dipercaya.",
    ]


def test_a_proof(tmp_path, capfd):
    file = tmp_path / "bukti.json"
    file.write_text(json.dumps(honest().proof(2)), encoding="utf-8")
    code, out, _ = said(capfd, file)
    assert (code, out.splitlines()[0]) == (0, "Catatan 2: 2026-11-25T02:00:02.000000Z Siti Maryani: Catatan 2")


@pytest.mark.parametrize("content", [None, "", "halo", "{}"])
def test_what_cannot_be_read(tmp_path, capfd, content):
    file = tmp_path / "berkas"
    if content is not None:
        file.write_text(content)
    code, out, err = said(capfd, file)
    assert (code, out, err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("content", [None, "halo", "a\nb\nc\nd", "\udcff"])
def test_a_checkpoint_that_cannot_be_read(tmp_path, capfd, content):
    kept = tmp_path / "titik.txt"
    if content is not None:
        kept.write_bytes(content.encode(errors="surrogateescape"))
    code, out, err = said(capfd, honest().write(tmp_path / "log.zip"), "--titik-periksa", kept)
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_the_program_runs_far_from_zona(tmp_path):
    """Copied alone to another folder, in isolated mode: it imports nothing of ours."""
    (tmp_path / "zona_verify.py").write_bytes(VERIFIER.read_bytes())
    file = honest().write(tmp_path / "log.zip")
    command = [sys.executable, "-I", "zona_verify.py", str(file)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env={})
    assert (done.returncode, done.stderr) == (0, "")
    text = VERIFIER.read_text(encoding="utf-8")
    assert "import zona" not in text
    assert "from zona" not in text
