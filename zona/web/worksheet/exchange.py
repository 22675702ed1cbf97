"""The worksheet as Excel, out and in, and the recap on paper."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zona.accounts.enums import Role
from zona.accounts.permissions import Permission
from zona.accounts.queries import holders
from zona.assessments.access import assessment_for
from zona.assessments.actions.import_answers import ChangedSinceError, Plan, import_answers, plan_import, versions_of
from zona.assessments.enums import Party
from zona.assessments.fingerprint import fingerprint
from zona.assessments.models import Assessment, given_answers
from zona.assessments.spreadsheet.container import WorkbookError
from zona.assessments.spreadsheet.incoming import CHANGE_LABELS, Change, Incoming
from zona.assessments.spreadsheet.layout import WorksheetExport
from zona.assessments.spreadsheet.reader import read_workbook
from zona.assessments.spreadsheet.recap import recap_components, recap_predicates, recap_total
from zona.assessments.spreadsheet.writer import write_workbook
from zona.base import clock
from zona.documents.worksheet_recap import Signer, WorksheetRecap, worksheet_recap
from zona.web.requests import user_of
from zona.web.waiting import forget, wait, waiting
from zona.web.worksheet.codes import display_code
from zona.web.worksheet.sheet import Sheet, sheet_for
from zona.web.worksheet.tree import item_address

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: our own workbooks have about 0.1 MB; a preview waits in the shared cache, so larger ones are not kept
WORKBOOK_LIMIT = 5 * 1024 * 1024


@login_required
@require_safe
def excel(request: HttpRequest, pk: int) -> HttpResponse:
    """The worksheet as XLSX with live formulas, in the column order people know."""
    sheet = sheet_for(request, pk)
    response = HttpResponse(write_workbook(export_of(sheet)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{file_name(sheet)}.xlsx"'
    return response


def export_of(sheet: Sheet) -> WorksheetExport:
    """Everything the workbook shows."""
    questions = sheet.instrument.questions
    return WorksheetExport(
        instrument=sheet.instrument,
        unit_name=sheet.assessment.unit.name,
        period=str(sheet.assessment.period.year),
        state=sheet.assessment.get_state_display(),
        exported_at=timezone.localtime(clock.now()),
        fingerprint=fingerprint(sheet.assessment),
        unit=given_answers(sheet.unit, questions),
        self_assessment=given_answers(sheet.answers.get(Party.TPI, {}), questions),
        national=given_answers(sheet.answers.get(Party.NATIONAL, {}), questions),
        notes={code: row.remark for code, row in sheet.unit.items() if row.remark},
        evidence={
            code: [str(file) for files in parts.values() for file in files] for code, parts in sheet.files.items()
        },
        editable=sheet.assessment.is_open,
    )


def file_name(sheet: Sheet) -> str:
    """`lke-puskesmas-cipondoh-2026`."""
    return f"lke-{slugify(sheet.assessment.unit.name)}-{sheet.assessment.period.year}"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def incoming(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Choose a workbook; posting it shows what would change, before anything is written."""
    user = user_of(request)
    assessment = assessment_for(user, pk, to=Permission.ANSWER)
    context: dict[str, Any] = {"assessment": assessment, "crumbs": _crumbs(assessment)}
    if request.method != "POST":
        return render(request, "worksheet/import.html", context)
    upload = request.FILES.get("berkas")
    if upload is None:
        return render(request, "worksheet/import.html", context | {"error": _NO_FILE}, status=422)
    if (upload.size or 0) > WORKBOOK_LIMIT:
        return render(request, "worksheet/import.html", context | {"error": _TOO_LARGE}, status=422)
    data, name = upload.read(), upload.name or "berkas"
    try:
        book = read_workbook(data, name, assessment.instrument.instrument)
    except WorkbookError as error:
        return render(request, "worksheet/import.html", context | {"error": str(error)}, status=422)
    return _show_preview(request, assessment, book, data, name)


def _show_preview(
    request: HttpRequest, assessment: Assessment, book: Incoming, data: bytes, name: str, *, warning: str = ""
) -> HttpResponse:
    """What would change; the workbook and the versions it was compared with wait for the decision."""
    user, pk = user_of(request), assessment.pk
    token = wait(user, f"lke-{pk}", (data, name, versions_of(assessment)))
    plan = plan_import(assessment, book, by=user)
    context = {"assessment": assessment, "crumbs": _crumbs(assessment), "warning": warning}
    context |= _preview(plan, book, token, name, pk)
    context["remarks"] = (*_about_origin(book, assessment), *plan.comparison.remarks)
    return render(request, "worksheet/import_preview.html", context, status=409 if warning else 200)


