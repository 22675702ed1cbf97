"""Work units: the list, one unit with all that hangs on it, adding, changing, closing."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_http_methods, require_safe

from zona.accounts.models import RoleGrant
from zona.accounts.permissions import Permission
from zona.accounts.policy import can
from zona.accounts.queries import in_force
from zona.assessments.models import Assessment
from zona.base import clock
from zona.organizations.actions.change_unit import change_unit
from zona.organizations.actions.close_unit import close_unit
from zona.organizations.actions.create_unit import create_unit
from zona.organizations.enums import UnitCategory
from zona.organizations.models import WorkUnit
from zona.web.administrator.access import officer, unit_for, units_of
from zona.web.administrator.deeds import attempt, form_page
from zona.web.administrator.forms import DayForm, UnitForm
from zona.web.administrator.meanwhile import Change
from zona.web.administrator.tables import Cell, Column, SearchForm, list_context
from zona.web.templatetags.zona import date_id

COLUMNS = (
    Column("Unit kerja", "nama", ("name",)),
    Column("Kode", "kode", ("code",)),
    Column("Jenis", "jenis", ("category", "code")),
    Column("Unit induk", "induk", ("parent__name", "code")),
    Column("Keadaan"),
)
#: children and role holders shown on a unit's own page; the lists have them all
SHOWN = 50
HOME: dict[str, Any] = {"label": "Unit kerja", "href": reverse_lazy("units")}


class UnitSearch(SearchForm):
    """Find a unit."""

    q = forms.CharField(label="Nama atau kode", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    jenis = forms.ChoiceField(label="Jenis unit", required=False, choices=[("", "Semua jenis"), *UnitCategory.choices])
    keadaan = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Masih aktif"), ("ditutup", "Ditutup"), ("semua", "Semua")]
    )


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every unit, by name, code, kind and parent."""
    user = officer(request, Permission.MANAGE_UNITS)
    units, form = units_of(user), UnitSearch(request.GET)
    context = list_context(
        request,
        _found(units, form).select_related("parent"),
        form=form,
        columns=COLUMNS,
        draw=_cells,
        total=units.count(),
    )
    new, bring = reverse("unit_new"), reverse("units_import")
    acts = [
        {"label": "Impor daftar", "href": bring, "icon": "upload"},
        {"label": "Tambah unit", "href": new, "icon": "plus", "kind": "primary"},
    ]
    context |= {"title": "Unit kerja", "acts": acts, "noun": "unit", "caption": "Unit kerja", "crumbs": [HOME]}
    return render(request, "administrator/units.html", context)


def _found(units: QuerySet[WorkUnit], form: UnitSearch) -> QuerySet[WorkUnit]:
    if words := form.wanted("q"):
        units = units.filter(Q(name__icontains=words) | Q(code__icontains=words) | Q(short_name__icontains=words))
    if category := form.wanted("jenis"):
        units = units.filter(category=category)
    state = form.wanted("keadaan")
    return units if state == "semua" else units.filter(closed_on__isnull=state != "ditutup")


def _cells(unit: WorkUnit) -> list[Cell]:
    return [
        {"text": unit.name, "href": reverse("unit", args=[unit.pk]), "note": unit.short_name},
        {"text": unit.code, "label": "Kode"},
        {"text": unit.get_category_display(), "label": "Jenis"},
        {"text": unit.parent.name if unit.parent else "–", "label": "Unit induk"},
        _state(unit) | {"label": "Keadaan"},
    ]


