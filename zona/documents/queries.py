"""Reading papers: which a person may open, and which wait for them."""

from collections.abc import Callable, Iterable

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from zona.accounts.enums import Role
from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import can, grants_in_force, units_for
from zona.documents.enums import IncomingState, PaperState
from zona.documents.models import IncomingPaper, Paper, PaperSigner
from zona.documents.rights import HANDS, Hands

#: a choice among the hands of a kind
RolesOf = Callable[[Hands], Iterable[Role]]


def readable_by(user: User) -> QuerySet[Paper]:
    """The papers for which `rights.may_read` says yes, as one query; a test holds the two together."""
    papers = Paper.objects.filter(government_id=user.government_id)
    if can(user, Permission.READ_PAPERS):
        return papers
    signs = Exists(PaperSigner.objects.filter(paper=OuterRef("pk"), user=user))
    of_units = Q(unit__in=units_for(user, Permission.VIEW_ASSESSMENT))
    return papers.filter(signs | of_units | through_hands(user, lambda hands: (*hands.draft, *hands.approve)))


def waiting_for_signature(user: User) -> QuerySet[Paper]:
    """Approved papers whose next open place of a signature is this person's."""
    open_places = PaperSigner.objects.filter(paper=OuterRef("pk"), signature=None).order_by("order")
    papers = Paper.objects.filter(government_id=user.government_id, state=PaperState.APPROVED)
    waiting = papers.annotate(turn=Subquery(open_places.values("user")[:1])).filter(turn=user.pk)
    return waiting.select_related("unit", "government").order_by(F("dated").asc(nulls_last=True), "pk")


def waiting_for_approval(user: User) -> QuerySet[Paper]:
    """Drafts that this person may approve."""
    drafts = Paper.objects.filter(government_id=user.government_id, state=PaperState.DRAFT)
    return drafts.filter(through_hands(user, lambda hands: hands.approve)).select_related("unit").order_by("pk")


def waiting_for_confirmation(user: User) -> QuerySet[IncomingPaper]:
    """Registered papers of others that somebody else registered."""
    if not can(user, Permission.REGISTER_PAPERS):
        return IncomingPaper.objects.none()
    found = IncomingPaper.objects.filter(government_id=user.government_id, state=IncomingState.REGISTERED)
    return found.exclude(registered_by=user).order_by("registered_at", "pk")


def through_hands(user: User, roles_of: RolesOf) -> Q:
    """Papers of the kinds (and, for a role of a unit, of the units) that go through this person's hands."""
    found = Q(pk__in=())
    grants = grants_in_force(user)
    for code, hands in HANDS.items():
        for role in set(roles_of(hands)):
            for grant in grants:
                if grant.role == role:
                    of_kind = Q(kind_code=code)
                    found |= of_kind & Q(unit=grant.unit_id) if Role(role).is_of_a_unit else of_kind
    return found
