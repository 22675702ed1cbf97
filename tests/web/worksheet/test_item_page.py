"""The page of one item: what it shows to whom."""

from datetime import date

import pytest

from tests.assessments import sheets
from tests.assessments.sheets import SPAK, fill, prove, save, set_windows
from tests.web.worksheet.pages import has, read, typed
from tests.worksheets import choice, worksheet_with
from zona.assessments.actions.add_note import add_note
from zona.assessments.actions.return_item import return_item
from zona.assessments.models import Answer

pytestmark = pytest.mark.django_db


def at(sheet, code: str = "1-a-m") -> str:
    return f"/lembar-kerja/{sheet.pk}/butir/{code}/"


def page_of(client, sheet, code: str = "1-a-m", query: str = ""):
    response = client.get(at(sheet, code) + query)
    assert response.status_code == 200
    return read(response)


def test_one_heading_one_form_and_the_tree(joko, sheet):
    page = page_of(joko, sheet)
    question = sheet.instrument.instrument.questions["1-a-m"]
    assert page.one("h1").text == question.text
    assert page.one("main")["id"] == "isi"
    tree = page.one("nav", id="pohon")
    assert len(tree.all("details")) == 8
    assert len(tree.all("a", css="tree__item")) == 76
    assert tree.one("a", aria_current="page")["href"].startswith(at(sheet))
    assert typed(page) == {"versi": "0", "catatan": ""}


def test_every_option_has_its_letter_its_criterion_and_its_points(joko, sheet):
    question = sheet.instrument.instrument.questions["1-a-m"]
    options = page_of(joko, sheet).one("form", id="jawab").all("label", css="opt")
    assert [option.one("input")["value"] for option in options] == list(question.labels)
    assert all(one.criterion in option for one, option in zip(question.options, options, strict=True))
    assert [option.one("b").text for option in options] == ["0,50", "0,25", "0,00"]
    assert len({option.one("input")["data-answer"] for option in options}) == 3  # one key each


def test_the_tree_counts_what_is_answered_and_what_proof_is_missing(joko, cast, sheet):
    fill(sheet, {"1-a-t": choice("Ya"), "1-a-m": choice("A")}, by=cast.joko)
    prove(sheet, cast.joko, "1-a-m")
    tree = page_of(joko, sheet).one("nav", id="pohon")
    first = tree.all("details")[0]
    assert "2/12" in first.one("summary")
    items = {link["href"].split("/butir/")[1].strip("/"): link for link in tree.all("a", css="tree__item")}
    assert items["1-a-m"].all(css="st-proven")
    assert items["1-a-t"].all(css="st-answered")
    assert items["1-b-1"].all(css="st-empty")
    assert not items["1-a-m"].all(css="tree__miss")
    assert items["1-a-t"].one(css="tree__miss").text.startswith("5")


def test_the_recap_shows_stored_figures(joko, cast, sheet):
    fill(sheet, worksheet_with(enabler=45, spak="13.5", tlhp="3.5", service=16), by=cast.joko)
    prove(sheet, cast.joko, "1-a-t")
    recap = page_of(joko, sheet).one("aside", id="rekap")
    assert recap.one(css="recap__tot").one(css="figure").text == "78,00"
    assert [gate["class"] for gate in recap.all(css="gate")] == [
        "gate gate--holds", "gate gate--fails", "gate gate--holds", "gate gate--holds",
    ]  # fmt: skip
    assert recap.all(css="gate")[1].one(css="gate__fig").text == "17,00"
    assert "76" in recap.one(css="recap__tot")


def test_what_was_saved_stands_in_the_form_with_who_and_when(joko, cast, sheet):
    save(sheet, "1-a-m", "B", by=cast.siti, remark="SK 12")
    page = page_of(joko, sheet)
    assert typed(page) == {"versi": "1", "catatan": "SK 12", "jawaban": "B"}
    assert "Siti Maryani" in page.one(id="simpan")
    assert "0,25" in page.one(id="rumus")


