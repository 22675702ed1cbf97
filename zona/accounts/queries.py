"""Reading accounts and grants."""

from datetime import date

from django.db.models import Q, QuerySet

from zona.accounts.enums import Role
from zona.accounts.models import RoleGrant
from zona.organizations.models import WorkUnit


def in_force(on: date) -> Q:
    """The condition that a grant holds on that day, for a query over `RoleGrant` (as `RoleGrant.holds_on`)."""
    return Q(starts__lte=on) & (Q(ends=None) | Q(ends__gte=on)) & (Q(revoked_on=None) | Q(revoked_on__gt=on))


def holders(role: Role, *, on: date, government_id: int, unit: WorkUnit | None = None) -> QuerySet[RoleGrant]:
    """Who holds the role on that day, with the person; only accounts that were not deactivated."""
    found = RoleGrant.objects.filter(
        in_force(on), role=role, user__government_id=government_id, user__deactivated_at=None
    ).select_related("user", "unit")
    return found.filter(unit=unit) if unit is not None else found
