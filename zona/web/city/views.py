"""The city's recap for those who lead and those who assess: on screen, on paper, as CSV and XLSX."""

import csv
from fractions import Fraction
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from zona.accounts.permissions import Permission
from zona.accounts.policy import require
from zona.assessments.enums import AssessmentState
from zona.assessments.models import Assessment
from zona.base.numbers import shown, shown_short
from zona.instruments.models import LoadedInstrument
from zona.organizations.enums import UnitCategory
from zona.organizations.models import Period
from zona.web.city.rows import Line, columns_of, legend_of, lines_of
from zona.web.city.workbook import write_recap
from zona.web.requests import user_of, year_of


class FilterForm(forms.Form):
    """What narrows the list."""

    jenis = forms.ChoiceField(label="Jenis unit", required=False)
    tahap = forms.ChoiceField(label="Tahap", required=False)
    syarat = forms.ChoiceField(
        label="Syarat",
        required=False,
        choices=[
            ("", "Apa pun"),
            ("lolos", "Semua terpenuhi"),
            ("satu", "Tinggal satu syarat"),
            ("kurang", "Masih kurang"),
        ],
    )
    q = forms.CharField(label="Nama unit", required=False, widget=forms.TextInput(attrs={"type": "search"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jenis"].choices = [("", "Semua jenis"), *((c.label, c.label) for c in UnitCategory)]  # type: ignore[attr-defined]
        self.fields["tahap"].choices = [("", "Semua tahap"), *((s.label, s.label) for s in AssessmentState)]  # type: ignore[attr-defined]

    def passes(self, line: Line) -> bool:
        """Whether a unit stays."""
        wanted = self.cleaned_data if self.is_valid() else {}
        failed = line.row.failed
        by_condition = {"lolos": failed == 0, "satu": failed == 1, "kurang": failed > 0}
        return (
            wanted.get("jenis", "") in ("", line.category)
            and wanted.get("tahap", "") in ("", line.row.state)
            and by_condition.get(wanted.get("syarat", ""), True)
            and wanted.get("q", "").casefold() in line.name.casefold()
        )


class NothingYetError(Exception):
    """No period or no worksheet exists."""


def chosen(request: HttpRequest) -> tuple[Period, LoadedInstrument, list[LoadedInstrument], list[Line], FilterForm]:
    """Period, instrument and lines that the address asks for. Raises NothingYetError."""
    user, year = user_of(request), year_of(request)
    require(user, Permission.VIEW_CITY_RECAP)
    periods = Period.objects.filter(government=user.government_id).order_by("-year")
    period = (periods.filter(year=year) if year else periods).first()
    instruments = list(_used_instruments(period)) if period is not None else []
    if period is None or not instruments:
        raise NothingYetError
    wanted = request.GET.get("instrumen", "")
    instrument = next((one for one in instruments if str(one.pk) == wanted), instruments[0])
    lines = lines_of(period, instrument)
    return period, instrument, instruments, lines, FilterForm(request.GET or {})


def _used_instruments(period: Period) -> QuerySet[LoadedInstrument]:
    """The instruments of this period's worksheets, the most used first."""
    used = Assessment.objects.filter(period=period, instrument=OuterRef("pk")).order_by().values("instrument")
    count = Subquery(used.annotate(count=Count("pk")).values("count"))
    return LoadedInstrument.objects.annotate(used=count).filter(used__gt=0).defer("text").order_by("-used", "code")


@login_required
@require_safe
def recap(request: HttpRequest) -> HttpResponse:
    """Units × areas, results, total and conditions, nearest to passing first."""
    try:
        period, instrument, instruments, lines, form = chosen(request)
    except NothingYetError:
        return render(request, "city/empty.html")
    kept = [line for line in lines if form.passes(line)]
    context = _figures(instrument, lines, kept) | {
        "period": period,
        "instrument": instrument,
        "form": form,
        "query": request.GET.urlencode(),
        "tabs": _tabs(instrument, instruments),
        "crumbs": [{"label": "Rekap kota"}],
    }
    return render(request, "city/recap.html", context)


def _figures(instrument: LoadedInstrument, lines: list[Line], kept: list[Line]) -> dict[str, Any]:
    """The table and the sentence above it: `lines` are all units, `kept` those the filter shows."""
    columns = columns_of(instrument.instrument)
    leading = sum(column.bar for column in columns)
    totals = [line.row.exact_total for line in kept]
    return {
        "count": len(kept),
        "total": len(lines),
        "passing": sum(line.row.eligible for line in lines),
        "one_missing": sum(line.row.failed == 1 for line in lines),
        "predicate": instrument.instrument.predicates[0].code,
        "columns": [
            {
                "label": column.label,
                "name": column.name,
                "weight": shown_short(column.weight),
                "leads": column.leads,
                "css": _column_css(column.bar, column is columns[-1]),
            }
            for column in columns
        ],
        "leading": leading,
        "trailing": len(columns) - leading,
        "rows": SafeString("".join(line.html for line in kept)),
        "mean": shown(sum(totals, Fraction(0)) / len(totals)) if totals else "",
        "legend": legend_of(instrument.instrument),
    }


def _column_css(is_area: bool, is_last: bool) -> str:
    """Widths of the table's columns; the last result carries the longest word."""
    return "k-area" if is_area else "k-svc" if is_last else "k-res"


def _tabs(here: LoadedInstrument, instruments: list[LoadedInstrument]) -> list[dict[str, Any]]:
    if len(instruments) < 2:
        return []
    return [
        {"label": one.short_title, "href": f"?instrumen={one.pk}", "current": one.pk == here.pk, "count": None}
        for one in instruments
    ]


@login_required
@require_safe
def recap_csv(request: HttpRequest) -> HttpResponse:
    """The same lines for a spreadsheet: exact figures, semicolons, decimal comma."""
    try:
        period, instrument, _, lines, form = chosen(request)
    except NothingYetError:
        return render(request, "city/empty.html", status=404)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rekap-{period.year}-{instrument.code}.csv"'
    writer = csv.writer(response, delimiter=";")
    columns = columns_of(instrument.instrument)
    writer.writerow(["Unit kerja", "Jenis", "Tahap", *(column.label for column in columns), "Jumlah", "Kelayakan"])
    for line in lines:
        if form.passes(line):
            cells = [cell.text for cell in line.row.cells]
            writer.writerow([_safe(line.name), line.category, line.row.state, *cells, line.row.total, line.row.verdict])
    return response


def _safe(text: str) -> str:
    """A name that a spreadsheet cannot take for a formula (ASVS 1.2.10)."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text


@login_required
@require_safe
def recap_xlsx(request: HttpRequest) -> HttpResponse:
    """The same lines as a workbook with numbers."""
    try:
        period, instrument, _, lines, form = chosen(request)
    except NothingYetError:
        return render(request, "city/empty.html", status=404)
    kept = [line for line in lines if form.passes(line)]
    data = write_recap(period.year, instrument.instrument, kept)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="rekap-{period.year}-{instrument.code}.xlsx"'
    return response
