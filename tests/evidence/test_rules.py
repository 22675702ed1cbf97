"""Limits, names and recipes: pure functions."""

import pytest

from zona.evidence.rules import recipe
from zona.files.rules import kinds, names
from zona.scoring.structure import (
    AnswerKind,
    Area,
    Component,
    ComponentKind,
    EnteredBy,
    EvidencePart,
    Indicator,
    Instrument,
    Question,
)

MB = 1024 * 1024


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "0 byte"),
        (1023, "1023 byte"),
        (1024, "1 KB"),
        (25 * MB, "25 MB"),
        (25 * MB - 1, "24,9 MB"),
        (60 * MB, "60 MB"),
    ],
)
def test_sizes_read_as_people_write_them(size, shown):
    assert kinds.size_shown(size) == shown


def test_limits_are_told_before_a_file_is_chosen():
    sentence = kinds.limits_sentence(25 * MB)
    assert "25 MB" in sentence
    for word in ("PDF", "JPG", "HEIC", "docx", "ods", "makro"):
        assert word in sentence
    assert any("5.000" in line for line in kinds.limits_in_full(25 * MB))
    assert ".pdf,.jpg,.jpeg" in kinds.accept_attribute()


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("SK Tim.pdf", "SK Tim.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\budi\\SK.pdf", "SK.pdf"),
        ("laporan\u202efdp.exe", "laporanfdp.exe"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("  .SK .pdf. ", "SK .pdf"),
        ("\u202e", "berkas"),
        ("", "berkas"),
        ("..", "berkas"),
        ("Résumé – é.pdf", "Résumé – é.pdf"),
    ],
)
def test_names_are_neutralised(raw, clean):
    assert names.clean_name(raw) == clean


def test_a_long_name_is_cut_and_keeps_its_extension():
    name = names.clean_name(f"{'panjang ' * 40}.docx")
    assert len(name) <= names.LONGEST
    assert name.endswith(".docx")
    assert len(names.clean_name("x" * 300)) == names.LONGEST
    assert len(names.clean_name("x" * 300 + "." + "y" * 300)) == names.LONGEST


def test_a_name_cannot_break_out_of_the_header():
    header = names.content_disposition('a"; filename=jahat.exe\r\nSet-Cookie: x=1; "é.pdf')
    assert "\r" not in header
    assert "\n" not in header
    plain = header.split('filename="')[1].split('"')[0]
    assert ";" not in plain
    assert header.count('"') == 2
    assert header.endswith("%C3%A9.pdf")


def question(*parts: EvidencePart, code: str = "1-a-1", entered_by: EnteredBy = EnteredBy.UNIT) -> Question:
    return Question(code, "Teks", "Lampiran", AnswerKind.CHOICE, evidence=parts, entered_by=entered_by)


SK, MINUTES = EvidencePart("sk", "SK tim"), EvidencePart("notulen", "Notulen", every="month")
PHOTO, LIST = EvidencePart("foto", "Foto", suggested=True), EvidencePart("hadir", "Daftar hadir", suggested=True)


@pytest.mark.parametrize(
    ("parts", "filled", "missing", "count"),
    [
        ((SK, MINUTES, PHOTO), set(), ["sk", "notulen"], 2),
        ((SK, MINUTES, PHOTO), {"foto"}, ["sk", "notulen"], 2),
        ((SK, MINUTES, PHOTO), {"sk"}, ["notulen"], 1),
        ((SK, MINUTES, PHOTO), {"sk", "notulen"}, [], 0),
        ((PHOTO, LIST), set(), ["foto", "hadir"], 1),
        ((PHOTO, LIST), {"hadir"}, [], 0),
        ((), set(), ["lainnya"], 1),
        ((), {"lainnya"}, [], 0),
    ],
)
def test_a_question_is_proven_by_its_required_parts(parts, filled, missing, count):
    asked = question(*parts)
    assert [part.code for part in recipe.missing_parts(asked, filled)] == missing
    assert recipe.missing_count(asked, filled) == count
    assert recipe.is_proven(asked, filled) is (not missing)


def instrument() -> Instrument:
    one = Indicator("1-a", "Tim", 1, "", (question(SK, MINUTES), question(PHOTO, LIST, code="1-a-2")))
    survey = question(SK, code="h-1", entered_by=EnteredBy.SURVEY)
    enabler = Component("pengungkit", "Pengungkit", ComponentKind.ENABLER, 1, (Area("1", "", 1, "", (one,), "1"),))
    result = Component(
        "hasil",
        "Hasil",
        ComponentKind.RESULT,
        1,
        (Area("h", "", 1, "", (Indicator("h-a", "", 1, "", (survey,)),), "h"),),
    )
    return Instrument("uji", "1", "Uji", "Uji", {}, (enabler, result), ())


def test_the_tree_counts_what_is_missing():
    counts = recipe.proof_of_tree(instrument(), {"1-a-1": {"sk"}})
    assert counts["pengungkit/1/1-a"] == recipe.Proof(questions=2, proven=0, missing=2)
    assert counts["hasil"] == recipe.Proof(1, 0, 1)
    assert counts["total"] == recipe.Proof(3, 0, 3)


def test_the_tree_can_leave_out_what_others_prove():
    own = recipe.proof_of_tree(instrument(), {"1-a-2": {"foto"}}, entered_by={EnteredBy.UNIT})
    assert own["total"] == recipe.Proof(2, 1, 2)
    assert own["hasil"] == recipe.NO_QUESTIONS
