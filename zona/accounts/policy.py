"""Asking who may do what. Rights are read once per request and kept on the person's own object, never across requests:
a role that is granted or revoked counts from the next request (ASVS 8.3.2).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from zona.accounts.enums import Role
from zona.accounts.models import RoleGrant, User
from zona.accounts.permissions import PERMISSIONS, Permission, Reach
from zona.base import clock
from zona.organizations.models import WorkUnit
from zona.organizations.queries import line_of, units_below


class NotPermitted(PermissionDenied):
    """The person may not do this; the text is an Indonesian sentence. Unhandled it becomes a 403 page."""


@dataclass
class Rights:
    """What was read about one person: every grant, and the lines of units that were asked for."""

    grants: tuple[RoleGrant, ...]
    lines: dict[int, list[int]] = field(default_factory=dict)
    allowed: dict[date, frozenset[Permission]] = field(default_factory=dict)

    def anywhere(self, day: date) -> frozenset[Permission]:
        """Everything that the grants of that day allow for some unit; menus ask for a dozen of them on every page."""
        if day not in self.allowed:
            roles = {Role(grant.role) for grant in self.in_force(day)}
            self.allowed[day] = frozenset(permission for role in roles for permission in PERMISSIONS[role])
        return self.allowed[day]

    def in_force(self, day: date) -> list[RoleGrant]:
        """The grants that hold on that day."""
        return [grant for grant in self.grants if grant.holds_on(day)]

    def acting_titles(self, day: date) -> list[str]:
        """`Plt. Kepala Dinas Kesehatan`, for each acting grant in force."""
        return [grant.title for grant in self.in_force(day) if grant.acting]

    def line_of(self, unit: WorkUnit) -> list[int]:
        """Numbers of the unit and the units above it; one query at most, once per unit."""
        if unit.pk not in self.lines:
            self.lines[unit.pk] = line_of(unit)
        return self.lines[unit.pk]


def rights_of(user: User) -> Rights:
    """The person's rights, read with one query the first time."""
    return user.rights or remember(user, user.grants.select_related("unit").order_by())


def remember(user: User, grants: Iterable[RoleGrant]) -> Rights:
    """Keep what was read about the person on this object; sorted here, which costs less than in the database."""
    user.rights = Rights(tuple(sorted(grants, key=lambda grant: (grant.starts, grant.pk))))
    return user.rights


def forget(user: User) -> None:
    """Let the next question read the rights anew; deeds that change grants call it."""
    user.rights = None


def grants_in_force(user: User | AnonymousUser, on: date | None = None) -> list[RoleGrant]:
    """The person's grants that hold on that day (today); none for an account that is closed."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return []
    return rights_of(user).in_force(on or clock.today())


def can(
    user: User | AnonymousUser,
    permission: Permission,
    unit: WorkUnit | None = None,
    *,
    on: date | None = None,
    government_id: int | None = None,
) -> bool:
    """Whether the person may do this for that unit; without a unit: for the whole government.

    One query the first time for the grants, one more when only a grant for a unit above can decide.
    """
    if isinstance(user, AnonymousUser):
        return False
    if government_id not in (None, user.government_id) or (unit and unit.government_id != user.government_id):
        return False
    above = set()
    for reach, grant in _reaches(user, permission, on):
        if reach is Reach.GOVERNMENT or (unit is not None and grant.unit_id == unit.pk):
            return True
        if reach is Reach.UNITS_BELOW:
            above.add(grant.unit_id)
    return unit is not None and bool(above) and not above.isdisjoint(rights_of(user).line_of(unit))


def can_somewhere(user: User | AnonymousUser, permission: Permission) -> bool:
    """Whether there is any unit for which the person may do this today; for menus."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return False
    return permission in rights_of(user).anywhere(clock.today())


def units_for(user: User | AnonymousUser, permission: Permission, *, on: date | None = None) -> QuerySet[WorkUnit]:
    """The units for which the person may do this: one query for the list, beside the one for the grants."""
    if isinstance(user, AnonymousUser):
        return WorkUnit.objects.none()
    here: set[int] = set()
    below: set[int] = set()
    for reach, grant in _reaches(user, permission, on):
        if reach is Reach.GOVERNMENT:
            return WorkUnit.objects.filter(government_id=user.government_id)
        if grant.unit_id is not None:
            (below if reach is Reach.UNITS_BELOW else here).add(grant.unit_id)
    if below:
        return WorkUnit.objects.filter(units_below(below) | Q(pk__in=here))
    return WorkUnit.objects.filter(pk__in=here) if here else WorkUnit.objects.none()


def require(
    user: User | AnonymousUser | None,
    permission: Permission,
    unit: WorkUnit | None = None,
    *,
    government_id: int | None = None,
) -> None:
    """Raise NotPermitted with a sentence unless the person may do this; None is the system itself, which may."""
    if user is None or can(user, permission, unit, government_id=government_id):
        return
    where = f" untuk {unit.name}" if unit is not None else ""
    raise NotPermitted(f"Anda tidak berwenang {permission.words}{where}.")


def _reaches(user: User | AnonymousUser, permission: Permission, on: date | None) -> Iterator[tuple[Reach, RoleGrant]]:
    """Each grant in force that gives the permission, with how far it reaches."""
    for grant in grants_in_force(user, on):
        reach = PERMISSIONS[Role(grant.role)].get(permission)
        if reach is not None:
            yield reach, grant
