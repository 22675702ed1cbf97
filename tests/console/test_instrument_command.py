"""`zi instrument check` and `list`: every mistake of a file on its own line, without a database."""

from pathlib import Path

import pytest

from tests.instruments.edits import SOUND
from tests.instruments.test_many_mistakes import EXPECTED
from tests.worksheets import SHIPPED
from zona.console.__main__ import main
from zona.instruments.shipped import FOLDER

MANY = Path(__file__).resolve().parents[1] / "instruments" / "many_mistakes.yaml"


def test_a_sound_file_is_said_to_be_right(capsys, tmp_path):
    path = tmp_path / "contoh-kecil.yaml"
    path.write_text(SOUND, encoding="utf-8")
    assert main(["instrument", "check", str(path)]) == 0
    assert capsys.readouterr().out == "contoh-kecil.yaml: benar, 6 butir.\n"


def test_every_mistake_is_printed_with_its_line_and_place(capsys):
    assert main(["instrument", "check", str(MANY)]) == 1
    *lines, last = capsys.readouterr().out.splitlines()
    assert last == f"{len(lines)} kesalahan."
    assert len(lines) == len(EXPECTED)
    for line, path, words in EXPECTED:
        place = f"many_mistakes.yaml, baris {line}: {path}:"
        assert any(printed.startswith(place) and words in printed for printed in lines), place


def test_a_file_under_another_name_is_a_mistake(capsys, tmp_path):
    path = tmp_path / "lain.yaml"
    path.write_text(SOUND, encoding="utf-8")
    assert main(["instrument", "check", str(path)]) == 1
    assert "nama berkas harus sama dengan id, yaitu contoh-kecil.yaml" in capsys.readouterr().out


def test_several_files_are_checked_and_one_bad_one_counts(capsys):
    assert main(["instrument", "check", *(str(FOLDER / f"{name}.yaml") for name in SHIPPED)]) == 0
    assert capsys.readouterr().out.count(": benar, ") == 3
    assert main(["instrument", "check", str(FOLDER / f"{SHIPPED[0]}.yaml"), str(MANY)]) == 1
    said = capsys.readouterr().out
    assert f"{SHIPPED[0]}.yaml: benar, 76 butir." in said
    assert said.endswith(" kesalahan.\n")


@pytest.mark.parametrize(("content", "words"), [(None, "tidak dapat dibuka"), (b"\xff\xfe", "bukan teks UTF-8")])
def test_a_file_that_can_not_be_read_is_refused_with_one_line(capsys, tmp_path, content, words):
    path = tmp_path / "a.yaml"
    if content is not None:
        path.write_bytes(content)
    assert main(["instrument", "check", str(path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert words in said.err


def test_the_shipped_instruments_are_listed(capsys):
    assert main(["instrument", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(SHIPPED)
    assert any("76 butir" in line for line in lines)
