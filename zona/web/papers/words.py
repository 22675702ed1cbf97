"""The form of a paper's words, made from what its kind declares; it works without a script.

What was typed is kept as `Raw`: texts by name, and lists of `Raw` for rows. Adding or taking away a row changes only
that, so nothing typed is lost. Every input is named by its path: `isi-dicta-0-text`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from zona.base.numbers import as_typed, read_number
from zona.base.text import plain_text
from zona.documents.kinds import Field, FieldKind, PaperKind
from zona.organizations.models import WorkUnit
from zona.web.administrator.forms import DateField, UnitField

Raw = dict[str, Any]

PREFIX = "isi"
#: how many rows a form may have
MOST_ROWS = 200
#: a text whose sample is longer gets several lines
LONG = 70


class NumberField(forms.CharField):
    """An exact number as people type it; `3,5`."""

    def clean(self, value: Any) -> Any:
        """An int where it is whole, else a Fraction; None for nothing."""
        text = super().clean(value)
        if not text:
            return None
        try:
            number = read_number(text)
        except ValueError as problem:
            raise forms.ValidationError(f"{problem}. Tulis misalnya 3 atau 3,5.") from None
        return int(number) if number.denominator == 1 else number


class MoneyField(forms.CharField):
    """Whole rupiah; `Rp1.250.000`."""

    def clean(self, value: Any) -> Any:
        """The amount; None for nothing."""
        text = re.sub(r"[Rp.\s]", "", super().clean(value))
        if text and not re.fullmatch(r"-?[0-9]{1,15}", text):
            raise forms.ValidationError("Tulis jumlah rupiah bulat, misalnya 1.250.000.")
        return int(text) if text else None


class LinesField(forms.CharField):
    """A list of texts, one on each line."""

    def clean(self, value: Any) -> list[str]:
        """The lines that say something."""
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


@dataclass
class Node:
    """A part of the form: one input (`leaf`), or rows with their own parts."""

    name: str = ""  # of the input
    leaf: Any = None
    label: str = ""
    help: str = ""
    path: str = ""
    rows: list["Row"] = field(default_factory=list)


@dataclass
class Row:
    """One row of a repeated part; `focus` is set on the one that was just added."""

    number: int
    path: str
    nodes: list[Node]
    focus: bool = False


class WordsForm(forms.Form):
    """The words of one paper, and the unit it is about where that is asked."""

    def __init__(
        self,
        kind: PaperKind,
        raw: Raw,
        *,
        bound: bool,
        units: "UnitChoice | None" = None,
        unit: str = "",
        focus: str = "",
    ) -> None:
        values = _flat(kind.fields, raw, PREFIX) | {"unit": unit}
        super().__init__(data=values if bound else None, initial=values)
        self.kind, self._focus = kind, focus
        if units is not None:
            self.fields["unit"] = units.field()
        self._skipped: set[str] = set()
        self._made = self._make(kind.fields, raw, PREFIX, [kind.sample])
        self.banyak = {name: value for name, value in values.items() if name.endswith("-banyak")}

    @property
    def nodes(self) -> list[Node]:
        """The parts in the order of the paper, with their bound inputs."""
        return _bind(self, self._made)

    @property
    def counts(self) -> list[tuple[str, str]]:
        """Hidden inputs: how many rows each repeated part has."""
        return sorted(self.banyak.items())

    def context(self) -> dict[str, Any]:
        """What was entered, typed as the kind declares it; the form must be valid."""
        return self._typed(self.kind.fields, PREFIX)

    def refuse(self, sentence: str) -> None:
        """Write what a deed refused at the field it names (`isian 'dicta[0].text' kosong`)."""
        named = re.search(r"isian '([\w.\[\]]+)'", sentence)
        path = f"{PREFIX}-{named[1]}".replace("]", "").replace("[", "-").replace(".", "-") if named else ""
        self.add_error(path if path in self.fields else None, sentence)

    def _make(self, fields: Sequence[Field], raw: Raw, path: str, samples: list[Any]) -> list[Node]:
        made = []
        for one in fields:
            name = f"{path}-{one.name}"
            shown = [sample.get(one.name) for sample in samples if isinstance(sample, Mapping)]
            if one.kind is FieldKind.ROWS:
                made.append(self._make_rows(one, raw.get(one.name) or [], name, [r for s in shown for r in s or ()]))
            else:
                self.fields[name] = _input(one, shown, required=not self._is_skipped(path))
                made.append(Node(name=name))
        return made

    def _make_rows(self, one: Field, rows: list[Raw], name: str, samples: list[Any]) -> Node:
        filled = [not _blank(row) for row in rows]
        if one.optional or any(filled):
            self._skipped |= {f"{name}-{at}" for at, says in enumerate(filled) if not says}
        drawn = []
        for at, row in enumerate(rows):
            here = f"{name}-{at}"
            drawn.append(Row(at + 1, here, self._make(one.fields, row, here, samples), focus=here == self._focus))
        return Node(label=one.label, help=one.help, path=name, rows=drawn)

    def _is_skipped(self, path: str) -> bool:
        return any(path == one or path.startswith(f"{one}-") for one in self._skipped)

    def _typed(self, fields: Sequence[Field], path: str) -> dict[str, Any]:
        context: dict[str, Any] = {}
        for one in fields:
            name = f"{path}-{one.name}"
            if one.kind is FieldKind.ROWS:
                numbers = range(int(self.banyak[f"{name}-banyak"]))
                kept = [at for at in numbers if not self._is_skipped(f"{name}-{at}")]
                value: Any = [self._typed(one.fields, f"{name}-{at}") for at in kept]
            else:
                value = self.cleaned_data[name]
            if not (one.optional and value in (None, "", [])):
                context[one.name] = value
        return context


@dataclass(frozen=True)
class UnitChoice:
    """Which units may be chosen, and whether one must be."""

    units: QuerySet[WorkUnit]
    required: bool

    def field(self) -> UnitField:
        """The input."""
        hint = (
            "Naskah ini ditandatangani atas nama unit." if self.required
            else "Isi bila naskah ini tentang satu unit; pimpinan unit itu lalu dapat membacanya."
        )  # fmt: skip
        made = UnitField(
            label="Unit kerja",
            required=self.required,
            help_text=hint,
            empty_label="Pilih unit kerja" if self.required else "Tidak tentang satu unit",
        )
        made.queryset = self.units.only("pk", "name", "code").order_by("name", "code")
        return made


def raw_of(fields: Sequence[Field], context: Mapping[str, Any]) -> Raw:
    """A context, typed or as stored, as it stands in the form."""
    return {one.name: _raw(one, context.get(one.name)) for one in fields}


def raw_sent(fields: Sequence[Field], data: QueryDict, path: str = PREFIX) -> Raw:
    """What was posted."""
    raw: Raw = {}
    for one in fields:
        name = f"{path}-{one.name}"
        if one.kind is FieldKind.ROWS:
            raw[one.name] = [raw_sent(one.fields, data, f"{name}-{at}") for at in range(_count(data, name))]
        else:
            raw[one.name] = plain_text(data.get(name, ""))
    return raw


def move_rows(fields: Sequence[Field], raw: Raw, wish: str) -> str:
    """Add or take away the row that the pressed button names (`tambah:isi-dicta`, `hapus:isi-dicta-1`).

    Returns the path of the row to go to, an empty text where the wish names nothing.
    """
    verb, _, path = wish.partition(":")
    steps = path.split("-")[1:]
    at = int(steps.pop()) if verb == "hapus" and steps and re.fullmatch(r"[0-9]{1,3}", steps[-1]) else None
    rows, declared = _rows_at(fields, raw, steps)
    if rows is None or declared is None:
        return ""
    if verb == "tambah" and len(rows) < MOST_ROWS:
        rows.append(raw_of(declared.fields, {}))
        return f"{path}-{len(rows) - 1}"
    if at is not None and at < len(rows):
        del rows[at]
        return f"{path.rpartition('-')[0]}-{max(at - 1, 0)}"
    return ""


def _rows_at(fields: Sequence[Field], raw: Raw, steps: list[str]) -> tuple[list[Raw] | None, Field | None]:
    """The rows under `name, number, name, …`."""
    declared = next((one for one in fields if steps and one.name == steps[0] and one.kind is FieldKind.ROWS), None)
    if declared is None:
        return None, None
    rows: list[Raw] = raw[declared.name]
    if len(steps) == 1:
        return rows, declared
    if not re.fullmatch(r"[0-9]{1,3}", steps[1]) or int(steps[1]) >= len(rows):
        return None, None
    return _rows_at(declared.fields, rows[int(steps[1])], steps[2:])


def _count(data: QueryDict, name: str) -> int:
    text = data.get(f"{name}-banyak", "")
    return min(int(text), MOST_ROWS) if re.fullmatch(r"[0-9]{1,4}", text) else 0


def _raw(one: Field, value: Any) -> Any:
    if one.kind is FieldKind.ROWS:
        rows = [raw_of(one.fields, row) for row in value or ()]
        return rows or ([] if one.optional else [raw_of(one.fields, {})])
    if one.kind is FieldKind.LIST:
        return "\n".join(" ".join(text.split()) for text in value or ())
    if value is None or value is False:
        return ""
    if value is True:
        return "on"
    if isinstance(value, date):
        return value.isoformat()
    if one.kind is FieldKind.NUMBER:
        from fractions import Fraction

        return as_typed(Fraction(value))
    return str(value)


def _flat(fields: Sequence[Field], raw: Raw, path: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for one in fields:
        name = f"{path}-{one.name}"
        if one.kind is FieldKind.ROWS:
            rows = raw.get(one.name) or []
            values[f"{name}-banyak"] = str(len(rows))
            for at, row in enumerate(rows):
                values |= _flat(one.fields, row, f"{name}-{at}")
        else:
            values[name] = raw.get(one.name) or ""
    return values


def _blank(raw: Raw) -> bool:
    return all(all(map(_blank, one)) if isinstance(one, list) else not one for one in raw.values())


def _input(one: Field, samples: list[Any], *, required: bool) -> forms.Field:
    common: dict[str, Any] = {"label": one.label, "required": required and not one.optional, "help_text": one.help}
    if one.kind is FieldKind.DATE:
        return DateField(**common)
    if one.kind is FieldKind.YES_NO:
        return forms.BooleanField(**common | {"required": False})
    if one.kind is FieldKind.LIST:
        common["help_text"] = f"{one.help} Satu butir tiap baris.".strip()
        return LinesField(widget=forms.Textarea(attrs={"rows": 6, "class": "wfull"}), **common)
    if one.kind is FieldKind.NUMBER:
        return NumberField(max_length=30, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **common)
    if one.kind is FieldKind.MONEY:
        return MoneyField(max_length=30, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **common)
    longest = max((len(text) for text in samples if isinstance(text, str)), default=0)
    widget = forms.Textarea(attrs={"rows": 3}) if longest > LONG else forms.TextInput()
    widget.attrs["class"] = "wfull"
    return forms.CharField(max_length=4000, widget=widget, **common)


def _bind(form: forms.Form, nodes: list[Node]) -> list[Node]:
    for node in nodes:
        if node.name:
            node.leaf = form[node.name]
        for row in node.rows:
            _bind(form, row.nodes)
    return nodes
