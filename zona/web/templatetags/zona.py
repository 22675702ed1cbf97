"""What every template can say without `{% load %}`: figures, dates, signs, bars, fields.

Numbers that go into SVG leave here as text with a decimal point; `USE_THOUSAND_SEPARATOR` would otherwise
write `77,8` into an attribute.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeAlias

import segno
from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from zona.base.numbers import shown, shown_against, shown_short
from zona.base.text import MONTHS
from zona.web import fields, shell

register = template.Library()

Number: TypeAlias = Fraction | Decimal | int | float | str

NOTHING = "–"
NBSP = "\u00a0"
DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]

ICONS = frozenset(
    (
        *("calendar", "camera", "chat", "clock", "close", "down", "download", "edit", "empty", "file", "key", "left"),
        *("list", "lock", "menu", "plus", "print", "right", "search", "trash", "undo", "up", "upload", "user"),
    )
)
SIGNS = frozenset(
    (
        *("agreed", "answered", "back", "empty", "fails", "holds"),
        *("info", "late", "lower", "open", "proven", "warn"),
    )
)
PARTIES = {"unit": "Unit", "tpi": "TPI", "nat": "Nasional"}
#: how far a worksheet item has come; the sign has the same name
ITEM_STATES = {
    "empty": "belum dijawab",
    "answered": "terjawab",
    "proven": "terbukti",
    "agreed": "disepakati",
    "lower": "TPI lebih rendah",
    "back": "dikembalikan",
}


# ---------------------------------------------------------------- figures


def fraction(value: Number) -> Fraction:
    """The exact number behind whatever a template holds."""
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)


@register.filter
def figure(value: Number | None, digits: int = 2) -> str:
    """`1.234,56`: half up, always with its decimals; a dash for nothing."""
    return NOTHING if value is None or value == "" else shown(fraction(value), digits=digits)


@register.filter
def figure_short(value: Number | None) -> str:
    """A figure without needless zeros: `75`, `13,5`."""
    return NOTHING if value is None or value == "" else shown_short(fraction(value))


@register.filter
def against(value: Number | None, minimum: Number | None) -> str:
    """A figure that never looks as if it reached a minimum it missed."""
    if value is None:
        return NOTHING
    return shown_against(fraction(value), None if minimum is None else fraction(minimum))


@register.filter
def signed(value: Number | None) -> str:
    """A difference with its sign: `+1,00`, `−0,19`, `0,00`."""
    if value is None:
        return NOTHING
    exact = fraction(value)
    sign = "+" if exact > 0 else "−" if exact < 0 else ""
    return sign + shown(abs(exact))


@register.filter
def percent(value: Number | None, digits: int = 2) -> str:
    """A ratio from 0 to 1 as `96,30 %`."""
    return NOTHING if value is None else f"{shown(fraction(value) * 100, digits=digits)}{NBSP}%"


@register.filter
def percent_of(part: Number | None, whole: Number | None) -> str:
    """A part of a whole as `96,30 %`; a dash where there is no whole."""
    if part is None or not whole:
        return NOTHING
    return percent(fraction(part) / fraction(whole))


@register.filter
def whole(value: int | None) -> str:
    """A count as Indonesians write it: `1.234`."""
    return NOTHING if value is None else shown(Fraction(value), digits=0)


@register.filter
def plain(value: object) -> str:
    """The value as the machine writes it: years, keys, anything in an attribute."""
    return str(value)


# ------------------------------------------------------------------ dates


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def date_id(value: date | None) -> str:
    """`30 Juli 2018`, in the city's time zone."""
    if not value:
        return NOTHING
    day = _local(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@register.filter
def date_short(value: date | None) -> str:
    """`30 Jul 2018`, for dense tables."""
    if not value:
        return NOTHING
    day = _local(value)
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


@register.filter
def month_id(value: date | None) -> str:
    """`Juli 2018`."""
    return date_id(value).partition(" ")[2] if value else NOTHING


@register.filter
def day_id(value: date | None) -> str:
    """`Senin, 30 Juli 2018`."""
    return f"{DAYS[_local(value).weekday()]}, {date_id(value)}" if value else NOTHING


@register.filter
def time_id(value: datetime | None) -> str:
    """`10.42`, in the city's time zone."""
    return f"{_local(value):%H.%M}" if value else NOTHING


@register.filter
def moment_id(value: datetime | None) -> str:
    """`8 Oktober 2026 pukul 10.42`."""
    return f"{date_id(value)} pukul {time_id(value)}" if value else NOTHING


# -------------------------------------------------------- icons and signs


@lru_cache(maxsize=1024, typed=True)  # a page draws the same few signs hundreds of times
def _svg(symbol: str, css: str, label: str) -> SafeString:
    name = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="{}" viewBox="0 0 24 24" {}><use href="#{}"/></svg>', css, name, symbol)


@register.simple_tag
def icon(name: str, size: str = "", label: str = "", css: str = "") -> SafeString:
    """A line icon of the sprite: `{% icon 'down' size='sm' %}`; `label` only where no word stands beside it."""
    if name not in ICONS:
        raise template.TemplateSyntaxError(f"Zona has no icon '{name}'")
    return _svg(f"i-{name}", _classes("ico", f"ico--{size}" if size else "", css), label)


@register.simple_tag
def sign(name: str, size: str = "", label: str = "", css: str = "") -> SafeString:
    """A filled sign of the sprite: `{% sign 'holds' %}`; takes the colour of its text."""
    if name not in SIGNS:
        raise template.TemplateSyntaxError(f"Zona has no sign '{name}'")
    return _svg(f"s-{name}", _classes("ico ico--sign", f"ico--{size}" if size else "", css), label)


@register.simple_tag
def tag(kind: str, text: str, mark: str | None = None) -> SafeString:
    """A word with a sign on its ground: kind `holds`, `fails`, `warn`, `info`, `line`; `mark` another sign or ''."""
    symbol = (kind if kind in SIGNS else "") if mark is None else mark
    return format_html(
        '<span class="{}">{}{}</span>', _classes("tag", f"tag--{kind}"), sign(symbol) if symbol else "", text
    )


@register.simple_tag
def party(kind: str, text: str = "") -> SafeString:
    """Who says it: ● `unit`, ■ `tpi`, ◆ `nat`."""
    return format_html('<span class="party party--{}">{}</span>', kind, text or PARTIES[kind])


@register.simple_tag
def verdict(state: str, text: str) -> SafeString:
    """Sign and sentence on one line: state `holds`, `fails` or `open`."""
    return format_html('<span class="verdict verdict--{}">{} {}</span>', state, sign(state), text)


@register.simple_tag
def item_state(state: str, size: str = "", words: bool = False) -> SafeString:
    """How far a worksheet item has come; with `words=True` the label stands beside the sign."""
    label = ITEM_STATES[state]
    mark = sign(state, size=size, label="" if words else label)
    if not words:
        return format_html('<span class="st-{}">{}</span>', state, mark)
    return format_html(
        '<span class="row"><span class="st-{}">{}</span>{}</span>', state, mark, label[0].upper() + label[1:]
    )


@register.simple_tag
def pips(states: Sequence[str]) -> SafeString:
    """A row of condition signs, read out as a count: `2 dari 4 syarat terpenuhi`."""
    marks = format_html_join("", "{}", ((sign(state, css=f"pip--{state}"),) for state in states))
    holding = sum(state == "holds" for state in states)
    return format_html(
        '<span class="pips" role="img" aria-label="{} dari {} syarat terpenuhi">{}</span>',
        str(holding),
        str(len(states)),
        marks,
    )


def _classes(*names: str) -> str:
    return " ".join(name for name in names if name)


# ------------------------------------------------------------------- bars


def share(value: Number, of: Number) -> str:
    """A length in percent for an SVG attribute, between 0 and 100."""
    ratio = fraction(value) / fraction(of) if fraction(of) else Fraction(0)
    text = f"{float(min(max(ratio, Fraction(0)), Fraction(1)) * 100):.4f}"
    return text.rstrip("0").rstrip(".") or "0"


@register.inclusion_tag("components/bar.html")
def bar(
    value: Number,
    of: Number = 100,
    *,
    minimum: Number | Sequence[Number] | None = None,
    projected: Number | None = None,
    kind: str = "",
    size: str = "",
    label: str = "",
) -> dict[str, Any]:
    """A score bar with minimum lines, red hatching up to a missed minimum and blue hatching for a projection.

    `kind`: '', `holds`, `fails`, `unit`, `tpi`, `nat`, `answered`, `proven`, `agreed`, `ink`;
    `size`: '', `lg`, `xs`. Without a label the bar is decoration for figures that stand beside it.
    """
    lines = _as_list(minimum)
    missing = ""
    if kind == "fails" and lines and fraction(lines[0]) > fraction(value):
        missing = share(fraction(lines[0]) - fraction(value), of)
    return {
        "length": share(value, of),
        "gap": missing,
        "projected": "" if projected is None else share(projected, of),
        "lines": [share(line, of) for line in lines],
        "kind": kind,
        "size": size,
        "label": label,
    }


@register.inclusion_tag("components/bar_axis.html")
def bar_axis(marks: Iterable[Mapping[str, Any]], of: Number = 100, note: str = "") -> dict[str, Any]:
    """Words under a bar: marks are `{at, text, anchor='middle'}`."""
    return {
        "marks": [
            {"x": share(mark["at"], of), "text": mark["text"], "anchor": mark.get("anchor", "middle")} for mark in marks
        ],
        "note": note,
    }


@register.simple_tag
@lru_cache(maxsize=1024)
def three_bars(answered: int, proven: int, agreed: int, total: int) -> SafeString:
    """Progress of a worksheet: answered and proven by the unit, agreed by the TPI."""
    counts = (("answered", answered), ("proven", proven), ("agreed", agreed))
    bars = [
        {"state": state, "label": ITEM_STATES[state].capitalize(), "count": count, "total": total}
        for state, count in counts
    ]
    return render_to_string("components/three.html", {"bars": bars})


@register.inclusion_tag("components/parts.html")
def parts_bar(parts: Sequence[Mapping[str, Any]], of: Number, minimum: Number, label: str) -> dict[str, Any]:
    """Two parts that are tested together against one minimum: parts are `{label, value}`."""
    drawn, start = [], Fraction(0)
    for css, part in zip(("parts__a", "parts__b"), parts, strict=False):
        value = fraction(part["value"])
        drawn.append(
            {
                "css": css,
                "x": share(start, of),
                "width": share(value, of),
                "label": part["label"],
                "value": value,
            }
        )
        start += value
    lowest = fraction(minimum)
    return {
        "parts": drawn,
        "end": share(start, of),
        "missing": max(lowest - start, Fraction(0)),
        "gap": share(max(lowest - start, Fraction(0)), of),
        "line": share(lowest, of),
        "minimum": lowest,
        "label": label,
    }


def _as_list(value: Number | Sequence[Number] | None) -> list[Number]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]  # type: ignore[list-item]


