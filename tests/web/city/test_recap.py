"""The city's recap: units × areas, nearest to passing first, on screen, as CSV and as XLSX."""

import csv
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.assessments.sheets import fill, opened, save
from tests.cast import give, make_unit, make_user, other_city
from tests.web.worksheet.pages import Element, read
from tests.worksheets import LKE_2014, LKE_2021, worksheet_with
from zona.accounts.enums import Role
from zona.assessments.actions.send_assessment import send_assessment
from zona.assessments.models import Assessment
from zona.organizations.models import WorkUnit

pytestmark = pytest.mark.django_db
ORDER = ["Dinas Kependudukan", "Puskesmas Melati", "Puskesmas Kenanga"]


def page(client, query: str = "") -> Element:
    response = client.get(f"/rekap/{query}")
    assert response.status_code == 200
    return read(response)


def lines(found: Element) -> dict[str, Element]:
    if not found.all("table"):
        return {}
    return {row.one("a", css="unitlink").text: row for row in found.one("table").one("tbody").all("tr")}


def table(client, query: str = "") -> list[list[str]]:
    response = client.get(f"/rekap/rekap.csv{query}")
    assert response.status_code == 200
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_nearest_to_passing_comes_first(surya, three):
    assert list(lines(page(surya))) == ORDER


def test_a_line_has_figures_signs_and_the_way_to_its_conditions(surya, three):
    row = lines(page(surya))["Puskesmas Melati"]
    assert row.one("a", css="unitlink")["href"] == f"/lembar-kerja/{three.trap.pk}/syarat/WBK/"
    for figure in ("78,00", "17,00", "13,50", "3,50", "16,00", "Kurang 1,00"):
        assert figure in row
    assert [mark["class"].split("pip--")[1] for mark in row.all("svg") if "pip--" in mark["class"]] == [
        "holds", "fails", "holds", "holds",
    ]  # fmt: skip
    assert [cell.text for cell in row.all("td", css="low")] == ["17,00"]


def test_who_passes_is_counted(surya, three):
    head = page(surya).one(css="head__lede")
    assert [bold.text for bold in head.all("b")] == ["1", "1"]
    assert head.text.startswith("3 unit")


def test_a_total_that_misses_75_by_a_hair_never_reads_75(surya, cast):
    sheet = opened(cast)
    fill(sheet, worksheet_with(enabler=45, spak="13.5", tlhp="4.5", service="11.99999"), by=cast.joko)
    row = lines(page(surya))["Puskesmas Melati"]
    assert "74,99999" in row
    assert "75,00" not in row


@pytest.mark.parametrize("person", ["surya", "lestari", "herman", "tono", "maya", "fajar", "admin"])
def test_who_sees_it(cast, enter, three, person):
    assert len(lines(page(enter(getattr(cast, person))))) == 3


@pytest.mark.parametrize("person", ["ratna", "joko", "wulan", "indah", "dewi", "nadia", "nobody"])
@pytest.mark.parametrize("path", ["", "rekap.csv", "rekap.xlsx"])
def test_who_does_not(cast, enter, three, person, path):
    assert enter(getattr(cast, person)).get(f"/rekap/{path}").status_code == 403


def test_another_city_sees_nothing_of_this_one(enter, three):
    city, _, admin = other_city()
    inspector = make_user(city, "inspektur.jernih")
    give(inspector, Role.INSPECTOR)
    for person in (admin, inspector):
        response = enter(person).get("/rekap/")
        assert not [name for name in ORDER if name in response.content.decode()]


FILTERS = [
    ("?syarat=lolos", ORDER[:1]),
    ("?syarat=satu", [ORDER[1]]),
    ("?syarat=kurang", ORDER[1:]),
    ("?q=puskesmas", ORDER[1:]),
    ("?q=zzz", []),
    ("?tahap=Terkirim", [ORDER[1]]),
    ("?jenis=Puskesmas", ORDER[1:]),
    ("?jenis=apa+saja", ORDER),
    ("?q=kenanga&syarat=kurang", [ORDER[2]]),
]


@pytest.mark.parametrize(("query", "wanted"), FILTERS)
def test_filters_hold_on_screen_and_in_both_files(surya, cast, three, query, wanted):
    send_assessment(three.trap.pk, by=cast.ratna, confirmed=True)
    assert list(lines(page(surya, query))) == wanted
    assert [row[0] for row in table(surya, query)[1:]] == wanted
    sheet = load_workbook(BytesIO(surya.get(f"/rekap/rekap.xlsx{query}").content)).active
    assert [row[0] for row in sheet.iter_rows(2, values_only=True) if row[0]] == wanted


