"""What `zi score` cannot score it refuses: exit code 2, one sentence on standard error, nothing on standard output."""

import json

import pytest

from tests.console.files import write_json, write_yaml
from tests.worksheets import PERWAL
from zona.console.__main__ import main


@pytest.fixture
def refused(capsys):
    """Run, and give back the one line that was said."""

    def run(path, *options):
        code = main(["score", str(path), *options])
        said = capsys.readouterr()
        assert (code, said.out) == (2, "")
        assert said.err.count("\n") == 1, said.err
        assert said.err.endswith(".\n")
        assert "Traceback" not in said.err
        return said.err

    return run


#: answers, words of the sentence
BAD_ANSWERS = {
    "unknown code": ({"9-z-1": "Ya"}, "Butir '9-z-1' tidak ada dalam instrumen perwal-tangerang-72-2018."),
    "code of another instrument": ({"1-1-a": "Ya"}, "Butir '1-1-a' tidak ada"),
    "empty code": ({"": "Ya"}, "Butir '' tidak ada"),
    "unknown answer": ({"1-a-t": "Mungkin"}, "Butir 1-a-t dijawab dengan salah satu dari Ya, Tidak, bukan 'Mungkin'."),
    "answer of another scale": ({"1-a-m": "D"}, "dijawab dengan salah satu dari A, B, C, bukan 'D'."),
    "list for a choice": ({"1-a-t": ["Ya"]}, "Butir 1-a-t dijawab dengan salah satu dari Ya, Tidak"),
    "number for a ratio": (
        {"hasil-kkn-tlhp-a": 70},
        "Butir hasil-kkn-tlhp-a dijawab dengan angka bernama: selesai, total.",
    ),
    "text for a ratio": ({"hasil-kkn-tlhp-a": "70%"}, "dijawab dengan angka bernama: selesai, total."),
    "list for a ratio": ({"hasil-kkn-tlhp-a": [7, 10]}, "dijawab dengan angka bernama: selesai, total."),
    "unknown input": ({"hasil-kkn-tlhp-a": {"selesai": 1, "dari": 2}}, "tidak mengenal isian dari"),
    "index too high": ({"hasil-kkn-spak-a": 4.5}, "isian indeks: angka paling besar 4, bukan 4,5."),
    "index too high, comma": ({"hasil-kkn-spak-a": "4,5"}, "isian indeks: angka paling besar 4, bukan 4,5."),
    "index below nothing": ({"hasil-kkn-spak-a": -1}, "isian indeks: angka tidak boleh kurang dari 0."),
    "index in words": ({"hasil-kkn-spak-a": "baik"}, "isian indeks: 'baik' bukan angka."),
    "index of a date": ({"hasil-kkn-spak-a": "2026-11-23"}, "bukan angka"),
    "half a recommendation": (
        {"hasil-kkn-tlhp-a": {"selesai": 0.5, "total": 1}},
        "jumlah harus bilangan bulat, bukan 0,5.",
    ),
    "done of nothing due": ({"hasil-kkn-tlhp-a": {"selesai": 3, "total": 0}}, "selesai berjumlah 3, padahal total 0."),
    "unclear confirmation": (
        {"hasil-kkn-tlhp-a": {"selesai": 0, "total": 0, "dikonfirmasi": "nanti"}},
        "isian dikonfirmasi: tulis Ya atau Tidak, bukan 'nanti'.",
    ),
    "answer on two lines": ({"1-a-t": "Ya\nTidak"}, "Butir 1-a-t"),
    "code on two lines": ({"1-a-t\n1-a-m": "Ya"}, "tidak ada dalam instrumen"),
    "input on two lines": ({"hasil-kkn-tlhp-a": {"a\nb": 1}}, "tidak mengenal isian"),
    "forty digits": ({"hasil-kkn-spak-a": "9" * 40}, "bukan angka"),
    "thirty digits": ({"hasil-kkn-spak-a": "9" * 30}, "angka terlalu besar"),
    "thirty digits of nothing": ({"hasil-kkn-tlhp-a": {"selesai": 10**29, "total": 0}}, "angka terlalu besar"),
}


@pytest.mark.parametrize(("answers", "words"), BAD_ANSWERS.values(), ids=BAD_ANSWERS)
@pytest.mark.parametrize("write", [write_yaml, write_json], ids=["yaml", "json"])
def test_a_bad_answer_is_refused(refused, tmp_path, answers, words, write):
    path = write(tmp_path, PERWAL, answers)
    said = refused(path, "--json")
    assert words in said
    assert said.startswith(f"Berkas {path.name}")


