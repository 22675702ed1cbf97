"""Doing a deed for a form: what the deed refuses is shown at the field it is about, and nothing typed is lost."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zona.accounts.models import RoleGrant, User
from zona.organizations.changes import ChangedSinceError
from zona.organizations.models import Employee, Period, WorkUnit

Result = TypeVar("Result")

#: a constraint over several columns names no field; this is the one a person would correct
FIELD_OF_CONSTRAINT = {
    "unit_code_once": "code",
    "unit_not_its_own_parent": "parent",
    "employee_number_once": "employee_number",
    "employee_number_length": "employee_number",
    "user_email_once": "email",
    "period_once_a_year": "year",
    "period_year_sensible": "year",
    "period_filling_in_order": "filling_closes",
    "period_verification_in_order": "verification_closes",
    "period_revision_in_order": "revision_closes",
    "role_grant_unit_fits_role": "unit",
    "role_grant_in_order": "ends",
    "role_grant_acting_ends": "ends",
    "role_grant_acting_for_another": "acting_for",
    "role_grant_once_for_unit": "role",
    "role_grant_once_for_government": "role",
}
_MODELS = (WorkUnit, Employee, User, Period, RoleGrant)


def attempt(form: BaseForm, deed: Callable[[], Result]) -> Result | None:
    """What the deed returns, or None after its refusal was written into the form; ChangedSinceError goes on."""
    try:
        return deed()
    except ChangedSinceError:  # nothing is wrong with the form: `meanwhile` shows both versions
        raise
    except ValidationError as problem:
        _show(form, problem)
    except IntegrityError:  # somebody else was a moment faster than our check
        form.add_error(None, "Data yang sama baru saja disimpan orang lain. Periksa lagi, lalu simpan.")
    return None


def form_page(request: HttpRequest, template: str, form: BaseForm, context: dict[str, Any]) -> HttpResponse:
    """The page of a form; 422 when something is wrong with it."""
    return render(request, template, context | {"form": form}, status=422 if form.errors else 200)


def _show(form: BaseForm, problem: ValidationError) -> None:
    by_field = problem.error_dict if hasattr(problem, "error_dict") else {NON_FIELD_ERRORS: problem.error_list}
    for field, errors in by_field.items():
        for error in errors:
            for sentence in error.messages:
                place = field if field in form.fields else _place(error, sentence)
                form.add_error(place if place in form.fields else None, sentence)


def _place(error: ValidationError, sentence: str) -> str:
    """The field a sentence without a field is about, or an empty text."""
    if (error.code or "").startswith("password"):
        return "password"
    return _places().get(sentence, "")


@cache
def _places() -> dict[str, str]:
    return {
        str(constraint.violation_error_message): FIELD_OF_CONSTRAINT[constraint.name]
        for model in _MODELS
        for constraint in model._meta.constraints
        if constraint.name in FIELD_OF_CONSTRAINT
    }
