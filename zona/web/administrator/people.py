"""Employees: the list, one person, registering, changing, leaving and coming back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_http_methods, require_safe

from zona.accounts.permissions import Permission
from zona.organizations.actions.change_employee import change_employee
from zona.organizations.actions.create_employee import create_employee
from zona.organizations.actions.record_departure import record_departure
from zona.organizations.models import Employee
from zona.organizations.rules import employee_number
from zona.web.administrator.access import employee_for, employees_of, officer
from zona.web.administrator.deeds import attempt, form_page
from zona.web.administrator.forms import DayForm, EmployeeForm, EmptyForm, UnitField, unit_field
from zona.web.administrator.meanwhile import Change
from zona.web.administrator.tables import Cell, Column, SearchForm, list_context
from zona.web.templatetags.zona import date_id

COLUMNS = (
    Column("Nama", "nama", ("name",)),
    Column("NIP", "nip", ("employee_number", "name")),
    Column("Unit kerja", "unit", ("unit__name", "name")),
    Column("Jabatan", "jabatan", ("position", "name")),
    Column("Akun"),
    Column("Keadaan"),
)
HOME: dict[str, Any] = {"label": "Orang dan peran", "href": reverse_lazy("people")}


class EmployeeSearch(SearchForm):
    """Find a person."""

    q = forms.CharField(
        label="Nama, NIP, atau jabatan", required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    unit = UnitField(label="Unit kerja", required=False, empty_label="Semua unit")
    keadaan = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Masih bekerja"), ("keluar", "Sudah keluar"), ("semua", "Semua")]
    )


def tabs(here: str) -> list[dict[str, Any]]:
    """Employees and accounts, side by side."""
    return [
        {"label": label, "href": reverse(name), "current": name == here, "count": None}
        for label, name in (("Pegawai", "people"), ("Akun dan peran", "users"))
    ]


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Everybody who works for the government."""
    user = officer(request, Permission.MANAGE_PEOPLE)
    people, form = employees_of(user), EmployeeSearch(request.GET)
    unit_field(form, "unit").offer(user.government_id)
    context = list_context(
        request,
        _found(people, form).select_related("unit", "user"),
        form=form,
        columns=COLUMNS,
        draw=_cells,
        total=people.count(),
    )
    acts = [
        {"label": "Impor daftar", "href": reverse("employees_import"), "icon": "upload"},
        {"label": "Tambah pegawai", "href": reverse("employee_new"), "icon": "plus", "kind": "primary"},
    ]
    context |= {"title": "Pegawai", "acts": acts, "noun": "pegawai", "caption": "Pegawai", "crumbs": [HOME]}
    return render(request, "administrator/people.html", context | {"tabs": tabs("people")})


def _found(people: QuerySet[Employee], form: EmployeeSearch) -> QuerySet[Employee]:
    if words := form.wanted("q"):
        condition = Q(name__icontains=words) | Q(position__icontains=words)
        if (number := employee_number.cleaned(words)).isdigit():
            condition |= Q(employee_number__startswith=number)
        people = people.filter(condition)
    if unit := form.wanted("unit"):
        people = people.filter(unit=unit)
    state = form.wanted("keadaan")
    return people if state == "semua" else people.filter(left_on__isnull=state != "keluar")


def _cells(person: Employee) -> list[Cell]:
    account = getattr(person, "user", None)
    known = {"text": account.username, "href": reverse("user", args=[account.pk])} if account else {"text": "–"}
    return [
        {"text": person.name, "href": reverse("employee", args=[person.pk])},
        {"text": person.employee_number or "–", "label": "NIP"},
        {"text": person.unit.name, "label": "Unit kerja"},
        {"text": person.position or "–", "label": "Jabatan"},
        known | {"label": "Akun"},
        _state(person) | {"label": "Keadaan"},
    ]


