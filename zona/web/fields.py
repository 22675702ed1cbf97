"""How a Django field becomes a field of our look; the templates `components/field.html` and `errors.html` use it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField, CheckboxInput, Field, Select
from django.forms.widgets import ChoiceWidget
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class ErrorItem:
    """One thing to put right, and where."""

    text: str
    href: str


def kind(field: BoundField) -> str:
    """How a field is laid out: `hidden`, `check`, `choices` or `input`."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, CheckboxInput):
        return "check"
    if isinstance(widget, ChoiceWidget) and not isinstance(widget, Select):
        return "choices"
    return "input"


def control(
    field: BoundField, *, hint: str = "", css: str = "", attributes: Mapping[str, str] | None = None
) -> SafeString:
    """The input itself, described by its hint and its error, without the placeholder a library may set."""
    attrs: dict[str, Any] = {"placeholder": False, **(attributes or {})}
    described = described_by(field, hint=hint)
    if described:
        attrs["aria-describedby"] = described
    if kind(field) == "input":
        own = field.field.widget.attrs.get("class", "")
        attrs["class"] = " ".join(name for name in ("input", own, css) if name)
    return field.as_widget(attrs=attrs)


def described_by(field: BoundField, *, hint: str = "") -> str:
    """The ids of hint and error, hint first."""
    ids = []
    if hint or field.help_text:
        ids.append(f"{field.auto_id}_helptext")
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    return " ".join(ids)


def address(field: BoundField) -> str:
    """Where an error link leads: the field, or the first choice of a group."""
    if kind(field) == "choices":
        return f"#{field.auto_id}_0"
    return f"#{field.id_for_label or field.auto_id}"


def field_errors(field: BoundField) -> list[str]:
    """The errors of a field; the library's bare 'required' gets the name of the field."""
    bare = str(Field.default_error_messages["required"])
    return [f"{field.label} belum diisi" if str(text) == bare else str(text) for text in field.errors]


def error_items(form: BaseForm | Sequence[BaseForm] | None) -> list[ErrorItem]:
    """Everything wrong with a form (or several), in the order of the page."""
    if form is None:
        return []
    if not isinstance(form, BaseForm):
        return [item for one in form for item in error_items(one)]
    fields = list(form.visible_fields())
    first = address(fields[0]) if fields else "#isi"
    items = [ErrorItem(str(text), first) for text in form.non_field_errors()]
    items += [ErrorItem(str(text), first) for hidden in form.hidden_fields() for text in hidden.errors]
    return items + [ErrorItem(str(text), address(field)) for field in fields for text in field_errors(field)]
