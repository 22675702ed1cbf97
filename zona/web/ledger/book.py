"""The inspector's ledger: search, one entry with its proof, and the part that was found as a file."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import can
from zona.base import clock
from zona.ledger.actions.record_export import record_export
from zona.ledger.enums import Visibility
from zona.ledger.health import faults_of_ledger
from zona.ledger.models import WHOLE_INSTALLATION, Checkpoint, Entry
from zona.ledger.proofs import newest, proof_file
from zona.ledger.queries import Wanted, covering, found, in_portions, log_of, shown
from zona.organizations.models import WorkUnit
from zona.web.administrator.forms import DateField, UnitField
from zona.web.administrator.tables import Cell, SearchForm
from zona.web.ledger import kinds
from zona.web.ledger.access import BOOK, entry_for, ledger_reader, log_asked_for, reader_of
from zona.web.ledger.rows import Row, address_of, names_in, rows_of, rows_with
from zona.web.templatetags.zona import date_id, date_short, moment_id, time_id, whole

PER_PAGE = 50
HOME: dict[str, Any] = {"label": "Buku besar", "href": reverse_lazy("ledger")}
NO_BREAK = "\u00a0"
COLUMNS = ("Nomor", "Waktu", "Peristiwa", "Pelaku", "Unit kerja")


class LedgerSearch(SearchForm):
    """What narrows the ledger."""

    q = forms.CharField(label="Kata kunci", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    jenis = forms.ChoiceField(label="Peristiwa", required=False)
    unit = UnitField(label="Unit kerja", required=False, empty_label="Semua unit")
    pelaku = forms.CharField(label="Pelaku", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    dari = DateField(label="Dari tanggal", required=False)
    sampai = DateField(label="Sampai tanggal", required=False)
    buku = forms.ChoiceField(
        label="Buku besar",
        required=False,
        choices=[("", "Milik sendiri"), (str(WHOLE_INSTALLATION), "Pemasangan")],
    )
    menunggu = forms.ChoiceField(
        label="Nomor", required=False, choices=[("", "Apa pun"), ("ya", "Masih menunggu nomor")]
    )

    def __init__(self, *args: Any, government_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, unit = self.fields["jenis"], self.fields["unit"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(unit, UnitField)
        kind.choices = [("", "Semua peristiwa"), *kinds.choices()]
        units = WorkUnit.objects.filter(government_id=government_id)  # also closed ones: the ledger speaks of them
        unit.queryset = units.only("pk", "name", "code").order_by("name", "code")

    def asked(self) -> Wanted:
        """The same as the ledger's queries take it; an answer that makes no sense asks for nothing."""
        words, unit, kind = self.wanted("q"), self.wanted("unit"), self.wanted("jenis")
        events, not_events = kinds.events_of(kind)
        until: date | str = self.wanted("sampai")
        return Wanted(
            words=tuple(dict.fromkeys(one for one in (words, _as_stored(words)) if one)),
            events=events,
            not_events=not_events,
            unit_id=unit.pk if unit else None,
            actor=self.wanted("pelaku"),
            since=_midnight(self.wanted("dari")),
            before=_midnight(until + timedelta(days=1)) if isinstance(until, date) else None,
            only_waiting=bool(self.wanted("menunggu")),
        )


def _midnight(day: date | str) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.min)) if isinstance(day, date) else None


#: how codes begin on the screen, and how they are stored (`zona.web.worksheet.codes`)
_ROMAN = {
    "I": "1",
    "II": "2",
    "III": "3",
    "IV": "4",
    "V": "5",
    "VI": "6",
    "VII": "7",
    "VIII": "8",
    "IX": "9",
    "X": "10",
}
_ROMAN |= {"H": "hasil", "P1": "pemenuhan-1", "R1": "reform-1"}


def _as_stored(words: str) -> str:
    """`V.b.2` as summaries have it, `5-b-2`; empty when it is no code."""
    first, *rest = words.strip().split(".")
    known = _ROMAN.get(first.upper(), "")
    return "-".join([known, *rest]).lower() if known and rest and all(rest) else ""


