"""Two versions of a paper's words side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

from zona.documents.kinds import Field, FieldKind
from zona.web.papers.words import Raw, raw_of

EMPTY = "(kosong)"


def differences(fields: Sequence[Field], stored: Mapping[str, Any], mine: Raw) -> list[dict[str, str]]:
    """The fields that differ: what is stored, and what the person typed."""
    kept = raw_of(fields, stored)
    return [
        {"label": one.label, "stored": said(one, kept[one.name]), "mine": said(one, mine.get(one.name))}
        for one in fields
        if said(one, kept[one.name]) != said(one, mine.get(one.name))
    ]


def said(one: Field, value: Any) -> str:
    """A value as lines of text; rows are numbered."""
    if one.kind is not FieldKind.ROWS:
        return _flat(value) or EMPTY
    lines = []
    for at, row in enumerate(value or (), start=1):
        parts = [f"{part.label}: {said(part, row.get(part.name))}" for part in one.fields if row.get(part.name)]
        lines.append(f"{at}. {'; '.join(parts)}" if parts else "")
    return "\n".join(line for line in lines if line) or EMPTY


def _flat(value: Any) -> str:
    return str(value or "").replace("\r\n", "\n").strip()