def _state(person: Employee) -> Cell:
    return {"text": "Bekerja"} if person.is_active else {"text": f"Keluar {date_id(person.left_on)}", "tag": "line"}


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One person, with the account if there is one."""
    _, person = employee_for(request, pk)
    account = getattr(person, "user", None)
    context = {
        "person": person,
        "account": account,
        "facts": _facts(person),
        "acts": _acts(person),
        "account_left_open": account is not None and account.deactivated_at is None and not person.is_active,
        "crumbs": [HOME, {"label": person.name}],
    }
    return render(request, "administrator/employee.html", context)


def _facts(person: Employee) -> list[dict[str, str]]:
    said = [
        ("NIP", person.employee_number),
        ("Unit kerja", person.unit.name),
        ("Jabatan", person.position),
        ("Surel", person.email),
        ("Telepon", person.phone),
        ("Keadaan", str(_state(person)["text"])),
    ]
    return [{"label": label, "value": value or "–"} for label, value in said]


def _acts(person: Employee) -> list[dict[str, str]]:
    change = {"label": "Ubah data pegawai", "href": reverse("employee_change", args=[person.pk]), "kind": "primary"}
    if not person.is_active:
        return [{"label": "Catat kembali", "href": reverse("employee_return", args=[person.pk])}, change]
    return [{"label": "Catat keluar", "href": reverse("employee_leave", args=[person.pk])}, change]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Register a person; `?unit=` names the unit."""
    user = officer(request, Permission.MANAGE_PEOPLE)
    form = EmployeeForm(
        request.POST if request.method == "POST" else None,
        government_id=user.government_id,
        initial={"unit": request.GET.get("unit", "")},
    )
    if request.method == "POST" and form.is_valid():
        person = attempt(form, lambda: create_employee(user.government, form.facts(), by=user))
        if person is not None:
            messages.success(request, f"{person.name} terdaftar sebagai pegawai.")
            return redirect("employee", pk=person.pk)
    context = {"title": "Tambah pegawai", "submit": "Simpan pegawai", "cancel": reverse("people")}
    return form_page(request, "administrator/form.html", form, context | {"crumbs": [HOME, {"label": "Tambah"}]})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is known of a person, or the unit they work in."""
    user, person = employee_for(request, pk)
    form = EmployeeForm(
        request.POST if request.method == "POST" else None, government_id=user.government_id, employee=person
    )
    draft = Change(request, form, person)
    if request.method == "POST" and form.is_valid():
        changed = draft.attempt(lambda: change_employee(person, form.facts(), by=user, seen=draft.seen))
        if changed is not None:
            messages.success(request, f"Data {changed.name} disimpan.")
            return redirect("employee", pk=pk)
    context = {"title": f"Ubah data {person.name}", "submit": "Simpan perubahan", "cancel": _page(person)}
    return draft.page("administrator/form.html", context | {"crumbs": _crumbs(person, "Ubah")})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the day a person left."""
    user, person = employee_for(request, pk)
    form = DayForm(request.POST if request.method == "POST" else None, label="Keluar sejak")
    if request.method == "POST" and form.is_valid():
        gone = attempt(form, lambda: record_departure(person, left_on=form.value, by=user))
        if gone is not None:
            messages.success(request, f"{gone.name} tercatat keluar sejak {date_id(gone.left_on)}.")
            return redirect("employee", pk=pk)
    lines = ["Misalnya pensiun, pindah ke luar pemerintah daerah, atau meninggal. Riwayatnya tetap tersimpan."]
    if getattr(person, "user", None) is not None:
        lines.append("Akunnya tidak ikut tertutup: nonaktifkan sesudahnya di halaman akunnya.")
    context = {
        "title": f"Catat {person.name} keluar?",
        "lines": lines,
        "yes": "Ya, catat keluar",
        "danger": True,
        "cancel": _page(person),
    }
    return form_page(request, "administrator/confirm.html", form, context | {"crumbs": _crumbs(person, "Catat keluar")})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a departure back: the person returned, or it was entered by mistake."""
    user, person = employee_for(request, pk)
    form = EmptyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        back = attempt(form, lambda: record_departure(person, left_on=None, by=user))
        if back is not None:
            messages.success(request, f"{back.name} tercatat bekerja kembali.")
            return redirect("employee", pk=pk)
    context = {
        "title": f"Catat {person.name} bekerja kembali?",
        "lines": [
            f"Tanggal keluarnya ({date_id(person.left_on)}) dihapus; ia kembali terhitung di {person.unit.name}."
        ],
        "yes": "Ya, catat kembali",
        "cancel": _page(person),
    }
    return form_page(
        request, "administrator/confirm.html", form, context | {"crumbs": _crumbs(person, "Catat kembali")}
    )


def _page(person: Employee) -> str:
    return reverse("employee", args=[person.pk])


def _crumbs(person: Employee, last: str) -> list[dict[str, Any]]:
    return [HOME, {"label": person.name, "href": _page(person)}, {"label": last}]
