"""Give a person a role, for a while or until it is taken back."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from zona.accounts.enums import Acting, Role
from zona.accounts.models import RoleGrant, User
from zona.accounts.permissions import Permission
from zona.accounts.policy import forget, require
from zona.accounts.rules.separation import Held, conflict
from zona.base import clock
from zona.ledger.record import record
from zona.organizations.models import WorkUnit


@transaction.atomic
def grant_role(
    *,
    by: User | None,
    user: User,
    role: Role,
    unit: WorkUnit | None = None,
    starts: date | None = None,
    ends: date | None = None,
    acting: Acting = Acting.NO,
    acting_for: User | None = None,
) -> RoleGrant:
    """Grant it from `starts` (today) to `ends`, both days included; a Plt. or Plh. must have an end.

    Needs `grant_roles`. Raises NotPermitted, and ValidationError for a role to oneself, a closed account or unit, a
    role that excludes one the person holds on the same days, and the same role twice.
    """
    require(by, Permission.GRANT_ROLES, government_id=user.government_id)
    if by is not None and by.pk == user.pk:
        raise ValidationError("Anda tidak dapat memberi peran kepada diri sendiri.")
    grant = RoleGrant(
        user=user,
        role=role,
        unit=unit,
        starts=starts or clock.today(),
        ends=ends,
        acting=acting,
        acting_for=acting_for,
    )
    grant.full_clean()
    _check_places(grant)
    _check_other_roles(grant)
    grant.save(force_insert=True)
    forget(user)
    _record(grant, by)
    return grant


def _record(grant: RoleGrant, by: User | None) -> None:
    record(
        "role.granted",
        by=by,
        subject=grant,
        unit_id=grant.unit_id,
        summary=f"Peran {grant.title} diberikan kepada akun nomor {grant.user_id}",
        user=grant.user_id,
        role=str(grant.role),
        starts=grant.starts.isoformat(),
        ends=grant.ends.isoformat() if grant.ends else None,
        acting=str(grant.acting),
        acting_for=grant.acting_for_id,
    )


def _check_places(grant: RoleGrant) -> None:
    """The account is open, and person, unit and represented person are of one government."""
    if grant.user.deactivated_at is not None:
        raise ValidationError({"user": f"Akun {grant.user.name} sudah nonaktif."})
    for other, field in ((grant.unit, "unit"), (grant.acting_for, "acting_for")):
        if other is not None and other.government_id != grant.user.government_id:
            raise ValidationError({field: "Tidak dapat memberi peran lintas pemerintah daerah."})
    if grant.unit is not None and grant.unit.closed_on is not None:
        raise ValidationError({"unit": f"{grant.unit.name} sudah ditutup."})


def _check_other_roles(grant: RoleGrant) -> None:
    """Compare with every other grant, the person's row locked so that two grants cannot pass each other."""
    User.objects.select_for_update().get(pk=grant.user_id)
    new = Held(grant.role, grant.starts, grant.ends)
    present = []
    for other in grant.user.grants.select_related("unit"):
        held = Held(other.role, other.starts, other.last_day)
        present.append(held)
        if other.role == grant.role and other.unit_id == grant.unit_id and new.overlaps(held):
            raise ValidationError(f"{grant.user.name} sudah memegang peran {other.title} pada waktu itu.")
    if found := conflict(new, present):
        one, other_one = Role(grant.role).label, Role(found.role).label
        raise ValidationError({"role": f"Peran {one} tidak dapat digabung dengan peran {other_one}: {found.why}."})
