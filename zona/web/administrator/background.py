"""Background work: what waits, what failed and why; a person takes a failed job up again or lets it be."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_http_methods, require_safe

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.background.actions.dismiss_job import dismiss_job
from zona.background.actions.retry_job import retry_job
from zona.background.enums import JobState
from zona.background.models import Job
from zona.background.queries import counts, jobs_of, names, waiting_since
from zona.background.registry import label_of
from zona.background.rules.arguments import shown
from zona.base import clock
from zona.web.administrator.access import officer
from zona.web.administrator.deeds import attempt, form_page
from zona.web.administrator.forms import EmptyForm, ReasonForm
from zona.web.administrator.tables import Cell, Column, SearchForm, list_context
from zona.web.templatetags.zona import moment_id, whole

HOME: dict[str, Any] = {"label": "Pekerjaan latar", "href": reverse_lazy("jobs")}
COLUMNS = (
    Column("Pekerjaan", "terbaru", ("newest_first",)),
    Column("Keadaan"),
    Column("Percobaan", "percobaan", ("attempts",), number=True),
    Column("Dibuat", "dibuat", ("created_at",)),
    Column("Berikutnya atau berakhir"),
)
#: due work that waits longer means that no worker runs
PATIENCE = timedelta(minutes=5)
#: state -> the tag it is shown with
_TAGS = {
    JobState.QUEUED: "line",
    JobState.RUNNING: "info",
    JobState.DONE: "holds",
    JobState.DEAD: "fails",
    JobState.DISMISSED: "line",
}


class JobSearch(SearchForm):
    """Find a job."""

    q = forms.CharField(label="Kunci atau kesalahan", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    jenis = forms.ChoiceField(label="Jenis pekerjaan", required=False)
    keadaan = forms.ChoiceField(label="Keadaan", required=False, choices=[("", "Semua keadaan"), *JobState.choices])

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["jenis"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [("", "Semua jenis"), *((name, label_of(name)) for name in kinds)]


def job_for(request: HttpRequest, pk: int) -> tuple[User, Job]:
    """The administrator and the job; 404 for one of another government."""
    user = officer(request, Permission.MANAGE_BACKGROUND_WORK)
    return user, get_object_or_404(jobs_of(user.government_id), pk=pk)


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every job, latest first, with how many are in each state and whether anybody works at all."""
    user = officer(request, Permission.MANAGE_BACKGROUND_WORK)
    form = JobSearch(request.GET, kinds=names(user.government_id))
    by_state, oldest = counts(user.government_id), waiting_since(user.government_id)
    context = list_context(
        request,
        _found(jobs_of(user.government_id), form).annotate(newest_first=-F("pk")),
        form=form,
        columns=COLUMNS,
        draw=_cells,
        total=sum(by_state.values()),
    )
    context |= {"title": "Pekerjaan latar", "noun": "pekerjaan", "caption": "Pekerjaan latar", "crumbs": [HOME]}
    context |= {"figures": _figures(by_state, oldest), "standing": _standing(oldest)}
    return render(request, "administrator/background.html", context)


def _found(jobs: QuerySet[Job], form: JobSearch) -> QuerySet[Job]:
    if words := form.wanted("q"):
        jobs = jobs.filter(Q(key__icontains=words) | Q(last_error__icontains=words))
    if name := form.wanted("jenis"):
        jobs = jobs.filter(name=name)
    state = form.wanted("keadaan")
    return jobs.filter(state=state) if state else jobs


def _cells(job: Job) -> list[Cell]:
    when = job.finished_at if job.finished_at else job.next_at
    return [
        {"text": label_of(job.name), "href": reverse("job", args=[job.pk]), "note": f"{job.name} · {job.key}"},
        _state(job) | {"label": "Keadaan"},
        {"text": job.attempts, "label": "Percobaan", "number": True},
        {"text": moment_id(job.created_at), "label": "Dibuat"},
        {"text": moment_id(when), "label": "Berikutnya atau berakhir"},
    ]


def _state(job: Job) -> Cell:
    state = JobState(job.state)
    return {"text": f"{state.label}, tidak pasti" if job.is_uncertain else state.label, "tag": _TAGS[state]}


def _figures(by_state: dict[JobState, int], oldest: datetime | None) -> list[dict[str, str]]:
    waits = {"label": "Terlama menunggu", "value": _age(oldest) if oldest else "–"}
    return [{"label": state.label, "value": whole(count)} for state, count in by_state.items()] + [waits]


