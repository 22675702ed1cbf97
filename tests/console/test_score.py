"""`zi score FILE`: the figures and the verdict of a worksheet file, for programs and for people."""

import json
import os
import subprocess
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from tests.console.files import line_with, printed, scored, write_json, write_yaml
from tests.scoring.naive import parts_of
from tests.scoring.test_published_examples import AREA
from tests.verdicts.test_threshold_cases import CASES
from tests.worksheets import LKE_2014, LKE_2021, PERWAL, SHIPPED, as_raw, random_raw, worksheet_with
from zona.base.numbers import plain, read_number
from zona.instruments.shipped import shipped_instrument

ROOT = Path(__file__).resolve().parents[2]


def test_the_published_example_gives_the_published_figures(capsys, tmp_path):
    result = scored(capsys, write_yaml(tmp_path, LKE_2014, AREA))
    assert list(result) == ["instrument", "total", "parts", "answered", "questions", "verdicts"]
    assert (result["instrument"], result["answered"], result["questions"]) == (LKE_2014, 12, 84)
    assert result["total"] == "1.500833333333"
    figures = {path: result["parts"][f"pengungkit/1{path}"] for path in ("", "/1-1", "/1-2", "/1-3", "/1-4")}
    assert figures == {"": "1.500833333333", "/1-1": "0.75", "/1-2": "0.333333333333", "/1-3": "0", "/1-4": "0.4175"}


@pytest.mark.parametrize(("points", "total", "wbk_fails", "wbbm_fails"), CASES, ids=["+".join(c[0]) for c in CASES])
@pytest.mark.parametrize("write", [write_yaml, write_json], ids=["yaml", "json"])
def test_the_threshold_cases_are_judged_right(capsys, tmp_path, points, total, wbk_fails, wbbm_fails, write):
    names = ("enabler", "spak", "tlhp", "service")
    answers = as_raw(worksheet_with(**dict(zip(names, points, strict=True))))
    result = scored(capsys, write(tmp_path, PERWAL, answers))
    assert result["total"] == total
    assert result["parts"]["pengungkit"] == points[0]
    assert result["parts"]["hasil/hasil-pelayanan"] == points[3]
    assert (result["answered"], result["questions"]) == (76, 76)
    for code, fails in (("WBK", wbk_fails), ("WBBM", wbbm_fails)):
        verdict = result["verdicts"][code]
        assert verdict["eligible"] is (not fails)
        assert [one["part"] for one in verdict["conditions"] if not one["holds"]] == fails


def test_the_result_has_exactly_the_promised_shape(capsys, tmp_path):
    answers = as_raw(worksheet_with(enabler="55", spak="13.5", tlhp="4.5", service="15.99"))
    result = scored(capsys, write_yaml(tmp_path, PERWAL, answers))
    wbk = [
        {"part": "total", "minimum": "75", "score": "88.99", "holds": True},
        {"part": "hasil/hasil-kkn", "minimum": "18", "score": "18", "holds": True},
        {"part": "hasil/hasil-kkn/hasil-kkn-spak", "minimum": "13.5", "score": "13.5", "holds": True},
        {"part": "hasil/hasil-kkn/hasil-kkn-tlhp", "minimum": "3.5", "score": "4.5", "holds": True},
    ]
    service = {"part": "hasil/hasil-pelayanan", "minimum": "16", "score": "15.99", "holds": False}
    assert result["verdicts"] == {
        "WBK": {"eligible": True, "conditions": wbk},
        "WBBM": {"eligible": False, "conditions": [wbk[0] | {"minimum": "85"}, *wbk[1:], service], "requires": "WBK"},
    }
    paths = set(result["parts"])
    instrument = shipped_instrument(PERWAL)
    assert len(paths) == 2 + len(list(instrument.areas())) + len(list(instrument.indicators()))
    assert all(isinstance(figure, str) for figure in result["parts"].values())
    assert isinstance(result["total"], str)


