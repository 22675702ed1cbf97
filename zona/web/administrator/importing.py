"""Lists of units and of employees from a spreadsheet: choose, look, then write all or nothing.

Between looking and writing the file waits in the cache under a random token that only works for the same person.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import xlsxwriter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.organizations.actions.import_employees import apply_employees, preview_employees
from zona.organizations.actions.import_units import apply_units, preview_units
from zona.organizations.enums import UnitCategory
from zona.organizations.imports import employees, units
from zona.organizations.imports.columns import Column
from zona.organizations.imports.problems import ImportRefusedError, UnreadableFileError
from zona.organizations.imports.report import Outcome, Report, RowReport
from zona.organizations.models import Government
from zona.organizations.officer import Officer
from zona.web.administrator.access import officer
from zona.web.administrator.deeds import form_page
from zona.web.administrator.forms import UploadForm
from zona.web.waiting import forget, wait, waiting

LIMIT_BYTES = 5 * 1024 * 1024
#: rows of each kind that the preview shows; the counts are always whole
SHOWN = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TOO_LARGE = "Berkas lebih besar dari 5 MB. Bagi menjadi beberapa berkas, atau simpan tanpa gambar."
_EXPIRED = "Pratinjau ini sudah kedaluwarsa. Pilih berkasnya lagi; belum ada yang diubah."


class Apply(Protocol):
    """The deed that writes a list."""

    def __call__(
        self, government: Government, content: bytes, *, by: Officer | None, seen: str | None = None
    ) -> Report:
        """Write every row or nothing."""


@dataclass(frozen=True)
class List:
    """One kind of list that can be taken over."""

    noun: str
    permission: Permission
    columns: Sequence[Column]
    hints: dict[str, str]
    preview: Callable[..., Report]
    apply: Apply
    home: str  # the list it ends in
    home_label: str
    form: str  # the page to choose a file on
    take: str
    sample_csv: str
    sample_xlsx: str


UNITS = List(
    noun="unit kerja",
    permission=Permission.MANAGE_UNITS,
    columns=units.COLUMNS,
    hints={
        "code": "Kode resmi unit, misal 1.02.01. Unit dikenali dari kodenya.",
        "name": "Puskesmas Melati",
        "category": f"Salah satu: {', '.join(UnitCategory.labels)}",
        "short_name": "Untuk tempat sempit",
        "parent_code": "Kode unit di atasnya, di Zona atau di berkas yang sama. Kosong: langsung di bawah pemerintah.",
        "address": "Jalan, kelurahan, kecamatan",
    },
    preview=preview_units,
    apply=apply_units,
    home="units",
    home_label="Unit kerja",
    form="units_import",
    take="units_take",
    sample_csv="units_sample_csv",
    sample_xlsx="units_sample_xlsx",
)
EMPLOYEES = List(
    noun="pegawai",
    permission=Permission.MANAGE_PEOPLE,
    columns=employees.COLUMNS,
    hints={
        "employee_number": "18 angka, disimpan sebagai teks. Orang dikenali dari NIP; tanpa NIP dari nama dan unitnya.",
        "name": "Siti Maryani",
        "unit_code": "Kode unit yang sudah ada di Zona, misal 1.02.01",
        "position": "Perawat Ahli Muda",
        "email": "siti.maryani@contoh.go.id",
        "phone": "0812 3456 7890, disimpan sebagai teks",
    },
    preview=preview_employees,
    apply=apply_employees,
    home="people",
    home_label="Orang dan peran",
    form="employees_import",
    take="employees_take",
    sample_csv="employees_sample_csv",
    sample_xlsx="employees_sample_xlsx",
)
KINDS = {"units": UNITS, "employees": EMPLOYEES}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, what: str) -> HttpResponse:
    """Choose a file; sending it shows what would happen with every row, and writes nothing."""
    kind = KINDS[what]
    user = officer(request, kind.permission)
    posted = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if posted else UploadForm()
    if posted and form.is_valid():
        upload = form.cleaned_data["berkas"]
        report = _read(form, kind, user, upload)
        if report is not None:
            upload.seek(0)
            token = wait(user, what, (upload.read(), upload.name)) if report.can_be_applied else ""
            return render(request, "administrator/import_preview.html", preview(kind, report, token, upload.name))
    context = {"kind": kind, "columns": _columns(kind), "crumbs": _crumbs(kind)}
    return form_page(request, "administrator/import.html", form, context)


def _read(form: UploadForm, kind: List, user: User, upload: Any) -> Report | None:
    """The report, or None after the form says what is wrong with the file."""
    if (upload.size or 0) > LIMIT_BYTES:
        form.add_error("berkas", _TOO_LARGE)
        return None
    try:
        return kind.preview(user.government, upload.read(), by=user)
    except UnreadableFileError as problem:
        form.add_error("berkas", str(problem))
        return None


@login_required
@require_POST
def take(request: HttpRequest, what: str) -> HttpResponse:
    """Write what the preview showed, all or nothing."""
    kind = KINDS[what]
    user = officer(request, kind.permission)
    token = request.POST.get("token", "")
    kept = waiting(user, what, token)
    if kept is None:
        messages.error(request, _EXPIRED)
        return redirect(kind.form)
    content, name = kept
    try:
        report = kind.apply(user.government, content, by=user, seen=request.POST.get("seen", ""))
    except ImportRefusedError as refusal:
        context = preview(kind, refusal.report, token, name) | {"refusal": str(refusal)}
        return render(request, "administrator/import_preview.html", context, status=409)
    forget(user, what, token)
    messages.success(request, f"Daftar {kind.noun} diterapkan: {report.summary}.")
    return redirect(kind.home)


def preview(kind: List, report: Report, token: str, name: str) -> dict[str, Any]:
    """What the preview shows: counts, and the first rows of each kind with what would happen."""
    will_write = report.count(Outcome.NEW) + report.count(Outcome.CHANGED)
    return {
        "kind": kind,
        "file": name,
        "token": token,
        "seen": report.fingerprint,
        "figures": [{"label": f"{outcome.value.capitalize()}", "value": report.count(outcome)} for outcome in Outcome],
        "refused": report.count(Outcome.REFUSED),
        "will_write": will_write,
        "may_apply": report.can_be_applied and will_write > 0,
        "ignored": ", ".join(report.ignored_columns),
        "groups": [group for outcome in _ORDER if (group := _group(report, outcome))["total"]],
        "crumbs": _crumbs(kind),
    }


#: what stands in the way comes first
_ORDER = (Outcome.REFUSED, Outcome.CHANGED, Outcome.NEW, Outcome.UNCHANGED)


def _group(report: Report, outcome: Outcome) -> dict[str, Any]:
    rows = [row for row in report.rows if row.outcome is outcome]
    return {
        "key": outcome.value,
        "title": outcome.value.capitalize(),
        "total": len(rows),
        "cut": SHOWN if len(rows) > SHOWN else 0,
        "rows": [_row(row) for row in rows[:SHOWN]],
        "explains": outcome in (Outcome.REFUSED, Outcome.CHANGED),
    }


def _row(row: RowReport) -> dict[str, Any]:
    changes = [f"{one.column}: {one.old or '(kosong)'} → {one.new or '(kosong)'}" for one in row.changes]
    return {"number": row.number, "key": row.key or "–", "name": row.name or "–", "says": [*row.reasons, *changes]}


@login_required
@require_safe
def sample_csv(request: HttpRequest, what: str) -> HttpResponse:
    """The column titles as CSV, with the semicolons that an Indonesian Excel expects."""
    kind = KINDS[what]
    officer(request, kind.permission)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="contoh-{kind.noun.replace(" ", "-")}.csv"'
    csv.writer(response, delimiter=";").writerow([column.title for column in kind.columns])
    return response


@login_required
@require_safe
def sample_xlsx(request: HttpRequest, what: str) -> HttpResponse:
    """The column titles as a workbook whose columns are text, so that Excel spoils no NIP and no code."""
    kind = KINDS[what]
    officer(request, kind.permission)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet(kind.noun.capitalize())
        sheet.set_column(0, len(kind.columns) - 1, 24, book.add_format({"num_format": "@"}))
        sheet.write_row(0, 0, [column.title for column in kind.columns], book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
    response = HttpResponse(target.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="contoh-{kind.noun.replace(" ", "-")}.xlsx"'
    return response


def _columns(kind: List) -> list[dict[str, str]]:
    return [
        {
            "title": column.title,
            "needed": "wajib" if column.required else "boleh kosong",
            "hint": kind.hints[column.field],
            "longest": str(column.longest),
            "synonyms": ", ".join(column.synonyms),
        }
        for column in kind.columns
    ]


def _crumbs(kind: List) -> list[dict[str, Any]]:
    return [{"label": kind.home_label, "href": reverse(kind.home)}, {"label": "Impor daftar"}]
