"""The gate explainer: the five threshold cases and the published example, as people see them."""

import pytest

from tests.assessments.sheets import fill, opened
from tests.web.worksheet.pages import Element, read
from tests.worksheets import LKE_2014, LKE_2021, PERWAL, choice, worksheet_with
from zona.instruments.shipped import shipped_instrument

pytestmark = pytest.mark.django_db

#: enabler, SPAK, TLHP, service; total as shown; what fails for WBK and for WBBM, each with its figure and distance
CASES = [
    ((45, "13.5", "4.5", 16), "79,00", {}, {"total": ("79,00", "6,00")}),
    ((45, "13.5", "3.5", 16), "78,00", {"kkn": ("17,00", "1,00")},
     {"total": ("78,00", "7,00"), "kkn": ("17,00", "1,00")}),
    ((45, 15, 3, 16), "79,00", {"tlhp": ("3,00", "0,50")}, {"total": ("79,00", "6,00"), "tlhp": ("3,00", "0,50")}),
    ((55, "13.5", "4.5", "15.99"), "88,99", {}, {"service": ("15,99", "0,01")}),
    ((51, "13.5", "4.5", 16), "85,00", {}, {}),
]  # fmt: skip
IDS = ["79 WBK", "78 KKN 17", "79 TLHP 3", "88,99 service", "85 WBBM"]
PART = {
    "total": "total",
    "kkn": "hasil/hasil-kkn",
    "spak": "hasil/hasil-kkn/hasil-kkn-spak",
    "tlhp": "hasil/hasil-kkn/hasil-kkn-tlhp",
    "service": "hasil/hasil-pelayanan",
}  # fmt: skip


def gates(client, sheet, predicate: str) -> Element:
    response = client.get(f"/lembar-kerja/{sheet.pk}/syarat/{predicate}/")
    assert response.status_code == 200
    return read(response)


def failing(page: Element) -> list[Element]:
    """The failed conditions, in the instrument's order."""
    return page.all(css="gate--fails")


def names_of(instrument_id: str, predicate: str, short: str) -> tuple[str, str]:
    """What a condition may be called: its name, and its short one where it has one."""
    (found,) = [one for one in shipped_instrument(instrument_id).predicates if one.code == predicate]
    condition = next(one for one in found.conditions if one.part == PART[short])
    return (condition.name, getattr(condition, "short", "") or condition.name)


@pytest.mark.parametrize("instrument_id", [PERWAL, LKE_2014])
@pytest.mark.parametrize(("points", "total", "wbk", "wbbm"), CASES, ids=IDS)
def test_each_threshold_case_on_the_screen(joko, cast, points, total, wbk, wbbm, instrument_id):
    enabler, spak, tlhp, service = points
    sheet = opened(cast, instrument_id=instrument_id)
    answers = worksheet_with(enabler=enabler, spak=spak, tlhp=tlhp, service=service, instrument_id=instrument_id)
    fill(sheet, answers, by=cast.joko)
    for predicate, wanted in (("WBK", wbk), ("WBBM", wbbm)):
        page = gates(joko, sheet, predicate)
        assert page.one("tfoot").all("td")[0].text == total
        assert len(page.all(css="gate")) == (4 if predicate == "WBK" else 5)
        assert len(page.all(css="gate--holds")) == len(page.all(css="gate")) - len(wanted)
        found = failing(page)
        for gate, (short, (figure, distance)) in zip(found, wanted.items(), strict=True):
            assert gate.one(css="gate__name").text.startswith(names_of(instrument_id, predicate, short))
            assert gate.one(css="gate__fig").text.startswith(figure)
            assert f"kurang {distance}" in gate.one(css="gate__say")


