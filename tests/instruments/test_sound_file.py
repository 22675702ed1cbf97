"""A small file that uses everything the format offers is read into exactly what it says."""

from fractions import Fraction
from pathlib import Path

import pytest

from zona.instruments.reader import read_instrument
from zona.scoring.structure import (
    AnswerKind,
    Aspect,
    ComponentKind,
    EnteredBy,
    EvidencePart,
    Fall,
    Input,
    NothingDue,
    Option,
    Share,
)

TEXT = (Path(__file__).parent / "sound.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def instrument():
    reading = read_instrument(TEXT)
    assert reading.problems == []
    return reading.instrument


def test_the_whole_is_read(instrument):
    assert (instrument.id, instrument.edition, instrument.released) == ("contoh-kecil", "1", "")
    assert (instrument.title, instrument.short_title) == ("Lembar kerja contoh", "Contoh")
    assert instrument.regulation == {"name": "Peraturan Contoh", "number": "1", "year": "2026", "subject": ""}
    assert (instrument.sources, instrument.notes, instrument.weight) == ((), (), 100)
    assert list(instrument.questions) == ["p1-a-1", "p1-a-2", "p1-b-1", "r1-a-1", "survei-1", "tindak-lanjut-1"]


def test_components_areas_and_indicators_keep_their_facts(instrument):
    enabler, result = instrument.components
    assert (enabler.kind, enabler.weight) == (ComponentKind.ENABLER, 60)
    assert (result.kind, result.weight) == (ComponentKind.RESULT, 40)
    first, second = enabler.areas
    assert (first.code, first.aspect, first.change_area, first.weight) == ("pemenuhan-1", Aspect.FULFILMENT, "1", 20)
    assert (second.aspect, second.change_area) == (Aspect.REFORM, "1")
    assert first.targets == ("Kerja menjadi lebih terbuka.",)
    assert (result.areas[0].aspect, result.areas[0].change_area) == (None, "bersih")
    team, report = first.indicators
    assert (team.weight, team.verified, team.verify_note) == (Fraction("12.5"), True, "")
    assert (report.weight, report.verified, report.verify_note) == (Fraction("7.5"), False, "Bobot belum dicocokkan.")


def test_a_choice_has_its_options_steps_and_evidence(instrument):
    first, second = instrument.questions["p1-a-1"], instrument.questions["p1-a-2"]
    assert first.kind is AnswerKind.CHOICE
    assert first.options == (
        Option("Ya", Fraction(1), "Tim sudah ada."),
        Option("Tidak", Fraction(0), "Tim belum ada."),
    )
    assert (first.short, first.text, first.reference) == ("Tim dibentuk", "Tim sudah dibentuk.", "Lampiran 1.a.1")
    assert first.steps == {"1": "Bentuk tim."}
    assert first.evidence == (EvidencePart("sk", "Surat keputusan tim"),)
    assert second.labels == ("A", "B", "C")
    assert second.scores == {"A": 1, "B": Fraction(1, 2), "C": 0}
    assert second.evidence == (EvidencePart("daftar", "Daftar hadir", every="month", suggested=True),)
    assert second.crosswalk == {"permenpanrb-52-2014": ("1-1-b",)}
    assert second.explanation == "Lihat daftar hadir."


def test_measured_questions_have_their_inputs_and_formula(instrument):
    fall, share = instrument.questions["r1-a-1"], instrument.questions["tindak-lanjut-1"]
    assert fall.formula == Fall("lalu", "kini", NothingDue.FULL)
    assert share.formula == Share(("selesai",), ("total",), NothingDue.CONFIRMED)
    assert share.entered_by is EnteredBy.AUDIT
    assert share.inputs == (
        Input("total", "Jumlah rekomendasi"),
        Input("selesai", "Rekomendasi selesai"),
        Input("diproses", "Sedang diproses", information=True),
    )
    index = instrument.questions["survei-1"]
    assert (index.kind, index.maximum, index.entered_by) == (AnswerKind.INDEX, 4, EnteredBy.SURVEY)
    assert instrument.questions["p1-b-1"].kind is AnswerKind.PERCENT


def test_conditions_are_looked_up(instrument):
    wbk, wbbm = instrument.predicates
    assert [(c.part, c.minimum, c.weight, c.share) for c in wbk.conditions] == [
        ("total", 75, 100, None),
        ("pengungkit/1", 36, 60, 60),
        ("hasil/bersih", 18, 40, None),
        ("hasil/bersih/survei", Fraction("13.5"), 15, None),
    ]
    assert wbk.conditions[1].covers == ("pengungkit/pemenuhan-1", "pengungkit/reform-1")
    assert not wbk.conditions[1].verified
    assert [(a.minimum, a.source) for a in wbk.conditions[2].alternatives] == [(17, "aplikasi lain")]
    assert (wbk.requires, wbbm.requires) == ("", "WBK")
    assert (wbk.reference, wbbm.reference) == ("Lampiran 4", "")


def test_conditions_take_the_short_name_of_their_part():
    text = TEXT.replace("name: Pemenuhan satu", "name: Pemenuhan satu\n        short: Satu")
    text = text.replace("name: Survei\n", "name: Survei\n            short: Indeks\n")
    reading = read_instrument(text)
    assert reading.problems == []
    conditions = reading.instrument.predicates[0].conditions
    assert [condition.short for condition in conditions] == ["Jumlah", "Satu", "Bersih", "Indeks"]
    assert [condition.name for condition in conditions][1] == "Pemenuhan satu"


def test_a_release_date_may_be_written_with_or_without_quotes():
    for date in ("2026-11-23", '"2026-11-23"'):
        reading = read_instrument(TEXT.replace('edition: "1"', f'edition: "1"\nreleased: {date}'))
        assert reading.problems == []
        assert reading.instrument.released == "2026-11-23"


@pytest.mark.parametrize("text", ["Catatan - *penting* untuk tim.", "Tim & kepala unit: &c.", "Lihat lampiran: *)"])
def test_an_asterisk_or_ampersand_in_a_sentence_is_no_alias(text):
    reading = read_instrument(TEXT.replace("explanation: Lihat daftar hadir.", f"explanation: {text!r}"))
    assert reading.problems == []
    assert reading.instrument.questions["p1-a-2"].explanation == text


@pytest.mark.parametrize("text", ["Catatan - *penting* untuk tim.", "Tim - &c. - dan kepala unit."])
def test_it_is_none_without_quotes_either(text):
    reading = read_instrument(TEXT.replace("explanation: Lihat daftar hadir.", f"explanation: {text}"))
    assert reading.problems == []
