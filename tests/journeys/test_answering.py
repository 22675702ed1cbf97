"""Answering by keyboard, and what the page shows while it is saved."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.desk import Desk, item, page_of
from tests.journeys.watch import Watch
from zona.assessments.models import Answer

pytestmark = pytest.mark.journey


def at_item(page: Page, code: str) -> None:
    expect(page).to_have_url(re.compile(f"/butir/{code}/$"))
    page.wait_for_load_state("load")


def test_one_letter_answers_and_everything_live_follows(desk: Desk, visit: Visit):
    sheet = desk.sheet()
    page = visit(desk.cast.joko, page_of(sheet))
    at_item(page, "1-a-t")
    expect(page.locator("#simpan")).to_contain_text("Belum pernah disimpan")
    expect(page.locator("#rekap .figure")).to_have_text("0,00")
    page.evaluate("document.body.dataset.same = 'ya'")

    page.keyboard.press("y")

    expect(page.locator("#simpan")).to_contain_text(re.compile(r"Tersimpan .+ pukul \d\d[.:]\d\d oleh Joko Prasetyo"))
    expect(page.locator("#versi input")).to_have_value("1")
    expect(page.locator("#rumus")).to_contain_text("Nilai butir = skor 1 × bobot")
    points = page.locator("#sisi").inner_text()
    assert "Ya" in points
    expect(page.locator("#rekap .figure")).not_to_have_text("0,00")
    expect(page.locator("#rekap")).to_contain_text("1 dari 76 butir")
    expect(page.locator("#dok")).not_to_contain_text("0,00")

    page.keyboard.press("t")

    expect(page.locator("#versi input")).to_have_value("2")
    expect(page.locator("#rekap .figure")).to_have_text("0,00")
    assert page.locator("body").get_attribute("data-same") == "ya", "the page was loaded again"


def test_letters_in_quick_succession_end_with_the_last_one(desk: Desk, visit: Visit):
    sheet = desk.sheet()
    page = visit(desk.cast.joko, item(sheet, "3-b-2"))
    for letter in "abcde":
        page.keyboard.press(letter)
    expect(page.locator("#sisi")).to_contain_text("E")
    page.wait_for_load_state("networkidle")
    expect(page.locator("#bentrok")).to_have_count(0)
    assert Answer.objects.get(assessment=sheet).label == "E"


def test_what_is_chosen_before_the_scripts_have_started_is_saved(desk: Desk, visit: Visit):
    page = visit(desk.cast.joko, None)
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => document.querySelector('[data-answer=b]').click(), {once: true})"
    )
    page.goto(item(desk.sheet(), "1-c-1"))
    expect(page.locator("#versi input")).to_have_value("1")
    expect(page.locator("#sisi")).to_contain_text("B")


def test_ten_items_take_two_keystrokes_each(desk: Desk, visit: Visit):
    sheet = desk.sheet()
    questions = list(sheet.instrument.instrument.questions.values())[:11]
    page = visit(desk.cast.joko, item(sheet, questions[0].code))
    strokes = 0
    for question, after in pairwise(questions):
        for key in (question.labels[0][0].lower(), "j"):
            page.keyboard.press(key)
            strokes += 1
        at_item(page, after.code)
    assert strokes == 20
    rows = {row.question_code: row.label for row in Answer.objects.filter(assessment=sheet)}
    assert rows == {question.code: question.labels[0] for question in questions[:10]}
    expect(page.locator("#rekap")).to_contain_text("10 dari 76 butir")


def test_j_k_and_l_move(desk: Desk, visit: Visit):
    sheet = desk.sheet()
    page = visit(desk.cast.joko, item(sheet, "1-a-t"))
    page.keyboard.press("j")
    at_item(page, "1-a-m")
    page.keyboard.press("k")
    at_item(page, "1-a-t")
    page.keyboard.press("l")
    expect(page.locator("#lompat")).to_be_focused()
    page.keyboard.type("V.b.2")
    page.keyboard.press("Enter")
    at_item(page, "5-b-2")
    expect(page.locator(".tree__item[aria-current]")).to_be_in_viewport()


def test_a_remark_is_saved_when_the_field_is_left(desk: Desk, visit: Visit):
    sheet = desk.sheet()
    page = visit(desk.cast.joko, item(sheet, "1-c-1"))
    remark = page.get_by_label("Catatan penjelasan singkat")
    remark.click()
    page.keyboard.type("jadwal ada di lampiran 2")  # letters in a field choose no answer
    page.keyboard.press("Tab")
    expect(page.locator("#simpan")).to_contain_text("oleh Joko Prasetyo")
    row = Answer.objects.get(assessment=sheet)
    assert (row.remark, row.label) == ("jadwal ada di lampiran 2", "")

    remark.press("End")
    remark.press_sequentially(" dan 3")
    remark.press("Control+Enter")
    expect(page.locator("#pesan")).to_contain_text("Butir I.c.1 tersimpan.")
    expect(remark).to_have_value("jadwal ada di lampiran 2 dan 3")
    row.refresh_from_db()
    assert row.remark == "jadwal ada di lampiran 2 dan 3"


def test_leaving_by_a_link_straight_after_typing_keeps_the_text(desk: Desk, visit: Visit):
    sheet = desk.sheet()
    page = visit(desk.cast.joko, item(sheet, "1-c-1"))
    page.get_by_label("Catatan penjelasan singkat").fill("ditulis lalu ditinggalkan")
    page.locator("a[data-key=j]").click()
    at_item(page, "1-c-2")
    assert Answer.objects.get(assessment=sheet).remark == "ditulis lalu ditinggalkan"


def test_two_tabs_in_conflict_show_both_texts(desk: Desk, visit: Visit, watch: Watch):
    sheet = desk.sheet()
    mine, theirs = (visit(who, item(sheet, "1-c-1")) for who in (desk.cast.joko, desk.cast.siti))
    theirs.get_by_label("Catatan penjelasan singkat").fill("menurut Siti")
    theirs.keyboard.press("Tab")
    expect(theirs.locator("#simpan")).to_contain_text("oleh Siti Maryani")

    watch.expect(409)
    mine.get_by_label("Catatan penjelasan singkat").fill("menurut Joko")
    mine.keyboard.press("Tab")
    conflict = mine.get_by_role("alert").filter(has_text="menyimpan butir ini pukul")
    expect(conflict).to_contain_text("Siti Maryani")
    expect(conflict).to_contain_text("menurut Siti")
    expect(conflict).to_contain_text("menurut Joko")
    expect(mine.get_by_label("Catatan penjelasan singkat")).to_have_value("menurut Joko")
    expect(conflict).to_be_focused()
    expect(mine.locator("#versi input")).to_have_value("1")  # saving again takes the place of Siti's version only
    expect(mine.locator("#simpan")).to_contain_text("oleh Siti Maryani")
    assert Answer.objects.get(assessment=sheet).remark == "menurut Siti"

    mine.keyboard.press("b")  # still only typed: after a conflict nothing is saved by itself
    mine.get_by_role("button", name="Simpan isian saya").click()
    expect(mine.locator("#pesan")).to_contain_text("tersimpan")
    row = Answer.objects.get(assessment=sheet)
    assert (row.remark, row.label, row.answered_by) == ("menurut Joko", "B", desk.cast.joko)


def test_a_conflict_keeps_the_keys_working(desk: Desk, visit: Visit, watch: Watch):
    sheet = desk.sheet()
    mine, theirs = (visit(who, item(sheet, "1-c-1")) for who in (desk.cast.joko, desk.cast.siti))
    theirs.keyboard.press("a")
    expect(theirs.locator("#versi input")).to_have_value("1")
    watch.expect(409)
    mine.keyboard.press("d")
    expect(mine.locator("#bentrok")).to_be_visible()
    mine.keyboard.press("Control+Enter")
    expect(mine.locator("#pesan")).to_contain_text("tersimpan")
    assert Answer.objects.get(assessment=sheet).label == "D"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_window_that_closes_while_somebody_types_keeps_the_text(desk: Desk, visit: Visit, watch: Watch, scripts):
    sheet = desk.sheet()
    page = visit(desk.cast.joko, item(sheet, "1-c-1"), scripts=scripts)
    page.get_by_label("Catatan penjelasan singkat").fill("kalimat yang panjang sekali")
    desk.close_filling()
    watch.expect(403)
    if scripts:
        page.keyboard.press("Tab")
    else:
        page.get_by_role("button", name="Simpan", exact=True).click()
    banner = page.get_by_role("alert").filter(has_text="Belum tersimpan")
    expect(banner).to_contain_text("Pengisian ditutup")
    expect(banner).to_contain_text("Bagian Organisasi")
    expect(page.get_by_label("Catatan penjelasan singkat")).to_have_value("kalimat yang panjang sekali")
    assert not Answer.objects.filter(assessment=sheet).exists()


def test_save_pressed_straight_after_typing_conflicts_with_nobody(desk: Desk, visit: Visit):
    sheet = desk.sheet()
    page = visit(desk.cast.joko, item(sheet, "1-c-1"))
    for count, text in enumerate(("sekali", "dua kali"), start=1):
        page.get_by_label("Catatan penjelasan singkat").fill(text)
        page.get_by_role("button", name="Simpan", exact=True).click()
        expect(page.locator("#versi input")).to_have_value(str(count))
        expect(page.locator("#pesan")).to_contain_text("tersimpan")
        assert Answer.objects.get(assessment=sheet).remark == text


def test_a_row_of_the_table_can_be_answered_again_and_again(desk: Desk, visit: Visit):
    sheet = desk.sheet()
    page = visit(desk.cast.joko, page_of(sheet, "tabel/1/"))
    row = page.get_by_role("radiogroup", name="Jawaban I.c.1")
    for count, letter in enumerate("ABC", start=1):
        row.get_by_role("radio", name=letter, exact=True).check(force=True)
        expect(page.locator("form[data-row='1-c-1'] [name=versi]")).to_have_value(str(count))
    assert Answer.objects.get(assessment=sheet).label == "C"


def test_a_row_of_the_table_that_somebody_else_answered_opens_the_conflict(desk: Desk, visit: Visit, watch: Watch):
    sheet = desk.sheet()
    page = visit(desk.cast.joko, page_of(sheet, "tabel/1/"))
    Answer.objects.create(assessment=sheet, question_code="1-c-1", label="A", answered_by=desk.cast.siti)
    watch.expect(409)
    page.get_by_role("radiogroup", name="Jawaban I.c.1").get_by_role("radio", name="D").check(force=True)
    expect(page.locator("#bentrok")).to_contain_text("Siti Maryani")
    expect(page.get_by_role("radio", name="D", exact=False).first).to_be_visible()
    assert Answer.objects.get(assessment=sheet).label == "A"
