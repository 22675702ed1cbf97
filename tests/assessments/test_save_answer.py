"""Saving one answer: every kind, what is stored with it, and what is refused."""

from datetime import date
from fractions import Fraction
from random import Random

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.assessments import sheets
from tests.assessments.sheets import SERVICE, SPAK, TLHP, answer_of, opened, result_of, save, set_windows
from tests.cast import give, make_user, other_city
from tests.worksheets import LKE_2014, LKE_2021, PERWAL, random_raw, score_of
from zona.accounts.enums import Role
from zona.assessments.actions import save_answer as deed
from zona.assessments.actions.return_item import hand_back_item, return_item
from zona.assessments.actions.save_answer import ConflictError, Draft, NotNowError, save_answer
from zona.assessments.models import Answer, given_answers
from zona.assessments.queries import unit_answers
from zona.instruments.shipped import shipped_instrument
from zona.ledger.models import Entry
from zona.scoring.answers import AnswerError
from zona.verdicts.judge import judge

pytestmark = pytest.mark.django_db
SOURCE = "Laporan 700/12/2026, 3 Maret 2026"


def test_a_choice_is_stored_with_who_and_its_points(cast, sheet):
    saved = save(sheet, "1-a-m", "A", by=cast.joko, remark="  SK 12/2026 ")
    row = answer_of(sheet, "1-a-m")
    assert (row.label, row.remark, row.answered_by, row.version) == ("A", "SK 12/2026", cast.joko, 1)
    assert saved.changed
    assert result_of(sheet).exact_total > 0
    assert result_of(sheet).answered == 1


def test_a_label_is_read_whatever_its_case(cast, sheet):
    save(sheet, "1-a-m", " a ", by=cast.joko)
    assert answer_of(sheet, "1-a-m").label == "A"


def test_an_index_is_stored_exactly(cast, sheet):
    save(sheet, SPAK, "3,6", by=cast.indah, source=SOURCE)
    assert answer_of(sheet, SPAK).inputs == {"indeks": "18/5"}
    assert result_of(sheet).points("hasil/hasil-kkn/hasil-kkn-spak") == Fraction("13.5")


def test_a_ratio_is_stored_by_its_counts(cast, sheet):
    save(sheet, TLHP, {"selesai": "7", "total": "10"}, by=cast.surya, source=SOURCE)
    assert result_of(sheet).points("hasil/hasil-kkn/hasil-kkn-tlhp") == Fraction("3.5")


@pytest.mark.parametrize(("confirmed", "points", "answered"), [("Ya", 5, 1), ("Tidak", 0, 0)])
def test_nothing_due_is_full_only_when_confirmed(cast, sheet, confirmed, points, answered):
    raw = {"selesai": "0", "total": "0", "dikonfirmasi": confirmed}
    save(sheet, TLHP, raw, by=cast.surya, source=SOURCE)
    result = result_of(sheet)
    assert (result.points("hasil/hasil-kkn/hasil-kkn-tlhp"), result.answered) == (points, answered)


def test_a_falling_count_of_the_unit(cast):
    sheet = opened(cast, instrument_id=LKE_2021)
    save(sheet, "reform-3-iii-a", {"sebelumnya": "4", "tahun_ini": "1"}, by=cast.joko)
    assert result_of(sheet).values == {"reform-3-iii-a": "3/4"}


@pytest.mark.parametrize(
    ("code", "raw"),
    [
        ("1-a-m", "F"),
        ("1-a-m", {"x": "1"}),
        (SPAK, "tiga"),
        (SPAK, "4,01"),
        (SPAK, "-1"),
        (TLHP, {"selesai": "3", "total": "0"}),
        (TLHP, {"selesai": "2,5", "total": "4"}),
        (TLHP, {"lain": "1"}),
    ],
)
def test_what_cannot_be_understood_is_refused_and_nothing_is_kept(cast, sheet, code, raw):
    by = {SPAK: cast.indah, TLHP: cast.surya}.get(code, cast.joko)
    with pytest.raises(AnswerError, match=code):
        save(sheet, code, raw, by=by, source=SOURCE)
    assert not Answer.objects.exists()
    assert not Entry.objects.filter(event="assessment.answered").exists()


def test_an_unknown_code_is_a_key_error(cast, sheet):
    with pytest.raises(KeyError):
        save(sheet, "9-z-9", "Ya", by=cast.joko)


MAY = {
    "1-a-m": {"ratna", "siti", "joko"},
    SPAK: {"tono", "maya", "fajar", "indah"},
    SERVICE: {"tono", "maya", "fajar", "indah"},
    TLHP: {"tono", "maya", "fajar", "surya"},
}
RAW = {"1-a-m": "A", SPAK: "3,6", SERVICE: "3,6", TLHP: {"selesai": "1", "total": "2"}}
SEES = {"wulan", "ratna", "siti", "joko", "herman", "lestari", "tono", "maya", "fajar", "indah", "surya", "admin"}
EVERYONE = [
    *SEES,
    "dewi", "agus", "bambang", "rini", "yusuf", "nadia", "putu", "galih", "sari", "hukma", "anisa", "dharma", "saksi",
    "nobody",
]  # fmt: skip