def _state(unit: WorkUnit) -> Cell:
    return {"text": "Aktif"} if unit.is_active else {"text": f"Ditutup {date_id(unit.closed_on)}", "tag": "line"}


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: what it is, what is under it, who holds a role in it, its worksheets."""
    user, unit = unit_for(request, pk)
    children = unit.children.order_by(F("closed_on").asc(nulls_first=True), "code")
    holders = RoleGrant.objects.filter(in_force(clock.today()), unit=unit).select_related("user", "unit")
    worksheets = Assessment.objects.filter(unit=unit).select_related("period", "instrument")
    context = {
        "unit": unit,
        "children": children[:SHOWN],
        "children_count": children.count(),
        "employees": unit.employees.filter(left_on=None).count(),
        "holders": holders.order_by("role", "user__name")[:SHOWN],
        "holders_count": holders.count(),
        "worksheets": worksheets.defer("instrument__text").order_by("-period__year"),
        "may_open": unit.is_active and can(user, Permission.OPEN_ASSESSMENT, unit),
        "crumbs": [HOME, {"label": unit.name}],
        **_acts(unit),
    }
    return render(request, "administrator/unit.html", context)


def _acts(unit: WorkUnit) -> dict[str, Any]:
    if not unit.is_active:
        return {"acts": []}
    return {
        "acts": [
            {"label": "Tutup unit", "href": reverse("unit_close", args=[unit.pk])},
            {"label": "Ubah data unit", "href": reverse("unit_change", args=[unit.pk]), "kind": "primary"},
        ]
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Add a unit; `?induk=` names the unit it hangs under."""
    user = officer(request, Permission.MANAGE_UNITS)
    form = UnitForm(
        request.POST if request.method == "POST" else None,
        government_id=user.government_id,
        initial={"parent": request.GET.get("induk", "")},
    )
    if request.method == "POST" and form.is_valid():
        unit = attempt(form, lambda: create_unit(user.government, form.facts(), by=user))
        if unit is not None:
            messages.success(request, f"{unit.name} ditambahkan.")
            return redirect("unit", pk=unit.pk)
    context = {"title": "Tambah unit kerja", "submit": "Simpan unit", "cancel": reverse("units")}
    return form_page(request, "administrator/form.html", form, context | {"crumbs": [HOME, {"label": "Tambah"}]})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a unit's name, code, kind, address or place in the tree."""
    user, unit = unit_for(request, pk)
    form = UnitForm(request.POST if request.method == "POST" else None, government_id=user.government_id, unit=unit)
    draft = Change(request, form, unit)
    if request.method == "POST" and form.is_valid():
        changed = draft.attempt(lambda: change_unit(unit, form.facts(), by=user, seen=draft.seen))
        if changed is not None:
            messages.success(request, f"Data {changed.name} disimpan.")
            return redirect("unit", pk=pk)
    context = {"title": f"Ubah {unit.name}", "submit": "Simpan perubahan", "cancel": reverse("unit", args=[pk])}
    return draft.page("administrator/form.html", context | {"crumbs": _crumbs(unit, "Ubah")})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a unit from a day on, after asking."""
    user, unit = unit_for(request, pk)
    form = DayForm(request.POST if request.method == "POST" else None, label="Ditutup sejak")
    if request.method == "POST" and form.is_valid():
        closed = attempt(form, lambda: close_unit(unit, closed_on=form.value, by=user))
        if closed is not None:
            messages.success(request, f"{closed.name} ditutup sejak {date_id(closed.closed_on)}.")
            return redirect("unit", pk=pk)
    context = {
        "title": f"Tutup {unit.name}?",
        "lines": [
            "Unit yang ditutup tidak dapat diubah atau dibuka kembali dan tidak lagi muncul dalam pilihan.",
            "Lembar kerja, keputusan, dan riwayatnya tetap tersimpan.",
        ],
        "yes": "Ya, tutup unit",
        "danger": True,
        "cancel": reverse("unit", args=[pk]),
    }
    return form_page(request, "administrator/confirm.html", form, context | {"crumbs": _crumbs(unit, "Tutup")})


def _crumbs(unit: WorkUnit, last: str) -> list[dict[str, Any]]:
    return [HOME, {"label": unit.name, "href": reverse("unit", args=[unit.pk])}, {"label": last}]
