"""Reading evidence in one query."""

from hashlib import sha256

import pytest

from tests.evidence import specimens as make
from zona.evidence import queries
from zona.evidence.actions.remove_file import remove_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(attach, budi, other_unit):
    attach()
    attach(make.pdf(2), "Lampiran.pdf")
    attach(make.pdf(3), part_code="notulen")
    attach(question_code="1-a-2")
    attach(unit=other_unit)
    remove_file(attach(question_code="1-a-3"), by=budi, reason="Salah")


def test_files_by_slot(filled, unit, period, django_assert_num_queries):
    with django_assert_num_queries(1):
        slots = queries.files_by_slot(unit.pk, period.pk)
        (file,) = slots["1-a-2"]["sk"]
        assert (file.stored_file.pages, file.uploaded_by.username) == (1, "budi")
    assert [str(file) for file in slots["1-a-1"]["sk"]] == ["SK Tim.pdf", "Lampiran.pdf"]
    assert {question: set(parts) for question, parts in slots.items()} == {"1-a-1": {"sk", "notulen"}, "1-a-2": {"sk"}}


def test_fingerprints_for_sealing(filled, unit, period, django_assert_num_queries):
    with django_assert_num_queries(1):
        hashes = queries.hashes_of(unit.pk, period.pk)
    same, other = (sha256(make.pdf(pages)).hexdigest() for pages in (1, 2))
    assert hashes["1-a-1"]["sk"] == sorted([same, other])
    assert hashes["1-a-2"] == {"sk": [same]}
    assert "1-a-3" not in hashes


def test_filled_slots(filled, unit, period, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert queries.filled_slots(unit.pk, period.pk) == {"1-a-1": {"sk", "notulen"}, "1-a-2": {"sk"}}


def test_slots_of_the_whole_city(filled, unit, other_unit, period, django_assert_num_queries):
    with django_assert_num_queries(1):
        slots = queries.slots_by_unit(period.pk)
    assert slots == {unit.pk: {"1-a-1": {"sk", "notulen"}, "1-a-2": {"sk"}}, other_unit.pk: {"1-a-1": {"sk"}}}


def test_one_question_and_what_was_removed(filled, unit, period, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert set(queries.files_of_question(unit.pk, period.pk, "1-a-1")) == {"sk", "notulen"}
        (removed,) = queries.removed_files(unit.pk, period.pk, "1-a-3")
    assert removed.removed_reason == "Salah"