@pytest.mark.parametrize("instrument_id", SHIPPED)
@pytest.mark.parametrize("seed", range(4))
def test_any_worksheet_gives_the_naive_figures(capsys, tmp_path, instrument_id, seed):
    raw = random_raw(shipped_instrument(instrument_id), Random(seed))
    result = scored(capsys, write_yaml(tmp_path, instrument_id, raw))
    parts, answered = parts_of(instrument_id, raw)
    assert result["answered"] == answered
    assert result["parts"] | {"total": result["total"]} == {path: plain(points) for path, points in parts.items()}


def test_the_change_areas_of_2021_are_judged_across_aspects(capsys, tmp_path):
    result = scored(capsys, write_yaml(tmp_path, LKE_2021, {}))
    parts = [one["part"] for one in result["verdicts"]["WBK"]["conditions"]]
    assert parts[2:8] == [f"pengungkit/{number}" for number in range(1, 7)]
    assert result["verdicts"]["WBK"]["conditions"][2]["minimum"] == "4.8"


@pytest.mark.parametrize(
    "index", ["3.6", "'3,6'", '"3.60"', "3.60", "+3.6", "' 3,6 '", "{indeks: 3.6}", "{indeks: '3,6'}"]
)
def test_numbers_in_yaml_may_be_written_in_many_ways(capsys, tmp_path, index):
    path = tmp_path / "lke.yaml"
    path.write_text(f"instrument: {PERWAL}\nanswers:\n  hasil-kkn-spak-a: {index}\n", encoding="utf-8")
    assert scored(capsys, path)["total"] == "13.5"


@pytest.mark.parametrize(("index", "total"), [(4, "15"), (3.6, "13.5"), ("3,6", "13.5"), (0.1, "0.375"), (0, "0")])
def test_numbers_in_json_may_be_numbers_or_text(capsys, tmp_path, index, total):
    result = scored(capsys, write_json(tmp_path, PERWAL, {"hasil-kkn-spak-a": index}))
    assert (result["total"], result["answered"]) == (total, 1)


def test_no_digit_is_lost_on_the_way(capsys, tmp_path):
    """A binary float keeps seventeen digits; this index has twenty."""
    path = tmp_path / "lke.json"
    path.write_text(f'{{"instrument": "{PERWAL}", "answers": {{"hasil-kkn-spak-a": 3.5999999999999999999}}}}')
    result = scored(capsys, path)
    assert result["parts"]["hasil/hasil-kkn/hasil-kkn-spak"] == "13.499999999999999999625"
    assert result["verdicts"]["WBK"]["conditions"][2]["holds"] is False


def test_very_many_digits_are_no_reason_to_break(capsys, tmp_path):
    index = "3." + "7" * 28
    result = scored(capsys, write_yaml(tmp_path, PERWAL, {"hasil-kkn-spak-a": index}))
    assert Fraction(result["total"]) == Fraction(index) * 15 / 4


@pytest.mark.parametrize("answers", [None, {}, {"1-a-t": None}, {"1-a-t": "", "hasil-kkn-tlhp-a": {}}])
@pytest.mark.parametrize("write", [write_yaml, write_json], ids=["yaml", "json"])
def test_what_is_unanswered_is_no_mistake(capsys, tmp_path, answers, write):
    result = scored(capsys, write(tmp_path, PERWAL, answers))
    assert (result["total"], result["answered"], result["questions"]) == ("0", 0, 76)
    assert result["verdicts"]["WBK"]["eligible"] is False


@pytest.mark.parametrize(
    ("counts", "total", "answered"),
    [
        ({"selesai": 0, "total": 0}, "0", 0),
        ({"selesai": 0, "total": 0, "dikonfirmasi": "Tidak"}, "0", 0),
        ({"selesai": 0, "total": 0, "dikonfirmasi": "Ya"}, "5", 1),
        ({"selesai": 0, "total": 0, "dikonfirmasi": True}, "5", 1),
        ({"selesai": 3}, "0", 0),
        ({"selesai": 2, "total": 3}, "3.333333333333", 1),
        ({"selesai": 9, "total": 3}, "5", 1),
    ],
)
@pytest.mark.parametrize("write", [write_yaml, write_json], ids=["yaml", "json"])
def test_audit_follow_up_counts_as_the_regulation_says(capsys, tmp_path, counts, total, answered, write):
    result = scored(capsys, write(tmp_path, PERWAL, {"hasil-kkn-tlhp-a": counts}))
    assert (result["total"], result["answered"]) == (total, answered)


