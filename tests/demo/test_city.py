"""The demo city as filled: its figures, its people, and that everything is marked."""

from collections import Counter
from datetime import timedelta
from fractions import Fraction
from io import BytesIO

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.test import Client, RequestFactory

from tests.demo.conftest import Filled
from zona.accounts.enums import Acting, Role
from zona.accounts.models import RoleGrant, User
from zona.assessments.enums import AssessmentState, Party
from zona.assessments.models import Answer, Assessment, AssessmentTransition, FixRequest, Note, StoredResult
from zona.base import clock
from zona.demo import cast, files, official
from zona.demo.city import DemoRefusedError, fill_city
from zona.demo.dates import Calendar
from zona.documents.access import latest
from zona.documents.enums import PaperState
from zona.documents.models import IncomingPaper, Paper
from zona.documents.signing.examination import examine
from zona.documents.signing.findings import Verdict
from zona.documents.verification import FileStanding, file_by_content
from zona.documents.ways import trusted_roots
from zona.evidence.models import EvidenceFile
from zona.files.models import StoredFile
from zona.files.storage import content_of, location
from zona.ledger.models import Entry
from zona.organizations.enums import UnitCategory
from zona.organizations.models import Employee, Period, WorkUnit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

POINTS = ("pengungkit", "hasil/hasil-kkn/hasil-kkn-spak", "hasil/hasil-kkn/hasil-kkn-tlhp", "hasil/hasil-pelayanan")


def result_of(code: str, *, year: int = 0) -> StoredResult:
    return StoredResult.objects.get(
        assessment__unit__code=code, assessment__period__year=clock.today().year + year, party=Party.UNIT
    )


def failing(result: StoredResult, predicate: str) -> list[str]:
    return [part for part, _, _, holds in result.verdicts[predicate]["conditions"] if not holds]


def points(result: StoredResult) -> list[str]:
    return [str(float(result.points(path))) for path in POINTS]


def test_it_takes_less_than_a_minute_and_tells_how_far_it_is(demo: Filled) -> None:
    assert demo.seconds < 60
    assert [done for done, _ in demo.steps] == sorted(done for done, _ in demo.steps)
    assert demo.steps[-1][0] == demo.steps[-1][1]


def test_the_city_has_its_units() -> None:
    count = Counter(WorkUnit.objects.values_list("category", flat=True))
    assert count[UnitCategory.DISTRICT] == 13
    assert count[UnitCategory.VILLAGE] == 104
    assert count[UnitCategory.HEALTH_CENTRE] == 40
    assert count[UnitCategory.HOSPITAL] == 1
    assert count[UnitCategory.SCHOOL] == 12
    assert count[UnitCategory.DEPARTMENT] + count[UnitCategory.SECRETARIAT] + count[UnitCategory.UPTD] == 44


def test_villages_hang_under_their_district() -> None:
    assert WorkUnit.objects.get(code="7.03.01").parent == WorkUnit.objects.get(name="Kecamatan Cipondoh")
    assert not WorkUnit.objects.filter(category=UnitCategory.VILLAGE).exclude(parent__category="district").exists()


def test_everything_is_marked_as_demo(demo: Filled) -> None:
    assert demo.city.is_demo
    assert not WorkUnit.objects.filter(is_demo=False).exists()
    assert not User.objects.filter(is_demo=False).exists()


def test_every_window_of_this_year_is_open_and_last_year_is_closed() -> None:
    last, this = Period.objects.order_by("year")
    today = clock.today()
    assert (last.year, this.year) == (today.year - 1, today.year)
    for window in (this.filling, this.verification, this.revision):
        assert window is not None
        assert window.state(today).is_open
    assert not last.filling.state(today).is_open


def test_exactly_78_fails_only_the_sum_of_kkn() -> None:
    result = result_of("7.02")
    assert result.exact_total == 78
    assert points(result) == ["45.0", "13.5", "3.5", "16.0"]
    assert failing(result, "WBK") == ["hasil/hasil-kkn"]


def test_the_hospital_misses_wbbm_by_one_hundredth_of_service() -> None:
    result = result_of("1.02.80")
    assert result.exact_total == Fraction("88.99")
    assert result.eligible("WBK")
    assert failing(result, "WBBM") == ["hasil/hasil-pelayanan"]
    assert result.points("hasil/hasil-pelayanan") == Fraction("15.99")


def test_one_unit_meets_the_scores_of_wbk() -> None:
    assert result_of("2.18").eligible("WBK")


def test_twelve_units_have_a_worksheet_in_every_state() -> None:
    rows = Assessment.objects.filter(period__year=clock.today().year)
    assert rows.count() == 12
    assert set(rows.values_list("state", flat=True)) == set(AssessmentState.values)
    assert Counter(rows.values_list("instrument__code", flat=True)) == {
        "perwal-tangerang-72-2018": 10,
        "permenpanrb-90-2021": 1,
        "permenpanrb-52-2014": 1,
    }


def test_last_year_can_be_started_from_and_compared_with() -> None:
    last = set(Assessment.objects.filter(period__year=clock.today().year - 1).values_list("unit__code", flat=True))
    this = set(Assessment.objects.filter(period__year=clock.today().year).values_list("unit__code", flat=True))
    assert len(last & this) == 2
    assert last - this == {"1.02"}


def test_two_items_are_back_with_the_unit() -> None:
    rows = FixRequest.objects.all()
    assert {row.question_code for row in rows} == {"1-c-2", "6-a-2"}
    assert {row.assessment.unit.code for row in rows} == {"2.12"}
    assert all(row.due_on >= clock.today() for row in rows)