def test_numbers_stand_as_people_write_them(cast, enter, sheet):
    save(sheet, SPAK, "3,6", by=cast.indah, source="Laporan SPAK 1")
    assert typed(page_of(enter(cast.indah), sheet, SPAK)) == {
        "versi": "1", "catatan": "", "isian-indeks": "3,6", "sumber": "Laporan SPAK 1",
    }  # fmt: skip


def test_the_unit_reads_a_result_and_is_told_who_enters_it(joko, cast, sheet):
    save(sheet, SPAK, "3,6", by=cast.indah, source="Laporan SPAK 1")
    page = page_of(joko, sheet, SPAK)
    assert has(page.one("fieldset", id="jawaban"), "disabled")
    assert "petugas survei" in page.one("main")
    assert page.one("input", id="isian-indeks")["value"] == "3,6"
    assert not page.one("form", id="jawab").all("button")


@pytest.mark.parametrize("person", ["surya", "lestari", "herman", "admin", "wulan", "tono"])
def test_readers_get_the_page_without_anything_to_press(cast, enter, sheet, person):
    page = page_of(enter(getattr(cast, person)), sheet)
    assert has(page.one("fieldset", id="jawaban"), "disabled")
    assert not page.one("form", id="jawab").all("button")
    assert not page.all("input", type="file")


@pytest.mark.parametrize("person", ["rini", "dewi", "agus", "nadia", "putu", "nobody"])
def test_strangers_find_nothing(cast, enter, sheet, person):
    assert enter(getattr(cast, person)).get(at(sheet)).status_code == 404


def test_without_signing_in_the_way_leads_to_the_entrance(client, sheet):
    response = client.get(at(sheet))
    assert response.status_code == 302
    assert response["Location"].startswith("/akun/")


@pytest.mark.parametrize("address", ["/lembar-kerja/{pk}/butir/9-z-9/", "/lembar-kerja/99999999999999999999/"])
def test_what_is_not_there_is_not_found(joko, sheet, address):
    assert joko.get(address.format(pk=sheet.pk)).status_code == 404


def test_before_the_window_the_page_says_when_it_opens_and_whom_to_ask(joko, cast, sheet, stand_on):
    set_windows(cast.period, (date(2026, 3, 1), date(2026, 3, 31)))
    stand_on(date(2026, 2, 1))
    page = page_of(joko, sheet)
    assert "1 Maret 2026" in page.one("main")
    assert "(021) 5550 1234" in page.one("main")
    assert has(page.one("fieldset", id="jawaban"), "disabled")


def test_a_returned_item_says_why_and_until_when(joko, cast, sheet):
    sheets.under_assessment(cast, sheet)
    due = cast.period.filling_closes
    return_item(sheet.pk, "1-a-m", by=cast.maya, reason="Lampirkan SK yang sah.", due_on=due)
    page = page_of(joko, sheet)
    assert "Lampirkan SK yang sah." in page.one("main")
    assert page.all("form", action=f"{at(sheet)}serahkan/")
    assert not has(page.one("fieldset", id="jawaban"), "disabled")
    assert page.one("nav", id="pohon").one("a", aria_current="page").all(css="st-back")
    assert has(page_of(joko, sheet, "1-a-t").one("fieldset", id="jawaban"), "disabled")


def test_a_carried_answer_asks_to_be_confirmed(joko, sheet):
    Answer.objects.create(assessment=sheet, question_code="1-a-m", label="A", carried=True)
    page = page_of(joko, sheet)
    assert typed(page)["jawaban"] == "A"
    assert page.one("main").all(css="notice--warn")


def test_notes_and_steps_stand_below(joko, cast, sheet):
    add_note(sheet.pk, "1-a-m", "<b>SK</b> menyusul", by=cast.siti)
    add_note(sheet.pk, "1-a-t", "lain", by=cast.siti)
    page = page_of(joko, sheet)
    (note,) = page.all(css="note")
    assert "<b>SK</b> menyusul" in note
    assert "Siti Maryani" in note
    assert [box["value"] for box in page.all("input", name="tahapan")] == ["1", "2", "3"]


