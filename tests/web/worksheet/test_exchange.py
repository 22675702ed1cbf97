"""The worksheet as Excel, out and in, and the recap as PDF."""

from io import BytesIO

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.assessments import sheets
from tests.assessments.sheets import answer_of, fill, opened, save
from tests.spreadsheet.books import type_in
from tests.web.worksheet.pages import Element, read, said
from tests.worksheets import LKE_2014, choice, score_of, worksheet_with
from zona.assessments.models import Answer, given_answers
from zona.assessments.queries import unit_answers
from zona.assessments.spreadsheet.reader import read_workbook
from zona.instruments.shipped import shipped_instrument

pytestmark = pytest.mark.django_db


def at(sheet, path: str) -> str:
    return f"/lembar-kerja/{sheet.pk}/{path}"


def fetched(client, sheet) -> bytes:
    response = client.get(at(sheet, "excel/"))
    assert response.status_code == 200
    return response.content


def preview(client, sheet, data: bytes, name: str = "lke.xlsx"):
    return client.post(at(sheet, "impor/"), {"berkas": SimpleUploadedFile(name, data)})


def token_of(page: Element) -> str:
    return page.one("input", name="token")["value"]


def take(client, sheet, page: Element):
    return client.post(at(sheet, "impor/ambil/"), {"token": token_of(page)}, follow=True)


def test_the_workbook_is_named_after_unit_and_year(joko, cast, sheet):
    response = joko.get(at(sheet, "excel/"))
    assert f'filename="lke-puskesmas-melati-{cast.period.year}.xlsx"' in response["Content-Disposition"]
    assert response["Content-Type"].endswith("spreadsheetml.sheet")


@pytest.mark.parametrize(
    ("points", "total"),
    [((45, "13.5", "4.5", 16), "79"), ((45, "13.5", "3.5", 16), "78"), ((45, 15, 3, 16), "79"),
     ((55, "13.5", "4.5", "15.99"), "88.99"), ((51, "13.5", "4.5", 16), "85")],
)  # fmt: skip
def test_the_workbook_says_the_same_as_the_screen(joko, cast, sheet, points, total):
    enabler, spak, tlhp, service = points
    answers = worksheet_with(enabler=enabler, spak=spak, tlhp=tlhp, service=service)
    fill(sheet, answers, by=cast.joko)
    incoming = read_workbook(fetched(joko, sheet), "lke.xlsx", sheet.instrument.instrument)
    assert incoming.answers == given_answers(unit_answers(sheet))
    assert float(score_of(sheets.PERWAL, incoming.answers).total) == float(total)


def test_a_preview_shows_every_change_and_writes_nothing(joko, cast, sheet):
    save(sheet, "1-a-m", "C", by=cast.siti, remark="lama")
    data = type_in(fetched(joko, sheet), {"1-a-m": "A", "1-a-t": "Ya"})
    before = sheets.rows()
    page = read(preview(joko, sheet, data))
    assert sheets.rows() == before
    changes = page.one("section", aria_labelledby="berubah").one("tbody").all("tr")
    assert [[cell.text for cell in row.all("td")][1:3] for row in changes] == [["(kosong)", "Ya"], ["C", "A"]]
    take(joko, sheet, page)
    assert (answer_of(sheet, "1-a-m").label, answer_of(sheet, "1-a-t").label) == ("A", "Ya")


def test_what_is_refused_is_listed_with_its_cell_and_the_rest_may_be_taken(joko, sheet):
    data = type_in(fetched(joko, sheet), {"1-a-m": "mungkin", "1-a-t": "Ya", "hasil-kkn-spak-a": "4"})
    page = read(preview(joko, sheet, data))
    refused = page.one("section", aria_labelledby="ditolak")
    assert len(refused.one("tbody").all("tr")) == 2
    assert "mungkin" in refused
    take(joko, sheet, page)
    assert set(unit_answers(sheet)) == {"1-a-t"}


def test_the_same_file_again_changes_nothing(joko, cast, sheet):
    fill(sheet, {"1-a-m": choice("A")}, by=cast.joko)
    page = read(preview(joko, sheet, fetched(joko, sheet)))
    assert not page.all("section", aria_labelledby="berubah")
    assert not [button for button in page.one("main").all("button", type="submit") if "Ambil" in button]


