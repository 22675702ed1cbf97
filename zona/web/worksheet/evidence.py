"""Filing proofs under an item, looking at them and taking them out."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zona.assessments.access import assessment_for
from zona.assessments.actions.file_evidence import file_evidence, may_file, take_out_evidence
from zona.assessments.actions.save_answer import NotNowError
from zona.assessments.models import Assessment
from zona.evidence.models import EvidenceFile
from zona.files import serving
from zona.files.rules.problems import FileRefusedError
from zona.files.storage import StorageFullError, receive
from zona.web.requests import user_of
from zona.web.worksheet.codes import display_code
from zona.web.worksheet.tree import item_address


@login_required
@require_POST
def add(request: HttpRequest, pk: int, code: str, part: str) -> HttpResponseBase:
    """File one or more uploads in a slot; each is judged by itself, and each refusal names its file."""
    user, files = user_of(request), request.FILES.getlist("berkas")
    try:
        may_file(pk, code, part, by=user)  # before bytes are taken in
    except KeyError as error:
        raise Http404(f"Bagian bukti {part} tidak ada pada butir {code}.") from error
    except NotNowError as reason:
        messages.error(request, str(reason), extra_tags="bukti")
        files = []
    else:
        if not files:
            messages.error(
                request, "Belum ada berkas yang dipilih. Pilih berkas, lalu tekan Unggah.", extra_tags="bukti"
            )
    for upload in files:
        try:
            file_evidence(pk, code, part, receive(upload), by=user, document_date=_document_date(request))
            messages.success(
                request, f"{upload.name} tersimpan sebagai bukti butir {display_code(code)}.", extra_tags="bukti"
            )
        except (FileRefusedError, StorageFullError, NotNowError) as refusal:
            messages.error(request, str(refusal), extra_tags="bukti")
    return redirect(f"{item_address(pk, code)}#bukti")


def _document_date(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.POST.get("tanggal", ""))
    except ValueError:
        return None


def _evidence(request: HttpRequest, pk: int, evidence: int) -> tuple[Assessment, EvidenceFile]:
    """One proof of a worksheet this person may see; 404 otherwise."""
    assessment = assessment_for(user_of(request), pk)
    row = (
        EvidenceFile.objects.filter(pk=evidence, unit_id=assessment.unit_id, period_id=assessment.period_id)
        .select_related("stored_file", "uploaded_by", "removed_by")
        .first()
    )
    if row is None:
        raise Http404("Data dukung tidak ditemukan.")
    return assessment, row


@login_required
@require_safe
def download(request: HttpRequest, pk: int, evidence: int) -> HttpResponseBase:
    """The original file, always as an attachment."""
    _, row = _evidence(request, pk, evidence)
    return serving.download(row.stored_file, row.original_name)


@login_required
@require_safe
def look(request: HttpRequest, pk: int, evidence: int) -> HttpResponse:
    """A page that shows the proof as pictures, with its dates and fingerprint."""
    assessment, row = _evidence(request, pk, evidence)
    question = assessment.instrument.instrument.questions.get(row.question_code)
    part = next((one for one in question.evidence if one.code == row.part_code), None) if question else None
    context = {
        "assessment": assessment,
        "row": row,
        "question": question,
        "part": part,
        "code": display_code(row.question_code),
        "pages": range(1, min(row.stored_file.pages or 1, PAGES_SHOWN) + 1) if row.stored_file.previewable else [],
        "more": max(0, (row.stored_file.pages or 1) - PAGES_SHOWN),
        "crumbs": [
            {"label": assessment.unit.name, "href": f"/lembar-kerja/{pk}/"},
            {"label": display_code(row.question_code), "href": item_address(pk, row.question_code)},
            {"label": row.original_name},
        ],
    }
    return render(request, "worksheet/look.html", context)


#: pictures on one page; a longer document is downloaded
PAGES_SHOWN = 12


@login_required
@require_safe
def picture(request: HttpRequest, pk: int, evidence: int, page: int) -> HttpResponseBase:
    """One page of a proof as a picture; nothing active ever reaches the browser."""
    _, row = _evidence(request, pk, evidence)
    try:
        return serving.preview(row.stored_file, row.original_name, page=page)
    except (FileRefusedError, ValueError) as reason:
        raise Http404(str(reason)) from reason


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int, evidence: int) -> HttpResponseBase:
    """Take a proof out of its slot, with a reason; the row stays."""
    assessment, row = _evidence(request, pk, evidence)
    back = f"{item_address(pk, row.question_code)}#bukti"
    reason, error = request.POST.get("alasan", ""), _why_not_remove(request, pk, row)
    if error and request.method != "POST":
        messages.error(request, error, extra_tags="bukti")
        return redirect(back)
    if request.method == "POST" and not error:
        try:
            take_out_evidence(pk, evidence, by=user_of(request), reason=reason)
        except EvidenceFile.DoesNotExist as missing:
            raise Http404("Data dukung sudah dikeluarkan.") from missing
        except (ValueError, NotNowError) as problem:
            error = str(problem)
        else:
            messages.success(
                request,
                f"{row.original_name} dikeluarkan dari bukti butir {display_code(row.question_code)}.",
                extra_tags="bukti",
            )
            return redirect(back)
    return render(
        request, "worksheet/remove.html", _removing(assessment, row, reason, error), status=422 if error else 200
    )


def _why_not_remove(request: HttpRequest, pk: int, row: EvidenceFile) -> str:
    """The sentence when it is not the time; who may never do it gets 403."""
    try:
        may_file(pk, row.question_code, row.part_code, by=user_of(request))
    except NotNowError as reason:
        return str(reason)
    except KeyError as missing:
        raise Http404("Bagian bukti ini tidak ada lagi dalam instrumen.") from missing
    return ""


def _removing(assessment: Assessment, row: EvidenceFile, reason: str, error: str) -> dict[str, Any]:
    if row.is_removed:
        raise Http404("Data dukung sudah dikeluarkan.")
    return {
        "assessment": assessment,
        "row": row,
        "reason": reason,
        "error": error,
        "back": item_address(assessment.pk, row.question_code),
        "crumbs": [
            {"label": assessment.unit.name, "href": f"/lembar-kerja/{assessment.pk}/"},
            {"label": display_code(row.question_code), "href": item_address(assessment.pk, row.question_code)},
            {"label": "Keluarkan bukti"},
        ],
    }
