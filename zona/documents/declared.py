"""A context against what its kind declares: what is missing is named, what fits is written as people read it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from zona.base.numbers import shown, shown_short
from zona.base.terbilang import date_in_words, rupiah, terbilang
from zona.base.text import date_in_words as written_date
from zona.documents.kinds import Field, FieldKind

#: kinds of signs without a shape of their own: control, format, surrogate, private, unassigned
_SHAPELESS = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
#: what only changes the sign before it: variation selectors, tints of emoji
_MODIFIERS = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")


def printable(text: str) -> str:
    """The text without signs that have no shape on paper."""
    shaped = (sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in _SHAPELESS)
    return _MODIFIERS.sub("", "".join(shaped))


def faults(fields: Sequence[Field], context: Any, where: str = "") -> Iterator[str]:
    """Every field that is missing, empty, unknown or of another kind, by its path (`components[0].areas[2].name`)."""
    if not isinstance(context, Mapping):
        yield f"isian '{where}' harus berisi isian bernama"
        return
    before = f"{where}." if where else ""
    for field in fields:
        value = context.get(field.name)
        if value is None:
            if not field.optional:
                yield f"isian '{before}{field.name}' tidak ada"
        else:
            yield from _faults_of(field, value, f"{before}{field.name}")
    declared = {field.name for field in fields}
    for name in context:
        if name not in declared:
            yield f"isian '{before}{name}' tidak dikenal"


def _faults_of(field: Field, value: Any, where: str) -> Iterator[str]:
    if field.kind in (FieldKind.LIST, FieldKind.ROWS):
        if isinstance(value, str | Mapping) or not isinstance(value, Sequence):
            yield f"isian '{where}' harus daftar"
            return
        if not value and not field.optional:
            yield f"isian '{where}' kosong"
        for at, one in enumerate(value):
            if field.kind is FieldKind.ROWS:
                yield from faults(field.fields, one, f"{where}[{at}]")
            else:
                yield from _text_faults(one, f"{where}[{at}]")
    elif field.kind is FieldKind.TEXT:
        yield from _text_faults(value, where, optional=field.optional)
    elif not _is_of(field.kind, value):
        yield f"isian '{where}' harus {_NAMES[field.kind]}"


def _text_faults(value: Any, where: str, *, optional: bool = False) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"isian '{where}' harus teks"
    elif not optional and not printable(value).strip():
        yield f"isian '{where}' kosong"


_NAMES = {
    FieldKind.NUMBER: "angka (int, Decimal, atau Fraction)",
    FieldKind.DATE: "tanggal",
    FieldKind.MONEY: "bilangan bulat rupiah",
    FieldKind.YES_NO: "ya atau tidak",
}


def _is_of(kind: FieldKind, value: Any) -> bool:
    """Truth values and times are no numbers and days here, although Python counts them among those."""
    if kind is FieldKind.YES_NO:
        return isinstance(value, bool)
    if kind is FieldKind.DATE:
        return isinstance(value, date) and not isinstance(value, datetime)
    if isinstance(value, bool):
        return False
    return isinstance(value, int if kind is FieldKind.MONEY else int | Decimal | Fraction)


def written(fields: Sequence[Field], context: Mapping[str, Any]) -> dict[str, Any]:
    """The context, faultless, as templates read it: texts, lists and rows; an optional field left out is empty."""
    return {field.name: _written(field, context.get(field.name)) for field in fields}


def _written(field: Field, value: Any) -> Any:
    if field.kind is FieldKind.ROWS:
        return [written(field.fields, one) for one in value or ()]
    if field.kind is FieldKind.LIST:
        return [printable(one).strip() for one in value or ()]
    if field.kind is FieldKind.YES_NO:
        return bool(value)
    if value is None:
        return ""
    if field.kind is FieldKind.TEXT:
        return printable(value).strip()
    if field.kind is FieldKind.DATE:
        return date_in_words(value) if field.in_words else written_date(value)
    return _figure(field, value)


def _figure(field: Field, value: int | Decimal | Fraction) -> str:
    if field.kind is FieldKind.MONEY:
        figure = f"Rp{shown(Fraction(value), digits=0)}"
        return f"{figure} ({rupiah(int(value))})" if field.in_words else figure
    figure = shown_short(Fraction(value))
    return f"{figure} ({terbilang(value)})" if field.in_words else figure