def test_taken_once_the_preview_is_gone(joko, sheet):
    page = read(preview(joko, sheet, type_in(fetched(joko, sheet), {"1-a-m": "A"})))
    assert "1 butir" in said(read(take(joko, sheet, page)))
    assert "kedaluwarsa" in said(read(take(joko, sheet, page)))
    assert answer_of(sheet, "1-a-m").version == 1


def test_nobody_takes_the_preview_of_another(joko, cast, enter, sheet):
    page = read(preview(joko, sheet, type_in(fetched(joko, sheet), {"1-a-m": "A"})))
    assert "kedaluwarsa" in said(read(take(enter(cast.siti), sheet, page)))
    assert not Answer.objects.exists()


def test_what_a_colleague_saves_after_the_preview_is_not_silently_undone(joko, cast, sheet):
    """DU-08: the person agreed to the changes that were shown, and 1-b-1 was not among them."""
    save(sheet, "1-b-1", "Tidak", by=cast.joko)
    page = read(preview(joko, sheet, type_in(fetched(joko, sheet), {"1-a-m": "A"})))
    assert "1-b-1" not in str(page.one("section", aria_labelledby="berubah").all("a"))
    save(sheet, "1-b-1", "Ya", by=cast.siti)
    take(joko, sheet, page)
    assert answer_of(sheet, "1-b-1").label == "Ya"


def test_another_instruments_workbook_is_refused_in_words(joko, cast, enter, sheet):
    other = opened(cast, cast.kenanga, instrument_id=LKE_2014)
    response = preview(joko, sheet, fetched(enter(cast.agus), other))
    assert response.status_code == 422
    assert shipped_instrument(LKE_2014).short_title in read(response)


def test_a_workbook_of_another_unit_is_refused_or_warned_of(joko, cast, enter, sheet):
    other = opened(cast, cast.kenanga)
    fill(other, {"1-a-m": choice("A")}, by=cast.agus)
    response = preview(joko, sheet, fetched(enter(cast.agus), other))
    assert "Puskesmas Kenanga" in read(response).one("main")


@pytest.mark.parametrize("data", [b"", b"MZ" + b"\0" * 300, b"PK\x03\x04" + b"\0" * 300, b"kode;jawaban\n"])
def test_what_is_no_workbook_is_refused_in_words(joko, sheet, data):
    response = preview(joko, sheet, data)
    assert response.status_code == 422
    assert read(response).all(css="errors")


def test_nothing_chosen_and_too_much(joko, sheet, monkeypatch):
    assert joko.post(at(sheet, "impor/"), {}).status_code == 422
    monkeypatch.setattr("zona.web.worksheet.exchange.WORKBOOK_LIMIT", 100)
    assert preview(joko, sheet, b"x" * 101).status_code == 422


def test_who_may_take_in(cast, enter, sheet):
    for person, status in ((cast.surya, 403), (cast.maya, 403), (cast.rini, 404)):
        assert enter(person).get(at(sheet, "impor/")).status_code == status
        assert enter(person).post(at(sheet, "impor/ambil/"), {"token": "x"}).status_code == status
    assert enter(cast.joko).get(at(sheet, "impor/")).status_code == 200
    assert enter(cast.joko).get(at(sheet, "impor/ambil/")).status_code == 405


@pytest.mark.parametrize("path", ["excel/", "rekap.pdf"])
def test_who_may_fetch(cast, enter, sheet, path):
    for person, status in ((cast.surya, 200), (cast.wulan, 200), (cast.rini, 404), (cast.dewi, 404)):
        assert enter(person).get(at(sheet, path)).status_code == status


def test_a_sent_worksheet_takes_nothing_in(joko, cast, sheet):
    data = type_in(fetched(joko, sheet), {"1-a-m": "A"})
    sheets.sent(cast, sheet)
    page = read(preview(joko, sheet, data))
    assert "sudah dikirim" in page.one("section", aria_labelledby="ditolak")
    take(joko, sheet, page)
    assert not Answer.objects.exists()


def test_the_recap_on_paper_has_the_figures_and_the_head(joko, cast, sheet):
    fill(sheet, worksheet_with(enabler=45, spak="13.5", tlhp="3.5", service=16), by=cast.joko)
    response = joko.get(at(sheet, "rekap.pdf"))
    assert response["Content-Type"] == "application/pdf"
    document = pypdfium2.PdfDocument(BytesIO(response.content))
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    for wanted in ("Puskesmas Melati", "78,00", "17,00", "Ratna Kusumawati", "Pemerintah Kota Bening"):
        assert wanted.casefold() in text.casefold()