#: name of the file, its content, words of the sentence
BAD_FILES = {
    "broken yaml": ("a.yaml", b"instrument: [perwal\nanswers: {", "baris"),
    "tab in yaml": ("a.yaml", b"instrument: x\n\tanswers: y\n", "baris 2: berkas bukan YAML yang benar"),
    "broken json": ("a.json", b'{"instrument": "x",', "bukan JSON yang benar (baris 1, kolom"),
    "yaml named json": ("a.json", b"instrument: x\n", "bukan JSON yang benar"),
    "empty yaml": ("a.yaml", b"", "berkas kosong"),
    "blank yaml": ("a.yaml", b"\n\n", "berkas kosong"),
    "empty json": ("a.json", b"", "bukan JSON yang benar (baris 1, kolom 1)"),
    "no ending and empty": ("a", b"", "berkas kosong"),
    "binary": ("a.yaml", bytes(range(256)), "bukan teks UTF-8"),
    "binary json": ("a.json", b"\xff\xfe\x00\x01", "bukan teks UTF-8"),
    "zip named yaml": ("a.yaml", b"PK\x03\x04" + bytes(100), "bukan"),
    "utf-16": ("a.yaml", "instrument: x\n".encode("utf-16"), "bukan teks UTF-8"),
    "nul bytes": ("a.yaml", b"instrument: \x00\n", "bukan YAML yang benar"),
    "list in yaml": ("a.yaml", b"- 1-a-t: Ya\n", "harus berisi 'instrument' dan 'answers'"),
    "list in json": ("a.json", b'[{"1-a-t": "Ya"}]', "harus berisi 'instrument' dan 'answers'"),
    "only a text": ("a.yaml", b"perwal\n", "harus berisi 'instrument' dan 'answers'"),
    "only null": ("a.json", b"null", "harus berisi 'instrument' dan 'answers'"),
    "answers as a list": (
        "a.yaml",
        f"instrument: {PERWAL}\nanswers: [Ya]\n".encode(),
        "'answers' harus daftar kode butir",
    ),
    "answers as a text": (
        "a.yaml",
        f"instrument: {PERWAL}\nanswers: Ya\n".encode(),
        "'answers' harus daftar kode butir",
    ),
    "no instrument": ("a.yaml", b"answers: {}\n", "tidak menyebut 'instrument'"),
    "instrument as a list": ("a.yaml", b"instrument: [a]\n", "tidak menyebut 'instrument'"),
    "instrument as a number": ("a.json", b'{"instrument": 72}', "Instrumen '72' tidak dikenal"),
    "instrument as a list, json": ("a.json", b'{"instrument": [72]}', "tidak menyebut 'instrument'"),
    "unknown instrument": ("a.yaml", b"instrument: lke-2030\n", "Instrumen 'lke-2030' tidak dikenal; yang ada:"),
    "path as instrument": ("a.yaml", b"instrument: ../../etc/passwd\n", "tidak dikenal; yang ada:"),
    "unknown key": ("a.yaml", f"instrument: {PERWAL}\nscore: 100\n".encode(), "memuat 'score'"),
    "repeated code": (
        "a.yaml",
        f"instrument: {PERWAL}\nanswers:\n  1-a-t: Ya\n  1-a-t: Tidak\n".encode(),
        "'1-a-t' tertulis dua kali (baris 4)",
    ),
    "repeated input": (
        "a.yaml",
        f"instrument: {PERWAL}\nanswers:\n  hasil-kkn-tlhp-a: {{total: 1, total: 2}}\n".encode(),
        "'total' tertulis dua kali",
    ),
    "repeated code in json": (
        "a.json",
        f'{{"instrument": "{PERWAL}", "answers": {{"1-a-t": "Ya", "1-a-t": "Tidak"}}}}'.encode(),
        "tertulis dua kali",
    ),
    "repeated answers": ("a.yaml", f"instrument: {PERWAL}\nanswers: {{}}\nanswers: {{}}\n".encode(), "dua kali"),
    "number that is none": (
        "a.json",
        f'{{"instrument": "{PERWAL}", "answers": {{"hasil-kkn-spak-a": NaN}}}}'.encode(),
        "bukan angka",
    ),
    "number of 5000 digits": (
        "a.json",
        f'{{"instrument": "{PERWAL}", "answers": {{"hasil-kkn-spak-a": {"9" * 5000}}}}}'.encode(),
        "a.json",
    ),
    "deep json": ("a.json", b"[" * 100_000, "bersarang terlalu dalam"),
    "deep yaml": ("a.yaml", b"[" * 5_000, "bukan YAML yang benar"),
    "alias": ("a.yaml", f"instrument: &a {PERWAL}\nanswers: {{1-a-t: *a}}\n".encode(), "jangkar dan alias"),
    "two documents": ("a.yaml", f"instrument: {PERWAL}\n---\nanswers: {{}}\n".encode(), "bukan YAML yang benar"),
}


@pytest.mark.parametrize(("name", "content", "words"), BAD_FILES.values(), ids=BAD_FILES)
@pytest.mark.parametrize("options", [(), ("--json",)], ids=["table", "json"])
def test_a_bad_file_is_refused(refused, tmp_path, name, content, words, options):
    path = tmp_path / name
    path.write_bytes(content)
    said = refused(path, *options)
    assert words in said
    assert name in said


def test_a_missing_file_is_refused(refused, tmp_path):
    assert "tidak dapat dibuka" in refused(tmp_path / "tidak-ada.yaml")


def test_a_folder_is_refused(refused, tmp_path):
    assert "tidak dapat dibuka" in refused(tmp_path)


def test_an_unknown_command_is_refused(capsys):
    assert main(["nilai"]) == 2
    assert capsys.readouterr().err == "Perintah 'nilai' tidak dikenal. Lihat: zi --help\n"


def test_a_first_mistake_hides_no_figure(refused, tmp_path):
    """A worksheet with one bad answer among good ones prints no score at all."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"instrument": PERWAL, "answers": {"1-a-t": "Ya", "1-a-m": "Z"}}))
    assert "1-a-m" in refused(path, "--json")
