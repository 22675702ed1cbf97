"""Fetching a worksheet and checking the right in one step: nobody can fetch without checking."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import can
from zona.assessments.models import Assessment

#: what every page about a worksheet needs beside the row itself; the instrument's text stays in the database
_WITH = ("unit", "period", "instrument")


def assessment_for(
    user: User, pk: int, *, to: Permission = Permission.VIEW_ASSESSMENT, lock: bool = False
) -> Assessment:
    """The worksheet, when `user` may do `to` with it.

    Raises Http404 for strangers (the same as for a number that does not exist) and PermissionDenied for people who may
    see it but not do this. With `lock` the row is locked until the transaction ends.
    """
    rows = Assessment.objects.select_related(*_WITH).defer("instrument__text")
    if lock:
        rows = rows.select_for_update(of=("self",))
    assessment = next(iter(rows.filter(pk=pk)), None)  # `first()` would order the one row, a quarter of the time
    if assessment is None or not can(user, Permission.VIEW_ASSESSMENT, assessment.unit):
        raise Http404("Lembar kerja tidak ditemukan.")
    if to is not Permission.VIEW_ASSESSMENT and not can(user, to, assessment.unit):
        raise PermissionDenied("Anda dapat melihat lembar kerja ini, tetapi tidak berwenang melakukan ini.")
    return assessment
