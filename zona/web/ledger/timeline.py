"""A timeline of the ledger inside a page: days, who did what, from what to what, why; narrowed by kind, in pages."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from zona.ledger.queries import Wanted, found, readable
from zona.web.ledger.access import reader_of
from zona.web.ledger.kinds import Group, events_of
from zona.web.ledger.rows import rows_of
from zona.web.requests import user_of

PER_PAGE = 50
#: the filter's name in the address
KIND = "jenis"


def timeline(request: HttpRequest, about: Q, *, groups: Sequence[Group] = ()) -> dict[str, Any]:
    """What `ledger/timeline.html` draws of the entries about something, as far as this person may read them.

    The caller has checked that the person may see the thing itself. The number of queries does not depend on how many
    entries there are.
    """
    chosen = next((group for group in groups if group.value == request.GET.get(KIND)), None)
    events, not_events = events_of(chosen.value) if chosen else ((), ())
    entries = readable(reader_of(user_of(request))).filter(about)
    page = Paginator(found(entries, Wanted(events=events, not_events=not_events)), PER_PAGE).get_page(
        request.GET.get("halaman")
    )
    rows = rows_of(page.object_list)
    days = [
        {"day": day, "rows": list(of_day)} for day, of_day in groupby(rows, key=lambda row: timezone.localdate(row.at))
    ]
    return {"days": days, "page": page, "count": page.paginator.count, "chosen": chosen, "kinds": _tabs(groups, chosen)}


def _tabs(groups: Sequence[Group], chosen: Group | None) -> list[dict[str, Any]]:
    if not groups:
        return []
    tabs: list[dict[str, Any]] = [{"label": "Semua", "href": "?", "current": chosen is None}]
    for group in groups:
        tabs.append({"label": str(group.label), "href": f"?{KIND}={group.value}", "current": group is chosen})
    return tabs