def _about_origin(book: Incoming, assessment: Assessment) -> list[str]:
    """A sentence when the workbook was made for another unit or year."""
    origin, unit, year = book.origin, assessment.unit.name, str(assessment.period.year)
    if not origin.unit or (origin.unit, origin.period) == (unit, year):
        return []
    return [f"Berkas ini diunduh dari lembar kerja {origin.unit} {origin.period}, bukan {unit} {year}. Pastikan benar."]


_NO_FILE = "Belum ada berkas yang dipilih. Pilih berkas Excel dari Zona, lalu tekan Periksa."
_TOO_LARGE = "Berkas lebih besar dari 5 MB. Berkas LKE dari Zona hanya sekitar 0,1 MB; periksa pilihan Anda."


def _crumbs(assessment: Assessment) -> list[dict[str, str]]:
    return [{"label": assessment.unit.name, "href": f"/lembar-kerja/{assessment.pk}/"}, {"label": "Ambil dari Excel"}]


def _preview(plan: Plan, book: Incoming, token: str, name: str, pk: int) -> dict[str, Any]:
    changes = [
        {
            "code": display_code(item.code),
            "href": item_address(pk, item.code),
            "name": book.instrument.questions[item.code].name,
            "what": CHANGE_LABELS[item.change],
            "old": item.old or "(kosong)",
            "new": item.new or item.old or "(kosong)",
            "note": item.note,
            "old_note": item.old_note,
        }
        for item in plan.changes
    ]
    refused = [{"where": display_code(item.code), "why": reason} for item, reason in plan.refused]
    refused += [{"where": f"{r.sheet}, sel {r.column}{r.row}", "why": r.sentence} for r in book.refusals]
    kept = plan.comparison.having(Change.KEPT)
    return {
        "file": name,
        "token": token,
        "changes": changes,
        "refused": refused,
        "same": len(plan.comparison.having(Change.SAME)),
        "kept": [display_code(item.code) for item in kept],
    }


@login_required
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write what the preview showed."""
    user = user_of(request)
    assessment = assessment_for(user, pk, to=Permission.ANSWER)
    token = request.POST.get("token", "")
    kept = waiting(user, f"lke-{pk}", token)
    if kept is None:
        messages.error(request, "Pratinjau ini sudah kedaluwarsa. Pilih berkasnya lagi; belum ada yang berubah.")
        return redirect("worksheet_import", pk=pk)
    data, name, seen = kept
    book = read_workbook(data, name, assessment.instrument.instrument)
    try:
        plan = import_answers(pk, book, by=user, seen=seen)
    except ChangedSinceError as changed:
        warning = f"{changed} Belum ada yang ditulis. Periksa lagi perubahannya."
        return _show_preview(request, assessment, book, data, name, warning=warning)
    forget(user, f"lke-{pk}", token)
    messages.success(request, f"{len(plan.changes)} butir diambil dari {name}.")
    return redirect("worksheet", pk=pk)


@login_required
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The recap as PDF: per area, conditions, signature block."""
    sheet = sheet_for(request, pk)
    response = HttpResponse(worksheet_recap(recap_of_sheet(sheet)), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="rekap-{file_name(sheet)}.pdf"'
    return response


def recap_of_sheet(sheet: Sheet) -> WorksheetRecap:
    """Everything the paper shows, from stored figures."""
    assessment = sheet.assessment
    government = assessment.unit.government
    return WorksheetRecap(
        letterhead=tuple(government.letterhead_lines),
        unit_name=assessment.unit.name,
        period=str(assessment.period.year),
        instrument=sheet.instrument.title,
        state=assessment.get_state_display(),
        parties=("Unit",),
        components=recap_components(sheet.instrument, [sheet.score]),
        total=recap_total(sheet.instrument, [sheet.score]),
        predicates=recap_predicates(sheet.verdicts),
        judged_party="Unit",
        answered=sheet.result.answered,
        questions=sheet.result.questions,
        place=government.short_name.removeprefix("Kota ").removeprefix("Kabupaten "),
        date=clock.today(),
        signer=_signer(sheet),
        fingerprint=fingerprint(assessment),
    )


def _signer(sheet: Sheet) -> Signer:
    """The head in office today; dots where nobody is."""
    unit = sheet.assessment.unit
    holder = holders(Role.UNIT_HEAD, on=clock.today(), government_id=unit.government_id, unit=unit).first()
    if holder is None:
        return Signer("……………………………", f"Pimpinan {sheet.assessment.unit}")
    employee = holder.user.employee
    number = employee.employee_number if employee else ""
    position = employee.position if employee and employee.position else f"Pimpinan {sheet.assessment.unit}"
    return Signer(holder.user.name, position, number)
