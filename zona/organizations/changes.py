"""What a deed changed, for the ledger: field, old and new value."""

from datetime import date
from typing import Any

from django.db import models

Changes = dict[str, list[Any]]


def put(row: models.Model, values: dict[str, Any]) -> Changes:
    """Set the values on the row (not saved) and say which differ, as field -> [old, new] in JSON values."""
    changes: Changes = {}
    for field, new in values.items():
        old = getattr(row, field)
        if old != new:
            changes[field] = [_plain(old), _plain(new)]
            setattr(row, field, new)
    return changes


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value