@login_required
@require_safe
def book(request: HttpRequest) -> HttpResponse:
    """The whole ledger of one's own government: its health, and the entries that were asked for, newest first."""
    user = ledger_reader(request)
    form = LedgerSearch(request.GET, government_id=user.government_id)
    page = _page(request, user, form.asked())
    context = {
        "form": form,
        "page": page,
        "rows": [{"cells": _cells(row)} for row in rows_of(page.object_list)],
        "columns": [{"label": label} for label in COLUMNS],
        "count": page.paginator.count,
        "chips": _chips(request, form),
        "query": _query(request),
        "crumbs": [HOME],
        **_health(user),
    }
    return render(request, "ledger/book.html", context)


def _page(request: HttpRequest, user: User, wanted: Wanted) -> Page[Entry]:
    """The entries of one page: counted from an index, read along the rows (`shown`)."""
    reader, log = reader_of(user), log_asked_for(request, user)
    pages = Paginator(found(shown(reader, log, walking=True), wanted), PER_PAGE)
    pages.count = found(shown(reader, log), wanted).count()
    return pages.get_page(request.GET.get("halaman"))


def _health(user: User) -> dict[str, Any]:
    """What stands on top: how many entries, how old the newest signature is, what is wrong."""
    entries = Entry.objects.filter(log=user.government_id)
    log = log_of(user.government_id)
    last = newest(log) if log else None
    waiting = entries.filter(position=None).count()
    figures = [
        {"label": "Catatan", "value": whole(entries.count()), "note": "dalam buku besar pemerintah daerah ini"},
        {"label": "Titik periksa terakhir", "value": age_of(last.at) if last else "–", "note": _signed(last)},
        {"label": "Menunggu nomor", "value": whole(waiting), "note": "biasanya kurang dari satu detik"},
    ]
    return {"figures": figures, "faults": faults_of_ledger(), "log": log}


def _signed(last: Checkpoint | None) -> str:
    return f"{moment_id(last.at)}, untuk {whole(last.size)} catatan" if last else "belum pernah ditandatangani"


