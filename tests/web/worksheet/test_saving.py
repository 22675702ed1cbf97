"""Saving from the page of an item: by form, by htmx, in conflict, with mistakes, and too late."""

from datetime import date
from fractions import Fraction

import pytest

from tests.assessments import sheets
from tests.assessments.sheets import SPAK, TLHP, answer_of, result_of, save, set_windows
from tests.web.worksheet.pages import has, read, said, typed
from zona.assessments.models import Answer, StepTick
from zona.assessments.queries import ticked_steps
from zona.base.numbers import as_typed, read_number

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def at(sheet, code: str = "1-a-m") -> str:
    return f"/lembar-kerja/{sheet.pk}/butir/{code}/"


def test_a_post_saves_and_comes_back_to_the_item(joko, cast, sheet):
    response = joko.post(at(sheet), {"versi": "0", "jawaban": "A", "catatan": "SK 12"})
    assert (response.status_code, response["Location"]) == (302, at(sheet))
    row = answer_of(sheet, "1-a-m")
    assert (row.label, row.remark, row.answered_by) == ("A", "SK 12", cast.joko)


def test_save_and_go_on_keeps_the_filter(joko, sheet):
    response = joko.post(at(sheet) + "?saring=kosong", {"versi": "0", "jawaban": "A", "lanjut": "1-b-1"})
    assert response["Location"] == at(sheet, "1-b-1") + "?saring=kosong"


def test_htmx_gets_only_the_live_parts_with_the_new_version(joko, sheet):
    response = joko.post(at(sheet), {"versi": "0", "jawaban": "A", "catatan": ""}, headers=HTMX)
    page = read(response)
    assert response.status_code == 200
    assert not page.all("h1")
    assert not page.all("html")
    assert page.one(id="versi").one("input")["value"] == "1"
    assert "Joko Prasetyo" in page.one(id="simpan")
    assert page.one("aside", id="rekap").one(css="recap__tot").one(css="figure").text == "0,50"
    assert "0,5" in page.one(id="rumus")


def test_the_live_parts_are_the_same_as_on_the_page(joko, sheet):
    live = read(joko.post(at(sheet), {"versi": "0", "jawaban": "B", "catatan": "x"}, headers=HTMX))
    page = read(joko.get(at(sheet)))
    parts = ("versi", "simpan", "sisi", "rumus", "rekap", "dok")
    assert {part: live.one(id=part).text for part in parts} == {part: page.one(id=part).text for part in parts}
    assert {one["id"] for one in live.inside if not isinstance(one, str)} == set(parts)
    form = page.one("form", id="jawab")
    assert set(form["hx-select-oob"].replace("#", "").split(",")) == set(parts)


def test_an_answer_is_taken_back(joko, cast, sheet):
    save(sheet, "1-a-m", "A", by=cast.joko, remark="SK")
    joko.post(at(sheet), {"versi": "1", "jawaban": "A", "catatan": "SK", "kosongkan": "ya"})
    assert (answer_of(sheet, "1-a-m").given, answer_of(sheet, "1-a-m").remark) == (None, "SK")


def test_an_officer_saves_a_result_with_its_paper(cast, enter, sheet):
    facts = {"versi": "0", "isian-indeks": "3,60", "sumber": "Laporan SPAK 1"}
    assert enter(cast.indah).post(at(sheet, SPAK), facts).status_code == 302
    audit = {"versi": "0", "isian-selesai": "0", "isian-total": "0", "dikonfirmasi": "Ya", "sumber": "Surat 7"}
    assert enter(cast.surya).post(at(sheet, TLHP), audit).status_code == 302
    assert answer_of(sheet, TLHP).confirmed
    assert result_of(sheet).exact_total == Fraction("18.5")


def test_two_tabs_in_conflict_see_both_texts_and_lose_neither(joko, cast, enter, sheet):
    enter(cast.siti).post(at(sheet), {"versi": "0", "jawaban": "C", "catatan": "tulisan Siti"})
    response = joko.post(at(sheet), {"versi": "0", "jawaban": "A", "catatan": "tulisan Joko\nbaris dua"})
    assert response.status_code == 409
    page = read(response)
    conflict = page.one("section", aria_labelledby="bentrok")
    for text in ("Siti Maryani", "tulisan Siti", "tulisan Joko", "baris dua", "C", "A"):
        assert text in conflict
    form = typed(page)
    assert form["jawaban"] == "A"
    assert form["catatan"].replace("\r\n", "\n") == "tulisan Joko\nbaris dua"
    assert answer_of(sheet, "1-a-m").remark == "tulisan Siti"
    # what the form holds now may be saved over it on purpose
    assert joko.post(at(sheet), form).status_code == 302
    assert (answer_of(sheet, "1-a-m").label, answer_of(sheet, "1-a-m").version) == ("A", 2)


