"""'Pekerjaan saya': what each person has to do, from the facts."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.assessments import sheets
from tests.assessments.sheets import SERVICE, SPAK, TLHP, fill, opened, prove, save, set_windows
from tests.cast import give, make_unit, make_user, other_city
from tests.web.worksheet.pages import Element, read
from tests.worksheets import choice, worksheet_with
from zona.accounts.enums import Role
from zona.assessments.actions.return_item import hand_back_item, return_item
from zona.notifications.models import Notice
from zona.web.work.duties import left_of, urgency

pytestmark = pytest.mark.django_db


def home(user) -> Element:
    client = Client()
    client.force_login(user)
    response = client.get("/")
    assert response.status_code == 200
    return read(response)


def duties(user) -> dict[str, str]:
    """Title and address of every duty, in their order."""
    return {duty.one("h3").text: duty.one("h3").one("a")["href"] for duty in home(user).all("article", css="duty")}


def test_the_head_is_told_to_open_a_worksheet(cast):
    assert set(duties(cast.ratna).values()) == {f"/lembar-kerja/buka/{cast.melati.pk}/"}
    assert set(duties(cast.siti).values()) == {f"/lembar-kerja/buka/{cast.melati.pk}/"}
    assert duties(cast.joko) == {}


def test_the_team_answers_and_the_head_sends(cast):
    sheet = opened(cast)
    base = f"/lembar-kerja/{sheet.pk}/"
    assert list(duties(cast.joko).values()) == [base]
    assert set(duties(cast.ratna).values()) == {base, f"{base}kirim/"}


def test_what_is_answered_without_proof_is_named(cast):
    sheet = opened(cast)
    fill(sheet, {"1-a-t": choice("Ya"), "1-a-m": choice("A")}, by=cast.joko)
    prove(sheet, cast.joko, "1-a-m")
    found = duties(cast.joko)
    assert [title for title in found if "bukti" in title] == ["Lengkapi bukti 1 butir"]


def test_the_way_to_what_lacks_proof_shows_just_that(cast):
    sheet = opened(cast)
    fill(sheet, {"1-a-t": choice("Ya")}, by=cast.joko)
    (address,) = [href for title, href in duties(cast.joko).items() if "bukti" in title]
    client = Client()
    client.force_login(cast.joko)
    page = read(client.get(address, follow=True))
    assert "saring=bukti" in page.one("nav", id="pohon").one(css="tree__filters").one("a", aria_current="true")["href"]


def test_a_unit_that_has_answered_and_proven_everything_of_its_own_has_nothing_more_to_answer(cast):
    """The three results are entered and proven by others; they are no duty of the unit."""
    sheet = opened(cast)
    answers = worksheet_with(enabler=45, spak="13.5", tlhp="4.5", service=16)
    own = {code: answer for code, answer in answers.items() if code not in (SPAK, TLHP, SERVICE)}
    fill(sheet, own, by=cast.joko)
    prove(sheet, cast.joko, *own)
    assert duties(cast.joko) == {}
    fill(sheet, {code: answers[code] for code in (SPAK, TLHP, SERVICE)}, by=cast.maya)
    assert duties(cast.joko) == {}


def test_a_sent_worksheet_is_no_longer_the_units_duty_but_tpis(cast):
    sheet = sheets.sent(cast, opened(cast))
    assert duties(cast.joko) == {}
    assert duties(cast.ratna) == {}
    for person in (cast.maya, cast.fajar):
        assert list(duties(person).values()) == [f"/lembar-kerja/{sheet.pk}/tanda-terima/"]
    assert not [title for title in duties(cast.tono) if "menilai" in title]


def test_under_assessment_it_waits_for_nobody_to_begin(cast):
    sheets.under_assessment(cast, opened(cast))
    assert duties(cast.maya) == {}


def test_a_returned_item_comes_first_with_its_date(cast, stand_on):
    sheet = sheets.under_assessment(cast, opened(cast))
    stand_on(date(cast.period.year, 6, 1))
    return_item(sheet.pk, "1-a-m", by=cast.maya, reason="Lampirkan SK.", due_on=date(cast.period.year, 6, 4))
    for person in (cast.ratna, cast.siti, cast.joko):
        assert list(duties(person).values()) == [f"/lembar-kerja/{sheet.pk}/butir/1-a-m/"]
    assert "3 hari lagi" in home(cast.joko).one("article", css="duty--soon")
    stand_on(date(cast.period.year, 6, 6))
    assert "Lewat 2 hari" in home(cast.joko).one("article", css="duty--late")
    hand_back_item(sheet.pk, "1-a-m", by=cast.joko)
    assert duties(cast.joko) == {}


def test_the_survey_officer_is_told_until_every_survey_is_in(cast):
    sheet = opened(cast)
    assert duties(cast.indah)
    save(sheet, TLHP, {"selesai": "1", "total": "1"}, by=cast.surya, source="Surat 7")
    assert duties(cast.indah), "nilai Inspektorat bukan nilai survei"
    save(sheet, SPAK, "3,6", by=cast.indah, source="Laporan 1")
    assert duties(cast.indah), "survei pelayanan belum ada"
    save(sheet, SERVICE, "3,6", by=cast.indah, source="Laporan 2")
    assert duties(cast.indah) == {}


@pytest.mark.parametrize("person", ["dewi", "surya", "lestari", "herman", "nadia", "putu", "hukma", "saksi", "nobody"])
def test_who_has_nothing_to_do_is_told_so(cast, person):
    opened(cast)
    page = home(getattr(cast, person))
    assert page.all(css="empty")
    assert len(page.all("h1")) == 1


def test_the_duties_of_another_city_are_not_ours(cast):
    sheets.sent(cast, opened(cast))
    city, unit, _ = other_city()
    lead = make_user(city, "ketua.jernih")
    give(lead, Role.ASSESSOR_LEAD)
    assert duties(lead) == {}
    head = make_user(city, "kepala.jernih")
    give(head, Role.UNIT_HEAD, unit)
    assert duties(head) == {}  # that city has no period yet


def test_before_the_window_nothing_is_asked(cast, stand_on):
    set_windows(cast.period, (date(2026, 3, 1), date(2026, 3, 31)))
    stand_on(date(2026, 2, 1))
    assert duties(cast.ratna) == {}


def test_the_roles_are_named(cast):
    assert "Puskesmas Melati" in home(cast.ratna).one("aside")


@pytest.mark.parametrize(
    ("days", "left", "state"),
    [(-3, "Lewat 3 hari", "late"), (0, "Hari ini", "soon"), (7, "7 hari lagi", "soon"), (8, "8 hari lagi", "")],
)
def test_how_urgent_a_day_is(days, left, state):
    today = date(2026, 6, 10)
    due = date.fromordinal(today.toordinal() + days)
    assert (left_of(due, today), urgency(due, today)) == (left, state)
    assert (left_of(None, today), urgency(None, today)) == ("", "")


def test_a_notice_opens_its_page_and_counts_as_read_from_then_on(cast):
    notice = Notice.objects.create(recipient=cast.joko, text="Butir dikembalikan", address="/lembar-kerja/1/")
    assert "Butir dikembalikan" in home(cast.joko)
    client = Client()
    client.force_login(cast.joko)
    assert client.get(f"/pemberitahuan/{notice.pk}/").status_code == 405
    assert client.post(f"/pemberitahuan/{notice.pk}/")["Location"] == "/lembar-kerja/1/"
    notice.refresh_from_db()
    first = notice.read_at
    assert first is not None
    assert "Butir dikembalikan" not in home(cast.joko)
    client.post(f"/pemberitahuan/{notice.pk}/")
    notice.refresh_from_db()
    assert notice.read_at == first


def test_nobody_reads_the_notice_of_another(cast):
    notice = Notice.objects.create(recipient=cast.joko, text="Rahasia", address="/")
    assert "Rahasia" not in home(cast.siti)
    client = Client()
    client.force_login(cast.siti)
    assert client.post(f"/pemberitahuan/{notice.pk}/").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_without_signing_in_the_way_leads_to_the_entrance(db):
    assert Client().get("/")["Location"].startswith("/akun/")


@pytest.mark.parametrize("person", ["ratna", "maya", "indah"])
def test_the_page_asks_the_same_for_one_worksheet_and_for_thirty(cast, person):
    def asked() -> int:
        client = Client()
        client.force_login(getattr(cast, person))
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        return len(queries)

    sheet = opened(cast)
    if person == "maya":
        sheets.sent(cast, sheet)
    few = asked()
    for number in range(29):
        unit = make_unit(cast.city, code=f"9.{number:02}", name=f"Dinas {number:02}")
        more = opened(cast, unit)
        give(cast.ratna, Role.UNIT_HEAD, unit)
        if person == "maya":
            sheets.sent(cast, more)
    assert asked() == few <= 14
