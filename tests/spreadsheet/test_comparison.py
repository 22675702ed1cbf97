"""What an import would change, told before anything is stored."""

from dataclasses import replace

from tests.spreadsheet.books import book, read, type_in
from tests.worksheets import SPAK, TLHP, choice, numbers, worksheet_with
from zona.assessments.spreadsheet import Change, Comparison, compare
from zona.assessments.spreadsheet.incoming import CHANGE_LABELS, ItemComparison
from zona.assessments.spreadsheet.layout import CUT
from zona.scoring.answers import Answer

WORKED = worksheet_with(enabler=45, spak="13.5", tlhp="4.5", service=16)


def comparison(
    old: dict[str, Answer], data: bytes, notes: dict[str, str] | None = None
) -> tuple[Comparison, dict[str, ItemComparison]]:
    found = compare(old, notes or {}, read(data))
    return found, {item.code: item for item in found.items}


def test_a_file_that_was_not_touched_changes_nothing() -> None:
    found, _ = comparison(WORKED, book(WORKED, notes={"1-a-t": "ada"}), {"1-a-t": "ada"})
    assert {item.change for item in found.items} == {Change.SAME}
    assert (found.answers, found.notes) == ({}, {})


def test_new_and_changed_answers_show_old_and_new() -> None:
    old = {"1-a-m": choice("C"), SPAK: numbers(indeks="3.2")}
    found, items = comparison(old, type_in(book(old), {"1-a-m": "a", SPAK: "3,6", "1-a-t": "Ya"}))
    assert (items["1-a-m"].change, items["1-a-m"].old, items["1-a-m"].new) == (Change.CHANGED, "C", "A")
    assert (items[SPAK].old, items[SPAK].new) == ("3,2", "3,6")
    assert (items["1-a-t"].change, items["1-a-t"].old, items["1-a-t"].new) == (Change.NEW, "", "Ya")
    assert found.answers == {"1-a-m": choice("A"), SPAK: numbers(indeks="3.6"), "1-a-t": choice("Ya")}


def test_an_empty_cell_never_erases_and_says_so() -> None:
    found, items = comparison(WORKED, book({}), {"1-a-t": "catatan lama"})
    assert {item.change for item in found.items} == {Change.KEPT}
    assert items["1-a-t"].new == items["1-a-t"].old == WORKED["1-a-t"].label
    assert items["1-a-t"].sentences == (
        "Sel Jawaban kosong; jawaban yang ada tidak dihapus.",
        "Sel Catatan kosong; catatan yang ada tidak dihapus.",
    )
    assert (found.answers, found.notes) == ({}, {})


def test_an_empty_input_keeps_its_number() -> None:
    old = {TLHP: numbers(selesai=5, total=10)}
    found, items = comparison(old, type_in(book({}), {f"{TLHP}.selesai": 8}))
    assert found.answers == {TLHP: numbers(selesai=8, total=10)}
    assert (items[TLHP].old, items[TLHP].new) == ("selesai 5, total 10", "selesai 8, total 10")
    assert items[TLHP].sentences == ("Isian total kosong di berkas; angka yang ada tidak dihapus.",)


def test_a_mixture_that_cannot_be_is_refused() -> None:
    old = {TLHP: numbers(selesai=5, total=10)}
    found, items = comparison(old, type_in(book({}), {f"{TLHP}.total": 0}))
    assert items[TLHP].change is Change.REFUSED
    assert "padahal total 0" in items[TLHP].sentences[0]
    assert found.answers == {}


def test_a_confirmation_can_be_given_and_taken_back() -> None:
    nothing = {TLHP: numbers(selesai=0, total=0)}
    confirmed = {TLHP: numbers(selesai=0, total=0, confirmed=True)}
    given, items = comparison(nothing, type_in(book(nothing), {f"{TLHP}.dikonfirmasi": "Ya"}))
    assert given.answers == confirmed
    assert items[TLHP].new == "selesai 0, total 0, dikonfirmasi"
    taken, _ = comparison(confirmed, type_in(book(confirmed), {f"{TLHP}.dikonfirmasi": "Tidak"}))
    assert taken.answers == nothing


def test_refused_and_absent_questions_stay_as_they_are() -> None:
    found, items = comparison(WORKED, type_in(book(WORKED), {SPAK: "tinggi"}))
    assert items[SPAK].change is Change.REFUSED
    assert "sel G" in items[SPAK].sentences[0]
    whole = read(book(WORKED))
    without = replace(whole, items={code: item for code, item in whole.items.items() if code != SPAK})
    absent = compare(WORKED, {}, without).having(Change.ABSENT)
    assert [item.code for item in absent] == [SPAK]
    assert found.answers == {}


def test_notes_are_compared_too() -> None:
    data = type_in(book({}, notes={"1-a-t": "lama", "1-b-1": "tetap\r\nsama"}), {"1-a-t": "baru"}, column="Catatan")
    found, items = comparison({}, data, {"1-a-t": "lama", "1-b-1": "tetap\r\nsama"})
    assert found.notes == {"1-a-t": "baru"}
    assert items["1-a-t"].old_note == "lama"


def test_a_note_too_long_for_a_cell_is_not_shortened_by_coming_back() -> None:
    notes = {"1-a-t": "x" * 40_000}
    incoming = read(book({}, notes=notes))
    assert incoming.notes["1-a-t"].endswith(CUT)
    assert compare({}, notes, incoming).notes == {}


def test_a_number_longer_than_a_cell_holds_counts_as_the_same() -> None:
    old = {SPAK: numbers(indeks="3.12345678901234567")}
    found, items = comparison(old, book(old))
    assert items[SPAK].change is Change.SAME
    assert found.answers == {}


def test_every_change_has_words() -> None:
    assert set(CHANGE_LABELS) == set(Change)
