"""The files of kinds: read whole, and a mistake told with its file and its place."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.documents.papers import CODES
from zona.accounts.enums import Role
from zona.documents.declared import faults, written
from zona.documents.errors import BrokenKindError
from zona.documents.kinds import FOLDER, Field, FieldKind, Numbering, NumberingRule, paper_kind, paper_kinds, read_kind

TEXT = {"kind": "text", "label": "Nama"}


def kind_file(folder: Path, **changes: Any) -> Path:
    """A small kind with changes; a change to None takes the value away."""
    data = {
        "code": "note",
        "name": "Nota",
        "about": "Nota dinas.",
        "title": "Nota {name}",
        "template": "note.typ",
        "numbering": {"rule": "none"},
        "signers": ["mayor"],
        "fields": {"name": TEXT},
        "sample": {"name": "A"},
        "sample_frame": {"place": "Tangerang"},
        **changes,
    }
    path = folder / "note.yaml"
    path.write_text(yaml.safe_dump({name: one for name, one in data.items() if one is not None}), encoding="utf-8")
    return path


def test_a_small_kind_is_read(tmp_path: Path) -> None:
    kind = read_kind(kind_file(tmp_path))
    assert (kind.code, kind.docx, kind.public, kind.witnesses) == ("note", False, False, 0)
    assert kind.fields == (Field("name", FieldKind.TEXT, "Nama"),)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": "other"}, "code: harus sama dengan nama berkas, 'note'"),
        ({"about": None}, "about: belum diisi"),
        ({"colour": "red"}, "colour: tidak dikenal"),
        ({"docx": "ya"}, "docx: harus ya atau tidak"),
        ({"witnesses": True}, "witnesses: harus bilangan"),
        ({"signers": [1]}, "signers: harus daftar kode peran"),
        ({"title": "Nota {nama}"}, "title: 'nama' bukan isian teks yang wajib"),
        ({"fields": {"name": {**TEXT, "optional": True}}}, "title: 'name' bukan isian teks yang wajib"),
        ({"numbering": {"rule": "auto"}}, "numbering.rule: 'auto' tidak dikenal; yang ada: own, register, none"),
        ({"numbering": {"rule": "own"}}, "numbering.pattern: harus ada pada aturan own"),
        ({"numbering": {"rule": "none", "pattern": "1"}}, "numbering.pattern: harus ada pada aturan own"),
        ({"numbering": {"rule": "own", "pattern": "{serial}/{unit}"}}, "numbering.pattern: hanya boleh memuat"),
        ({"numbering": {"rule": "own", "pattern": "700/{year}"}}, "numbering.pattern: harus memuat {serial}"),
        ({"fields": {"name": {"kind": "teks", "label": "A"}}}, "fields.name.kind: 'teks' tidak dikenal"),
        ({"fields": {"name": {"kind": "text"}}}, "fields.name.label: belum diisi"),
        ({"fields": {"name": TEXT, "items": TEXT}}, "fields.items: nama isian 'items' tidak boleh dipakai"),
        ({"fields": {"name": {**TEXT, "in_words": True}}}, "fields.name.in_words: hanya untuk tanggal"),
        ({"fields": {"name": TEXT, "rows": {"kind": "rows", "label": "A"}}}, "fields.rows.fields: harus ada pada"),
        (
            {"fields": {"name": TEXT, "rows": {"kind": "rows", "label": "A", "fields": {"x": {"kind": 1}}}}},
            "fields.rows.fields.x.kind: harus teks",
        ),
    ],
)
def test_a_mistake_is_told_with_file_and_place(changes: dict[str, Any], said: str, tmp_path: Path) -> None:
    with pytest.raises(BrokenKindError) as caught:
        read_kind(kind_file(tmp_path, **changes))
    assert str(caught.value).startswith("Berkas note.yaml, ")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [1", "baris 1: bukan YAML yang benar"),
        ("code: note\ncode: note", "kunci 'code' berulang"),
        ("- 1", "harus isian bernama"),
        ("", "harus isian bernama"),
    ],
)
def test_a_file_that_is_no_kind_is_told(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "note.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenKindError, match=r"note\.yaml") as caught:
        read_kind(path)
    assert said in str(caught.value)


def test_every_file_is_a_kind_with_roles_that_exist() -> None:
    assert set(paper_kinds()) == {path.stem for path in FOLDER.iterdir()}
    assert {role for kind in paper_kinds().values() for role in kind.signers} <= set(Role)


@pytest.mark.parametrize("code", CODES)
def test_a_sample_fits_its_kind(code: str) -> None:
    kind = paper_kind(code)
    assert list(faults(kind.fields, kind.sample)) == []
    assert "Perwal 72/2018" in kind.about


def test_numbers_are_given_by_pattern() -> None:
    assert paper_kind("evaluation_report").numbering.number(21, year=2026) == "700/021-LHE/2026"
    with pytest.raises(ValueError, match="tidak dibuat oleh sistem"):
        Numbering(NumberingRule.REGISTER).number(1, year=2026)


@pytest.mark.parametrize(
    ("kind", "value", "said", "in_words"),
    [
        (FieldKind.NUMBER, 1234567, "1.234.567", False),
        (FieldKind.NUMBER, Decimal("4.50"), "4,5", False),
        (FieldKind.NUMBER, Fraction(-7, 4), "-1,75", False),
        (FieldKind.NUMBER, 2, "2 (dua)", True),
        (FieldKind.MONEY, 2500000, "Rp2.500.000", False),
        (FieldKind.MONEY, 2500000, "Rp2.500.000 (dua juta lima ratus ribu rupiah)", True),
        (FieldKind.DATE, date(2026, 9, 3), "3 September 2026", False),
        (
            FieldKind.DATE,
            date(2026, 11, 25),
            "Rabu, tanggal dua puluh lima bulan November tahun dua ribu dua puluh enam",
            True,
        ),
        (FieldKind.YES_NO, False, False, False),
        (FieldKind.TEXT, " a\u200bb ", "ab", False),
    ],
)
def test_values_are_written_as_people_read_them(kind: FieldKind, value: Any, said: Any, in_words: bool) -> None:
    fields = (Field("one", kind, "Satu", in_words=in_words),)
    assert list(faults(fields, {"one": value})) == []
    assert written(fields, {"one": value}) == {"one": said}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (FieldKind.NUMBER, 1.5),
        (FieldKind.NUMBER, True),
        (FieldKind.NUMBER, "1"),
        (FieldKind.MONEY, Decimal("1.5")),
        (FieldKind.DATE, "2026-01-01"),
        (FieldKind.YES_NO, "ya"),
        (FieldKind.TEXT, 1),
        (FieldKind.LIST, "a"),
        (FieldKind.LIST, [1]),
    ],
)
def test_values_of_another_kind_are_refused(kind: FieldKind, value: Any) -> None:
    assert len(list(faults((Field("one", kind, "Satu"),), {"one": value}))) == 1


def test_an_optional_field_left_out_is_empty() -> None:
    fields = tuple(Field(kind, kind, "Isi", optional=True) for kind in (FieldKind.TEXT, FieldKind.LIST, FieldKind.ROWS))
    assert written(fields, {}) == {"text": "", "list": [], "rows": []}
    assert list(faults(fields, {"text": "", "list": [], "rows": []})) == []