# ------------------------------------------------------------------ forms


@register.simple_tag
def control(
    field: BoundField, hint: str = "", css: str = "", autocomplete: str = "", inputmode: str = ""
) -> SafeString:
    """The input of a field in our look, described by its hint and its error, never with a placeholder."""
    given = {"autocomplete": autocomplete, "inputmode": inputmode}
    return fields.control(field, hint=hint, css=css, attributes={k: v for k, v in given.items() if v})


@register.filter
def kind(field: BoundField) -> str:
    """How a field is laid out: `hidden`, `check`, `choices` or `input`."""
    return fields.kind(field)


@register.filter
def field_errors(field: BoundField) -> list[str]:
    """The errors of one field, in words that stand alone."""
    return fields.field_errors(field)


@register.filter
def error_items(form: BaseForm | Sequence[BaseForm] | None) -> list[fields.ErrorItem]:
    """Everything wrong with a form (or several), each with the address of its field."""
    return fields.error_items(form)


# ------------------------------------------------------------------ shell


@register.simple_tag(takes_context=True, name="shell")
def shell_tag(context: Context) -> shell.Shell:
    """What stands around a page for this person: `{% shell as shell %}`."""
    request = None if context.get("without_database") else context.get("request")
    return shell.around(request)


@register.simple_tag
def demo_accounts() -> list[dict[str, str]]:
    """Who can sign in to the demo city, for the sign-in page; nobody anywhere else."""
    if not settings.DEMO:
        return []
    from zona.demo.cast import accounts  # only a demo reads its data

    return accounts()


