"""The pages of the head and of TPI: check, send, receipt, recall, begin, return, hand back."""

from datetime import date

import pytest

from tests.assessments import sheets
from tests.assessments.sheets import fill, prove, set_windows
from tests.web.worksheet.pages import read, said
from tests.worksheets import choice, worksheet_with
from zona.assessments.actions.send_assessment import STATEMENT
from zona.assessments.models import Answer, Assessment, AssessmentTransition, FixRequest

pytestmark = pytest.mark.django_db


def at(sheet, path: str) -> str:
    return f"/lembar-kerja/{sheet.pk}/{path}"


def state_of(sheet) -> str:
    return Assessment.objects.get(pk=sheet.pk).state


def listed(page) -> set[str]:
    """The codes that a page links to."""
    return {link["href"].split("/butir/")[1].split("/")[0] for link in page.all("a") if "/butir/" in link["href"]}


def test_the_head_sees_what_is_missing_of_each_kind(ratna, cast, sheet):
    fill(sheet, {"1-a-t": choice("Ya"), "1-a-m": choice("A")}, by=cast.joko)
    prove(sheet, cast.joko, "1-a-m")
    Answer.objects.create(assessment=sheet, question_code="1-b-1", label="Ya", carried=True)
    sheets.store_result(sheet)
    page = read(ratna.get(at(sheet, "kirim/")))
    groups = {group["aria-labelledby"]: listed(group) for group in page.all("section", css="section")}
    assert list(map(len, groups.values())) == [70, 2, 1, 3]
    assert groups["kurang-2"] == {"1-a-t", "1-b-1"}
    assert groups["kurang-3"] == {"1-b-1"}
    assert all(code.startswith("hasil-") for code in groups["kurang-4"])
    assert STATEMENT in page
    assert len(page.all("h1")) == 1


def test_a_complete_worksheet_lists_nothing(ratna, cast, sheet):
    answers = worksheet_with(enabler=51, spak="13.5", tlhp="4.5", service=16)
    fill(sheet, answers, by=cast.joko)
    prove(sheet, cast.joko, *answers)
    page = read(ratna.get(at(sheet, "kirim/")))
    assert listed(page) == set()
    assert "85,00" in page.one(css="head")


def test_the_team_sees_the_same_without_the_button(joko, cast, sheet):
    page = read(joko.get(at(sheet, "kirim/")))
    assert not page.all("input", name="pernyataan")
    assert joko.post(at(sheet, "kirim/"), {"pernyataan": "ya"}).status_code == 403
    assert state_of(sheet) == "filling"


def test_without_the_tick_it_is_refused_and_says_so(ratna, sheet):
    response = ratna.post(at(sheet, "kirim/"), {})
    assert response.status_code == 422
    assert read(response).all(css="errors")
    assert state_of(sheet) == "filling"


def test_sent_it_shows_the_receipt_with_time_person_and_fingerprint(ratna, sheet):
    response = ratna.post(at(sheet, "kirim/"), {"pernyataan": "ya"}, follow=True)
    assert response.redirect_chain[0][0] == at(sheet, "tanda-terima/")
    page, row = read(response), AssessmentTransition.objects.get()
    assert row.fingerprint in page.text.replace(" ", "")
    assert "Ratna Kusumawati" in page.one(css="head")
    assert row.statement in page
    assert state_of(sheet) == "sent"


def test_a_second_click_shows_the_same_receipt(ratna, sheet):
    for _ in range(2):
        assert ratna.post(at(sheet, "kirim/"), {"pernyataan": "ya"})["Location"] == at(sheet, "tanda-terima/")
    assert AssessmentTransition.objects.count() == 1
    assert ratna.get(at(sheet, "kirim/"))["Location"] == at(sheet, "tanda-terima/")


def test_after_the_window_it_says_when_it_closed(ratna, cast, sheet, stand_on):
    set_windows(cast.period, (date(2026, 3, 1), date(2026, 3, 31)))
    stand_on(date(2026, 4, 1))
    assert "31 Maret 2026" in read(ratna.get(at(sheet, "kirim/")))
    response = ratna.post(at(sheet, "kirim/"), {"pernyataan": "ya"})
    assert response.status_code in (403, 422)
    assert "31 Maret 2026" in read(response)
    assert state_of(sheet) == "filling"


def test_what_was_never_sent_has_no_receipt(ratna, sheet):
    assert ratna.get(at(sheet, "tanda-terima/")).status_code == 404


def test_everyone_who_reads_the_worksheet_reads_the_receipt(cast, enter, sheet):
    sheets.sent(cast, sheet)
    for person in (cast.joko, cast.surya, cast.maya, cast.lestari, cast.wulan):
        assert enter(person).get(at(sheet, "tanda-terima/")).status_code == 200
    assert enter(cast.rini).get(at(sheet, "tanda-terima/")).status_code == 404


