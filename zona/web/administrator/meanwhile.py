"""Changing through a form what others change too: the form carries what it was drawn from, the deed compares.

Where somebody else was faster, the page comes back with both versions side by side, everything typed is kept, and the
next submit decides.
"""

import json
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.core import signing
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zona.organizations.changes import ChangedSinceError, picture, plain
from zona.web.administrator.deeds import attempt, form_page
from zona.web.templatetags.zona import date_id

Result = TypeVar("Result")

SEEN = "seen"
#: signed, so that the page only ever compares with what Zona itself once showed
_SIGNER = signing.Signer(salt="zona.administrator.seen")
_EMPTY = "(kosong)"


class Change:
    """One change of a row through a form whose fields are called as the row's."""

    def __init__(self, request: HttpRequest, form: forms.Form, row: Model) -> None:
        self.request, self.form = request, form
        #: the picture the form was drawn from; a form sent without one has seen nothing
        self.seen = _unsigned(request.POST.get(SEEN, "")) if form.is_bound else picture(row, form.fields)
        self.meanwhile: list[dict[str, str]] = []

    def attempt(self, deed: Callable[[], Result]) -> Result | None:
        """What the deed returns, or None after its refusal or the other version was written down for the page."""
        try:
            return attempt(self.form, deed)
        except ChangedSinceError as clash:
            self._compare(clash.present)
        return None

    def page(self, template: str, context: dict[str, Any]) -> HttpResponse:
        """The page of the form; 409 when somebody else was faster, 422 when something is wrong with it."""
        context |= {"seen": _SIGNER.sign(self.seen), "meanwhile": self.meanwhile}
        if self.meanwhile:
            return render(self.request, template, context | {"form": self.form}, status=409)
        return form_page(self.request, template, self.form, context)

    def _compare(self, present: dict[str, Any]) -> None:
        """Write down what differs; a field the person left alone takes over what stands there now."""
        seen: dict[str, Any] = json.loads(self.seen) if self.seen else {}
        kept = self.request.POST.copy()
        for name, field in self.form.fields.items():
            now, mine = present[name], plain(self.form.cleaned_data[name])
            before = seen.get(name)
            if _same(now, before if seen else mine):
                continue
            untouched = bool(seen) and _same(mine, before)
            if untouched:
                kept[name] = "" if now is None else str(now)
            self.meanwhile.append(
                {
                    "label": str(field.label),
                    "before": _said(field, before) if seen else "(tidak diketahui)",
                    "now": _said(field, now),
                    "mine": _said(field, mine),
                    "untouched": "ya" if untouched else "",
                }
            )
        self.form.data, self.seen = kept, json.dumps(present, sort_keys=True)


def _unsigned(sent: str) -> str:
    try:
        return _SIGNER.unsign(sent)
    except signing.BadSignature:
        return ""


def _same(one: Any, other: Any) -> bool:
    """Whether a person would call them the same: browsers end lines their own way, nothing and empty look alike."""
    return bool(_flat(one) == _flat(other))


def _flat(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return "" if value is None else value


def _said(field: forms.Field, value: Any) -> str:
    """A value as the form shows it."""
    if value in (None, ""):
        return _EMPTY
    if isinstance(field, forms.DateField):
        return date_id(date.fromisoformat(value))
    if isinstance(field, forms.ModelChoiceField):
        row = field.queryset.filter(pk=value).first() if field.queryset is not None else None
        return field.label_from_instance(row) if row is not None else "(sudah tidak dapat dipilih)"
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    return str(value)
