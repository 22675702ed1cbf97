"""Sending a worksheet in, taking it back, returning items: the head's and the TPI's pages."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zona.accounts.permissions import Permission
from zona.assessments.actions.move import WrongStateError
from zona.assessments.actions.recall_assessment import ReasonMissingError, recall_assessment
from zona.assessments.actions.return_item import hand_back_item, return_item
from zona.assessments.actions.save_answer import NotNowError
from zona.assessments.actions.send_assessment import STATEMENT, StatementMissingError, send_assessment
from zona.assessments.actions.start_assessing import start_assessing
from zona.assessments.enums import SEND, AssessmentState
from zona.assessments.models import AssessmentTransition
from zona.assessments.rules.readiness import readiness
from zona.base import clock
from zona.web.requests import user_of
from zona.web.templatetags.zona import moment_id
from zona.web.worksheet.codes import display_code
from zona.web.worksheet.item import recap_of
from zona.web.worksheet.sheet import Sheet, sheet_for
from zona.web.worksheet.tree import item_address


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sending(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What is unanswered or unproven; the head confirms the statement and sends."""
    sheet = sheet_for(request, pk)
    error = ""
    if request.method == "POST":
        try:
            send_assessment(pk, by=user_of(request), confirmed=request.POST.get("pernyataan") == "ya")
        except WrongStateError:
            return redirect("worksheet_receipt", pk=pk)  # a second click: it is already sent
        except (StatementMissingError, NotNowError) as reason:
            error = str(reason)
        else:
            return redirect("worksheet_receipt", pk=pk)
    if not sheet.assessment.is_open:
        return redirect("worksheet_receipt", pk=pk)
    return render(request, "worksheet/sending.html", _sending(sheet, error), status=422 if error else 200)


def _sending(sheet: Sheet, error: str) -> dict[str, Any]:
    answered = {code for code in sheet.instrument.questions if sheet.score.answered(code)}
    carried = {code for code, row in sheet.unit.items() if row.carried}
    filled = {code: set(parts) for code, parts in sheet.files.items()}
    ready = readiness(sheet.instrument.questions, answered, filled, carried)
    window = sheet.windows.period.filling.state(sheet.windows.today)
    return {
        "sheet": sheet,
        "ready": ready,
        "error": error,
        "statement": STATEMENT,
        "may_send": Permission.SEND_ASSESSMENT in sheet.rights,
        "window": window,
        "recap": recap_of(sheet),
        "groups": [
            _group(sheet, "Belum dijawab", ready.unanswered, "Dihitung 0."),
            _group(sheet, "Belum terbukti", ready.unproven, "Terjawab, tetapi data dukungnya kurang."),
            _group(sheet, "Dibawa dari tahun lalu", ready.carried, "Belum ditegaskan lagi tahun ini."),
            _group(
                sheet, "Menunggu petugas lain", ready.waiting_for_others, "Nilai survei atau tindak lanjut pemeriksaan."
            ),
        ],
        "crumbs": _crumbs(sheet, "Periksa dan kirim"),
    }


def _group(sheet: Sheet, title: str, codes: tuple[str, ...], why: str) -> dict[str, Any]:
    pk = sheet.assessment.pk
    items = [
        {"code": display_code(code), "name": sheet.instrument.questions[code].name, "href": item_address(pk, code)}
        for code in codes
    ]
    return {"title": title, "why": why, "items": items}


def _crumbs(sheet: Sheet, here: str) -> list[dict[str, str]]:
    return [
        {"label": sheet.assessment.unit.name, "href": f"/lembar-kerja/{sheet.assessment.pk}/"},
        {"label": here},
    ]