def test_a_conflict_by_autosave_takes_the_place_of_the_item(joko, cast, sheet):
    save(sheet, "1-a-m", "C", by=cast.siti)
    response = joko.post(at(sheet), {"versi": "0", "jawaban": "A"}, headers=HTMX)
    assert (response.status_code, response["HX-Retarget"]) == (409, "#butir")
    page = read(response)
    assert page.one(id="butir").one("form", id="jawab")
    assert not has(page.one("form", id="jawab"), "hx-post")  # no autosave over somebody else's answer


def test_a_conflict_over_numbers_shows_both(cast, enter, sheet):
    save(sheet, SPAK, "3,6", by=cast.indah, source="Laporan 1")
    response = enter(cast.maya).post(at(sheet, SPAK), {"versi": "0", "isian-indeks": "3,20", "sumber": "Laporan 2"})
    page = read(response)
    assert response.status_code == 409
    assert "3,6" in page.one("section", aria_labelledby="bentrok")
    assert (typed(page)["isian-indeks"], typed(page)["sumber"]) == ("3,20", "Laporan 2")


@pytest.mark.parametrize("wrong", ["tiga koma enam", "4,5", "-1", "1/2"])
def test_a_bad_number_is_refused_and_stays_in_its_field(cast, enter, sheet, wrong):
    facts = {"versi": "0", "isian-indeks": wrong, "sumber": "Laporan 1", "catatan": "dari BPS"}
    response = enter(cast.indah).post(at(sheet, SPAK), facts)
    page = read(response)
    assert response.status_code == 422
    assert page.all(css="errors")
    kept = typed(page)
    assert (kept["isian-indeks"], kept["sumber"], kept["catatan"]) == (wrong, "Laporan 1", "dari BPS")
    assert not Answer.objects.exists()


def test_a_result_without_its_paper_is_refused_and_the_number_stays(cast, enter, sheet):
    response = enter(cast.indah).post(at(sheet, SPAK), {"versi": "0", "isian-indeks": "3,6"})
    assert response.status_code == 422
    assert typed(read(response))["isian-indeks"] == "3,6"


def test_a_window_that_closes_while_somebody_types(joko, cast, sheet, stand_on):
    set_windows(cast.period, (date(2026, 3, 1), date(2026, 3, 31)))
    stand_on(date(2026, 3, 31))
    assert typed(read(joko.get(at(sheet))))["versi"] == "0"
    stand_on(date(2026, 4, 1))
    for headers in ({}, HTMX):
        response = joko.post(at(sheet), {"versi": "0", "jawaban": "A", "catatan": "satu jam kerja"}, headers=headers)
        page = read(response)
        assert response.status_code == 403
        assert "31 Maret 2026" in page.one("main")
        assert (typed(page)["catatan"], typed(page)["jawaban"]) == ("satu jam kerja", "A")
        assert page.one("main").all(role="alert")
    assert not Answer.objects.exists()


def test_a_worksheet_that_was_sent_while_somebody_types(joko, cast, sheet):
    sheets.sent(cast, sheet)
    response = joko.post(at(sheet), {"versi": "0", "jawaban": "A", "catatan": "terlambat"})
    assert response.status_code == 403
    assert typed(read(response))["catatan"] == "terlambat"


def test_a_reader_who_posts_is_refused_and_keeps_the_text(cast, enter, sheet):
    response = enter(cast.surya).post(at(sheet), {"versi": "0", "jawaban": "A", "catatan": "coba"})
    assert response.status_code == 403
    assert typed(read(response))["catatan"] == "coba"
    assert enter(cast.rini).post(at(sheet), {"jawaban": "A"}).status_code == 404


@pytest.mark.parametrize("version", ["²", "9" * 5000, "-1", "satu"])
def test_a_strange_version_is_no_crash_and_overwrites_nothing(joko, cast, sheet, version):
    save(sheet, "1-a-m", "C", by=cast.siti)
    response = joko.post(at(sheet), {"versi": version, "jawaban": "A"})
    assert response.status_code in (400, 409)
    assert answer_of(sheet, "1-a-m").label == "C"


def test_a_post_without_a_version_overwrites_nobody(joko, cast, sheet):
    """DU-08: no silent overwrite. The deed lets imports pass without one, the page must not."""
    save(sheet, "1-a-m", "C", by=cast.siti)
    assert joko.post(at(sheet), {"jawaban": "A"}).status_code in (400, 409)
    assert answer_of(sheet, "1-a-m").label == "C"


def test_a_form_of_another_item_is_not_found(joko, sheet):
    assert joko.post(at(sheet, "9-z"), {"jawaban": "A"}).status_code == 404


def test_markup_in_a_remark_stays_text(joko, sheet):
    joko.post(at(sheet), {"versi": "0", "jawaban": "A", "catatan": "</textarea><script>alert(1)</script>"})
    page = read(joko.get(at(sheet)))
    assert typed(page)["catatan"] == "</textarea><script>alert(1)</script>"


