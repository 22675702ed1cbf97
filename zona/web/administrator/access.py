"""Fetching what an administrator works on: each function checks first, so nobody can fetch without checking."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from zona.accounts.models import RoleGrant, User
from zona.accounts.permissions import Permission
from zona.accounts.policy import require
from zona.organizations.models import Employee, Period, WorkUnit
from zona.web.requests import user_of


def officer(request: HttpRequest, permission: Permission) -> User:
    """The signed-in person, who may do this for the whole government. Raises NotPermitted (a 403 page)."""
    user = user_of(request)
    require(user, permission)
    return user


def units_of(user: User) -> QuerySet[WorkUnit]:
    """Every unit of the person's government, also closed ones."""
    return WorkUnit.objects.filter(government_id=user.government_id)


def employees_of(user: User) -> QuerySet[Employee]:
    """Everybody of the person's government, also those who left."""
    return Employee.objects.filter(government_id=user.government_id)


def users_of(user: User) -> QuerySet[User]:
    """Every account of the person's government, also closed ones."""
    return User.objects.filter(government_id=user.government_id)


def unit_for(request: HttpRequest, pk: int) -> tuple[User, WorkUnit]:
    """The administrator and the unit; 404 for a unit of another government."""
    user = officer(request, Permission.MANAGE_UNITS)
    return user, get_object_or_404(units_of(user).select_related("parent"), pk=pk)


def employee_for(request: HttpRequest, pk: int) -> tuple[User, Employee]:
    """The administrator and the employee; 404 for one of another government."""
    user = officer(request, Permission.MANAGE_PEOPLE)
    return user, get_object_or_404(employees_of(user).select_related("unit", "user"), pk=pk)


def account_for(request: HttpRequest, pk: int, *, to: Permission = Permission.MANAGE_PEOPLE) -> tuple[User, User]:
    """The administrator and the account; 404 for one of another government."""
    user = officer(request, to)
    return user, get_object_or_404(users_of(user).select_related("employee__unit"), pk=pk)


def grant_for(request: HttpRequest, pk: int, grant: int) -> tuple[User, RoleGrant]:
    """The administrator and a role of that account; 404 when it is not of that account."""
    user, account = account_for(request, pk, to=Permission.GRANT_ROLES)
    return user, get_object_or_404(RoleGrant.objects.select_related("user", "unit"), pk=grant, user=account)


def period_for(request: HttpRequest, pk: int) -> tuple[User, Period]:
    """The administrator and the period; 404 for one of another government."""
    user = officer(request, Permission.MANAGE_PERIODS)
    return user, get_object_or_404(Period, pk=pk, government_id=user.government_id)