@login_required
@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Proof of sending: time, person and fingerprint, fit to print."""
    sheet = sheet_for(request, pk)
    moves = list(AssessmentTransition.objects.filter(assessment=sheet.assessment).select_related("by"))
    sent = next((move for move in reversed(moves) if move.name == SEND.name), None)
    if sent is None:
        raise Http404("Lembar kerja ini belum pernah dikirim.")
    context = {
        "sheet": sheet,
        "sent": sent,
        "fingerprint": " ".join(sent.fingerprint[at : at + 8] for at in range(0, 64, 8)),
        "may_recall": sheet.assessment.state == AssessmentState.SENT and Permission.RECALL_ASSESSMENT in sheet.rights,
        "may_start": sheet.assessment.state == AssessmentState.SENT and Permission.RETURN_ITEMS in sheet.rights,
        "is_sent": not sheet.assessment.is_open,
        "steps": [_step(move) for move in moves],
        "recap": recap_of(sheet),
        "crumbs": _crumbs(sheet, "Tanda terima"),
    }
    return render(request, "worksheet/receipt.html", context)


def _step(move: AssessmentTransition) -> dict[str, str]:
    return {
        "title": move.get_name_display(),
        "state": "done",
        "meta": f"{moment_id(move.at)}, {move.by.display_name}",
        "text": move.comment,
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def recall(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a sent worksheet back, with a reason."""
    sheet = sheet_for(request, pk)
    if Permission.RECALL_ASSESSMENT not in sheet.rights:
        raise_forbidden("Hanya pimpinan unit yang dapat menarik kembali lembar kerja.")
    reason, error = request.POST.get("alasan", ""), ""
    if request.method == "POST":
        try:
            recall_assessment(pk, by=user_of(request), reason=reason)
        except (ReasonMissingError, WrongStateError, NotNowError) as problem:
            error = str(problem)
        else:
            messages.success(request, "Lembar kerja ditarik kembali dan dapat diisi lagi.")
            return redirect("worksheet", pk=pk)
    context = {"sheet": sheet, "reason": reason, "error": error, "crumbs": _crumbs(sheet, "Tarik kembali")}
    return render(request, "worksheet/recall.html", context, status=422 if error else 200)


def raise_forbidden(sentence: str) -> None:
    """Stop with 403 and a sentence for the person."""
    from django.core.exceptions import PermissionDenied

    raise PermissionDenied(sentence)


@login_required
@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponseBase:
    """TPI begins with a worksheet."""
    return _deed(request, pk, lambda: start_assessing(pk, by=user_of(request)), "Penilaian dimulai.")


@login_required
@require_POST
def hand_back(request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
    """The unit hands a returned item in again."""
    done = f"Butir {display_code(code)} diserahkan kembali kepada TPI."
    return _deed(request, pk, lambda: hand_back_item(pk, code, by=user_of(request)), done, code=code)


def _deed(request: HttpRequest, pk: int, deed: Callable[[], object], done: str, *, code: str = "") -> HttpResponseBase:
    try:
        deed()
        messages.success(request, done)
    except WrongStateError as problem:
        messages.error(request, str(problem))
    return redirect(item_address(pk, code)) if code else redirect("worksheet_receipt", pk=pk)


class ReturnForm(forms.Form):
    """What the unit should fix, and until when."""

    reason = forms.CharField(
        label="Apa yang harus diperbaiki",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tulis apa yang harus diperbaiki."},
    )
    due_on = forms.DateField(
        label="Batas waktu",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Isi batas waktunya.", "invalid": "Tanggal tidak dikenal."},
    )

    def clean_due_on(self) -> date:
        """Not in the past."""
        due: date = self.cleaned_data["due_on"]
        if due < clock.today():
            raise forms.ValidationError("Batas waktu sudah lewat. Pilih hari ini atau sesudahnya.")
        return due


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
    """TPI sends one item back to the unit."""
    sheet = sheet_for(request, pk)
    if Permission.RETURN_ITEMS not in sheet.rights:
        raise_forbidden("Hanya ketua tim dan pengendali teknis TPI yang mengembalikan butir.")
    if code not in sheet.instrument.questions:
        raise Http404(f"Butir {code} tidak ada dalam lembar kerja ini.")
    form = ReturnForm(request.POST or None, initial={"due_on": clock.today() + timedelta(days=7)})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            return_item(pk, code, by=user_of(request), reason=given["reason"], due_on=given["due_on"])
        except ReasonMissingError as problem:
            form.add_error("reason", str(problem))
        except WrongStateError as problem:
            form.add_error(None, str(problem))
        except ValueError as problem:
            form.add_error("due_on", str(problem))
        else:
            messages.success(request, f"Butir {display_code(code)} dikembalikan kepada unit.")
            return redirect(item_address(pk, code))
    question = sheet.instrument.questions[code]
    context = {"sheet": sheet, "form": form, "code": display_code(code), "question": question}
    context["crumbs"] = _crumbs(sheet, f"Kembalikan {display_code(code)}")
    return render(request, "worksheet/send_back.html", context, status=422 if form.errors else 200)