@register.simple_tag
def qr(text: str, label: str = "Kode QR") -> SafeString:
    """A QR code as inline SVG (no `data:` image passes our content policy)."""
    code = segno.make(text, error="m", micro=False)
    size = code.symbol_size(border=0)[0]
    rows = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(code.matrix) for x, dark in enumerate(row) if dark)
    return format_html(
        '<svg viewBox="0 0 {0} {0}" shape-rendering="crispEdges" role="img" aria-label="{1}"><path d="{2}"/></svg>',
        str(size),
        label,
        "".join(rows),
    )


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: Context, page: Any, label: str = "Halaman", parameter: str = "halaman") -> dict[str, Any]:
    """Links to the other pages of a Django `Page`; keeps the filters of the address."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "request": context.get("request"),
        "page": page,
        "label": label,
        "links": [
            {"number": number, "address": _address(context, parameter, number), "here": number == page.number}
            for number in numbers
        ],
        "previous": _address(context, parameter, page.number - 1) if page.has_previous() else "",
        "following": _address(context, parameter, page.number + 1) if page.has_next() else "",
    }


def _address(context: Context, parameter: str, number: int | str) -> str:
    if not isinstance(number, int):
        return ""
    request = context.get("request")
    query = request.GET.copy() if request else None
    if query is None:
        return f"?{parameter}={number}"
    query[parameter] = str(number)
    return f"?{query.urlencode()}"
