"""Instruments: what is loaded, and each as a whole to read. They come from files; nothing is changed here."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_safe

from zona.accounts.permissions import Permission
from zona.assessments.models import Assessment
from zona.instruments.models import LoadedInstrument
from zona.web.administrator.access import officer
from zona.web.administrator.instrument_page import page_of

HOME: dict[str, Any] = {"label": "Instrumen", "href": reverse_lazy("instruments")}


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every loaded edition, with how many worksheets are bound to it."""
    user = officer(request, Permission.MANAGE_INSTRUMENTS)
    bound = Assessment.objects.filter(unit__government_id=user.government_id).values("instrument")
    used = dict(bound.annotate(count=Count("pk")).values_list("instrument", "count").order_by())
    rows = [_row(one, used.get(one.pk, 0)) for one in LoadedInstrument.objects.order_by("-code", "-edition")]
    return render(request, "administrator/instruments.html", {"rows": rows, "crumbs": [HOME]})


def _row(loaded: LoadedInstrument, used: int) -> dict[str, Any]:
    try:
        questions: int | None = len(loaded.instrument.questions)
    except ValueError:  # a text of an older reader: the list must still tell that it is there
        questions = None
    return {
        "href": reverse("instrument", args=[loaded.pk]) if questions is not None else "",
        "loaded": loaded,
        "questions": questions,
        "fingerprint": loaded.sha256[:12],
        "used": used,
    }


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition: areas, indicators, questions, and the conditions of the predicates."""
    officer(request, Permission.MANAGE_INSTRUMENTS)
    loaded = get_object_or_404(LoadedInstrument, pk=pk)
    context = {"loaded": loaded, "page": page_of(loaded.instrument), "crumbs": [HOME, {"label": loaded.short_title}]}
    return render(request, "administrator/instrument.html", context)
