"""Lists: search, columns that sort, pages of fifty, and the filters in force as chips that can be taken away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

PER_PAGE = 50
PAGE = "halaman"
ORDER = "urut"

Row = TypeVar("Row", bound=Model)
Cell = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """A column of a list; with `key` and `order` it can be sorted by (`?urut=nama`, `?urut=-nama`)."""

    label: str
    key: str = ""
    order: tuple[str, ...] = ()
    number: bool = False


class SearchForm(forms.Form):
    """What every list's search has: the words, and the order in which the list stands."""

    q = forms.CharField(label="Cari", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    urut = forms.CharField(required=False, widget=forms.HiddenInput)

    def wanted(self, name: str) -> Any:
        """What was asked for, or an empty text; an answer that is no choice counts as not given."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""


def list_context(
    request: HttpRequest,
    found: QuerySet[Row],
    *,
    form: SearchForm,
    columns: Sequence[Column],
    draw: Callable[[Row], list[Cell]],
    total: int,
) -> dict[str, Any]:
    """Everything `administrator/listing.html` shows of the rows: one count and one query, however many there are."""
    page = Paginator(found.order_by(*order_of(request, columns)), PER_PAGE).get_page(request.GET.get(PAGE))
    return {
        "form": form,
        "page": page,
        "rows": [{"cells": draw(row)} for row in page],
        "count": page.paginator.count,
        "total": total,
        "columns": heads(request, columns),
        "chips": chips(request, form),
    }


def order_of(request: HttpRequest, columns: Sequence[Column]) -> list[str]:
    """The fields to order by: the column the address names, else the first that can be sorted."""
    column, down = _chosen(request, columns)
    return [*(f"-{field}" if down else field for field in column.order), "pk"]


def heads(request: HttpRequest, columns: Sequence[Column]) -> list[dict[str, Any]]:
    """The head of the table; a link turns the order round where the column is already in force."""
    chosen, down = _chosen(request, columns)
    return [
        {
            "label": column.label,
            "number": column.number,
            "sorted": ("descending" if down else "ascending") if column == chosen else "",
            "href": _address(request, ORDER, f"-{column.key}" if column == chosen and not down else column.key)
            if column.key
            else "",
        }
        for column in columns
    ]


def chips(request: HttpRequest, form: SearchForm) -> list[dict[str, str]]:
    """One chip for each filter in force, with the address of the list without it."""
    return [
        {"label": f"{field.label}: {_shown(field.field, value)}", "href": _address(request, field.name, "")}
        for field in form.visible_fields()
        if (value := form.wanted(field.name))
    ]


def _chosen(request: HttpRequest, columns: Sequence[Column]) -> tuple[Column, bool]:
    wanted = request.GET.get(ORDER, "")
    sortable = [column for column in columns if column.key]
    named = next((column for column in sortable if column.key == wanted.removeprefix("-")), None)
    return (named, wanted.startswith("-")) if named else (sortable[0], False)


def _shown(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ChoiceField) and not isinstance(value, Model):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    return str(value)


def _address(request: HttpRequest, name: str, value: str) -> str:
    query = request.GET.copy()
    query.pop(PAGE, None)
    query.pop(name, None)
    if value:
        query[name] = value
    return f"?{query.urlencode()}"
