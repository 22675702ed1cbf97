"""Close an account; the row stays, because the ledger and the worksheets speak of it."""

from django.core.exceptions import ValidationError
from django.db import transaction

from zona.accounts.actions.revoke_role import check_administrator_remains
from zona.accounts.enums import Role
from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import forget, grants_in_force, require
from zona.base import clock
from zona.ledger.record import record
from zona.organizations.models import Government


@transaction.atomic
def deactivate_user(user: User, *, by: User | None) -> User:
    """Close it at once: open sessions end with their next request.

    Needs `manage_people`. Raises NotPermitted, and ValidationError for one's own account, an account that is closed
    already and the last administrator's.
    """
    require(by, Permission.MANAGE_PEOPLE, government_id=user.government_id)
    if by is not None and by.pk == user.pk:
        raise ValidationError("Anda tidak dapat menonaktifkan akun sendiri.")
    Government.objects.select_for_update().get(pk=user.government_id)  # as in revoke_role
    if by is not None and any(grant.role == Role.ADMINISTRATOR for grant in grants_in_force(user)):
        check_administrator_remains(user.government_id, without=user.pk)
    stored = User.objects.select_for_update().get(pk=user.pk)
    if stored.deactivated_at is not None:
        raise ValidationError(f"Akun {stored.name} sudah nonaktif.")
    user.deactivated_at = clock.now()
    user.save(update_fields=["deactivated_at"])
    forget(user)
    record(
        "user.deactivated",
        by=by,
        subject=user,
        summary=f"Akun nomor {user.pk} dinonaktifkan",
    )
    return user
