"""Who gets what at every address: the table of `matrix/table.py`, cell by cell (AC-01, AC-03, AC-05, AC-12)."""

from collections.abc import Iterator

import pytest

from tests.web.matrix.asking import Answered, Asker, asking, facts
from tests.web.matrix.city import NUMBERED
from tests.web.matrix.reading import METHODS, Addressed, Block, addressed, blocks, routes, rows
from tests.web.matrix.table import KNOWN, PERSONS, PUBLIC
from zona.accounts.enums import Role

pytestmark = pytest.mark.django_db  # every row gives back what it took, inside the transaction that holds the city
ROWS = [
    pytest.param(
        method,
        label,
        block,
        id=f"{method} {label}",
        marks=[pytest.mark.xfail(strict=True, reason=KNOWN[method, label])] if (method, label) in KNOWN else [],
    )
    for method, label, block in rows()
]


@pytest.fixture(scope="module")
def asker(django_db_setup: None, django_db_blocker) -> Iterator[Asker]:
    with django_db_blocker.unblock(), asking() as one:
        yield one


@pytest.mark.parametrize(("method", "label", "block"), ROWS)
def test_every_cell_answers_as_the_table_says(asker: Asker, method: str, label: str, block: Block) -> None:
    row, before, wrong = addressed(label), facts() if method == "GET" else "", []
    missing: dict[str, Answered] = {}
    for relation, answers in block.answers.items():
        for person, right in answers.items():
            answered = asker.ask(row, method, relation, person)
            if answered.kind != right:
                wrong.append(f"{person} {relation}: {answered.kind} {answered.target} instead of {right}")
            elif right == "404" and has_number(row):
                if person not in missing:
                    missing[person] = asker.ask(row, method, "nowhere", person)
                if answered != missing[person]:
                    wrong.append(f"{person} {relation}: differs from a number that does not exist")
    assert not wrong, "\n".join([f"{method} {label} ({block.title})", *wrong])
    if method == "GET":
        assert facts() == before, f"GET {label} writes"


def has_number(row: Addressed) -> bool:
    return bool(NUMBERED & set(row.arguments))


# ------------------------------------------------------------------ the table itself


def test_every_address_stands_in_the_table_with_both_methods() -> None:
    named = {(method, label.partition(":")[0]) for method, label, _ in rows()}
    assert not {(method, name) for name in routes() for method in METHODS} - named


def test_every_name_of_the_table_is_an_address() -> None:
    assert not {label.partition(":")[0] for _, label, _ in rows()} - set(routes())


def test_no_row_stands_twice() -> None:
    found = [(method, label) for method, label, _ in rows()]
    assert len(found) == len(set(found))


def test_every_role_has_a_column() -> None:
    assert {role for role in PERSONS.values() if role} == set(Role)


def test_every_block_says_what_it_takes() -> None:
    assert [block.labels for block in blocks() if not block.title or not block.answers] == []


def test_objects_are_asked_for_from_far_away_too() -> None:
    """Worksheets from every side; other objects at least from another government (AC-03)."""
    for _, label, block in rows():
        row, asked = addressed(label), set(block.answers)
        if row.kind == "sheet" and row.arguments:
            assert asked == {"own", "below", "above", "other", "elsewhere"}, label
        elif has_number(row) and row.kind not in ("instrument", "passkey"):
            assert asked == {"own", "elsewhere"}, label


def test_nothing_of_another_government_is_ever_shown() -> None:
    for _, label, block in rows():
        assert "ok" not in block.answers.get("elsewhere", {}).values(), label


def test_strangers_reach_only_the_public_list() -> None:
    let_in = {
        label.partition(":")[0]
        for _, label, block in rows()
        for answers in block.answers.values()
        if answers["AN"] in ("ok", "400")
    }
    assert let_in == PUBLIC
