"""Two people save one item at the same moment, on a database file with real locks (DU-08)."""

import sqlite3
from collections.abc import Iterator
from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from tests.assessments.sheets import answer_of, opened, result_of
from tests.cast import build_cast
from zona.accounts.models import User
from zona.assessments.actions.save_answer import ConflictError, Draft, save_answer
from zona.assessments.models import Answer
from zona.ledger.models import Entry


@pytest.fixture
def file_database(transactional_db, tmp_path) -> Iterator[None]:
    """The suite's SQLite lives in memory; threads need a file. PostgreSQL is used as it is."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    memory, target = connections["default"], tmp_path / "zona.sqlite3"
    with sqlite3.connect(target) as copy:
        memory.connection.backup(copy)
    copy.close()
    settings, name = connections.settings["default"], connections.settings["default"]["NAME"]
    settings["NAME"] = str(target)
    connections["default"] = connections.create_connection("default")
    yield
    connections["default"].close()
    settings["NAME"] = name
    connections["default"] = memory


def both(*deeds) -> list[object]:
    """Run the deeds at once in threads of their own; what each returned or raised."""
    barrier, outcomes = Barrier(len(deeds)), [None] * len(deeds)

    def run(at: int) -> None:
        try:
            barrier.wait(timeout=10)
            outcomes[at] = deeds[at]()
        except Exception as error:
            outcomes[at] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(at,)) for at in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


def saving(pk: int, user: User, label: str, version: int):
    person = User.objects.get(pk=user.pk)
    return lambda: save_answer(pk, "1-a-m", Draft(label, remark=f"{person.name} {version}", version=version), by=person)


def test_exactly_one_wins_each_of_ten_rounds(file_database):
    cast = build_cast()
    sheet = opened(cast)
    for version in range(10):
        outcomes = both(saving(sheet.pk, cast.joko, "A", version), saving(sheet.pk, cast.siti, "B", version))
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
    outcomes = both(
        lambda: save_answer(sheet.pk, "1-a-m", Draft("A", version=0), by=people[0]),
        lambda: save_answer(sheet.pk, "1-a-t", Draft("Ya", version=0), by=people[1]),
    )
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert set(result_of(sheet).values) == {"1-a-m", "1-a-t"}
