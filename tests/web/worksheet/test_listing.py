"""The list of worksheets, and opening a new one."""

from datetime import date

import pytest

from tests.assessments.sheets import fill, loaded, opened, result_of
from tests.cast import make_unit, other_city
from tests.web.worksheet.pages import Element, has, read, said
from tests.worksheets import LKE_2021, choice
from zona.assessments.models import Answer, Assessment
from zona.organizations.models import Period

pytestmark = pytest.mark.django_db


def listed(client, query: str = "") -> Element:
    response = client.get(f"/lembar-kerja/{query}")
    assert response.status_code == 200
    return read(response)


def units_of(page: Element) -> list[str]:
    return [link.text for link in page.one("table").one("tbody").all("a")] if page.all("table") else []


@pytest.fixture
def three(cast, sheet):
    return [sheet, opened(cast, cast.kenanga), opened(cast, cast.dukcapil)]


def last_year(cast) -> Period:
    year = cast.period.year - 1
    return Period.objects.create(
        government=cast.city, year=year, name=f"Tahun {year}",
        filling_opens=date(year, 1, 1), filling_closes=date(year, 12, 31),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("person", "wanted"),
    [
        ("surya", ["Dinas Kependudukan", "Puskesmas Kenanga", "Puskesmas Melati"]),
        ("lestari", ["Dinas Kependudukan", "Puskesmas Kenanga", "Puskesmas Melati"]),
        ("indah", ["Dinas Kependudukan", "Puskesmas Kenanga", "Puskesmas Melati"]),
        ("wulan", ["Puskesmas Kenanga", "Puskesmas Melati"]),
        ("dewi", []),
        ("nobody", []),
    ],
)
def test_everyone_sees_the_worksheets_they_may(cast, enter, three, person, wanted):
    assert units_of(listed(enter(getattr(cast, person)))) == wanted


def test_whoever_has_just_one_goes_straight_to_it(joko, three):
    assert joko.get("/lembar-kerja/")["Location"] == f"/lembar-kerja/{three[0].pk}/"


def test_another_city_sees_nothing_of_this_one(enter, three):
    _, _, admin = other_city()
    assert units_of(listed(enter(admin))) == []


def test_a_row_shows_year_state_and_figures(cast, enter, three):
    fill(three[0], {"1-a-m": choice("A")}, by=cast.joko)
    page = listed(enter(cast.surya), "?q=melati")
    (row,) = page.one("table").one("tbody").all("tr")
    assert row.all("td")[0].text == str(cast.period.year)
    for text in ("Diisi unit", "1 dari 76", "0,50"):
        assert text in row


@pytest.mark.parametrize(
    ("query", "count"), [("?q=PUSKESMAS", 2), ("?q=tidak+ada", 0), ("?tahap=filling", 3), ("?tahap=sent", 0),
                         ("?tahun=1999", 0), ("?tahun=abc", 3), ("?halaman=99", 3), ("?halaman=x", 3)],
)  # fmt: skip
def test_search_and_strange_questions(cast, enter, three, query, count):
    assert len(units_of(listed(enter(cast.surya), query))) == count


def test_what_finds_nothing_offers_to_loosen(cast, enter, three):
    assert listed(enter(cast.surya), "?q=zzz").all(css="empty")


def test_many_come_in_pages(cast, enter, sheet):
    for number in range(44):
        opened(cast, make_unit(cast.city, code=f"9.{number:02}", name=f"Dinas {number:02}"))
    client = enter(cast.surya)
    first, second = units_of(listed(client)), units_of(listed(client, "?halaman=2"))
    assert (len(first), len(second)) == (40, 5)
    assert not set(first) & set(second)


def test_a_unit_without_one_is_offered_to_open(cast, enter, three):
    page = listed(enter(cast.yusuf))
    assert f"/lembar-kerja/buka/{cast.cibening.pk}/" in {link["href"] for link in page.all("a")}


def test_in_a_new_year_the_head_is_offered_a_new_one_not_last_years(cast, ratna):
    """One worksheet (last year's) must not hide that this year's waits to be opened."""
    opened(cast, period=last_year(cast))
    response = ratna.get("/lembar-kerja/")
    assert response.status_code == 200
    assert f"/lembar-kerja/buka/{cast.melati.pk}/" in {link["href"] for link in read(response).all("a")}


def test_a_blank_worksheet_is_opened(cast, ratna):
    instrument = loaded(LKE_2021)
    response = ratna.post(f"/lembar-kerja/buka/{cast.melati.pk}/", {"instrument": instrument.pk})
    made = Assessment.objects.get()
    assert response["Location"] == f"/lembar-kerja/{made.pk}/"
    assert (made.unit, made.period, made.instrument, made.opened_by) == (
        cast.melati, cast.period, instrument, cast.ratna,
    )  # fmt: skip
    assert result_of(made).questions == 113


def test_from_last_year_it_says_what_was_kept_and_what_was_reset(cast, ratna):
    before = opened(cast, period=last_year(cast))
    fill(before, {"1-a-t": choice("Ya"), "1-a-m": choice("A")}, by=cast.joko)
    Answer.objects.create(assessment=before, question_code="hasil-kkn-spak-a", inputs={"indeks": "3"}, source="x")
    address = f"/lembar-kerja/buka/{cast.melati.pk}/"
    assert read(ratna.get(address)).all("input", name="from_last")
    response = ratna.post(address, {"instrument": loaded().pk, "from_last": "on"}, follow=True)
    text = said(read(response))
    assert "2" in text
    assert "1" in text
    assert Answer.objects.filter(carried=True).count() == 2


def test_without_last_year_nothing_of_it_is_asked(cast, ratna):
    loaded()
    assert not read(ratna.get(f"/lembar-kerja/buka/{cast.melati.pk}/")).all("input", name="from_last")


def test_opened_twice_is_refused_in_words(cast, ratna, sheet):
    response = ratna.post(f"/lembar-kerja/buka/{cast.melati.pk}/", {"instrument": sheet.instrument.pk})
    assert response.status_code == 422
    assert "sudah mempunyai" in read(response)
    assert Assessment.objects.count() == 1


def test_without_an_instrument_it_is_refused(cast, ratna):
    loaded()
    for facts in ({"instrument": ""}, {"instrument": "9999"}, {"instrument": "x"}):
        assert ratna.post(f"/lembar-kerja/buka/{cast.melati.pk}/", facts).status_code == 422
    assert not Assessment.objects.exists()


def test_who_may_not_open_finds_nothing(cast, enter):
    loaded()
    for person in (cast.joko, cast.dewi, cast.surya, cast.agus, cast.wulan, cast.lestari):
        assert enter(person).get(f"/lembar-kerja/buka/{cast.melati.pk}/").status_code == 404


def test_the_instrument_is_chosen_from_all_that_are_loaded(cast, ratna):
    wanted = {str(loaded().pk), str(loaded(LKE_2021).pk)}
    choices = read(ratna.get(f"/lembar-kerja/buka/{cast.melati.pk}/")).one("select").all("option")
    assert {one["value"] for one in choices} == wanted
    assert sum(has(one, "selected") for one in choices) <= 1