def test_a_file_may_start_with_a_byte_order_mark(capsys, tmp_path):
    for name in ("lke.yaml", "lke.json"):
        path = tmp_path / name
        path.write_text(json.dumps({"instrument": PERWAL, "answers": {"1-a-t": "ya"}}), encoding="utf-8-sig")
        assert scored(capsys, path)["total"] == "0.5"


def test_people_get_a_table(capsys, tmp_path):
    text = printed(capsys, write_yaml(tmp_path, LKE_2014, AREA))
    assert "Terjawab 12 dari 84 butir" in text
    assert line_with(text, "  1 Manajemen Perubahan").split()[-3:] == ["1,50", "dari", "5"]
    assert line_with(text, "1-2 ").split()[-3:] == ["0,33", "dari", "1"]
    assert line_with(text, "JUMLAH").split() == ["JUMLAH", "1,50", "dari", "100"]
    assert "WBK: syarat nilai belum terpenuhi" in text
    assert "Hanya untuk unit yang sudah memegang WBK." in text


def test_the_table_says_how_much_is_missing(capsys, tmp_path):
    answers = as_raw(worksheet_with(enabler=45, spak="13.5", tlhp="3.5", service=16))
    text = printed(capsys, write_yaml(tmp_path, PERWAL, answers))
    lines = [line.strip() for line in text[text.index("WBK:") : text.index("WBBM:")].splitlines()]
    assert lines[1] == "ya     Jumlah nilai: 78,00, minimal 75"
    assert lines[2].startswith("belum")
    assert lines[2].endswith(": 17,00, minimal 18, kurang 1,00")


@pytest.fixture
def nearly_there(capsys, tmp_path):
    """The table of a worksheet of 75 - 1/6000 points, which is 74,9998…"""
    answers = worksheet_with(enabler=Fraction(41) - Fraction(1, 6000), spak="13.5", tlhp="4.5", service="16")
    return printed(capsys, write_yaml(tmp_path, PERWAL, as_raw(answers)))


def test_a_condition_never_shows_a_minimum_that_is_missed(nearly_there):
    assert "WBK: syarat nilai belum terpenuhi" in nearly_there
    verdict = nearly_there[nearly_there.index("WBK:") : nearly_there.index("WBBM:")]
    line = line_with(verdict, "Jumlah nilai: ")
    assert line.strip().startswith("belum")
    assert read_number(line.split(": ")[1].split(", minimal")[0]) < 75


def test_the_sum_of_the_table_does_not_contradict_the_verdict_below_it(nearly_there):
    assert read_number(line_with(nearly_there, "JUMLAH").split()[1]) < 75


def test_what_is_missing_is_never_shown_as_nothing(capsys, tmp_path):
    text = printed(capsys, write_yaml(tmp_path, PERWAL, {"hasil-kkn-spak-a": "3,5999999999"}))
    spak = [line for line in text.splitlines() if "minimal 13,5" in line]
    assert [line.strip()[:5] for line in spak] == ["belum", "belum"]
    assert not any(line.endswith("kurang 0") for line in spak)


def test_the_real_command_scores_a_file_of_the_callers_folder(tmp_path):
    answers = as_raw(worksheet_with(enabler="51", spak="13.5", tlhp="4.5", service="16"))
    write_yaml(tmp_path, PERWAL, answers)
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "ZONA", "PYTEST"))
    }
    done = subprocess.run(
        [str(ROOT / "zi"), "score", "lke.yaml", "--json"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    assert result["total"] == "85"
    assert [result["verdicts"][code]["eligible"] for code in ("WBK", "WBBM")] == [True, True]


def test_the_real_command_refuses_with_one_line(tmp_path):
    done = subprocess.run(
        [str(ROOT / "zi"), "score", "tidak-ada.yaml"], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Berkas tidak-ada.yaml tidak dapat dibuka: No such file or directory.\n"
