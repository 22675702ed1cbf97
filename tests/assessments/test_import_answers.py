"""A workbook comes back: what would change is said first, then all of it is written or nothing."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.assessments import sheets
from tests.assessments.sheets import SPAK, answer_of, fill, opened, result_of, save
from tests.spreadsheet.books import book, read, type_in
from tests.worksheets import PERWAL, choice, numbers, worksheet_with
from zona.assessments.actions import import_answers as deed
from zona.assessments.actions.import_answers import import_answers, plan_import
from zona.assessments.models import Answer, given_answers
from zona.assessments.queries import unit_answers
from zona.ledger.models import Entry

pytestmark = pytest.mark.django_db
OWN = {"1-a-t": choice("Ya"), "1-a-m": choice("A"), "1-b-1": choice("Tidak")}


@pytest.fixture
def full(cast):
    """A worksheet at exactly 78,00."""
    sheet = opened(cast)
    fill(sheet, worksheet_with(enabler=45, spak="13.5", tlhp="3.5", service=16), by=cast.joko)
    return sheet


def given(sheet):
    return given_answers(unit_answers(sheet))


def test_what_was_exported_comes_back_without_a_change(cast, full):
    plan = plan_import(full, read(book(given(full))), by=cast.joko)
    assert (plan.changes, plan.refused) == ((), ())
    before = sheets.rows()
    import_answers(full.pk, read(book(given(full))), by=cast.joko)
    assert sheets.rows() == before


def test_a_blank_worksheet_takes_all_own_answers_of_a_workbook(cast, full):
    blank = opened(cast, cast.kenanga)
    plan = import_answers(blank.pk, read(book(given(full))), by=cast.agus)
    assert len(plan.changes) == 73
    assert {item.code for item, _ in plan.refused} == {SPAK, sheets.TLHP, sheets.SERVICE}
    own = {code: answer for code, answer in given(full).items() if not code.startswith("hasil")}
    assert given(blank) == own
    assert result_of(blank).exact_total == 45
    assert all(row.answered_by == cast.agus for row in Answer.objects.filter(assessment=blank))


def test_a_plan_writes_nothing(cast, sheet):
    before = sheets.rows()
    plan = plan_import(sheet, read(book(OWN)), by=cast.joko)
    assert {item.code for item in plan.changes} == set(OWN)
    assert sheets.rows() == before


def test_old_and_new_stand_in_the_plan(cast, sheet):
    fill(sheet, {"1-a-m": choice("C")}, by=cast.siti)
    (change,) = plan_import(sheet, read(book({"1-a-m": choice("A")})), by=cast.joko).changes
    assert (change.code, change.old, change.new) == ("1-a-m", "C", "A")


def test_an_empty_cell_takes_nothing_away(cast, sheet):
    fill(sheet, OWN, by=cast.joko)
    import_answers(sheet.pk, read(book({"1-a-m": choice("B")})), by=cast.joko)
    assert given(sheet) == OWN | {"1-a-m": choice("B")}


def test_a_remark_comes_with_its_answer_and_alone(cast, sheet):
    fill(sheet, {"1-a-t": choice("Ya")}, by=cast.joko)
    data = book({"1-a-m": choice("A")}, notes={"1-a-m": "SK 12", "1-a-t": "undangan ada"})
    import_answers(sheet.pk, read(data), by=cast.joko)
    assert (answer_of(sheet, "1-a-m").remark, answer_of(sheet, "1-a-t").remark) == ("SK 12", "undangan ada")
    assert answer_of(sheet, "1-a-t").label == "Ya"


def test_results_are_never_taken_from_excel(cast, sheet):
    data = book({SPAK: numbers(indeks="4")})
    for person in (cast.joko, cast.ratna):
        plan = import_answers(sheet.pk, read(data), by=person)
        assert [item.code for item, _ in plan.refused] == [SPAK]
    assert result_of(sheet).answered == 0


def test_a_cell_that_cannot_be_read_is_refused_and_the_others_are_taken(cast, sheet):
    incoming = read(type_in(book(OWN), {"1-a-m": "mungkin"}))
    assert [refusal.code for refusal in incoming.refusals] == ["1-a-m"]
    import_answers(sheet.pk, incoming, by=cast.joko)
    assert set(given(sheet)) == {"1-a-t", "1-b-1"}


def test_a_sent_worksheet_takes_nothing(cast, sheet):
    sheets.sent(cast, sheet)
    plan = import_answers(sheet.pk, read(book(OWN)), by=cast.joko)
    assert plan.changes == ()
    assert {item.code for item, why in plan.refused if "sudah dikirim" in why} == set(OWN)
    assert not Answer.objects.exists()


def test_who_may_import(cast, sheet):
    with pytest.raises(PermissionDenied):
        import_answers(sheet.pk, read(book(OWN)), by=cast.surya)
    with pytest.raises(Http404):
        import_answers(sheet.pk, read(book(OWN)), by=cast.rini)


def test_one_failure_and_nothing_was_written(cast, sheet, monkeypatch):
    before, real = sheets.rows(), deed.write_answer

    def third_breaks(row, question, *rest, **more):
        if question.code == "1-b-1":
            raise RuntimeError("mati di tengah")
        return real(row, question, *rest, **more)

    monkeypatch.setattr(deed, "write_answer", third_breaks)
    with pytest.raises(RuntimeError):
        import_answers(sheet.pk, read(book(OWN)), by=cast.joko)
    assert sheets.rows() == before


def test_each_change_and_the_import_itself_are_leaves(cast, sheet):
    import_answers(sheet.pk, read(book(OWN)), by=cast.joko)
    assert Entry.objects.filter(event="assessment.answered").count() == 3
    assert sorted(Entry.objects.get(event="assessment.imported").details["codes"]) == sorted(OWN)


def test_versions_go_on_so_that_an_open_page_notices(cast, sheet):
    save(sheet, "1-a-m", "C", by=cast.siti, version=0)
    import_answers(sheet.pk, read(book({"1-a-m": choice("A")})), by=cast.joko)
    assert answer_of(sheet, "1-a-m").version == 2


def test_the_plan_costs_as_many_queries_for_many_answers_as_for_one(cast, full, django_assert_max_num_queries):
    blank = opened(cast, cast.kenanga)
    with django_assert_max_num_queries(8):
        assert len(plan_import(blank, read(book(given(full), PERWAL)), by=cast.agus).changes) == 73
