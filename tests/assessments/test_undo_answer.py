import pytest

from tests.assessments.sheets import opened
from zona.assessments.actions.save_answer import Draft, save_answer
from zona.assessments.actions.undo_answer import NothingToUndoError, undo_answer
from zona.assessments.models import Answer

pytestmark = pytest.mark.django_db
TLHP = "hasil-kkn-tlhp-a"


def save(sheet, code, raw, *, by, remark="", source=""):
    return save_answer(sheet.pk, code, Draft(raw=raw, remark=remark, source=source), by=by)


def answer(sheet, code):
    return Answer.objects.get(assessment=sheet, question_code=code)


def test_the_answer_before_comes_back_as_a_new_version(cast, sheet):
    save(sheet, "1-a-m", "A", by=cast.joko, remark="lama")
    save(sheet, "1-a-m", "C", by=cast.joko, remark="baru")
    undo_answer(sheet.pk, "1-a-m", by=cast.joko)
    row = answer(sheet, "1-a-m")
    assert (row.label, row.remark, row.version) == ("A", "lama", 3)


def test_the_first_answer_is_taken_back_to_nothing(cast, sheet):
    save(sheet, "1-a-m", "A", by=cast.joko)
    result = undo_answer(sheet.pk, "1-a-m", by=cast.joko).result
    assert (answer(sheet, "1-a-m").given, result.answered) == (None, 0)


def test_undoing_twice_brings_the_change_back(cast, sheet):
    save(sheet, "1-a-m", "A", by=cast.joko)
    save(sheet, "1-a-m", "B", by=cast.joko)
    undo_answer(sheet.pk, "1-a-m", by=cast.joko)
    undo_answer(sheet.pk, "1-a-m", by=cast.joko)
    assert answer(sheet, "1-a-m").label == "B"


def test_numbers_come_back_exactly(cast, sheet):
    save(sheet, TLHP, {"selesai": 7, "total": 10}, by=cast.surya, source="LHP 3/2026")
    save(sheet, TLHP, {"selesai": 0, "total": 0, "dikonfirmasi": "Ya"}, by=cast.surya, source="LHP 4/2026")
    undo_answer(sheet.pk, TLHP, by=cast.surya)
    row = answer(sheet, TLHP)
    assert (row.inputs, row.confirmed, row.source) == ({"selesai": "7", "total": "10"}, False, "LHP 3/2026")


def test_nobody_undoes_what_another_did(cast, sheet):
    save(sheet, "1-a-m", "A", by=cast.joko)
    with pytest.raises(NothingToUndoError, match="bukan milik Anda"):
        undo_answer(sheet.pk, "1-a-m", by=cast.siti)
    assert answer(sheet, "1-a-m").label == "A"


def test_there_may_be_nothing_to_undo(cast, sheet):
    with pytest.raises(NothingToUndoError):
        undo_answer(sheet.pk, "1-a-m", by=cast.joko)


def test_another_worksheets_changes_are_left_alone(cast, sheet):
    other = opened(cast, unit=cast.kenanga)
    save(other, "1-a-m", "A", by=cast.agus)
    save(sheet, "1-a-m", "B", by=cast.joko)
    undo_answer(sheet.pk, "1-a-m", by=cast.joko)
    assert answer(other, "1-a-m").label == "A"
