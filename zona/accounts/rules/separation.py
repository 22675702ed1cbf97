"""Roles that exclude each other on one person (separation of duties, PP 60/2008; RELIABILITY ID-07).

Roles are named by their codes, because rules know no Django; a test holds the codes against `enums.Role`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_UNIT_SIDE = ("unit_head", "team_lead", "team_member")
_ASSESSORS = ("assessor", "assessor_lead", "technical_controller")

#: (these, those, why): nobody holds one of these and one of those on the same day
INCOMPATIBLE: tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...] = (
    (("administrator",), ("whistleblowing_recipient",), "admin tidak boleh dapat membaca laporan WBS"),
    (_UNIT_SIDE, _ASSESSORS, "penilai tidak boleh menjawab lembar kerja unit"),
    (_UNIT_SIDE, ("national_reviewer",), "penilai tidak boleh menjawab lembar kerja unit"),
    (("mayor",), _ASSESSORS, "yang memutuskan tidak boleh ikut menilai"),
    (_ASSESSORS, ("national_reviewer",), "penilai internal tidak boleh menjadi penilai nasional"),
)


@dataclass(frozen=True)
class Held:
    """A role on one person, from its first to its last day (None: no end)."""

    role: str
    starts: date
    ends: date | None = None

    def overlaps(self, other: "Held") -> bool:
        """Whether there is a day on which both are held."""
        # the later start and the earlier end; a role revoked on its first day ends before it starts
        first = max(self.starts, other.starts)
        return first <= min(self.ends or date.max, other.ends or date.max)


@dataclass(frozen=True)
class Conflict:
    """The role that stands in the way, and why the two exclude each other, in Indonesian."""

    role: str
    why: str


def why_not_both(one: str, other: str) -> str:
    """Why one person cannot hold both, or an empty string."""
    for these, those, why in INCOMPATIBLE:
        if (one in these and other in those) or (one in those and other in these):
            return why
    return ""


def conflict(new: Held, present: Iterable[Held]) -> Conflict | None:
    """The first present role that forbids the new one, on days that both would be held."""
    for held in present:
        why = why_not_both(new.role, held.role)
        if why and new.overlaps(held):
            return Conflict(held.role, why)
    return None
