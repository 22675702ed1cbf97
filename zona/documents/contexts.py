"""A context as it is kept and as a kind takes it: JSON has neither dates nor exact numbers, a paper has both."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from zona.documents.errors import MissingFieldError
from zona.documents.kinds import Field, FieldKind


def to_json(value: Any) -> Any:
    """What is stored: dates in ISO form, numbers that are not whole as exact text."""
    if isinstance(value, Mapping):
        return {name: to_json(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | Fraction) else value


def from_json(fields: Sequence[Field], stored: Mapping[str, Any]) -> dict[str, Any]:
    """The context again. Raises MissingFieldError for text that is no date or number; other faults are `fill`'s."""
    declared = {field.name: field for field in fields}
    return {name: _typed(declared[name], one) if name in declared else one for name, one in stored.items()}


def _typed(field: Field, value: Any) -> Any:
    if field.kind is FieldKind.ROWS and isinstance(value, list):
        return [from_json(field.fields, one) if isinstance(one, Mapping) else one for one in value]
    if not isinstance(value, str) or field.kind not in (FieldKind.DATE, FieldKind.NUMBER, FieldKind.MONEY):
        return value
    try:
        if field.kind is FieldKind.DATE:
            return date.fromisoformat(value)
        return int(value) if field.kind is FieldKind.MONEY else Fraction(value)
    except (ValueError, ZeroDivisionError):
        raise MissingFieldError(f"{field.label}: '{value}' tidak dapat dibaca.") from None
