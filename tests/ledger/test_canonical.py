"""One fact is one text, for every reader and for ever; its commitment gives nothing away."""

from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.ledger.logs import say
from zona.ledger.canonical import canonical, commitment, new_salt
from zona.ledger.models import Entry
from zona.ledger.record import record_of, written_time


@pytest.mark.parametrize(
    ("record", "text"),
    [
        ({}, "{}"),
        ({"b": 1, "a": 2, "B": 3, "aa": 4, "_": 5}, '{"B":3,"_":5,"a":2,"aa":4,"b":1}'),
        ({"a": [1, None, True, False, "x"]}, '{"a":[1,null,true,false,"x"]}'),
        ({"a": {"c": {}, "b": []}}, '{"a":{"b":[],"c":{}}}'),
        ({"a": "€ é 😀 \u2028"}, '{"a":"€ é 😀 \u2028"}'),
        ({"a": '"\\/'}, '{"a":"\\"\\\\/"}'),
        ({"a": "\b\t\n\f\r"}, r'{"a":"\b\t\n\f\r"}'),
        ({"a": "\x00\x0b\x1f\x7f"}, '{"a":"\\u0000\\u000b\\u001f\x7f"}'),
        ({"a": 2**53 - 1, "b": -(2**53) + 1, "c": 0}, '{"a":9007199254740991,"b":-9007199254740991,"c":0}'),
    ],
)
def test_the_rules_of_rfc_8785_we_rely_on(record, text):
    assert canonical(record) == text


def test_a_name_is_not_made_whole_by_unicode():
    """Two ways of writing é stay two: nothing is normalised behind anybody's back."""
    assert canonical({"a": "e\u0301"}) != canonical({"a": "\u00e9"})


@pytest.mark.parametrize(
    "value",
    [
        1.0, 0.5, float("nan"), float("inf"), Decimal("1"), Decimal("74.8"), 2**53, -(2**53), date(2026, 1, 1),
        datetime(2026, 1, 1, tzinfo=UTC), b"x", {1, 2}, object(), 1j, "\ud800", "x\udfff",
    ],
)  # fmt: skip
def test_what_readers_could_understand_differently_is_refused(value):
    for record in ({"a": value}, {"a": [[value]]}, {"a": {"b": {"c": value}}}):
        with pytest.raises(TypeError):
            canonical(record)


@pytest.mark.parametrize("name", ["é", "ﬁ", "\u0061\u0301", 1, None, True, ("a",)])
def test_a_field_has_an_ascii_name(name):
    for record in ({name: 1}, {"a": {name: 1}}, {"a": [{name: 1}]}):
        with pytest.raises(TypeError, match="ASCII"):
            canonical(record)


def test_nothing_is_recorded_when_it_cannot_be_written(db):
    with pytest.raises(TypeError):
        say(nilai=74.8)
    assert not Entry.objects.exists()


def test_time_is_written_in_one_form():
    assert written_time(datetime.fromisoformat("2026-11-25T09:04:05+07:00")) == "2026-11-25T02:04:05.000000Z"


# no NUL: PostgreSQL keeps none, and no form of Zona lets one in
_texts = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=40)
_names = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=12)
_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | _texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_names, inner, max_size=4),
    max_leaves=12,
)


class RoundTrip(TestCase):
    """Hypothesis needs a transaction for each example, which its own TestCase gives."""

    @given(
        details=st.dictionaries(_names, _values, max_size=5),
        summary=_texts,
        at=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
        unit=st.none() | st.integers(1, 2**40),
    )
    def test_a_record_reads_back_as_it_was_committed(self, details, summary, at, unit):
        entry = Entry(
            log=1, salt=new_salt(), at=at, event="test.said", actor_id=7, actor_name="Siti", subject_kind="a.b",
            subject_id="1", unit_id=unit, summary=summary, details=details,
        )  # fmt: skip
        written = record_of(entry)
        entry.commitment = commitment(entry.salt, written)
        entry.save()
        again = Entry.objects.get(pk=entry.pk)
        assert record_of(again) == written
        assert commitment(bytes(again.salt), record_of(again)) == bytes(again.commitment)


def test_the_same_fact_twice_has_two_salts_and_two_commitments(db, stand_on):
    stand_on(date(2026, 3, 1))
    entries = [say("Hal yang sama") for _ in range(50)]
    assert len({record_of(one) for one in entries}) == 1
    assert len({bytes(one.salt) for one in entries}) == len({bytes(one.commitment) for one in entries}) == 50


def test_who_guesses_every_record_but_not_the_salt_finds_nothing(db):
    """The dictionary attack on a leaf: without salt, a right guess looks like any wrong one."""
    entry = say("Siti melapor")
    guesses = [record_of(entry), *(record_of(Entry(summary=who, event=what)) for who, what in product("ab", "cd"))]
    weak_salts = [b"", bytes(32), b"\xff" * 32, str(entry.pk).encode(), entry.event.encode()]
    tried = {sha256(salt + guess.encode()).digest() for salt in weak_salts for guess in guesses}
    assert bytes(entry.commitment) not in tried
    # control: with the salt the guess is recognised, so the attack is carried out rightly
    assert sha256(bytes(entry.salt) + guesses[0].encode()).digest() == bytes(entry.commitment)