def test_the_trap_of_kkn_is_explained_and_closed_by_one_answer(joko, cast):
    sheet = opened(cast)
    fill(sheet, worksheet_with(enabler=45, spak="13.5", tlhp="3.5", service=16), by=cast.joko)
    page = gates(joko, sheet, "WBK")
    (gate,) = failing(page)
    assert "13,50 + 3,50 = 17,00" in gate
    assert gate.all(css="gate__bar")
    (closing,) = [one for one in page.all("section") if one["aria-labelledby"].startswith("tutup-")]
    plan = closing.all("table")[0]
    codes = {link["href"].split("/butir/")[1].strip("/") for link in plan.all("a")}
    assert codes <= {"hasil-kkn-spak-a", "hasil-kkn-tlhp-a"}
    assert len(codes) == 1


def test_a_unit_that_misses_75_by_a_hair_never_reads_75(joko, cast):
    sheet = opened(cast)
    fill(sheet, worksheet_with(enabler=45, spak="13.5", tlhp="4.5", service="11.99999"), by=cast.joko)
    page = gates(joko, sheet, "WBK")
    assert page.one("tfoot").all("td")[0].text == "74,99999"
    (gate,) = failing(page)
    assert gate.one(css="gate__fig").text.startswith("74,99999")
    assert "kurang 0,00001" in gate.one(css="gate__say")
    assert "75,00" not in page.one(css="head")


def test_an_empty_worksheet_fails_everything_and_says_so(joko, sheet):
    page = gates(joko, sheet, "WBBM")
    assert len(page.all(css="gate--fails")) == 5
    assert page.one("tfoot").all("td")[0].text == "0,00"


AREA_ONE = {
    "1-1-a": "Ya", "1-1-b": "B", "1-2-a": "Tidak", "1-2-b": "C", "1-2-c": "Ya", "1-3-a": "D", "1-3-b": "D",
    "1-3-c": "D", "1-4-a": "Tidak", "1-4-b": "Ya", "1-4-c": "Tidak", "1-4-d": "B",
}  # fmt: skip


def test_the_published_worksheet_of_2017_on_the_screens(joko, cast):
    """PermenPANRB 52/2014, area I: 0,75 + 0,3333 + 0 + 0,4175 = 1,50, that is 30,02 %."""
    sheet = opened(cast, instrument_id=LKE_2014)
    fill(sheet, {code: choice(label) for code, label in AREA_ONE.items()}, by=cast.joko)
    grid = read(joko.get(f"/lembar-kerja/{sheet.pk}/tabel/1/"))
    assert "1,50" in grid.one(css="head")
    figures = [[cell.text for cell in row.all("td", css="n")][1:3] for row in grid.all("tr", css="grid__ind")]
    assert figures == [["0,75", "75,00"], ["0,33", "33,33"], ["0,00", "0,00"], ["0,42", "41,75"]]
    page = gates(joko, sheet, "WBK")
    assert page.one("tfoot").all("td")[0].text == "1,50"
    assert "30,02" in page.one("aside").all("table")[-1].all("tr")[0]
    item = read(joko.get(f"/lembar-kerja/{sheet.pk}/butir/1-4-d/"))
    assert "0,1675" in item.one(id="rumus")
    assert item.one("aside", id="rekap").one(css="recap__tot").one(css="figure").text == "1,50"


def test_what_is_not_verified_carries_its_note(joko, cast):
    sheet = opened(cast, instrument_id=LKE_2021)
    (wbbm,) = [one for one in shipped_instrument(LKE_2021).predicates if one.code == "WBBM"]
    open_facts = [one for one in wbbm.conditions if not one.verified]
    assert open_facts
    page = gates(joko, sheet, "WBBM")
    notes = page.one("section", aria_labelledby="belum-periksa")
    assert len(notes.all("li")) == len(open_facts)
    assert all(one.verify_note in notes for one in open_facts)


def test_a_predicate_that_is_none_and_a_stranger(joko, cast, enter, sheet):
    assert joko.get(f"/lembar-kerja/{sheet.pk}/syarat/WBX/").status_code == 404
    assert enter(cast.rini).get(f"/lembar-kerja/{sheet.pk}/syarat/WBK/").status_code == 404
    assert enter(cast.surya).get(f"/lembar-kerja/{sheet.pk}/syarat/WBK/").status_code == 200