@pytest.mark.parametrize("code", list(MAY))
def test_who_may_enter_what(cast, sheet, code):
    """Roles × who enters: strangers do not learn that the worksheet exists, readers learn who enters it."""
    for name in sorted(EVERYONE):
        person = getattr(cast, name)
        if name in MAY[code]:
            save(sheet, code, RAW[code], by=person, source=SOURCE, remark=name)
            assert answer_of(sheet, code).remark == name
        else:
            with pytest.raises(PermissionDenied if name in SEES else Http404):
                save(sheet, code, RAW[code], by=person, source=SOURCE)


def test_the_refusal_says_who_enters_a_result(cast, sheet):
    with pytest.raises(PermissionDenied, match="petugas survei"):
        save(sheet, SPAK, "3,6", by=cast.ratna, source=SOURCE)
    with pytest.raises(PermissionDenied, match="Inspektorat"):
        save(sheet, TLHP, RAW[TLHP], by=cast.ratna, source=SOURCE)


def test_another_city_is_a_stranger(cast, sheet):
    city, _, admin = other_city()
    inspector = make_user(city, "inspektur.jernih")
    give(inspector, Role.INSPECTOR)
    for person in (admin, inspector):
        with pytest.raises(Http404):
            save(sheet, TLHP, RAW[TLHP], by=person, source=SOURCE)


@pytest.mark.parametrize("code", [SPAK, SERVICE, TLHP])
def test_a_result_needs_its_source_paper(cast, sheet, code):
    with pytest.raises(AnswerError, match="dokumen sumber"):
        save(sheet, code, RAW[code], by=cast.maya, source="   ")


def test_a_result_is_cleared_without_a_source(cast, sheet):
    save(sheet, SPAK, "3,6", by=cast.indah, source=SOURCE)
    save(sheet, SPAK, "", by=cast.indah)
    assert result_of(sheet).answered == 0


def test_a_source_longer_than_its_column_is_refused_in_words(cast, sheet):
    """PostgreSQL would answer such a text with an error of its own."""
    longest = Answer._meta.get_field("source").max_length
    with pytest.raises(AnswerError):
        save(sheet, SPAK, "3,6", by=cast.indah, source="x" * (longest + 1))


@pytest.mark.parametrize(("day", "says"), [(date(2026, 2, 28), "dibuka 1 Maret 2026"), (date(2026, 4, 1), "ditutup")])
def test_outside_the_window_nothing_is_saved_and_the_sentence_says_whom_to_ask(cast, sheet, stand_on, day, says):
    set_windows(cast.period, (date(2026, 3, 1), date(2026, 3, 31)))
    stand_on(day)
    with pytest.raises(NotNowError, match=says) as refusal:
        save(sheet, "1-a-m", "A", by=cast.joko)
    assert "Bagian Organisasi" in str(refusal.value)


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 31)])
def test_first_and_last_day_belong_to_the_window(cast, sheet, stand_on, day):
    set_windows(cast.period, (date(2026, 3, 1), date(2026, 3, 31)))
    stand_on(day)
    assert save(sheet, "1-a-m", "A", by=cast.joko).changed


def test_a_sent_worksheet_is_locked(cast, sheet):
    sheets.sent(cast, sheet)
    with pytest.raises(NotNowError, match="sudah dikirim"):
        save(sheet, "1-a-m", "A", by=cast.joko)


def test_a_returned_item_reopens_alone_until_it_is_handed_back(cast, sheet):
    sheets.under_assessment(cast, sheet)
    return_item(sheet.pk, "1-a-m", by=cast.maya, reason="Lampirkan SK.", due_on=cast.period.filling_closes)
    assert save(sheet, "1-a-m", "B", by=cast.joko).changed
    with pytest.raises(NotNowError, match="sudah dikirim"):
        save(sheet, "1-a-t", "A", by=cast.joko)
    hand_back_item(sheet.pk, "1-a-m", by=cast.joko)
    with pytest.raises(NotNowError, match="sudah dikirim"):
        save(sheet, "1-a-m", "A", by=cast.joko)


def test_a_returned_item_follows_the_window_of_revision(cast, sheet, stand_on):
    sheets.under_assessment(cast, sheet)
    set_windows(cast.period, (date(2026, 1, 1), date(2026, 3, 31)), (date(2026, 5, 1), date(2026, 5, 10)))
    stand_on(date(2026, 4, 20))
    return_item(sheet.pk, "1-a-m", by=cast.maya, reason="Lampirkan SK.", due_on=date(2026, 5, 9))
    with pytest.raises(NotNowError, match="perbaikan dibuka 1 Mei 2026"):
        save(sheet, "1-a-m", "B", by=cast.joko)
    stand_on(date(2026, 5, 5))
    assert save(sheet, "1-a-m", "B", by=cast.joko).changed


