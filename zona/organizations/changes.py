"""What a deed changed, for the ledger: field, old and new value; and whether the row is still what a person saw."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

Changes = dict[str, list[Any]]


class ChangedSinceError(ValidationError):
    """Somebody changed the row after the person saw it; `present` is how these fields stand now, in JSON values."""

    def __init__(self, present: dict[str, Any]) -> None:
        super().__init__("Data ini sudah diubah orang lain. Periksa lagi, lalu simpan.", code="changed_since")
        self.present = present


def picture(row: models.Model, fields: Iterable[str]) -> str:
    """These fields of the row as a text that two moments can be compared by: a form carries it, a deed asks for it."""
    return _text(_values(row, fields))


def put(row: models.Model, values: dict[str, Any], *, seen: str | None = None) -> Changes:
    """Set the values on the row (not saved) and say which differ, as field -> [old, new] in JSON values.

    `seen` is the `picture` of these fields that the values were entered against; None where nobody looked (an import, a
    command). Raises ChangedSinceError when something would be written over a row that no longer looks like it. The row
    should be locked.
    """
    present = _values(row, values)
    changes: Changes = {}
    for field, new in values.items():
        if getattr(row, field) != new:
            changes[field] = [present[field], plain(new)]
    if changes and seen is not None and seen != _text(present):
        raise ChangedSinceError(present)
    for field in changes:
        setattr(row, field, values[field])
    return changes


def plain(value: Any) -> Any:
    """The value as JSON knows it: a row by its number, a day in ISO form."""
    if isinstance(value, models.Model):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value


def _values(row: models.Model, fields: Iterable[str]) -> dict[str, Any]:
    return {field: plain(getattr(row, field)) for field in fields}


def _text(values: dict[str, Any]) -> str:
    return json.dumps(values, sort_keys=True)
