"""Who may draft and approve which kind of paper; who signs stands with the kind itself (`PaperKind.signers`).

One table that a lawyer can check (Perwal 72/2018: the Sekretaris Daerah drafts and proposes, II.1.a; TPI reports, II.B;
the head declares, II.A). A role of a unit counts for papers of that unit only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from zona.accounts.enums import Role
from zona.accounts.models import RoleGrant, User
from zona.accounts.permissions import Permission
from zona.accounts.policy import can, grants_in_force
from zona.base import clock
from zona.documents.kinds import PaperKind, paper_kinds
from zona.organizations.models import WorkUnit

R = Role
_SECRETARIAT = (R.REGIONAL_SECRETARY, R.LEGAL_OFFICER)
_ASSESSORS = (R.ASSESSOR_LEAD, R.TECHNICAL_CONTROLLER)


@dataclass(frozen=True)
class Hands:
    """The roles through whose hands a kind goes before it is signed."""

    draft: tuple[Role, ...]
    approve: tuple[Role, ...]


_DECREE = Hands(draft=_SECRETARIAT, approve=(R.LEGAL_OFFICER,))
HANDS: Mapping[str, Hands] = {
    "charter": Hands(draft=(R.UNIT_HEAD, R.TEAM_LEAD), approve=(R.UNIT_HEAD,)),
    "decree_assessment_team": _DECREE,
    "decree_candidates": _DECREE,
    "decree_designation": _DECREE,
    "decree_revocation": _DECREE,
    "decree_working_team": _DECREE,
    "evaluation_report": Hands(draft=(R.ASSESSOR, *_ASSESSORS), approve=(R.TECHNICAL_CONTROLLER,)),
    "minutes": Hands(draft=(R.ASSESSOR, *_ASSESSORS, *_SECRETARIAT), approve=(*_ASSESSORS, R.LEGAL_OFFICER)),
    "nomination_letter": Hands(draft=_SECRETARIAT, approve=(R.LEGAL_OFFICER, R.REGIONAL_SECRETARY)),
    "worksheet_recap": Hands(draft=(R.UNIT_HEAD, R.TEAM_LEAD), approve=(R.UNIT_HEAD,)),
}


def may_draft(user: User, kind: PaperKind, unit: WorkUnit | None) -> bool:
    """Whether the person may write and revise drafts of this kind, for that unit."""
    return _holds(user, HANDS[kind.code].draft, unit)


def may_approve(user: User, kind: PaperKind, unit: WorkUnit | None) -> bool:
    """Whether the person may approve and number it."""
    return _holds(user, HANDS[kind.code].approve, unit)


def may_void(user: User, kind: PaperKind, unit: WorkUnit | None) -> bool:
    """Whether the person may declare it void: who approves it, or who signs it by office."""
    signers = tuple(Role(code) for code in kind.signers if code in Role.values)
    return _holds(user, (*HANDS[kind.code].approve, *signers), unit)


def may_read(user: User, kind: PaperKind, unit: WorkUnit | None, *, signer_ids: Iterable[int] = ()) -> bool:
    """Whether the person may open it: readers of everything, hands and signers, and who may see the unit's work."""
    if user.pk in set(signer_ids) or can(user, Permission.READ_PAPERS):
        return True
    hands = HANDS[kind.code]
    return _holds(user, hands.draft + hands.approve, unit) or (
        unit is not None and can(user, Permission.VIEW_ASSESSMENT, unit)
    )


def drafted_kinds(user: User) -> list[PaperKind]:
    """The kinds that the person may draft for some unit or the government."""
    held = {Role(grant.role) for grant in grants_in_force(user)}
    return [kind for code, kind in paper_kinds().items() if held & set(HANDS[code].draft)]


def grants_for(user: User, role: Role, unit: WorkUnit | None, on: date | None = None) -> list[RoleGrant]:
    """By which grants in force the person holds the role for that unit."""
    return [
        grant
        for grant in grants_in_force(user, on or clock.today())
        if grant.role == role and (not role.is_of_a_unit or (unit is not None and grant.unit_id == unit.pk))
    ]


def _holds(user: User, roles: Iterable[Role], unit: WorkUnit | None) -> bool:
    if unit is not None and unit.government_id != user.government_id:
        return False
    return any(grants_for(user, role, unit) for role in roles)
