"""How many questions a page asks the database, and that looking never writes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.assessments import sheets
from tests.assessments.sheets import fill, opened, prove
from tests.cast import make_unit
from tests.evidence import specimens as make
from tests.responses import close
from tests.worksheets import choice, worksheet_with
from zona.assessments.actions.add_note import add_note
from zona.assessments.actions.file_evidence import file_evidence
from zona.assessments.actions.return_item import return_item
from zona.evidence.models import EvidenceFile
from zona.files.storage import receive
from zona.web.worksheet.urls import urlpatterns

pytestmark = pytest.mark.django_db
ITEM, GRID = "butir/1-a-m/", "tabel/1/"


def asked(client, address: str, status: int = 200) -> int:
    """Queries of one page, the second time it is asked for (what a process remembers is then remembered)."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == status
    return len(queries)


def make_full(cast, sheet) -> None:
    """All items answered and proven, with notes, ticks and a returned item."""
    answers = worksheet_with(enabler=45, spak="13.5", tlhp="3.5", service=16)
    fill(sheet, answers, by=cast.joko)
    prove(sheet, cast.joko, *answers)
    for number in range(5):
        add_note(sheet.pk, "1-a-m", f"catatan {number}", by=cast.joko if number % 2 else cast.siti)


@pytest.mark.parametrize("path", [ITEM, GRID])
def test_a_worksheet_page_asks_at_most_twelve_however_full_it_is(joko, cast, sheet, path):
    address = f"/lembar-kerja/{sheet.pk}/{path}"
    assert asked(joko, address) <= 12
    fill(sheet, {"1-a-m": choice("A")}, by=cast.joko)
    few = asked(joko, address)
    sheet.answers.all().delete()
    make_full(cast, sheet)
    assert asked(joko, address) == few <= 12


@pytest.mark.parametrize("path", [ITEM, GRID])
def test_a_worksheet_with_returned_items_asks_the_same_for_one_and_for_five(joko, cast, sheet, path):
    address = f"/lembar-kerja/{sheet.pk}/{path}"
    sheets.under_assessment(cast, sheet)

    def send_back(*codes: str) -> int:
        for code in codes:
            return_item(sheet.pk, code, by=cast.maya, reason="x", due_on=cast.period.filling_closes)
        return asked(joko, address)

    assert send_back("1-a-m") == send_back("1-a-t", "1-b-1", "1-b-2", "1-b-3") <= 12


@pytest.mark.parametrize("person", ["ratna", "wulan", "surya", "maya", "indah"])
@pytest.mark.parametrize("path", [ITEM, GRID])
def test_for_everyone_who_reads_it(cast, enter, sheet, person, path):
    make_full(cast, sheet)
    assert asked(enter(getattr(cast, person)), f"/lembar-kerja/{sheet.pk}/{path}") <= 12


@pytest.mark.parametrize("path", ["syarat/WBK/", "kirim/"])
def test_the_pages_around_it_ask_no_more_when_it_is_full(ratna, cast, sheet, path):
    address = f"/lembar-kerja/{sheet.pk}/{path}"
    empty = asked(ratna, address)
    make_full(cast, sheet)
    assert asked(ratna, address) == empty <= 12


def test_a_workbook_asks_no_more_when_it_is_full(joko, cast, sheet):
    address = f"/lembar-kerja/{sheet.pk}/excel/"
    empty = asked(joko, address)
    make_full(cast, sheet)
    assert asked(joko, address) == empty <= 14


def test_saving_asks_no_more_on_a_full_worksheet(joko, cast, sheet):
    def saved(version: int, label: str) -> int:
        facts = {"versi": str(version), "jawaban": label}
        with CaptureQueriesContext(connection) as queries:
            response = joko.post(f"/lembar-kerja/{sheet.pk}/{ITEM}", facts, headers={"HX-Request": "true"})
        assert response.status_code == 200
        return len(queries)

    saved(0, "A")
    few = saved(1, "B")
    answers = worksheet_with(enabler=45, spak="13.5", tlhp="3.5", service=16)
    fill(sheet, {code: answer for code, answer in answers.items() if code != "1-a-m"}, by=cast.joko)
    prove(sheet, cast.joko, *answers)
    assert saved(2, "C") == few


def test_the_list_asks_the_same_for_three_and_for_thirty(cast, enter, sheet):
    opened(cast, cast.kenanga)
    surya = enter(cast.surya)
    few = asked(surya, "/lembar-kerja/")
    for number in range(28):
        opened(cast, make_unit(cast.city, code=f"9.{number:02}", name=f"Dinas {number:02}"))
    assert asked(surya, "/lembar-kerja/") == few <= 12


def addresses(sheet, row: EvidenceFile) -> list[str]:
    """Every address of the worksheet, made from its patterns: a new one is here by itself."""
    facts = {"pk": sheet.pk, "code": "1-a-m", "part": "keputusan", "area": "1", "predicate": "WBK"}
    facts |= {"evidence": row.pk, "page": 1, "unit": sheet.unit_id}
    found = []
    for pattern in urlpatterns:
        route = str(pattern.pattern)
        for kind in ("int", "slug", "str"):
            for name, value in facts.items():
                route = route.replace(f"<{kind}:{name}>", str(value))
        assert "<" not in route, f"Alamat {route}: beri contoh nilainya di uji ini."
        found.append(f"/{route}")
    return found


@pytest.mark.parametrize("state", ["filling", "sent", "assessing"])
@pytest.mark.parametrize("person", ["ratna", "maya", "surya", "rini"])
def test_looking_never_writes(cast, enter, sheet, state, person):
    make_full(cast, sheet)
    received = receive(SimpleUploadedFile("SK.pdf", make.pdf()))
    row = file_evidence(sheet.pk, "1-a-m", "keputusan", received, by=cast.joko)
    if state != "filling":
        {"sent": sheets.sent, "assessing": sheets.under_assessment}[state](cast, sheet)
    client = enter(getattr(cast, person))
    client.get("/")
    before = sheets.rows()
    for address in addresses(sheet, row):
        for ask in (client.get, client.head):
            with CaptureQueriesContext(connection) as queries:
                response = ask(address)
            assert response.status_code in (200, 302, 403, 404, 405), address
            close(response)
            wrote = [one["sql"] for one in queries if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
            assert not [sql for sql in wrote if "django_session" not in sql], address
    assert sheets.rows() == before


def test_a_page_that_is_read_can_be_asked_for_its_head(cast, enter, sheet):
    """HEAD is GET without the body; monitors and link checkers use it."""
    surya = enter(cast.surya)
    for path in ("", f"{sheet.pk}/{ITEM}", f"{sheet.pk}/{GRID}", f"{sheet.pk}/syarat/WBK/", f"{sheet.pk}/excel/"):
        assert surya.head(f"/lembar-kerja/{path}").status_code in (200, 302), path
