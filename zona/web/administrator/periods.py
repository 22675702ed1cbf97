"""Periods: the years of the programme with their windows, and how each stands today."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_http_methods, require_safe

from zona.accounts.permissions import Permission
from zona.base import clock
from zona.organizations.actions.change_period import change_period
from zona.organizations.actions.create_period import create_period
from zona.organizations.models import Period
from zona.organizations.rules.windows import Phase, Window
from zona.web.administrator.access import officer, period_for
from zona.web.administrator.deeds import attempt, form_page
from zona.web.administrator.forms import PeriodForm
from zona.web.administrator.meanwhile import Change

HOME: dict[str, Any] = {"label": "Periode", "href": reverse_lazy("periods")}
#: the signs of a window: not yet, now, over
_SIGNS = {Phase.BEFORE: "late", Phase.OPEN: "holds", Phase.AFTER: "info"}
_WORDS = {Phase.BEFORE: "Belum dibuka", Phase.OPEN: "Dibuka", Phase.AFTER: "Ditutup"}


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every period, latest first; few enough for one page."""
    user = officer(request, Permission.MANAGE_PERIODS)
    periods = Period.objects.filter(government_id=user.government_id).order_by("-year")
    act = {"label": "Tambah periode", "href": reverse("period_new"), "icon": "plus", "kind": "primary"}
    context = {
        "acts": [act],
        "today": clock.today(),
        "rows": [_row(period) for period in periods],
        "crumbs": [HOME],
    }
    return render(request, "administrator/periods.html", context)


def _row(period: Period) -> dict[str, Any]:
    return {
        "name": period.name,
        "year": period.year,
        "href": reverse("period_change", args=[period.pk]),
        "contact": period.contact,
        "windows": [
            _window("Pengisian", period.filling),
            _window("Verifikasi", period.verification),
            _window("Perbaikan", period.revision),
        ],
    }


def _window(name: str, window: Window | None) -> dict[str, Any]:
    if window is None:
        return {"name": name}
    # the person to ask is in a column of its own
    state = Window(name, window.opens, window.closes).state(clock.today())
    return {
        "name": name,
        "opens": window.opens,
        "closes": window.closes,
        "sign": _SIGNS[state.phase],
        "word": _WORDS[state.phase],
        "says": state.says,
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Open a year of the programme."""
    user = officer(request, Permission.MANAGE_PERIODS)
    year = clock.today().year
    initial = {"year": year, "name": f"Tahun {year}"}
    form = PeriodForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        period = attempt(form, lambda: create_period(user.government, form.facts(), by=user))
        if period is not None:
            messages.success(request, f"Periode {period.name} ditambahkan.")
            return redirect("periods")
    context = {"title": "Tambah periode", "submit": "Simpan periode", "cancel": reverse("periods")}
    return form_page(request, "administrator/period_form.html", form, context | _shape(form, "Tambah"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a period's name, contact or windows."""
    user, period = period_for(request, pk)
    form = PeriodForm(request.POST if request.method == "POST" else None, initial=vars(period))
    draft = Change(request, form, period)
    if request.method == "POST" and form.is_valid():
        changed = draft.attempt(lambda: change_period(period, form.facts(), by=user, seen=draft.seen))
        if changed is not None:
            messages.success(request, f"Periode {changed.name} disimpan.")
            return redirect("periods")
    context = {
        "title": f"Ubah periode {period.name}",
        "lede": "Tanggal lama dan tanggal baru tercatat di buku besar.",
        "submit": "Simpan perubahan",
        "cancel": reverse("periods"),
    }
    return draft.page("administrator/period_form.html", context | _shape(form, period.name))


def _shape(form: PeriodForm, last: str) -> dict[str, Any]:
    """The breadcrumbs, and the windows as groups of two days."""
    groups = (
        ("Pengisian", "filling", "Unit mengisi lembar kerja."),
        ("Verifikasi", "verification", "TPI memeriksa. Boleh diisi belakangan."),
        ("Perbaikan", "revision", "Unit memperbaiki butir yang dikembalikan. Boleh diisi belakangan."),
    )
    return {
        "crumbs": [HOME, {"label": last}],
        "windows": [
            {
                "name": name,
                "note": note,
                "mark": "" if key == "filling" else "none",  # the note says it for both days
                "opens": form[f"{key}_opens"],
                "closes": form[f"{key}_closes"],
            }
            for name, key, note in groups
        ],
    }
