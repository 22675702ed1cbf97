"""Who reads the ledger, and how far: a person's rights as the `Reader` that `zona.ledger.queries` asks for."""

from datetime import datetime

from django.http import Http404, HttpRequest
from django.utils import timezone

from zona.accounts.enums import Role
from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import can, grants_in_force, require, units_for
from zona.ledger.models import WHOLE_INSTALLATION, Entry
from zona.ledger.queries import Reader, readable, shown
from zona.web.requests import user_of

#: which log an address means (`?buku=0`)
BOOK = "buku"
OFFICERS = frozenset({Role.ADMINISTRATOR, Role.INSPECTOR})
ASSESSORS = frozenset({Role.ASSESSOR, Role.ASSESSOR_LEAD, Role.TECHNICAL_CONTROLLER, Role.INSPECTOR})


def reader_of(user: User) -> Reader:
    """What this person's roles of today let them read."""
    roles = {Role(grant.role) for grant in grants_in_force(user)}
    everywhere = can(user, Permission.VIEW_ASSESSMENT)
    units = None if everywhere else list(units_for(user, Permission.VIEW_ASSESSMENT).values_list("pk", flat=True))
    return Reader(
        log=user.government_id,
        units=units,
        is_officer=bool(roles & OFFICERS),
        is_assessor=bool(roles & ASSESSORS),
    )


def ledger_reader(request: HttpRequest) -> User:
    """The signed-in person, who may read the whole ledger. Raises NotPermitted (a 403 page)."""
    user = user_of(request)
    require(user, Permission.READ_LEDGER)
    return user


def log_asked_for(request: HttpRequest, user: User) -> int:
    """The log of one's own government, or with `?buku=0` the installation's."""
    return WHOLE_INSTALLATION if request.GET.get(BOOK) == str(WHOLE_INSTALLATION) else user.government_id


def entry_for(request: HttpRequest, number: int) -> tuple[User, Entry]:
    """The person and one numbered entry that they may be shown; 404 for any other (`?buku=0`: the installation's log).

    Whoever reads the whole ledger is also shown that a sealed entry exists.
    """
    user = user_of(request)
    log, reader = log_asked_for(request, user), reader_of(user)
    entries = shown(reader, log) if can(user, Permission.READ_LEDGER) else readable(reader).filter(log=log)
    entry = entries.filter(position=number).first()
    if entry is None:
        raise Http404("Catatan tidak ditemukan.")
    return user, entry


def start_of_day(at: datetime) -> datetime:
    """Midnight before a moment, where the city lies."""
    return timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
