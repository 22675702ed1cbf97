"""Accounts and their roles: the list, one account, making and closing it, granting and taking back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_http_methods, require_safe

from zona.accounts.actions.create_user import create_user
from zona.accounts.actions.deactivate_user import deactivate_user
from zona.accounts.actions.grant_role import grant_role
from zona.accounts.actions.revoke_role import revoke_role
from zona.accounts.enums import Role
from zona.accounts.models import RoleGrant, User
from zona.accounts.permissions import Permission
from zona.accounts.policy import can
from zona.accounts.queries import in_force
from zona.base import clock
from zona.organizations.models import Employee
from zona.web.administrator.access import account_for, employees_of, grant_for, officer, users_of
from zona.web.administrator.deeds import attempt, form_page
from zona.web.administrator.forms import AccountForm, EmptyForm, GrantForm, ReasonForm
from zona.web.administrator.people import HOME, tabs
from zona.web.administrator.tables import Cell, Column, SearchForm, list_context
from zona.web.templatetags.zona import date_id, moment_id

COLUMNS = (
    Column("Nama", "nama", ("name",)),
    Column("Nama pengguna", "pengguna", ("username",)),
    Column("Peran hari ini"),
    Column("Keadaan"),
)
LIST: dict[str, Any] = {"label": "Akun dan peran", "href": reverse_lazy("users")}


class AccountSearch(SearchForm):
    """Find an account."""

    q = forms.CharField(
        label="Nama, nama pengguna, atau surel", required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    peran = forms.ChoiceField(label="Peran hari ini", required=False, choices=[("", "Semua peran"), *Role.choices])
    keadaan = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Aktif"), ("nonaktif", "Nonaktif"), ("semua", "Semua")]
    )


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every account, with the roles that hold today."""
    user = officer(request, Permission.MANAGE_PEOPLE)
    accounts, form = users_of(user), AccountSearch(request.GET)
    today = RoleGrant.objects.filter(in_force(clock.today())).select_related("unit").order_by("role", "starts")
    context = list_context(
        request,
        _found(accounts, form).prefetch_related(Prefetch("grants", today, to_attr="roles_today")),
        form=form,
        columns=COLUMNS,
        draw=_cells,
        total=accounts.count(),
    )
    context["acts"] = [{"label": "Buat akun", "href": reverse("user_new"), "icon": "plus", "kind": "primary"}]
    context |= {"title": "Akun dan peran", "noun": "akun", "caption": "Akun dan perannya", "crumbs": [HOME, LIST]}
    return render(request, "administrator/users.html", context | {"tabs": tabs("users")})


def _found(accounts: QuerySet[User], form: AccountSearch) -> QuerySet[User]:
    if words := form.wanted("q"):
        accounts = accounts.filter(Q(name__icontains=words) | Q(username__icontains=words) | Q(email__icontains=words))
    if role := form.wanted("peran"):
        holding = RoleGrant.objects.filter(in_force(clock.today()), role=role)
        accounts = accounts.filter(pk__in=holding.values("user"))
    state = form.wanted("keadaan")
    return accounts if state == "semua" else accounts.filter(deactivated_at__isnull=state != "nonaktif")


def _cells(account: User) -> list[Cell]:
    held = [grant.title for grant in account.roles_today]  # type: ignore[attr-defined]
    return [
        {"text": account.name, "href": reverse("user", args=[account.pk]), "note": account.email},
        {"text": account.username, "label": "Nama pengguna"},
        {"text": "; ".join(held) or "Tanpa peran", "label": "Peran hari ini"},
        _state(account) | {"label": "Keadaan"},
    ]