def age_of(at: datetime) -> str:
    """`12 menit lalu`; in minutes, hours or days."""
    minutes = int((clock.now() - at).total_seconds() // 60)
    if minutes < 1:
        return "baru saja"
    if minutes < 2 * 60:
        return f"{minutes} menit lalu"
    return f"{minutes // 60} jam lalu" if minutes < 2 * 24 * 60 else f"{minutes // (24 * 60)} hari lalu"


def _cells(row: Row) -> list[Cell]:
    number = whole(row.number) if row.number is not None else "menunggu"
    return [
        {"text": number, "href": row.href},
        # a date that breaks takes three lines of a narrow column
        {"text": f"{date_short(row.at)} {time_id(row.at)}".replace(" ", NO_BREAK, 2), "label": "Waktu"},
        {"text": ". ".join((row.told.what, *row.told.changes)), "label": "Peristiwa"},
        {"text": row.actor or "–", "label": "Pelaku"},
        {"text": row.unit or "–", "label": "Unit kerja"},
    ]


def _chips(request: HttpRequest, form: LedgerSearch) -> list[dict[str, str]]:
    """One chip for each filter in force, in words, with the address of the list without it."""
    found_chips = []
    for label, name, text in _in_words(form):
        query = request.GET.copy()
        for gone in (name, "halaman"):
            query.pop(gone, None)
        found_chips.append({"label": f"{label}: {text}", "href": f"?{query.urlencode()}"})
    return found_chips


def _in_words(form: LedgerSearch) -> list[tuple[str, str, str]]:
    """Each filter in force: its label, its name, and what was asked for."""
    told = []
    names = {value: label for _, group in kinds.choices() for value, label in group}
    for field in form.visible_fields():
        value = form.wanted(field.name)
        if not value:
            continue
        text = names.get(value, "") if field.name == "jenis" else _SAID.get((field.name, value), str(value))
        text = date_id(value) if isinstance(value, date) else text
        told.append((str(field.label), field.name, text))
    return told


#: answers whose value is a code
_SAID = {("menunggu", "ya"): "masih menunggu", (BOOK, str(WHOLE_INSTALLATION)): "seluruh pemasangan"}


def _query(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("halaman", None)
    return query.urlencode()


# ------------------------------------------------------------------ one entry


@login_required
@require_safe
def entry(request: HttpRequest, number: int) -> HttpResponse:
    """One entry: the fact, its place, its commitment, the signature that covers it, and its proof to take away."""
    user, one = entry_for(request, number)
    row = rows_of([one])[0]
    log = log_of(one.log)
    context = {
        "row": row,
        "facts": _facts(row),
        "commitment": bytes(one.commitment).hex(),
        "checkpoint": covering(log, number) if log else None,
        "log": log,
        "is_sealed": one.visibility == Visibility.SEALED,
        "is_erased": one.is_erased,
        "proof": address_of(one, "ledger_proof"),
        "crumbs": [*([HOME] if can(user, Permission.READ_LEDGER) else []), {"label": f"Catatan nomor {whole(number)}"}],
    }
    return render(request, "ledger/entry.html", context)


def _facts(row: Row) -> list[dict[str, str]]:
    told = [("Nomor urut", whole(row.number)), ("Waktu", moment_id(row.at)), ("Jenis peristiwa", row.kind)]
    if row.entry.visibility != Visibility.SEALED and not row.entry.is_erased:
        told += [("Pelaku", row.actor), ("Unit kerja", row.unit or "–")]
    told.append(("Pembaca", str(Visibility(row.entry.visibility).label)))
    return [{"label": label, "value": value} for label, value in told]


@login_required
@require_safe
def proof(request: HttpRequest, number: int) -> HttpResponse:
    """The proof of one entry as a file; of a sealed one without salt and text, whoever asks."""
    _, one = entry_for(request, number)
    file = closed_proof(one) if one.visibility == Visibility.SEALED else proof_file(one)
    if file is None:
        raise Http404("Catatan ini belum bertanda tangan.")
    response = JsonResponse(file, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="bukti-{one.log}-{number}.json"'
    return response


def closed_proof(one: Entry) -> dict[str, object] | None:
    """The proof that an entry stands in the log, without what opens it; None before it is numbered."""
    file = proof_file(one)
    return file and {name: value for name, value in file.items() if name not in ("salt", "record")}


# ------------------------------------------------------------------ as a file


class _Line:
    """What `csv` writes to: hands each line straight on."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


@login_required
@require_POST
def take(request: HttpRequest) -> StreamingHttpResponse:
    """The entries that were found as CSV; that they were taken is itself an entry, hence no GET."""
    user = ledger_reader(request)
    form = LedgerSearch(request.GET, government_id=user.government_id)
    reader, log, wanted = reader_of(user), log_asked_for(request, user), form.asked()
    entries = found(shown(reader, log), wanted)
    last = entries.aggregate(last=Max("pk"))["last"] or 0
    filters = {label: text for label, _, text in _in_words(form)}
    record_export(by=user, subject=user.government, count=entries.count(), filters=filters)
    response = StreamingHttpResponse(
        _csv(found(shown(reader, log, walking=True), wanted), last), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="buku-besar-{clock.today():%Y-%m-%d}.csv"'
    return response


def _csv(entries: QuerySet[Entry], last: int) -> Iterator[str]:
    writer = csv.writer(_Line(), delimiter=";")
    yield "\ufeff"
    yield writer.writerow(
        ["Nomor", "Waktu", "Jenis", "Peristiwa", "Perubahan", "Alasan", "Pelaku", "Unit kerja", "Komitmen"]
    )
    for portion in in_portions(entries, up_to=last):
        for row in rows_with(portion, names_in(portion)):
            yield writer.writerow(safe(cell) for cell in _line(row))


def _line(row: Row) -> list[str]:
    number = str(row.number) if row.number is not None else ""
    at = timezone.localtime(row.at).strftime("%Y-%m-%d %H:%M:%S")
    said = [row.kind, row.told.what, "; ".join(row.told.changes), row.told.why, row.actor, row.unit]
    return [number, at, *said, bytes(row.entry.commitment).hex()]


def safe(text: str) -> str:
    """Text that a spreadsheet cannot take for a formula (ASVS 1.2.10)."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