def test_without_the_token_of_the_page_nothing_is_saved(cast, sheet):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.joko)
    assert strict.post(at(sheet), {"versi": "0", "jawaban": "A"}).status_code == 403
    assert not Answer.objects.exists()


def test_steps_are_kept_by_form_and_by_htmx(joko, sheet):
    response = joko.post(f"{at(sheet)}tahapan/", {"tahapan": ["1", "3"]})
    assert response["Location"].startswith(at(sheet))
    assert ticked_steps(sheet) == {"1-a-m": {"1", "3"}}
    joko.post(f"{at(sheet)}tahapan/", {"tahapan": ["2"], "terlihat": ["1", "3"]}, headers=HTMX)
    assert ticked_steps(sheet) == {"1-a-m": {"2"}}


def test_two_people_at_one_checklist_lose_no_tick(joko, cast, sheet, enter):
    """Both pages were drawn while nothing was ticked."""
    enter(cast.siti).post(f"{at(sheet)}tahapan/", {"tahapan": ["1"]})
    joko.post(f"{at(sheet)}tahapan/", {"tahapan": ["2"]})
    assert ticked_steps(sheet) == {"1-a-m": {"1", "2"}}


def test_the_page_says_which_ticks_it_shows(joko, cast, sheet):
    joko.post(f"{at(sheet)}tahapan/", {"tahapan": ["3"]})
    page = read(joko.get(at(sheet)))
    assert [box["value"] for box in page.one("span", id="terlihat").all("input")] == ["3"]


@pytest.mark.parametrize("stored", ["1000", "1234", "3599999/1000000", "600", "35999999/10000000"])
def test_a_number_goes_back_into_its_field_as_it_was_typed(stored):
    value = Fraction(stored)
    assert read_number(as_typed(value)) == value


def test_a_thousand_stays_a_thousand_when_only_the_remark_changes(cast, enter, sheet):
    page = f"/lembar-kerja/{sheet.pk}/butir/{sheets.TLHP}/"
    surya = enter(cast.surya)
    save(sheet, sheets.TLHP, {"selesai": 600, "total": 1000}, by=cast.surya, source="LHP 3/2026")
    surya.post(page, typed(read(surya.get(page))) | {"catatan": "sudah dicek"})
    row = answer_of(sheet, sheets.TLHP)
    assert (row.inputs, row.remark) == ({"selesai": "600", "total": "1000"}, "sudah dicek")


def test_steps_that_come_too_late_say_so(joko, cast, sheet):
    sheets.sent(cast, sheet)
    page = read(joko.post(f"{at(sheet)}tahapan/", {"tahapan": ["1"]}, follow=True))
    assert "sudah dikirim" in said(page)
    assert not StepTick.objects.exists()


def test_steps_that_come_too_late_say_so_to_htmx_too(joko, cast, sheet):
    """htmx follows a redirect and throws its page away (hx-swap none): the tick would seem to be kept."""
    sheets.sent(cast, sheet)
    response = joko.post(f"{at(sheet)}tahapan/", {"tahapan": ["1"]}, headers=HTMX)
    assert response.status_code >= 400
    assert "sudah dikirim" in response.content.decode()


def test_a_note_is_added_by_the_team(joko, cast, sheet):
    response = joko.post(f"{at(sheet)}catatan/", {"catatan": "SK menyusul"})
    assert response["Location"].startswith(at(sheet))
    note = sheet.notes.get()
    assert (note.text, note.party, note.written_by) == ("SK menyusul", "unit", cast.joko)
    assert "kosong" in said(read(joko.post(f"{at(sheet)}catatan/", {"catatan": " "}, follow=True)))


def test_a_note_of_an_assessor_is_tpis(maya, sheet):
    maya.post(f"{at(sheet)}catatan/", {"catatan": "Mana SK-nya?"})
    assert sheet.notes.get().party == "tpi"


def test_small_deeds_of_strangers_and_readers(cast, enter, sheet):
    for path in ("tahapan/", "catatan/"):
        assert enter(cast.rini).post(at(sheet) + path, {"catatan": "x"}).status_code == 404
        assert enter(cast.surya).post(at(sheet) + path, {"catatan": "x"}).status_code == 403
        assert enter(cast.joko).post(at(sheet, "9-z") + path, {"catatan": "x"}).status_code == 404
        assert enter(cast.joko).get(at(sheet) + path).status_code == 405


def test_a_remark_alone_in_a_conflict_keeps_the_others_answer_in_the_form(joko, cast, sheet):
    save(sheet, "1-a-m", "B", by=cast.siti, remark="milik Siti")
    page = read(joko.post(at(sheet), {"versi": "0", "jawaban": "", "catatan": "milik Joko"}))
    assert (typed(page)["jawaban"], typed(page)["catatan"].strip()) == ("B", "milik Joko")
