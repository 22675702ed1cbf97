"""The list of papers that a person may read: what waits for them first, then everything, narrowed and as CSV."""

import csv
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zona.accounts.models import User
from zona.documents.enums import PaperState
from zona.documents.kinds import paper_kinds
from zona.documents.models import Paper
from zona.documents.queries import readable_by, waiting_for_signature
from zona.documents.rights import drafted_kinds
from zona.web.administrator.tables import Cell, Column, SearchForm, list_context
from zona.web.papers.access import reads_incoming
from zona.web.papers.kinds import HOME
from zona.web.requests import user_of
from zona.web.templatetags.zona import date_id

COLUMNS = (
    Column("Naskah", "terbaru", ("newest_first",)),
    Column("Nomor", "nomor", ("year", "serial", "number")),
    Column("Tanggal", "tanggal", ("dated",)),
    Column("Unit kerja", "unit", ("unit__name",)),
    Column("Keadaan", "keadaan", ("state",)),
)
#: state -> the tag it is shown with
TAGS = {
    PaperState.DRAFT: "line",
    PaperState.APPROVED: "warn",
    PaperState.SIGNED: "holds",
    PaperState.VOID: "fails",
}
#: papers shown above the list; the page for signing several has them all
WAITING_SHOWN = 5


class PaperSearch(SearchForm):
    """Find a paper."""

    q = forms.CharField(label="Judul, nomor, atau kode", required=False, widget=forms.TextInput({"type": "search"}))
    jenis = forms.ChoiceField(label="Jenis", required=False)
    keadaan = forms.ChoiceField(label="Keadaan", required=False, choices=[("", "Semua"), *PaperState.choices])
    tahun = forms.ChoiceField(label="Tahun", required=False)
    unit = forms.ChoiceField(label="Unit kerja", required=False)

    def __init__(self, *args: Any, papers: QuerySet[Paper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = papers.exclude(year=None).order_by("-year").values_list("year", flat=True).distinct()
        units = papers.exclude(unit=None).order_by("unit__name").values_list("unit_id", "unit__name").distinct()
        kinds = [(code, kind.name) for code, kind in paper_kinds().items()]
        self._offer("jenis", "Semua jenis", kinds)
        self._offer("tahun", "Semua tahun", [(str(year), str(year)) for year in years])
        self._offer("unit", "Semua unit", [(str(pk), name) for pk, name in units])

    def _offer(self, name: str, everything: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", everything), *choices]

    def found(self, papers: QuerySet[Paper]) -> QuerySet[Paper]:
        """The papers that fit."""
        if words := self.wanted("q"):
            papers = papers.filter(Q(title__icontains=words) | Q(number__icontains=words) | Q(code__icontains=words))
        for name, column in (("jenis", "kind_code"), ("keadaan", "state"), ("tahun", "year"), ("unit", "unit")):
            if value := self.wanted(name):
                papers = papers.filter(**{column: value})
        return papers


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every paper the person may read, newest first."""
    user = user_of(request)
    papers = readable_by(user)
    form = PaperSearch(request.GET, papers=papers)
    by_state = dict(papers.order_by().values_list("state").annotate(count=Count("pk", distinct=True)))
    context = list_context(
        request,
        form.found(papers).select_related("unit").annotate(newest_first=-F("pk")),
        form=form,
        columns=COLUMNS,
        draw=_cells,
        total=sum(by_state.values()),
    )
    context |= _around(user, by_state, form.wanted("keadaan")) | {"query": request.GET.urlencode()}
    return render(request, "papers/listing.html", context | {"crumbs": [HOME]})


def _around(user: User, by_state: dict[str, int], chosen: str) -> dict[str, Any]:
    """What stands above the table."""
    waiting = list(waiting_for_signature(user)[: WAITING_SHOWN + 1])
    acts = [{"label": "Jenis naskah", "href": reverse("paper_kinds")}]
    if reads_incoming(user):
        acts.append({"label": "Naskah masuk", "href": reverse("incoming")})
    if drafted_kinds(user):
        acts.append({"label": "Susun naskah", "href": reverse("paper_choose"), "icon": "plus", "kind": "primary"})
    total = sum(by_state.values())
    everything: list[tuple[str, str, int]] = [("", "Semua", total)]
    states = everything + [(state, state.label, by_state.get(state, 0)) for state in PaperState]
    return {
        "title": "Naskah",
        "noun": "naskah",
        "caption": "Naskah",
        "acts": acts,
        "waiting": waiting[:WAITING_SHOWN],
        "more_waiting": len(waiting) > WAITING_SHOWN,
        "may_draft": bool(drafted_kinds(user)),
        "tabs": [
            {"label": label, "href": f"?keadaan={state}" if state else "?", "count": count, "current": chosen == state}
            for state, label, count in states
        ],
    }


def _cells(paper: Paper) -> list[Cell]:
    state = PaperState(paper.state)
    return [
        {"text": paper.title, "href": reverse("paper", args=[paper.pk]), "note": kind_name(paper)},
        {"text": paper.number or "–", "label": "Nomor"},
        {"text": date_id(paper.dated), "label": "Tanggal"},
        {"text": paper.unit.name if paper.unit else "–", "label": "Unit kerja"},
        {"text": state.label, "tag": TAGS[state], "label": "Keadaan"},
    ]


def kind_name(paper: Paper) -> str:
    """The name of its kind, or the bare code of a kind that was taken away."""
    kind = paper_kinds().get(paper.kind_code)
    return kind.name if kind else paper.kind_code


@login_required
@require_safe
def take(request: HttpRequest) -> HttpResponse:
    """The same list for a spreadsheet, with semicolons."""
    papers = readable_by(user_of(request))
    found = PaperSearch(request.GET, papers=papers).found(papers).select_related("unit").order_by("pk")
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="naskah.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow(["Judul", "Jenis", "Nomor", "Tanggal", "Unit kerja", "Keadaan", "Kode verifikasi"])
    for paper in found:
        day = paper.dated.isoformat() if paper.dated else ""
        unit = paper.unit.name if paper.unit else ""
        state = PaperState(paper.state).label
        row = [paper.title, kind_name(paper), paper.number, day, unit, state, paper.code]
        writer.writerow([_safe(str(text)) for text in row])
    return response


def _safe(text: str) -> str:
    """Text that a spreadsheet cannot take for a formula (ASVS 1.2.10)."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
