"""Histories: what the ledger says of one worksheet, one unit, one person. Whoever may see the thing sees its history,
as far as each entry's class of readers allows.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zona.accounts.models import User
from zona.assessments.access import assessment_for
from zona.assessments.models import Assessment
from zona.organizations.models import WorkUnit
from zona.web.administrator import accounts, people, units
from zona.web.administrator.access import account_for, unit_for
from zona.web.ledger.kinds import Group
from zona.web.ledger.timeline import timeline
from zona.web.requests import user_of

OF_WORKSHEET = (Group.ANSWERS, Group.PROOF, Group.STATE, Group.NOTES)
OF_UNIT = (*OF_WORKSHEET, Group.UNITS, Group.PEOPLE)


def about_worksheet(sheet: Assessment) -> Q:
    """The worksheet itself, and the proofs of its unit and period."""
    proofs = Q(subject_kind="evidence.evidencefile", unit_id=sheet.unit_id, details__period=sheet.period_id)
    return Q(subject_kind=sheet._meta.label_lower, subject_id=str(sheet.pk)) | proofs


def about_unit(unit: WorkUnit) -> Q:
    """Everything that was recorded for the unit."""
    return Q(unit_id=unit.pk) | Q(subject_kind=unit._meta.label_lower, subject_id=str(unit.pk))


def about_person(account: User) -> Q:
    """What was done to the account, its roles and the employee whose it is; not what the person did."""
    grants = [str(number) for number in account.grants.values_list("pk", flat=True)]
    found = Q(subject_kind="accounts.user", subject_id=str(account.pk))
    found |= Q(subject_kind="accounts.rolegrant", subject_id__in=grants)
    if account.employee_id is not None:
        found |= Q(subject_kind="organizations.employee", subject_id=str(account.employee_id))
    return found


@login_required
@require_safe
def worksheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of one worksheet: answers, proofs, states, notes."""
    sheet = assessment_for(user_of(request), pk)
    context = {
        "title": "Riwayat lembar kerja",
        "over": [sheet.unit.name, str(sheet.period)],
        "lede": "Siapa mengubah apa, kapan, dan alasannya. Tidak ada baris yang dapat diubah atau dihilangkan.",
        "crumbs": [
            {"label": "Lembar kerja", "href": reverse("worksheets")},
            {"label": sheet.unit.name, "href": reverse("worksheet", args=[pk])},
            {"label": "Riwayat"},
        ],
    }
    return _page(request, context | timeline(request, about_worksheet(sheet), groups=OF_WORKSHEET))


@login_required
@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of a unit, its worksheets, and the roles held in it."""
    _, one = unit_for(request, pk)
    context = {
        "title": f"Riwayat {one.name}",
        "over": [one.code, one.get_category_display()],
        "lede": "Semua yang tercatat untuk unit ini: data unit, lembar kerja, data dukung, dan peran.",
        "crumbs": [units.HOME, {"label": one.name, "href": reverse("unit", args=[pk])}, {"label": "Riwayat"}],
    }
    return _page(request, context | timeline(request, about_unit(one), groups=OF_UNIT))


@login_required
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """What was done to an account: its roles, its closing, the data of its employee."""
    _, account = account_for(request, pk)
    here = {"label": account.name, "href": reverse("user", args=[pk])}
    context = {
        "title": f"Riwayat akun {account.name}",
        "over": [account.username],
        "lede": "Pembuatan akun, peran yang diberikan dan dicabut, dan perubahan data pegawainya.",
        "crumbs": [people.HOME, accounts.LIST, here, {"label": "Riwayat"}],
    }
    return _page(request, context | timeline(request, about_person(account)))


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "ledger/history.html", context)