def test_the_files_are_offered_with_the_filter(surya, three):
    links = {link["href"] for link in page(surya, "?q=puskesmas").all("a")}
    assert {"/rekap/rekap.csv?q=puskesmas", "/rekap/rekap.xlsx?q=puskesmas"} <= links


@pytest.mark.parametrize("year", ["1999", "abc", "²", "9" * 30, "9" * 5000])
def test_a_strange_year_is_no_crash(surya, three, year):
    assert surya.get("/rekap/", {"tahun": year}).status_code in (200, 400, 404)


def test_before_anybody_began_it_says_so(surya, cast):
    assert page(surya).all(css="empty")
    for path in ("rekap.csv", "rekap.xlsx"):
        assert surya.get(f"/rekap/{path}").status_code == 404


def test_one_instrument_at_a_time(surya, cast, three):
    other = opened(cast, cast.cibening, instrument_id=LKE_2014)
    third = opened(cast, cast.asri, instrument_id=LKE_2021)
    assert "Kecamatan Cibening" not in lines(page(surya, f"?instrumen={three.trap.instrument_id}"))
    assert list(lines(page(surya, f"?instrumen={other.instrument_id}"))) == ["Kecamatan Cibening"]
    assert list(lines(page(surya, f"?instrumen={third.instrument_id}"))) == ["Kelurahan Bening Asri"]
    assert surya.get("/rekap/?instrumen=99999").status_code == 200


def test_the_csv_has_the_figures_with_a_decimal_comma(surya, three):
    head, *rows = table(surya)
    assert head[0] == "Unit kerja"
    assert head[-2:] == ["Jumlah", "Kelayakan"]
    row = dict(zip(head, rows[1], strict=True))
    figures = [row[column] for column in ("Unit kerja", "Jumlah", "SPAK", "TLHP")]
    assert figures == ["Puskesmas Melati", "78,00", "13,50", "3,50"]
    assert rows[0][-1] == "Terpenuhi"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_name_cannot_become_a_formula(surya, cast, three, sign):
    WorkUnit.objects.filter(pk=cast.melati.pk).update(name=f'{sign}HYPERLINK("http://x")')
    names = [row[0] for row in table(surya)[1:]]
    assert not [name for name in names if name[:1] in "=+-@\t\r"]
    assert any("HYPERLINK" in name for name in names)
    cells = load_workbook(BytesIO(surya.get("/rekap/rekap.xlsx").content)).active["A"]
    assert {cell.data_type for cell in cells} == {"s"}


def test_the_workbook_holds_numbers(surya, three):
    response = surya.get("/rekap/rekap.xlsx")
    assert response["Content-Disposition"].startswith("attachment;")
    sheet = load_workbook(BytesIO(response.content)).active
    head = [cell.value for cell in sheet[1]]
    values = dict(zip(head, [cell.value for cell in sheet[3]], strict=True))
    assert (values["Unit kerja"], values["Jumlah"]) == ("Puskesmas Melati", 78)
    assert all(isinstance(cell.value, (int, float)) for cell in sheet[3][3:-1])


def test_a_line_follows_every_change(surya, cast, three):
    page(surya)
    save(three.begun, "1-a-t", "Ya", by=cast.agus)
    assert "1,00" in lines(page(surya))["Puskesmas Kenanga"]
    WorkUnit.objects.filter(pk=cast.kenanga.pk).update(name="Puskesmas Anggrek")
    assert "Puskesmas Anggrek" in lines(page(surya))
    send_assessment(three.begun.pk, by=cast.agus, confirmed=True)
    assert "Terkirim" in lines(page(surya))["Puskesmas Anggrek"]


def asked(client, path: str = "") -> int:
    """Queries of a page beyond session and person."""
    client.get(f"/rekap/{path}")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/rekap/{path}").status_code == 200
    return len([one for one in queries if "django_session" not in one["sql"] and "accounts_user" not in one["sql"]])


@pytest.mark.parametrize("path", ["", "rekap.csv", "rekap.xlsx"])
def test_at_most_six_questions_for_three_units_and_for_thirty(surya, cast, three, path):
    few = asked(surya, path)
    assert few <= 6
    for number in range(27):
        opened(cast, make_unit(cast.city, code=f"9.{number:02}", name=f"Dinas {number:02}"))
    assert Assessment.objects.count() == 30
    assert asked(surya, path) == few