def test_the_second_of_two_sees_the_answer_of_the_first(cast, sheet):
    save(sheet, "1-a-m", "A", by=cast.joko, remark="punya Joko", version=0)
    with pytest.raises(ConflictError) as conflict:
        save(sheet, "1-a-m", "C", by=cast.siti, remark="punya Siti", version=0)
    current = conflict.value.current
    assert (current.label, current.remark, current.version, current.answered_by) == ("A", "punya Joko", 1, cast.joko)
    assert answer_of(sheet, "1-a-m").label == "A"


def test_with_the_version_that_stands_it_is_saved(cast, sheet):
    save(sheet, "1-a-m", "A", by=cast.joko, version=0)
    assert save(sheet, "1-a-m", "C", by=cast.siti, version=1).answer.version == 2


def test_the_same_once_more_is_no_new_version_and_no_leaf(cast, sheet):
    save(sheet, "1-a-m", "A", by=cast.joko, remark="x")
    leaves = Entry.objects.count()
    again = save(sheet, "1-a-m", "A", by=cast.siti, remark=" x ", version=1)
    assert not again.changed
    assert (again.answer.version, again.answer.answered_by) == (1, cast.joko)
    assert Entry.objects.count() == leaves


def test_nothing_on_an_untouched_item_is_no_answer_and_no_leaf(cast, sheet):
    saved = save(sheet, "1-a-m", "", by=cast.joko, version=0)
    assert not saved.changed
    assert not Answer.objects.exists()
    assert not Entry.objects.filter(event="assessment.answered").exists()


def test_clearing_keeps_the_remark_and_takes_the_points(cast, sheet):
    save(sheet, "1-a-m", "A", by=cast.joko, remark="tetap")
    save(sheet, "1-a-m", "", by=cast.joko, remark="tetap")
    row, result = answer_of(sheet, "1-a-m"), result_of(sheet)
    assert (row.given, row.remark, row.version) == (None, "tetap", 2)
    assert (result.answered, result.exact_total) == (0, 0)


def test_a_carried_answer_is_confirmed_by_saving_it_unchanged(cast, sheet):
    Answer.objects.create(assessment=sheet, question_code="1-a-m", label="A", carried=True)
    saved = save(sheet, "1-a-m", "A", by=cast.joko, version=1)
    assert (saved.changed, saved.answer.carried, saved.answer.version) == (True, False, 2)


def test_the_ledger_keeps_old_and_new(cast, sheet):
    save(sheet, "1-a-m", "A", by=cast.joko, remark="lama")
    save(sheet, "1-a-m", "B", by=cast.siti, remark="baru")
    leaf = Entry.objects.filter(event="assessment.answered").first()
    assert (leaf.actor_id, leaf.unit_id, leaf.subject_id) == (cast.siti.pk, cast.melati.pk, str(sheet.pk))
    assert leaf.details["code"] == "1-a-m"
    for moment, facts in (("old", ("A", "lama", "")), ("new", ("B", "baru", ""))):
        assert tuple(leaf.details[moment][key] for key in ("answer", "remark", "source")) == facts


def test_answer_leaf_and_result_stand_or_fall_together(cast, sheet, monkeypatch):
    before = sheets.rows()

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("mati di tengah")

    monkeypatch.setattr(deed, "store_result", broken)
    with pytest.raises(RuntimeError):
        save(sheet, "1-a-m", "A", by=cast.joko)
    assert sheets.rows() == before
    assert result_of(sheet).exact_total == 0


@pytest.mark.parametrize("instrument_id", [PERWAL, LKE_2014, LKE_2021])
def test_the_stored_result_equals_a_fresh_score_of_random_answers(cast, instrument_id):
    instrument, sheet = shipped_instrument(instrument_id), opened(cast, instrument_id=instrument_id)
    for code, raw in random_raw(instrument, Random(instrument_id)).items():
        by = cast.joko if instrument.questions[code].entered_by == "unit" else cast.maya
        save(sheet, code, raw, by=by, source=SOURCE)
    score = score_of(instrument_id, given_answers(unit_answers(sheet), instrument.questions))
    stored = result_of(sheet)
    assert stored.exact_total == score.total > 0
    assert {path: Fraction(text) for path, text in stored.parts.items()} == score.parts()
    assert (stored.answered, stored.questions) == (score.answered, len(instrument.questions))
    assert {code: Fraction(text) for code, text in stored.values.items()} == {
        figures.code: figures.value for figures in score.questions() if figures.answered
    }
    for code, verdict in judge(instrument, score).items():
        assert stored.eligible(code) is verdict.eligible


def test_the_same_sent_twice_is_no_conflict(cast, sheet):
    first = save_answer(sheet.pk, "1-a-m", Draft(raw="A", remark="SK", version=0), by=cast.joko)
    again = save_answer(sheet.pk, "1-a-m", Draft(raw="a", remark=" SK ", version=0), by=cast.joko)
    assert (first.changed, again.changed, answer_of(sheet, "1-a-m").version) == (True, False, 1)
