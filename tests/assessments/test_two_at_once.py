"""Two people save one item at the same moment, on a database file with real locks (DU-08)."""

from tests.assessments.sheets import answer_of, opened, result_of
from tests.cast import build_cast
from tests.databases import at_once
from zona.accounts.models import User
from zona.assessments.actions.save_answer import ConflictError, Draft, save_answer
from zona.assessments.models import Answer
from zona.ledger.models import Entry


def saving(pk: int, user: User, label: str, version: int):
    person = User.objects.get(pk=user.pk)
    return lambda: save_answer(pk, "1-a-m", Draft(label, remark=f"{person.name} {version}", version=version), by=person)


def test_exactly_one_wins_each_of_ten_rounds(file_database):
    cast = build_cast()
    sheet = opened(cast)
    for version in range(10):
        outcomes = at_once(saving(sheet.pk, cast.joko, "A", version), saving(sheet.pk, cast.siti, "B", version))
        conflicts = [one for one in outcomes if isinstance(one, ConflictError)]
        won = [one for one in outcomes if not isinstance(one, Exception)]
        assert (len(won), len(conflicts)) == (1, 1), outcomes
        stands = answer_of(sheet, "1-a-m")
        assert (stands.label, stands.version) == (won[0].answer.label, version + 1)
        assert conflicts[0].current.label == stands.label
    assert Answer.objects.count() == 1
    assert Entry.objects.filter(event="assessment.answered").count() == 10


def test_two_items_at_once_both_count_in_the_result(file_database):
    cast = build_cast()
    sheet = opened(cast)
    people = [User.objects.get(pk=one.pk) for one in (cast.joko, cast.siti)]
    outcomes = at_once(
        lambda: save_answer(sheet.pk, "1-a-m", Draft("A", version=0), by=people[0]),
        lambda: save_answer(sheet.pk, "1-a-t", Draft("Ya", version=0), by=people[1]),
    )
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert set(result_of(sheet).values) == {"1-a-m", "1-a-t"}