def _state(account: User) -> Cell:
    if account.deactivated_at is None:
        return {"text": "Aktif"}
    return {"text": f"Nonaktif sejak {date_id(account.deactivated_at)}", "tag": "line"}


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: whose it is, and every role that it holds or held."""
    user, account = account_for(request, pk)
    grants = account.grants.select_related("unit", "acting_for").order_by("-starts", "-pk")
    may_grant = can(user, Permission.GRANT_ROLES)
    context = {
        "account": account,
        "facts": _facts(account),
        "grants": [_grant(grant, may_revoke=may_grant) for grant in grants],
        "acts": _acts(account, user, may_grant=may_grant),
        "locked": _why_locked(account, user),
        "crumbs": [HOME, LIST, {"label": account.name}],
    }
    return render(request, "administrator/user.html", context)


def _facts(account: User) -> list[dict[str, str]]:
    said = [
        ("Nama pengguna", account.username),
        ("Surel", account.email or "–"),
        ("Masuk terakhir", moment_id(account.last_login) if account.last_login else "belum pernah"),
        ("Dibuat", date_id(account.joined_at)),
        ("Keadaan", str(_state(account)["text"])),
    ]
    return [{"label": label, "value": value} for label, value in said]


def _grant(grant: RoleGrant, *, may_revoke: bool) -> dict[str, Any]:
    today = clock.today()
    over = grant.last_day is not None and grant.last_day < today
    state = "Akan berlaku" if grant.starts > today else "Berlaku"
    if over:
        state = "Dicabut" if grant.revoked_on else "Berakhir"
    return {
        "title": grant.title,
        "starts": grant.starts,
        "last_day": grant.revoked_on if grant.revoked_on and over else grant.ends,
        "for": grant.acting_for.name if grant.acting_for else "",
        "state": state,
        "revoke": reverse("role_revoke", args=[grant.user_id, grant.pk]) if may_revoke and not over else "",
    }


def _why_locked(account: User, user: User) -> str:
    if account.pk == user.pk:
        return "Ini akun Anda sendiri: peran dan penonaktifannya diurus admin lain."
    return "Akun ini sudah nonaktif, sehingga tidak dapat diberi peran." if account.deactivated_at else ""


def _acts(account: User, user: User, *, may_grant: bool) -> list[dict[str, Any]]:
    acts: list[dict[str, Any]] = []
    if _why_locked(account, user):
        return [{"label": "Beri peran", "locked": True, "described": "terkunci"}] if may_grant else acts
    acts.append({"label": "Nonaktifkan akun", "href": reverse("user_deactivate", args=[account.pk])})
    if may_grant:
        acts.append({"label": "Beri peran", "href": reverse("role_grant", args=[account.pk]), "kind": "primary"})
    return acts


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, employee: int | None = None) -> HttpResponse:
    """Make an account, for an employee or for somebody who is none."""
    user = officer(request, Permission.MANAGE_PEOPLE)
    person = get_object_or_404(employees_of(user), pk=employee) if employee else None
    form = AccountForm(request.POST if request.method == "POST" else None, initial=_known(person))
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data | {"password": form.cleaned_data["password"] or None}
        made = attempt(form, lambda: create_user(by=user, government=user.government, employee=person, **entered))
        if made is not None:
            messages.success(request, f"Akun {made.username} dibuat. Beri peran agar akun ini dapat dipakai.")
            return redirect("user", pk=made.pk)
    context = {
        "title": f"Buat akun untuk {person.name}" if person else "Buat akun",
        "lede": "" if person else "Untuk orang yang bukan pegawai. Akun pegawai dibuat dari halaman pegawainya.",
        "submit": "Buat akun",
        "cancel": reverse("employee", args=[person.pk]) if person else reverse("users"),
        "crumbs": [HOME, LIST, {"label": "Buat akun"}],
    }
    return form_page(request, "administrator/form.html", form, context)


def _known(person: Employee | None) -> dict[str, str]:
    return {"name": person.name, "email": person.email} if person else {}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account, after asking."""
    user, account = account_for(request, pk)
    form = EmptyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        closed = attempt(form, lambda: deactivate_user(account, by=user))
        if closed is not None:
            messages.success(request, f"Akun {closed.name} dinonaktifkan.")
            return redirect("user", pk=pk)
    context = {
        "title": f"Nonaktifkan akun {account.name}?",
        "lines": ["Orangnya langsung keluar dan tidak dapat masuk lagi.", "Yang pernah dikerjakannya tetap tersimpan."],
        "yes": "Ya, nonaktifkan",
        "danger": True,
        "cancel": _page(account),
    }
    return form_page(request, "administrator/confirm.html", form, context | {"crumbs": _crumbs(account, "Nonaktifkan")})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role, for a while or until it is taken back."""
    user, account = account_for(request, pk, to=Permission.GRANT_ROLES)
    form = GrantForm(request.POST if request.method == "POST" else None, account=account)
    if request.method == "POST" and form.is_valid():
        wishes = form.wishes(users_of(user))
        given = attempt(form, lambda: grant_role(by=user, user=account, **wishes))
        if given is not None:
            messages.success(request, f"{given.title} diberikan kepada {account.name}.")
            return redirect("user", pk=pk)
    context = {"title": f"Beri peran kepada {account.name}", "submit": "Beri peran", "cancel": _page(account)}
    return form_page(request, "administrator/form.html", form, context | {"crumbs": _crumbs(account, "Beri peran")})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, pk: int, grant: int) -> HttpResponse:
    """Take a role back from today on, after asking."""
    user, held = grant_for(request, pk, grant)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        revoked = attempt(form, lambda: revoke_role(held, by=user, reason=form.cleaned_data["reason"]))
        if revoked is not None:
            messages.success(request, f"{revoked.title} dicabut dari {held.user.name}.")
            return redirect("user", pk=pk)
    context = {
        "title": f"Cabut peran {held.title}?",
        "lines": [f"{held.user.name} langsung tidak dapat bertindak dalam peran ini."],
        "yes": "Ya, cabut peran",
        "danger": True,
        "cancel": _page(held.user),
    }
    return form_page(
        request, "administrator/confirm.html", form, context | {"crumbs": _crumbs(held.user, "Cabut peran")}
    )


def _page(account: User) -> str:
    return reverse("user", args=[account.pk])


def _crumbs(account: User, last: str) -> list[dict[str, Any]]:
    return [HOME, LIST, {"label": account.name, "href": _page(account)}, {"label": last}]
