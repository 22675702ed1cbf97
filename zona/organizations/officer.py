"""Who may administer: asked of the person, because accounts stand below organizations in the order of layers."""

from typing import Literal, Protocol

from zona.ledger.record import Actor
from zona.organizations.models import WorkUnit

#: the values of `accounts.permissions.Permission` that deeds of this app ask for
Right = Literal["manage_units", "manage_people", "manage_periods"]


class Officer(Actor, Protocol):
    """A person whose rights can be asked; `accounts.User` is one."""

    def require(self, right: Right, *, unit: WorkUnit | None = None, government_id: int | None = None) -> None:
        """Raise `accounts.policy.NotPermitted`, with a sentence, unless the person may do this there."""


def require(by: Officer | None, right: Right, *, government_id: int) -> None:
    """Ask the person; None is the system itself (setting up, the demo city), which may."""
    if by is not None:
        by.require(right, government_id=government_id)
