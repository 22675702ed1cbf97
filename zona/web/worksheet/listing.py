"""Worksheets somebody may see, and opening a new one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import can_somewhere, units_for
from zona.assessments.actions.move import WrongStateError
from zona.assessments.actions.open_assessment import open_assessment
from zona.assessments.enums import AssessmentState, Party
from zona.assessments.models import Assessment, StoredResult
from zona.base import clock
from zona.base.numbers import shown_against
from zona.instruments.models import LoadedInstrument
from zona.organizations.models import Period, WorkUnit
from zona.scoring.structure import TOTAL
from zona.verdicts.judge import missed_minimum
from zona.web.requests import user_of

PER_PAGE = 40


class SearchForm(forms.Form):
    """Find a worksheet by unit, state and year."""

    q = forms.CharField(label="Nama unit", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    tahap = forms.ChoiceField(label="Tahap", required=False, choices=[("", "Semua tahap"), *AssessmentState.choices])
    tahun = forms.IntegerField(label="Tahun", required=False)


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponseBase:
    """Every worksheet this person may see; whoever has just one goes straight to it."""
    user = user_of(request)
    rows = StoredResult.objects.filter(
        party=Party.UNIT, assessment__unit__in=units_for(user, Permission.VIEW_ASSESSMENT)
    )
    rows = rows.select_related("assessment__unit", "assessment__period", "assessment__instrument")
    rows = rows.defer("parts", "values", "verdicts", "assessment__instrument__text")
    form = SearchForm(request.GET or {})
    total = rows.count()
    to_open = _to_open(user) if can_somewhere(user, Permission.OPEN_ASSESSMENT) else []
    if total == 1 and not request.GET and not to_open:
        return redirect("worksheet", pk=rows[0].assessment_id)
    page = Paginator(_found(rows, form), PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "form": form,
        "page": page,
        "rows": [_row(one) for one in page],
        "count": page.paginator.count,
        "total": total,
    }
    context["to_open"] = to_open
    context["crumbs"] = [{"label": "Lembar kerja"}]
    return render(request, "worksheet/listing.html", context)


def _found(rows: Any, form: SearchForm) -> Any:
    wanted = form.cleaned_data if form.is_valid() else {}
    if wanted.get("q"):
        rows = rows.filter(assessment__unit__name__icontains=wanted["q"])
    if wanted.get("tahap"):
        rows = rows.filter(assessment__state=wanted["tahap"])
    if wanted.get("tahun"):
        rows = rows.filter(assessment__period__year=wanted["tahun"])
    return rows.order_by("-assessment__period__year", "assessment__unit__name")


def _row(result: StoredResult) -> dict[str, Any]:
    assessment, total = result.assessment, result.exact_total
    instrument = assessment.instrument.instrument
    return {
        "href": f"/lembar-kerja/{assessment.pk}/",
        "unit": assessment.unit.name,
        "category": assessment.unit.get_category_display(),
        "year": str(assessment.period.year),
        "instrument": assessment.instrument.short_title,
        "state": assessment.get_state_display(),
        "answered": result.answered,
        "proven": result.proven,
        "questions": result.questions,
        "total": shown_against(total, missed_minimum(instrument, (TOTAL,), total)),
    }


def _to_open(user: User) -> list[WorkUnit]:
    """The person's own units without a worksheet in the running period; administrators choose from the units page."""
    period = _running_period(user)
    if period is None or can_somewhere(user, Permission.MANAGE_UNITS):
        return []
    return list(
        units_for(user, Permission.OPEN_ASSESSMENT)
        .filter(closed_on=None)
        .exclude(assessments__period=period)[:PER_PAGE]
    )


def _running_period(user: User) -> Period | None:
    """The newest period of this person's government whose filling has begun."""
    periods = Period.objects.filter(government=user.government_id, filling_opens__lte=clock.today())
    return periods.order_by("-year").first()


class OpenForm(forms.Form):
    """With which instrument, and whether from last year."""

    instrument = forms.ModelChoiceField(
        label="Instrumen", queryset=LoadedInstrument.objects.none(), empty_label=None,
        error_messages={"required": "Pilih instrumennya."},
    )  # fmt: skip
    from_last = forms.BooleanField(label="Mulai dari isian tahun lalu", required=False)

    def __init__(self, *args: Any, last: Assessment | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["instrument"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = LoadedInstrument.objects.defer("text").order_by("-code", "-edition")
        if last is None:
            del self.fields["from_last"]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest, unit: int) -> HttpResponseBase:
    """Open a unit's worksheet for the running period, blank or from last year's."""
    user = user_of(request)
    period = _running_period(user)
    row = units_for(user, Permission.OPEN_ASSESSMENT).filter(pk=unit).first()
    if row is None:
        raise Http404("Unit tidak ditemukan.")
    if period is None:
        messages.error(request, "Belum ada periode yang dibuka. Hubungi administrator.")
        return redirect("worksheets")
    last = Assessment.objects.filter(unit=row).exclude(period=period).order_by("-period__year").first()
    form = OpenForm(request.POST or None, last=last)
    if request.method == "POST" and form.is_valid():
        source = last if form.cleaned_data.get("from_last") else None
        try:
            opened = open_assessment(
                by=user, unit=row, period=period, instrument=form.cleaned_data["instrument"], copy_from=source
            )
        except WrongStateError as problem:
            form.add_error(None, str(problem))
        else:
            _say_what_came(request, opened.kept, opened.reset, copied=source is not None)
            return redirect("worksheet", pk=opened.assessment.pk)
    context = {"form": form, "unit": row, "period": period, "last": last, "crumbs": [{"label": "Buka lembar kerja"}]}
    return render(request, "worksheet/opening.html", context, status=422 if form.errors else 200)


def _say_what_came(request: HttpRequest, kept: tuple[str, ...], reset: tuple[str, ...], *, copied: bool) -> None:
    if not copied:
        messages.success(request, "Lembar kerja dibuka, kosong.")
        return
    messages.success(
        request,
        f"Lembar kerja dibuka dari tahun lalu. {len(kept)} jawaban dibawa dan perlu ditegaskan; {len(reset)} dimulai "
        "dari kosong. Data dukung, centang tahapan, percakapan, nilai survei, dan nilai TPI tidak dibawa.",
    )
