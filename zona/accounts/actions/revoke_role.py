"""Take a role back."""

from django.core.exceptions import ValidationError
from django.db import transaction

from zona.accounts.enums import Role
from zona.accounts.models import RoleGrant, User
from zona.accounts.permissions import Permission
from zona.accounts.policy import forget, require
from zona.accounts.queries import holders
from zona.base import clock
from zona.ledger.record import record
from zona.organizations.models import Government


@transaction.atomic
def revoke_role(grant: RoleGrant, *, by: User | None, reason: str = "") -> RoleGrant:
    """End the role today, at once: it counts no longer from the person's next request.

    Needs `grant_roles`. Raises NotPermitted, and ValidationError when it ended already or when nobody would be left who
    can administer.
    """
    government_id = grant.user.government_id
    require(by, Permission.GRANT_ROLES, government_id=government_id)
    today = clock.today()
    Government.objects.select_for_update().get(pk=government_id)  # two last administrators cannot revoke each other
    stored = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    if stored.last_day is not None and stored.last_day < today:
        raise ValidationError("Peran ini sudah berakhir.")
    if by is not None and stored.role == Role.ADMINISTRATOR:
        check_administrator_remains(government_id, without=stored.user_id)
    grant.revoked_on = today
    grant.save(update_fields=["revoked_on"])
    forget(grant.user)
    record(
        "role.revoked",
        by=by,
        subject=grant,
        unit_id=grant.unit_id,
        summary=f"Peran {grant.title} dicabut dari akun nomor {grant.user_id}",
        user=grant.user_id,
        role=grant.role,
        reason=reason,
    )
    return grant


def check_administrator_remains(government_id: int, *, without: int) -> None:
    """Raise ValidationError when nobody but the account `without` is administrator today."""
    others = holders(Role.ADMINISTRATOR, on=clock.today(), government_id=government_id).exclude(user_id=without)
    if not others.exists():
        raise ValidationError("Harus tetap ada paling sedikit satu admin. Beri peran admin kepada orang lain dulu.")
