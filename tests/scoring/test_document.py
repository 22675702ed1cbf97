"""Every table of docs/algorithms/scoring.md, computed again."""

from fractions import Fraction
from pathlib import Path

import pytest

from tests.scoring.naive import data_of
from tests.worksheets import (
    LKE_2014,
    PERWAL,
    SHIPPED,
    choice,
    full_points,
    numbers,
    score_of,
    scorer_of,
    worksheet_with,
)
from zona.base.numbers import plain, shown, shown_against
from zona.instruments.shipped import shipped_instrument
from zona.verdicts.judge import judge

PAGE = Path(__file__).resolve().parents[2] / "docs" / "algorithms" / "scoring.md"
PARTS = {
    "total": "total",
    "KKN": "hasil/hasil-kkn",
    "SPAK": "hasil/hasil-kkn/hasil-kkn-spak",
    "TLHP": "hasil/hasil-kkn/hasil-kkn-tlhp",
    "service": "hasil/hasil-pelayanan",
}


def tables():
    """Every table by its first column's name: a list of rows by column."""
    found = {}
    lines = [*PAGE.read_text(encoding="utf-8").splitlines(), ""]
    at = 0
    while at < len(lines):
        if not lines[at].startswith("|"):
            at += 1
            continue
        end = next(row for row in range(at, len(lines)) if not lines[row].startswith("|"))
        names, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[at:end]]
        key = "for programs" if "for programs" in names else names[0]
        assert key not in found, f"two tables begin with {key}"
        found[key] = [dict(zip(names, row, strict=True)) for row in rows]
        at = end
    return found


TABLES = tables()


def rows_of(key):
    return pytest.mark.parametrize("row", TABLES[key], ids=lambda row: " ".join(row.values())[:40])


def items(text):
    return [item.strip() for item in text.split(",") if item.strip()]


def test_the_page_has_the_tables_that_are_checked_here():
    sizes = {key: len(rows) for key, rows in TABLES.items()}
    assert sizes == {
        "scale": 4,
        "done": 6,
        "indicator": 5,
        "instrument": 3,
        "enabler": 5,
        "value": 9,
        "for programs": 3,
    }


@rows_of("scale")
@pytest.mark.parametrize("instrument_id", SHIPPED)
def test_the_scales_are_those_of_the_shipped_files(row, instrument_id):
    assert list(data_of(instrument_id)["scales"][row["scale"]].items()) == list(
        zip(items(row["labels"]), items(row["values"]), strict=True)
    )


@rows_of("done")
def test_nothing_due_counts_as_the_page_says(row):
    inputs = {"total": row["due"]} | ({} if row["done"] == "-" else {"selesai": row["done"]})
    score = score_of(PERWAL, {"hasil-kkn-tlhp-a": numbers(confirmed=row["confirmed"] == "yes", **inputs)})
    assert plain(score.total) == row["points"]
    assert score.answered == (1 if row["answered"] == "yes" else 0)


def published_answers():
    found = {}
    for row in TABLES["indicator"]:
        for letter, label in zip("abcd", items(row["answers"]), strict=False):
            found[f"{row['indicator']}-{letter}"] = choice(label)
    return found


@rows_of("indicator")
def test_the_published_example_has_each_figure_of_the_page(row):
    score = score_of(LKE_2014, published_answers())
    area = row["indicator"] == "area"
    points = score.points("pengungkit/1" if area else f"pengungkit/1/{row['indicator']}")
    assert plain(points) == row["points"]
    assert shown(points) == row["shown"]
    parts = {"area": shipped_instrument(LKE_2014).components[0].areas[0]}
    parts |= {indicator.code: indicator for indicator in parts["area"].indicators}
    part = parts[row["indicator"]]
    assert plain(part.weight) == row["weight"]
    assert row["name"].casefold() in part.name.casefold()
    if not area:
        assert points / part.weight == Fraction(row["mean"])
        assert len(part.questions) == len(items(row["answers"]))


def test_the_published_area_is_thirty_point_zero_two_per_cent():
    text = PAGE.read_text(encoding="utf-8")
    points = score_of(LKE_2014, published_answers()).points("pengungkit/1")
    assert f"The area is {points} of 5 points, which is {shown(points / 5 * 100)} %." in text


@rows_of("instrument")
def test_the_unit_of_each_instrument_is_the_least_that_is_exact(row):
    instrument, unit = shipped_instrument(row["instrument"]), int(row["units in one point"])
    assert scorer_of(row["instrument"]).unit == unit
    worths = [
        option.score * full
        for code, full in full_points(instrument).items()
        for option in instrument.questions[code].options
    ]
    assert all((worth * unit).denominator == 1 for worth in worths)
    for factor in (2, 3, 5):
        assert any((worth * unit / factor).denominator != 1 for worth in worths), factor


@rows_of("enabler")
def test_the_threshold_cases_end_as_the_page_says(row):
    answers = worksheet_with(enabler=row["enabler"], spak=row["SPAK"], tlhp=row["TLHP"], service=row["service"])
    score = score_of(PERWAL, answers)
    assert score.total == Fraction(row["total"])
    assert score.points(PARTS["KKN"]) == Fraction(row["KKN"])
    for code, verdict in judge(shipped_instrument(PERWAL), score).items():
        fails = [PARTS[name] for name in items(row[f"fails for {code}"])]
        assert [one.condition.part for one in verdict.failed] == fails


@rows_of("value")
def test_a_figure_is_shown_as_the_page_says(row):
    minimum = Fraction(row["minimum"]) if row["minimum"] else None
    assert shown_against(Fraction(row["value"]), minimum) == row["shown"]


@rows_of("for programs")
def test_programs_get_the_digits_of_the_page(row):
    assert plain(Fraction(row["value"])) == row["for programs"]