def test_the_receipt_offers_each_what_they_may_do(ratna, joko, maya, cast, sheet):
    sheets.sent(cast, sheet)
    recall, start = at(sheet, "tarik/"), at(sheet, "mulai-penilaian/")
    offers = {
        client: {link["href"] for link in page.all("a")} | {form["action"] for form in page.all("form")}
        for client, page in ((c, read(c.get(at(sheet, "tanda-terima/")))) for c in (ratna, joko, maya))
    }
    assert [recall in offers[client] for client in (ratna, joko, maya)] == [True, False, False]
    assert [start in offers[client] for client in (ratna, joko, maya)] == [False, False, True]


def test_recalled_with_a_reason(ratna, cast, sheet):
    sheets.sent(cast, sheet)
    assert ratna.get(at(sheet, "tarik/")).status_code == 200
    refused = ratna.post(at(sheet, "tarik/"), {"alasan": "  "})
    assert refused.status_code == 422
    assert ratna.post(at(sheet, "tarik/"), {"alasan": "Salah SK"}).status_code == 302
    assert state_of(sheet) == "filling"
    receipt = ratna.get(at(sheet, "tanda-terima/"))  # the old receipt stays
    assert "Salah SK" in read(receipt)


def test_a_recall_that_comes_too_late_keeps_the_reason(ratna, cast, sheet):
    sheets.under_assessment(cast, sheet)
    response = ratna.post(at(sheet, "tarik/"), {"alasan": "Salah SK"})
    assert response.status_code == 422
    assert read(response).one("textarea").text == "Salah SK"
    assert state_of(sheet) == "assessing"


def test_only_the_head_recalls(joko, maya, cast, enter, sheet):
    sheets.sent(cast, sheet)
    for client in (joko, maya, enter(cast.admin)):
        assert client.get(at(sheet, "tarik/")).status_code == 403
        assert client.post(at(sheet, "tarik/"), {"alasan": "x"}).status_code == 403


def test_tpi_begins(maya, joko, cast, sheet):
    sheets.sent(cast, sheet)
    assert joko.post(at(sheet, "mulai-penilaian/")).status_code == 403
    assert maya.get(at(sheet, "mulai-penilaian/")).status_code == 405
    assert maya.post(at(sheet, "mulai-penilaian/")).status_code == 302
    assert state_of(sheet) == "assessing"
    page = read(maya.post(at(sheet, "mulai-penilaian/"), follow=True))
    assert "Dinilai TPI" in said(page)


def test_an_item_goes_back_and_comes_again(maya, joko, cast, sheet):
    sheets.under_assessment(cast, sheet)
    address = at(sheet, "butir/1-a-m/kembalikan/")
    due = cast.period.filling_closes.isoformat()
    assert maya.get(address).status_code == 200
    assert maya.post(address, {"reason": "Lampirkan SK.", "due_on": due})["Location"] == at(sheet, "butir/1-a-m/")
    assert FixRequest.objects.get().reason == "Lampirkan SK."
    again = maya.post(address, {"reason": "Lagi.", "due_on": due})
    assert again.status_code == 422
    assert joko.post(at(sheet, "butir/1-a-m/"), {"versi": "0", "jawaban": "A"}).status_code == 302
    assert joko.post(at(sheet, "butir/1-a-t/"), {"versi": "0", "jawaban": "Ya"}).status_code == 403
    assert joko.post(at(sheet, "butir/1-a-m/serahkan/"))["Location"] == at(sheet, "butir/1-a-m/")
    assert FixRequest.objects.get().handed_back_by == cast.joko
    page = read(joko.post(at(sheet, "butir/1-a-m/serahkan/"), follow=True))
    assert "tidak sedang dikembalikan" in said(page)


@pytest.mark.parametrize(
    "facts",
    [{"reason": ""}, {"reason": "x"}, {"reason": "x", "due_on": "2001-01-01"}, {"reason": "x", "due_on": "besok"}],
)
def test_a_return_that_says_too_little_is_refused_and_kept(maya, cast, sheet, facts):
    sheets.under_assessment(cast, sheet)
    response = maya.post(at(sheet, "butir/1-a-m/kembalikan/"), facts)
    assert response.status_code == 422
    page = read(response)
    assert page.one("textarea", name="reason").text == facts.get("reason", "")
    assert page.one("input", name="due_on")["value"] == facts.get("due_on", "")
    assert not FixRequest.objects.exists()


def test_who_may_not_return_and_what_cannot_be(joko, maya, cast, enter, sheet):
    address = at(sheet, "butir/1-a-m/kembalikan/")
    for client in (joko, enter(cast.tono), enter(cast.surya)):
        assert client.get(address).status_code == 403
    assert enter(cast.rini).get(address).status_code == 404
    assert maya.get(at(sheet, "butir/9-z/kembalikan/")).status_code == 404
    due = cast.period.filling_closes.isoformat()
    assert maya.post(address, {"reason": "x", "due_on": due}).status_code == 422  # it is not under assessment


def test_tpi_finds_the_way_to_return_an_item_on_its_page(maya, cast, sheet):
    sheets.under_assessment(cast, sheet)
    page = read(maya.get(at(sheet, "butir/1-a-m/")))
    assert at(sheet, "butir/1-a-m/kembalikan/") in {link["href"] for link in page.all("a")}