def _standing(oldest: datetime | None) -> str:
    """For how long nobody has worked, or an empty text."""
    return _age(oldest) if oldest is not None and clock.now() - oldest > PATIENCE else ""


def _age(since: datetime) -> str:
    minutes = int((clock.now() - since).total_seconds() // 60)
    if minutes < 1:
        return "kurang dari 1 menit"
    if minutes < 2 * 60:
        return f"{minutes} menit"
    return f"{minutes // 60} jam" if minutes < 2 * 24 * 60 else f"{minutes // (24 * 60)} hari"


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One job: how it stands, what it failed of, what it was given."""
    _, job = job_for(request, pk)
    context = {
        "job": job,
        "name": label_of(job.name),
        "facts": _facts(job),
        "arguments": [{"label": name, "value": shown(name, value)} for name, value in sorted(job.arguments.items())],
        "acts": _acts(job),
        "crumbs": [HOME, {"label": _title(job)}],
    }
    return render(request, "administrator/background_job.html", context)


def _title(job: Job) -> str:
    return f"Pekerjaan nomor {job.pk}"


def _facts(job: Job) -> list[dict[str, str]]:
    said = [
        ("Keadaan", str(_state(job)["text"])),
        ("Jenis", job.name),
        ("Kunci", job.key),
        ("Percobaan", str(job.attempts)),
        ("Dibuat", moment_id(job.created_at)),
        ("Berakhir", moment_id(job.finished_at)) if job.finished_at else ("Dijalankan mulai", moment_id(job.next_at)),
    ]
    return [{"label": label, "value": value} for label, value in said]


def _acts(job: Job) -> list[dict[str, str]]:
    if job.state != JobState.DEAD:
        return []
    return [
        {"label": "Abaikan", "href": reverse("job_dismiss", args=[job.pk])},
        {"label": "Coba lagi", "href": reverse("job_retry", args=[job.pk]), "kind": "primary"},
    ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a failed job up again, after asking."""
    user, job = job_for(request, pk)
    form = EmptyForm(request.POST if request.method == "POST" else None)
    taken_up = attempt(form, lambda: retry_job(pk, by=user)) if request.method == "POST" and form.is_valid() else None
    if taken_up is not None:
        messages.success(request, f"{_title(job)} dicoba lagi. Hasilnya tampak di halaman ini sebentar lagi.")
        return redirect("job", pk=pk)
    lines = ["Pekerjaan ini dijalankan dari awal dengan jumlah percobaan penuh."]
    if job.is_uncertain:
        lines.append(
            "Tidak pasti apakah pekerjaan ini sudah terjadi. Bila sudah, ia terjadi dua kali, misalnya surel yang sama "
            "terkirim dua kali, dan itu tidak dapat dibatalkan. Periksa dulu."
        )
    context: dict[str, Any] = {"title": f"Coba lagi: {label_of(job.name)}?", "lines": lines, "yes": "Ya, coba lagi"}
    context |= {"danger": job.is_uncertain, "cancel": reverse("job", args=[pk]), "crumbs": _crumbs(job, "Coba lagi")}
    return form_page(request, "administrator/confirm.html", form, context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a failed job be, with the reason."""
    user, job = job_for(request, pk)
    form = DismissForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        dismissed = attempt(form, lambda: dismiss_job(pk, by=user, reason=form.cleaned_data["reason"]))
        if dismissed is not None:
            messages.success(request, f"{_title(job)} diabaikan.")
            return redirect("job", pk=pk)
    lines = [
        "Pekerjaan ini tidak akan dijalankan lagi, dan itu tidak dapat dibatalkan.",
        "Barisnya tetap tersimpan bersama alasan Anda.",
    ]
    context = {"title": f"Abaikan: {label_of(job.name)}?", "lines": lines, "yes": "Ya, abaikan", "danger": True}
    context |= {"cancel": reverse("job", args=[pk]), "crumbs": _crumbs(job, "Abaikan")}
    return form_page(request, "administrator/confirm.html", form, context)


class DismissForm(ReasonForm):
    """Why a job will not be done."""

    reason = forms.CharField(
        label="Alasan", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wajib. Tercatat di buku besar; jangan menulis data pribadi.",
    )  # fmt: skip


def _crumbs(job: Job, last: str) -> list[dict[str, Any]]:
    return [HOME, {"label": _title(job), "href": reverse("job", args=[job.pk])}, {"label": last}]
