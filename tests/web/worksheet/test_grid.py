"""One area as the known table."""

from fractions import Fraction

import pytest

from tests.assessments import sheets
from tests.assessments.sheets import answer_of, fill, prove, save
from tests.web.worksheet.pages import has, read
from tests.worksheets import choice, measured, worksheet_with

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def grid_of(client, sheet, area: str = "1", query: str = ""):
    response = client.get(f"/lembar-kerja/{sheet.pk}/tabel/{area}/{query}")
    assert response.status_code == 200
    return read(response)


def rows_of(page) -> dict:
    return {row["id"].removeprefix("butir-"): row for row in page.all("tr", css="grid__row")}


def test_the_columns_stand_in_the_order_people_know(joko, sheet):
    page = grid_of(joko, sheet)
    headings = [cell.text for cell in page.one("table", css="grid").one("thead").all("th")]
    assert headings == [
        "No", "Penilaian", "Bobot", "Penjelasan", "Pilihan", "Jawaban", "Nilai", "%", "Catatan", "Eviden",
    ]  # fmt: skip
    assert len(page.all("h1")) == 1


def test_every_area_has_its_table(joko, sheet):
    instrument, seen = sheet.instrument.instrument, set()
    for _, area in instrument.areas():
        seen |= set(rows_of(grid_of(joko, sheet, area.code)))
    assert seen == set(instrument.questions)


def test_a_row_shows_answer_points_remark_and_proof(joko, cast, sheet):
    save(sheet, "1-a-m", "B", by=cast.joko, remark="SK 12")
    prove(sheet, cast.joko, "1-a-m")
    rows = rows_of(grid_of(joko, sheet))
    row = rows["1-a-m"]
    assert [box["value"] for box in row.all("input", type="radio") if has(box, "checked")] == ["B"]
    for text in ("0,25", "50,00", "SK 12"):
        assert text in row
    assert row.all("a", css="ev-ok")
    assert rows["1-a-t"].one("a", css="tree__miss").text.startswith("5")


def test_the_head_of_the_table_has_the_points_of_the_area(joko, cast, sheet):
    fill(sheet, worksheet_with(enabler=45, spak="13.5", tlhp="3.5", service=16), by=cast.joko)
    page = grid_of(joko, sheet, "hasil-kkn")
    assert "17,00" in page.one(css="head")
    assert "14 dari 20" not in page  # 7 of 10 in the smallest counts
    assert "7 dari 10" in rows_of(page)["hasil-kkn-tlhp-a"]


def test_a_letter_is_answered_in_the_table_as_the_form_would(joko, cast, sheet):
    save(sheet, "1-a-m", "C", by=cast.siti, remark="baris satu\nbaris dua")
    form = rows_of(grid_of(joko, sheet))["1-a-m"].one("form")
    posted = {box["name"]: box["value"] for box in form.all("input", type="hidden")}
    posted.pop("csrfmiddlewaretoken")
    response = joko.post(form["action"], posted | {"jawaban": "A"}, headers=HTMX)
    assert response.status_code == 200
    row = answer_of(sheet, "1-a-m")
    assert (row.label, row.remark.replace("\r\n", "\n"), row.version) == ("A", "baris satu\nbaris dua", 2)


def test_a_reader_sees_answers_and_no_form(cast, enter, sheet):
    save(sheet, "1-a-m", "B", by=cast.joko)
    row = rows_of(grid_of(enter(cast.surya), sheet))["1-a-m"]
    assert not row.all("form")
    assert "B" in row.one("td", css="grid__ans")


def test_a_sent_worksheet_has_no_forms_in_its_table(joko, cast, sheet):
    sheets.sent(cast, sheet)
    assert not [row for row in rows_of(grid_of(joko, sheet)).values() if row.all("form")]


@pytest.mark.parametrize(("key", "codes"), [("hilang", {"1-a-m"}), ("bukti", None), ("", None)])
def test_filters_and_their_counts(joko, cast, sheet, key, codes):
    fill(sheet, {"1-a-t": choice("Ya"), "1-a-m": choice("B")}, by=cast.joko)
    prove(sheet, cast.joko, "1-a-m")
    page = grid_of(joko, sheet, "1", f"?saring={key}")
    shown = rows_of(page)
    chip = page.one("a", css="chip", aria_current="true")
    assert chip.text.endswith(f" {len(shown)}")
    assert codes is None or set(shown) == codes
    assert len(shown) == {"hilang": 1, "bukti": 11, "": 12}[key]


def test_a_ratio_reads_as_people_say_it(joko, cast):
    sheet = sheets.opened(cast, instrument_id="permenpanrb-90-2021")
    question = sheet.instrument.instrument.questions["reform-4-i-a"]
    fill(sheet, {"reform-4-i-a": measured(question, Fraction(3, 4))}, by=cast.joko)
    assert "3 dari 4" in rows_of(grid_of(joko, sheet, "reform-4"))["reform-4-i-a"]


def test_an_area_that_is_none_and_a_stranger(joko, cast, enter, sheet):
    assert joko.get(f"/lembar-kerja/{sheet.pk}/tabel/99/").status_code == 404
    assert enter(cast.rini).get(f"/lembar-kerja/{sheet.pk}/tabel/1/").status_code == 404