def test_each_slot_has_its_state_and_its_upload(joko, cast, sheet):
    prove(sheet, cast.joko, "1-a-m")
    page = page_of(joko, sheet, "1-b-1")
    assert [slot["id"] for slot in page.all(css="slot")] == [
        "bukti-undangan", "bukti-daftar-hadir", "bukti-foto", "bukti-rencana-aksi", "bukti-laporan",
    ]  # fmt: skip
    assert len(page.all(css="slot--missing")) == 5
    assert "25" in page.one("main").all("section", aria_labelledby="bukti")[0]  # the limit is said before
    proven = page_of(joko, sheet)
    assert len(proven.all(css="slot--filled")) == 3


FILTERED = {"": 76, "kosong": 74, "bukti": 74, "hilang": 1}


@pytest.mark.parametrize("key", list(FILTERED))
def test_filters_keep_what_they_say_and_their_counts(joko, cast, sheet, key):
    fill(sheet, {"1-a-t": choice("Ya"), "1-a-m": choice("B")}, by=cast.joko)
    prove(sheet, cast.joko, "1-a-t", "1-a-m")
    query = f"?saring={key}" if key else ""
    page = page_of(joko, sheet, "6-a-1", query)
    tree = page.one("nav", id="pohon")
    shown = {link["href"].split("/butir/")[1].split("/")[0] for link in tree.all("a", css="tree__item")}
    assert len(shown - {"6-a-1"}) == FILTERED[key] - (key != "hilang")
    counts = [link.text.rsplit(" ", 1)[1] for link in tree.one(css="tree__filters").all("a")]
    assert counts == [str(FILTERED[one]) for one in FILTERED]
    assert tree.one(css="tree__filters").one("a", aria_current="true")["href"] == at(sheet, "6-a-1") + query


def test_neighbours_follow_the_filter(joko, cast, sheet):
    fill(sheet, {"1-a-m": choice("B"), "6-a-1": choice("B")}, by=cast.joko)
    page = page_of(joko, sheet, "1-a-m", "?saring=hilang")
    assert page.one("a", rel="next")["href"] == at(sheet, "6-a-1") + "?saring=hilang"
    assert not page.all("a", rel="prev")


def test_an_unknown_filter_shows_everything(joko, sheet):
    assert len(page_of(joko, sheet, query="?saring=apa").all("a", css="tree__item")) == 76


def test_the_front_door_is_the_first_item_without_an_answer(joko, cast, sheet):
    fill(sheet, {"1-a-t": choice("Ya")}, by=cast.joko)
    assert joko.get(f"/lembar-kerja/{sheet.pk}/")["Location"] == at(sheet, "1-a-m")


def test_the_front_door_keeps_the_filter_it_is_opened_with(joko, cast, sheet):
    """'Lengkapi bukti' on the first page leads to /lembar-kerja/…/?saring=bukti."""
    fill(sheet, {"1-a-t": choice("Ya")}, by=cast.joko)
    assert joko.get(f"/lembar-kerja/{sheet.pk}/?saring=bukti")["Location"].endswith("?saring=bukti")


@pytest.mark.parametrize("typed_code", ["V.b.2", "v b 2", "Vb2", "5-b-2", "5b2"])
def test_a_code_is_jumped_to_however_it_is_written(joko, sheet, typed_code):
    response = joko.get(f"/lembar-kerja/{sheet.pk}/lompat/", {"kode": typed_code})
    assert response["Location"] == at(sheet, "5-b-2")


def test_a_code_that_is_none_says_so(joko, sheet):
    response = joko.get(f"/lembar-kerja/{sheet.pk}/lompat/", {"kode": "Z.9"}, follow=True)
    assert response.status_code == 200
    assert "Z.9" in read(response)
