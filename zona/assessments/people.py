"""Who has to hear of what happens to a worksheet."""

from zona.accounts.enums import Role
from zona.accounts.models import User
from zona.accounts.queries import holders
from zona.assessments.models import Assessment
from zona.base import clock

TEAM = (Role.UNIT_HEAD, Role.TEAM_LEAD, Role.TEAM_MEMBER)
ASSESSORS = (Role.ASSESSOR_LEAD, Role.TECHNICAL_CONTROLLER)


def team_of(assessment: Assessment) -> list[User]:
    """The unit's head and team today."""
    unit = assessment.unit
    return [
        grant.user
        for role in TEAM
        for grant in holders(role, on=clock.today(), government_id=unit.government_id, unit=unit)
    ]


def leading_assessors(assessment: Assessment) -> list[User]:
    """Those who lead the TPI today; assignment of single assessors comes with the assessment path."""
    government = assessment.unit.government_id
    return [grant.user for role in ASSESSORS for grant in holders(role, on=clock.today(), government_id=government)]
