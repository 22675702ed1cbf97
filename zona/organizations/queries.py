"""Reading units and employees."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from zona.organizations.models import Government, Period, WorkUnit
from zona.organizations.rules.tree import MOST_LEVELS

#: parent, parent__parent, …: as many as a line of units can have
_PARENTS = ["__".join(["parent"] * level) for level in range(1, MOST_LEVELS)]


def units_below(unit_ids: Iterable[int]) -> Q:
    """The condition 'one of these units, or under one of them', for one query over `WorkUnit`.

    Plain joins instead of a stored path: the tree has at most five levels (`rules.tree.MOST_LEVELS`), and a path would
    be a second truth beside `parent`.
    """
    ids = list(unit_ids)
    condition = Q(pk__in=ids)
    for parent in _PARENTS:
        condition |= Q(**{f"{parent}__in": ids})
    return condition


def line_of(unit: WorkUnit) -> list[int]:
    """Numbers of the unit and of every unit above it, nearest first; one query, none for a unit at the top."""
    if unit.parent_id is None:
        return [unit.pk]
    above = WorkUnit.objects.filter(pk=unit.pk).values_list(*_PARENTS).get()
    return [unit.pk, *(number for number in above if number is not None)]


def parents_of(government: Government) -> dict[int, int | None]:
    """The whole tree as number -> parent's number; one query."""
    return dict(WorkUnit.objects.filter(government=government).values_list("pk", "parent_id"))


def current_period(government: Government, *, year: int) -> Period | None:
    """The period of that year, else the latest before it."""
    return Period.objects.filter(government=government, year__lte=year).order_by("-year").first()


def active_units(government: Government) -> QuerySet[WorkUnit]:
    """Units that still exist, by code."""
    return WorkUnit.objects.filter(government=government, closed_on=None).order_by("code")
