"""The kinds of papers, one YAML file each in `papers/`: what a paper needs, who signs it, how it is numbered.

A mistake in a file is told with the file and its place in it, in one sentence.
"""

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from zona.documents.errors import BrokenKindError, UnknownKindError

FOLDER = Path(__file__).resolve().parent / "papers"

_Value = TypeVar("_Value")
_Choice = TypeVar("_Choice", bound=StrEnum)


class FieldKind(StrEnum):
    """What a field holds."""

    TEXT = "text"
    NUMBER = "number"  # int, Decimal or Fraction: printed as Indonesians write it
    DATE = "date"
    MONEY = "money"  # whole rupiah
    YES_NO = "yes_no"
    LIST = "list"  # of texts
    ROWS = "rows"  # of named fields


class NumberingRule(StrEnum):
    """Where a paper's number comes from."""

    OWN = "own"  # counted by Zona, by the kind's pattern
    REGISTER = "register"  # typed from the register of the legal office
    NONE = "none"


@dataclass(frozen=True)
class Field:
    """One declared field of a context."""

    name: str
    kind: FieldKind
    label: str
    help: str = ""
    optional: bool = False
    in_words: bool = False  # dates, numbers and money are spelled out
    fields: tuple["Field", ...] = ()  # of each row


@dataclass(frozen=True)
class Numbering:
    """How a kind gets its numbers."""

    rule: NumberingRule
    pattern: str = ""  # `700/{serial:03}-LHE/{year}`

    @property
    def is_numbered(self) -> bool:
        """Whether the paper bears a number at all."""
        return self.rule is not NumberingRule.NONE

    def number(self, serial: int, *, year: int) -> str:
        """The number that Zona gives. Raises ValueError for a kind whose numbers come from elsewhere."""
        if self.rule is not NumberingRule.OWN:
            raise ValueError("Nomor naskah ini tidak dibuat oleh sistem.")
        return self.pattern.format(serial=serial, year=year)


@dataclass(frozen=True)
class PaperKind:
    """One kind of paper. `sample` and `sample_frame` are what its preview shows, as read from the file."""

    code: str
    name: str
    about: str  # what for, with the article of the perwal
    title: str  # the PDF's title, with names of text fields in braces
    template: str  # file in templates/
    docx: bool  # whether an office may edit it
    numbering: Numbering
    signers: tuple[str, ...]  # roles in the order of signing
    witnesses: int  # the fewest that stand on it
    public: bool  # whether the whole paper may be opened by everyone, not only its facts
    fields: tuple[Field, ...]
    sample: dict[str, Any] = field(hash=False, compare=False, repr=False)
    sample_frame: dict[str, Any] = field(hash=False, compare=False, repr=False)


def paper_kind(code: str) -> PaperKind:
    """A kind by its code. Raises UnknownKindError, or BrokenKindError for a file that cannot be used."""
    kinds = paper_kinds()
    if code not in kinds:
        raise UnknownKindError(f"Jenis naskah '{code}' tidak dikenal; yang ada: {', '.join(kinds)}.")
    return kinds[code]


@lru_cache(maxsize=1)
def paper_kinds() -> dict[str, PaperKind]:
    """All kinds by code, in the order of their codes; read once. Raises BrokenKindError."""
    return {path.stem: read_kind(path) for path in sorted(FOLDER.glob("*.yaml"))}


class _StrictLoader(yaml.SafeLoader):
    """Refuses what YAML lets pass in silence: a key that stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping of a node whose keys all differ."""
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        for key in keys:
            if keys.count(key) > 1:
                mark = node.start_mark
                raise yaml.MarkedYAMLError(problem=f"kunci '{key}' berulang", problem_mark=mark)
        return super().construct_mapping(node, deep=deep)


@dataclass(frozen=True)
class _Place:
    """A mapping of the file and where it stands."""

    file: str
    path: str
    values: Mapping[str, Any]

    def broken(self, name: str, sentence: str) -> BrokenKindError:
        """A mistake at one of its values."""
        where = f"{self.path}.{name}" if self.path and name else self.path or name
        return BrokenKindError(f"Berkas {self.file}, {where or 'seluruh berkas'}: {sentence}.")

    def get(self, name: str, wanted: type[_Value], default: _Value | None = None) -> _Value:
        """A value of this type; without a default it must be there and not be empty."""
        value = self.values.get(name, default)
        if default is None and (value is None or value in ("", [], {})):
            raise self.broken(name, "belum diisi")
        # YAML reads yes and no as truth values, which Python counts among the numbers
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            raise self.broken(name, f"harus {_TYPES[wanted]}")
        return value

    def choice(self, name: str, choices: type[_Choice]) -> _Choice:
        """One of an enumeration's values."""
        try:
            return choices(self.get(name, str))
        except ValueError as error:
            known = ", ".join(choices)
            raise self.broken(name, f"'{self.values[name]}' tidak dikenal; yang ada: {known}") from error

    def below(self, name: str) -> "_Place":
        """A mapping inside it."""
        return _Place(self.file, f"{self.path}.{name}" if self.path else name, self.get(name, dict))

    def only(self, *known: str) -> None:
        """Refuse names that mean nothing here: most are typing mistakes."""
        for name in self.values:
            if name not in known:
                raise self.broken(str(name), f"tidak dikenal; yang ada: {', '.join(known)}")


