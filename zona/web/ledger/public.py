"""The ledger for everybody, without an account: what stands signed, how to keep it, and who else vouches for it."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from zona.accounts.models import User
from zona.ledger.models import WHOLE_INSTALLATION, Checkpoint, Log
from zona.ledger.proofs import newest
from zona.ledger.queries import newest_of_days
from zona.organizations.models import Government
from zona.web.ledger.access import start_of_day
from zona.web.ledger.keeping import kept_briefly

#: days in the table of checkpoints
DAYS = 50


def log_for(government: int) -> Log:
    """A government's log, for everybody; 404 where there is no such government or nothing was signed yet."""
    log = Log.objects.filter(government_id=government).first()
    if log is None:
        raise Http404("Buku besar tidak ditemukan.")
    return log


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every ledger that is kept here; straight to one's own, or to the only one."""
    if isinstance(request.user, User):
        return redirect("ledger_public", request.user.government_id)
    governments = list(Government.objects.order_by("name").values_list("pk", "name"))
    if len(governments) == 1:
        return redirect("ledger_public", governments[0][0])
    logs = [{"href": pk, "name": name} for pk, name in governments]
    return kept_briefly(request, render(request, "ledger/public_index.html", {"logs": logs}))


@require_safe
def public(request: HttpRequest, government: int) -> HttpResponse:
    """What the ledger of a government is, its newest checkpoint, and the last of each day."""
    owner = _owner(government)
    log = Log.objects.filter(government_id=government).first()
    last = newest(log) if log else None
    context = {
        "owner": owner,
        "government": government,
        "log": log,
        "last": last,
        "whole_installation": _installation_log(government),
        **(_shown(log, last) if log and last else {}),
    }
    return kept_briefly(request, render(request, "ledger/public.html", context))


def _owner(government: int) -> str:
    if government == WHOLE_INSTALLATION:
        if not _logs_of_installation().exists():
            raise Http404("Buku besar tidak ditemukan.")
        return "Seluruh pemasangan Zona"
    name = Government.objects.filter(pk=government).values_list("name", flat=True).first()
    if name is None:
        raise Http404("Buku besar tidak ditemukan.")
    return name


def _logs_of_installation() -> "QuerySet[Log]":
    return Log.objects.filter(government_id=WHOLE_INSTALLATION)


def _installation_log(government: int) -> bool:
    return government != WHOLE_INSTALLATION and _logs_of_installation().exists()


def _shown(log: Log, last: Checkpoint) -> dict[str, Any]:
    root = bytes(last.root).hex()
    days = newest_of_days(log, DAYS, start_of_day)
    return {
        "root": root,
        "root_short": root[:12],
        "signed_text": "\n".join(last.note.split("\n")[:4]),
        "note": noted(last),
        "days": [_day(one) for one in days],
        "origin": log.origin,
        "public_key": bytes(log.public_key).hex(),
    }


def _day(one: Checkpoint) -> dict[str, Any]:
    seen = sorted(one.cosignatures.all(), key=lambda signature: signature.at)
    return {
        "at": one.at,
        "size": one.size,
        "root": bytes(one.root).hex()[:12],
        "witnesses": [{"name": signature.witness.name, "at": signature.at} for signature in seen],
    }


def noted(checkpoint: Checkpoint) -> str:
    """The signed text with the lines of the witnesses below it."""
    return checkpoint.note + "".join(one.line for one in checkpoint.cosignatures.order_by("at", "pk"))