def test_half_filled_worksheets_are_half_filled() -> None:
    for code, share in {"5.02": 0.5, "7.01.07": 0.45, "1.01.01": 0.12}.items():
        result = result_of(code)
        assert result.answered / result.questions == pytest.approx(share, abs=0.04)


def test_proof_progress_is_real_and_not_complete() -> None:
    result = result_of("1.02.04")
    assert 20 < result.proven < result.answered < result.questions
    files = EvidenceFile.objects.filter(unit__code="1.02.04", period__year=clock.today().year)
    assert files.count() > 60
    assert files.values("stored_file").distinct().count() == len(files_of_all_kinds())


def files_of_all_kinds() -> dict[str, files.PaperText]:
    return files.papers()


def test_papers_are_real_pdf_files_marked_as_demo() -> None:
    import pypdfium2

    for stored in StoredFile.objects.all()[:12]:
        content = location(stored).read_bytes()
        with pypdfium2.PdfDocument(BytesIO(content)) as pdf:
            text = pdf[0].get_textpage().get_text_bounded()
        assert "Data peragaan" in text


def test_survey_and_audit_values_have_their_source_and_officer() -> None:
    rows = Answer.objects.filter(question_code__startswith="hasil-kkn", party=Party.UNIT).select_related("answered_by")
    assert rows
    assert {row.answered_by.username for row in rows if row.answered_by} == {"survei", "inspektur"}
    assert all(row.source for row in rows)


def test_some_answers_have_remarks_ticks_and_notes() -> None:
    assert Answer.objects.exclude(remark="").count() > 100
    assert Assessment.objects.filter(ticks__isnull=False).distinct().count() > 5
    assert set(Note.objects.values_list("party", flat=True)) == {Party.UNIT, Party.TPI}


def test_every_worksheet_is_in_the_ledger_and_ends_where_its_transitions_end() -> None:
    imported = Counter(Entry.objects.filter(event="assessment.imported").values_list("subject_id", flat=True))
    assert imported == Counter(str(pk) for pk in Assessment.objects.values_list("pk", flat=True))
    for row in Assessment.objects.exclude(state=AssessmentState.FILLING):
        last = row.transitions.last()
        assert last is not None
        assert last.new == row.state
    sent = AssessmentTransition.objects.filter(name="send")
    assert all(row.fingerprint and row.statement for row in sent)


def test_nothing_lies_in_the_future() -> None:
    now = clock.now()
    assert not Answer.objects.filter(answered_at__gt=now).exists()
    assert not EvidenceFile.objects.filter(uploaded_at__gt=now).exists()
    assert not EvidenceFile.objects.filter(document_date__gt=clock.today()).exists()
    assert not AssessmentTransition.objects.filter(at__gt=now).exists()
    assert not Note.objects.filter(written_at__gt=now).exists()


def test_only_the_cast_can_sign_in() -> None:
    able = {user.username for user in User.objects.all() if user.has_usable_password()}
    assert able == {person.username for person in files.cast()}
    assert User.objects.count() > len(able)


def test_each_of_the_cast_signs_in_and_sees_a_first_page(client: Client) -> None:
    request = RequestFactory().post("/masuk/")
    for account in cast.accounts():
        user = authenticate(request, username=account["login"], password=account["password"])
        assert user is not None, account
        client.force_login(user)
        assert client.get("/").status_code == 200, account


def test_demo_accounts_are_closed_outside_a_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEMO", False)
    assert not User.objects.get(username="admin").is_active
    assert cast.accounts() == []
    assert list(cast.sign_ins()) == []


def test_the_cast_is_listed_with_title_and_unit() -> None:
    listed = {account["username"]: account for account in cast.accounts()}
    assert list(listed) == [person.username for person in files.cast()]
    assert listed["kapus"]["role"] == "Kepala Puskesmas Cipondoh"
    assert listed["kapus"]["unit"] == "Puskesmas Cipondoh"
    assert listed["pltdinkes"]["role"] == "Plt. Kepala Dinas Kesehatan"
    lines = list(cast.sign_ins())
    assert cast.PASSWORD in lines[0]
    assert official.PASSPHRASE in lines[-1]
    assert len(lines) == 2 + len(listed)


def test_the_acting_head_has_dates_and_a_predecessor() -> None:
    acting = RoleGrant.objects.get(acting=Acting.PLT)
    assert acting.ends is not None
    before = RoleGrant.objects.get(unit=acting.unit, role=Role.UNIT_HEAD, acting=Acting.NO)
    assert before.ends == acting.starts - timedelta(days=1)


def test_employees_are_there_and_their_numbers_belong_to_nobody() -> None:
    assert Employee.objects.count() > 150
    assert all(number[14] == "9" for number in Employee.objects.values_list("employee_number", flat=True))
    assert User.objects.filter(employee__isnull=False).count() == len(files.cast()) - 1  # the mayor is elected


def test_papers_stand_in_every_state_and_the_signed_ones_verify() -> None:
    assert Counter(Paper.objects.values_list("state", flat=True)) == {"signed": 2, "void": 1, "approved": 1, "draft": 2}
    for paper in Paper.objects.filter(state=PaperState.SIGNED):
        file = latest(paper).file
        assert file is not None
        examined = examine(content_of(file), roots=trusted_roots(paper.government), at=clock.now())
        assert (examined.verdict, examined.findings) == (Verdict.VALID, ())
        assert file_by_content(content_of(file)).standing is FileStanding.CURRENT
    assert set(IncomingPaper.objects.values_list("state", flat=True)) == {"registered", "confirmed"}


def test_a_second_filling_is_refused(demo: Filled) -> None:
    with pytest.raises(DemoRefusedError, match="sudah berisi"):
        fill_city(Calendar(clock.today()))
    assert WorkUnit.objects.filter(government=demo.city).count() == WorkUnit.objects.count()
