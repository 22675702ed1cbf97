"""Loading an instrument into the database: once, never changed after release, freely while a draft."""

import pytest

from tests.instruments.edits import SOUND
from zona.instruments.actions.load_instrument import (
    FaultyInstrumentError,
    ReleasedInstrumentChangedError,
    load_instrument,
)
from zona.instruments.models import LoadedInstrument
from zona.ledger.models import Entry

pytestmark = pytest.mark.django_db
DRAFT = SOUND
RELEASED = SOUND.replace('edition: "1"', 'edition: "1"\nreleased: 2026-11-23')
RETITLED = ("title: Lembar kerja contoh", "title: Lembar kerja yang lain")


@pytest.fixture
def load(tmp_path):
    """Write a text to the file and load it."""
    path = tmp_path / "contoh-kecil.yaml"

    def write_and_load(text):
        path.write_text(text, encoding="utf-8")
        return load_instrument(path, by=None)

    return write_and_load


def test_a_file_becomes_a_row_that_holds_the_instrument(load):
    row, changed = load(RELEASED)
    assert changed
    assert (row.code, row.edition, row.short_title) == ("contoh-kecil", "1", "Contoh")
    assert f"{row.released_on:%Y-%m-%d}" == "2026-11-23"
    assert row.text == RELEASED
    assert next(iter(LoadedInstrument.objects.get().instrument.questions)) == "p1-a-1"
    assert LoadedInstrument.objects.get().scorer.score({}).total == 0


def test_loading_twice_changes_nothing(load):
    first, _ = load(RELEASED)
    second, changed = load(RELEASED)
    assert not changed
    assert (second.pk, second.loaded_at) == (first.pk, first.loaded_at)
    assert LoadedInstrument.objects.count() == 1
    assert Entry.objects.filter(event="instrument.loaded").count() == 1


def test_each_loading_is_in_the_ledger_with_its_fingerprint(load):
    row, _ = load(DRAFT)
    entry = Entry.objects.get(event="instrument.loaded")
    assert entry.details == {"sha256": row.sha256}
    assert (entry.subject_id, entry.actor_name) == (str(row.pk), "Zona")


@pytest.mark.parametrize(
    ("old", "new"),
    [RETITLED, ('minimum: "75"', 'minimum: "70"'), ("released: 2026-11-23\n", ""), ("id:", "# catatan\nid:")],
    ids=["title", "minimum", "release taken back", "comment only"],
)
def test_a_released_file_never_changes(load, old, new):
    load(RELEASED)
    assert old in RELEASED
    with pytest.raises(ReleasedInstrumentChangedError, match=r"edisi 1 sudah terbit 23-11-2026.*edisi baru"):
        load(RELEASED.replace(old, new, 1))
    assert LoadedInstrument.objects.get().text == RELEASED
    assert Entry.objects.count() == 1


def test_a_correction_is_a_new_edition(load):
    load(RELEASED)
    row, changed = load(RELEASED.replace('edition: "1"', 'edition: "2"').replace(*RETITLED))
    assert changed
    assert row.title == "Lembar kerja yang lain"
    assert list(LoadedInstrument.objects.values_list("edition", flat=True)) == ["1", "2"]


def test_a_draft_may_change(load):
    first, _ = load(DRAFT)
    second, changed = load(DRAFT.replace(*RETITLED))
    assert changed
    assert second.pk == first.pk
    assert LoadedInstrument.objects.get().title == "Lembar kerja yang lain"
    assert LoadedInstrument.objects.get().instrument.title == "Lembar kerja yang lain"


def test_a_draft_may_be_released_and_is_bound_from_then_on(load):
    load(DRAFT)
    assert load(RELEASED)[1]
    with pytest.raises(ReleasedInstrumentChangedError):
        load(DRAFT)


def test_a_faulty_file_is_refused_with_all_its_mistakes(load):
    with pytest.raises(
        FaultyInstrumentError, match=r"contoh-kecil\.yaml: 2 kesalahan, yang pertama baris 3"
    ) as refused:
        load(DRAFT.replace("title: Lembar kerja contoh", "title:", 1).replace('"13.5"', "13.5"))
    assert [problem.path for problem in refused.value.problems] == ["title", "predicates.WBK.conditions[3].minimum"]
    assert LoadedInstrument.objects.count() == 0
    assert Entry.objects.count() == 0