_TYPES: Mapping[type, str] = {
    str: "teks",
    bool: "ya atau tidak",
    int: "bilangan",
    list: "daftar",
    dict: "isian bernama",
}
_KNOWN = (
    *("code", "name", "about", "title", "template", "docx", "numbering", "signers", "witnesses", "public"),
    *("fields", "sample", "sample_frame"),
)


def read_kind(path: Path) -> PaperKind:
    """The kind that a file describes. Raises BrokenKindError."""
    place = _Place(path.name, "", _mapping_of(path))
    place.only(*_KNOWN)
    if place.get("code", str) != path.stem:
        raise place.broken("code", f"harus sama dengan nama berkas, '{path.stem}'")
    fields = _fields(place.below("fields"))
    signers = place.get("signers", list)
    if not all(isinstance(role, str) for role in signers):
        raise place.broken("signers", "harus daftar kode peran")
    return PaperKind(
        code=path.stem,
        name=place.get("name", str),
        about=place.get("about", str),
        title=_title(place, fields),
        template=place.get("template", str),
        docx=place.get("docx", bool, False),
        numbering=_numbering(place.below("numbering")),
        signers=tuple(signers),
        witnesses=place.get("witnesses", int, 0),
        public=place.get("public", bool, False),
        fields=fields,
        sample=place.get("sample", dict),
        sample_frame=place.get("sample_frame", dict),
    )


def _mapping_of(path: Path) -> Mapping[str, Any]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506 - a SafeLoader of ours
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BrokenKindError(f"Berkas {path.name}, baris {line}: bukan YAML yang benar ({error.problem}).") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BrokenKindError(f"Berkas {path.name} tidak dapat dibaca ({type(error).__name__}).") from error
    if not isinstance(data, dict):
        raise BrokenKindError(f"Berkas {path.name}, seluruh berkas: harus isian bernama.")
    return data


def _fields(place: _Place) -> tuple[Field, ...]:
    return tuple(_field(place.below(str(name)), str(name)) for name in place.values)


def _field(place: _Place, name: str) -> Field:
    place.only("kind", "label", "help", "optional", "in_words", "fields")
    if not name.isidentifier() or hasattr(dict, name):
        # jinja reads `row.items` as a method of the mapping, never as its value
        raise place.broken("", f"nama isian '{name}' tidak boleh dipakai")
    kind = place.choice("kind", FieldKind)
    in_words = place.get("in_words", bool, False)
    if in_words and kind not in (FieldKind.DATE, FieldKind.NUMBER, FieldKind.MONEY):
        raise place.broken("in_words", "hanya untuk tanggal, angka, dan uang")
    if (kind is FieldKind.ROWS) != ("fields" in place.values):
        raise place.broken("fields", "harus ada pada jenis rows, dan hanya di situ")
    return Field(
        name=name,
        kind=kind,
        label=place.get("label", str),
        help=place.get("help", str, ""),
        optional=place.get("optional", bool, False),
        in_words=in_words,
        fields=_fields(place.below("fields")) if kind is FieldKind.ROWS else (),
    )


def _numbering(place: _Place) -> Numbering:
    place.only("rule", "pattern")
    rule = place.choice("rule", NumberingRule)
    if (rule is NumberingRule.OWN) != ("pattern" in place.values):
        raise place.broken("pattern", "harus ada pada aturan own, dan hanya di situ")
    numbering = Numbering(rule, place.get("pattern", str, ""))
    if rule is NumberingRule.OWN:
        try:
            first, second = numbering.number(1, year=2026), numbering.number(2, year=2026)
        except (ValueError, KeyError, IndexError) as error:
            raise place.broken("pattern", "hanya boleh memuat {serial} dan {year}") from error
        if first == second:
            raise place.broken("pattern", "harus memuat {serial}, supaya dua naskah tidak bernomor sama")
    return numbering


def _title(place: _Place, fields: tuple[Field, ...]) -> str:
    title = place.get("title", str)
    # optional texts would leave a gap in the title
    texts = {one.name for one in fields if one.kind is FieldKind.TEXT and not one.optional}
    for _, name, _, _ in string.Formatter().parse(title):
        if name is not None and name not in texts:
            raise place.broken("title", f"'{name}' bukan isian teks yang wajib")
    return title
