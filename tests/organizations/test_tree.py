"""The tree of units: circles, depth, and the questions asked of it."""

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast, make_unit
from zona.organizations.models import WorkUnit
from zona.organizations.queries import line_of as stored_line
from zona.organizations.queries import units_below
from zona.organizations.rules.tree import MOST_LEVELS, circle_through, levels_below, line_of, why_not_under

CITY = {"dinkes": None, "melati": "dinkes", "pustu": "melati", "dukcapil": None}


def test_a_line_goes_to_the_top():
    assert line_of("pustu", CITY) == ["pustu", "melati", "dinkes"]
    assert line_of("dukcapil", CITY) == ["dukcapil"]


def test_levels_below():
    assert levels_below(CITY) == {"dinkes": 2, "melati": 1, "pustu": 0, "dukcapil": 0}


PLACES = [
    ("dukcapil", "dinkes", ""),
    ("dinkes", None, ""),
    ("dinkes", "dinkes", "dirinya sendiri"),
    ("dinkes", "melati", "di bawahnya sendiri"),
    ("dinkes", "pustu", "di bawahnya sendiri"),
    ("baru", "pustu", ""),
]


@pytest.mark.parametrize(("unit", "parent", "why"), PLACES)
def test_a_place_in_the_tree(unit, parent, why):
    refusal = why_not_under(unit, parent, CITY)
    assert why in refusal
    assert bool(refusal) == bool(why)


def test_five_levels_and_no_more():
    chain = {1: None, 2: 1, 3: 2, 4: 3}
    assert why_not_under(5, 4, chain) == ""
    assert "paling banyak 5 tingkat" in why_not_under(6, 5, chain | {5: 4})
    assert "paling banyak 5 tingkat" in why_not_under(10, 2, chain | {10: None, 11: 10, 12: 11, 13: 12})


def test_a_circle_is_named():
    assert circle_through("a", {"a": "b", "b": "a"}) == ["a", "b", "a"]
    assert circle_through("c", {"a": "b", "b": "a", "c": "a"}) == []


@given(st.lists(st.tuples(st.integers(0, 9), st.one_of(st.none(), st.integers(0, 9))), max_size=40))
def test_no_row_of_moves_makes_a_circle_or_a_deep_tree(moves):
    tree: dict[int, int | None] = dict.fromkeys(range(10))
    for unit, parent in moves:
        if not why_not_under(unit, parent, tree):
            tree[unit] = parent
    for unit in tree:
        assert not circle_through(unit, tree)
        line = line_of(unit, tree)
        assert len(line) <= MOST_LEVELS
        assert tree[line[-1]] is None


def test_stored_lines_and_subtrees_reach_all_five_levels(cast: Cast, django_assert_num_queries):
    units = [cast.dukcapil]
    for level in range(2, MOST_LEVELS + 1):
        units.append(make_unit(cast.city, code=f"2.12.{level}", name=f"Tingkat {level}", parent=units[-1]))
    with django_assert_num_queries(1):
        assert stored_line(units[-1]) == [unit.pk for unit in reversed(units)]
    with django_assert_num_queries(0):
        assert stored_line(units[0]) == [units[0].pk]
    assert set(WorkUnit.objects.filter(units_below([cast.dukcapil.pk]))) == set(units)


def test_the_database_refuses_a_unit_under_itself(cast: Cast):
    cast.melati.parent = cast.melati
    with pytest.raises(IntegrityError, match="unit_not_its_own_parent"):
        cast.melati.save()
