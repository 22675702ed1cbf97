"""Looking at a worksheet and answering it, item by item or area by area."""

import re
from collections.abc import Callable, Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zona.assessments.actions.add_note import EmptyNoteError, add_note
from zona.assessments.actions.save_answer import ConflictError, Draft, NotNowError, save_answer
from zona.assessments.actions.tick_step import tick_steps
from zona.assessments.actions.undo_answer import NothingToUndoError, undo_answer
from zona.assessments.models import Note
from zona.scoring.answers import AnswerError
from zona.scoring.structure import Question
from zona.web import errors
from zona.web.requests import user_of
from zona.web.worksheet.codes import display_code, find_code
from zona.web.worksheet.grid import grid_context, row_context
from zona.web.worksheet.item import (
    Place,
    Typed,
    item_context,
    live_context,
    place_of,
    raw_from_post,
    typed_from_post,
)
from zona.web.worksheet.sheet import Sheet, sheet_for
from zona.web.worksheet.tree import filter_named, filtered_codes, item_address


@login_required
@require_safe
def worksheet(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The worksheet's front door: the first item that still lacks an answer."""
    sheet = sheet_for(request, pk)
    chosen = filter_named(request.GET.get("saring", ""))
    codes = list(sheet.instrument.questions)
    wanted = filtered_codes(sheet, chosen) if chosen.key else [c for c in codes if not sheet.score.answered(c)]
    return redirect(item_address(pk, next(iter(wanted), codes[0]), chosen))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
    """One item; posting saves it."""
    if request.method == "POST":
        return _save(request, pk, code)
    sheet = sheet_for(request, pk)
    return _show(request, sheet, _place(sheet, code))


def _place(sheet: Sheet, code: str) -> Place:
    place = place_of(sheet, code)
    if place is None:
        raise Http404(f"Butir {code} tidak ada dalam lembar kerja ini.")
    return place


def _show(
    request: HttpRequest, sheet: Sheet, place: Place, *, typed: Typed | None = None, status: int = 200
) -> HttpResponse:
    """The whole page; an autosave that failed shows it in place of the item."""
    chosen = filter_named(request.GET.get("saring", ""))
    notes = list(
        Note.objects.filter(assessment=sheet.assessment, question_code=place.question.code).select_related("written_by")
    )
    context = item_context(sheet, place, chosen, notes=notes, typed=typed) | said_where(request)
    response = render(request, "worksheet/item.html", context, status=status)
    if request.headers.get("HX-Request"):
        response["HX-Retarget"], response["HX-Reselect"], response["HX-Reswap"] = "#butir", "#butir", "outerHTML"
    return response


#: parts of the item page that show the messages of their own deeds, so that nobody has to scroll for them
PLACES = ("bukti", "tahapan", "catatan")


def said_where(request: HttpRequest) -> dict[str, object]:
    """Messages by the part of the page they belong to; the rest stands at the top."""
    waiting = list(messages.get_messages(request))
    here = {place: [one for one in waiting if place in (one.extra_tags or "").split()] for place in PLACES}
    placed = [one for found in here.values() for one in found]
    return {"messages": [one for one in waiting if one not in placed], "said": here}


def _save(request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
    """Save, then show the parts that changed; the deed itself fetches the worksheet, so that it is fetched once."""
    try:
        saved = save_answer(pk, code, lambda question: draft_from(question, request.POST), by=user_of(request))
    except (ConflictError, AnswerError, NotNowError, PermissionDenied, KeyError) as refusal:
        return _not_saved(request, pk, code, refusal)
    sheet = Sheet(saved.answer.assessment, user_of(request), {code: saved.answers})
    in_table = request.GET.get("tampilan") == "tabel"
    if request.headers.get("HX-Request"):
        sheet.result = saved.result
        if in_table:
            return render(request, "worksheet/row_live.html", row_context(sheet, code))
        return render(request, "worksheet/live.html", live_context(sheet, _place(sheet, code)))
    messages.success(request, f"Butir {display_code(code)} tersimpan.")
    if in_table:
        return redirect(f"/lembar-kerja/{pk}/tabel/{_place(sheet, code).area.code}/#butir-{code}")
    chosen = filter_named(request.GET.get("saring", ""))
    following = request.POST.get("lanjut", "")
    return redirect(item_address(pk, following if following in sheet.instrument.questions else code, chosen))


def _not_saved(request: HttpRequest, pk: int, code: str, refusal: Exception) -> HttpResponse:
    """The whole page with the reason and everything that was typed."""
    sheet = sheet_for(request, pk)
    place = _place(sheet, code)
    typed = typed_from_post(place.question, request.POST)
    if isinstance(refusal, ConflictError):
        typed.conflict = refusal.current
        if not typed.answer and not any(typed.inputs.values()):
            typed.keep_answer_of(refusal.current)  # only a remark was written: theirs stays answered
        return _show(request, sheet, place, typed=typed, status=409)
    if isinstance(refusal, AnswerError):
        typed.error = str(refusal)
        return _show(request, sheet, place, typed=typed, status=422)
    if isinstance(refusal, NotNowError | PermissionDenied):
        typed.refused = str(refusal)
        return _show(request, sheet, place, typed=typed, status=403)
    raise refusal


def draft_from(question: Question, post: Mapping[str, str]) -> Draft:
    """What the form of one item says. A form without the version it saw is taken for one that saw another."""
    version = post.get("versi", "")
    return Draft(
        raw=raw_from_post(question, post),
        remark=post.get("catatan", ""),
        source=post.get("sumber", ""),
        version=int(version) if _VERSION.fullmatch(version) else NO_VERSION,
    )


_VERSION = re.compile(r"[0-9]{1,9}")
#: no answer has this version, so that it always conflicts
NO_VERSION = -1


@login_required
@require_POST
def undo(request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
    """Take back one's own last change of an item."""
    try:
        undo_answer(pk, code, by=user_of(request))
        messages.success(request, f"Perubahan butir {display_code(code)} diurungkan.")
    except KeyError as error:
        raise Http404(f"Butir {code} tidak ada dalam lembar kerja ini.") from error
    except (NothingToUndoError, NotNowError, ConflictError) as reason:
        messages.error(request, str(reason))
    return redirect(item_address(pk, code))


@login_required
@require_POST
def steps(request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
    """Keep the ticks of one item's checklist."""
    done, shown = set(request.POST.getlist("tahapan")), set(request.POST.getlist("terlihat"))
    return _do(request, pk, code, lambda: tick_steps(pk, code, done, by=user_of(request), shown=shown))


@login_required
@require_POST
def note(request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
    """Add a note to one item."""
    text = request.POST.get("catatan", "")
    return _do(request, pk, code, lambda: add_note(pk, code, text, by=user_of(request)), at="catatan")


def _do(
    request: HttpRequest, pk: int, code: str, deed: Callable[[], object], *, at: str = "tahapan"
) -> HttpResponseBase:
    """Run a small deed of an item, say what went wrong, and return to the item."""
    try:
        deed()
    except KeyError as error:
        raise Http404(f"Butir {code} tidak ada dalam lembar kerja ini.") from error
    except (NotNowError, EmptyNoteError) as error:
        if request.headers.get("HX-Request"):
            return errors.notice(request, "Belum tersimpan", str(error), status=409)
        messages.error(request, str(error), extra_tags=at)
    return redirect(f"{item_address(pk, code)}#{at}")


@login_required
@require_safe
def jump(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Open the item with a typed code; `V.b.2` and `5-b-2` mean the same."""
    sheet = sheet_for(request, pk)
    typed = request.GET.get("kode", "")
    code = find_code(typed, sheet.instrument.questions)
    if code is None:
        messages.error(request, f"Tidak ada butir dengan kode '{typed}'. Contoh kode: V.b.2.")
        return redirect("worksheet", pk=pk)
    return redirect(item_address(pk, code))


@login_required
@require_safe
def grid(request: HttpRequest, pk: int, area: str) -> HttpResponse:
    """One area as the table people know from Excel."""
    sheet = sheet_for(request, pk)
    if area not in {one.code for _, one in sheet.instrument.areas()}:
        raise Http404(f"Area {area} tidak ada dalam lembar kerja ini.")
    chosen = filter_named(request.GET.get("saring", ""))
    return render(request, "worksheet/grid.html", grid_context(sheet, area, chosen))
