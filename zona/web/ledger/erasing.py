"""The data protection officer's desk: find a person, see what would go and what stays, erase."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_http_methods, require_safe

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import require
from zona.actions.erase_person import CONFIRMATION, Person, entries_naming, erase_person, person_of, why_not
from zona.base.text import plain_text
from zona.ledger.erase import free_pages_are_overwritten
from zona.organizations.models import Employee
from zona.web.administrator.deeds import attempt, form_page
from zona.web.requests import user_of
from zona.web.templatetags.zona import whole

SHOWN, SHORTEST = 50, 3
HOME: dict[str, Any] = {"label": "Pelindungan data", "href": reverse_lazy("erasing")}
STAYS = (
    "Nomor urut, waktu, dan komitmen setiap catatan buku besar, sehingga buku besar tetap dapat diperiksa",
    "Jawaban, catatan butir, dan data dukung yang pernah ditulis orang ini, tanpa namanya",
    "Nama yang ditulis orang lain di dalam lembar kerja, berkas data dukung, dan naskah yang sudah terbit",
    "Cadangan basis data yang sudah dibuat, sampai masa simpannya habis",
)


class PersonSearch(forms.Form):
    """Find a person."""

    q = forms.CharField(
        label="Nama, NIP, nama pengguna, atau surel", required=False, widget=forms.TextInput(attrs={"type": "search"})
    )


class ErasingForm(forms.Form):
    """Why, and the word that shows that it is meant."""

    reason = forms.CharField(
        label="Alasan", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya nomor surat permintaan. Tetap tersimpan: jangan menulis nama atau NIP orangnya.",
        error_messages={"required": "Tulis alasannya, misalnya nomor permintaan subjek data."},
    )  # fmt: skip
    confirmation = forms.CharField(
        label=f"Ketik {CONFIRMATION}", max_length=20,
        help_text="Penghapusan tidak dapat dibatalkan.",
        error_messages={"required": f"Ketik {CONFIRMATION} dengan huruf besar."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def clean_confirmation(self) -> str:
        """The word; the deed asks for it once more."""
        typed: str = self.cleaned_data["confirmation"]
        if typed != CONFIRMATION:
            raise forms.ValidationError(f"Ketik {CONFIRMATION} dengan huruf besar.")
        return typed


@dataclass(frozen=True)
class Hit:
    """One person found."""

    name: str
    href: str
    note: str
    state: str


def data_officer(request: HttpRequest) -> User:
    """The signed-in person, who may erase. Raises NotPermitted (a 403 page)."""
    user = user_of(request)
    require(user, Permission.ERASE_PERSON)
    return user


@login_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """People of one's own government by name or number; employees, and accounts that belong to no employee."""
    user = data_officer(request)
    form = PersonSearch(request.GET)
    asked = plain_text(form.cleaned_data["q"]) if form.is_valid() else ""
    hits = _found(user, asked) if len(asked) >= SHORTEST else []
    context = {
        "form": form,
        "asked": asked,
        "short": bool(asked) and len(asked) < SHORTEST,
        "hits": hits[:SHOWN],
        "count": min(len(hits), SHOWN),
        "more": len(hits) > SHOWN,
        "crumbs": [HOME],
    }
    return render(request, "ledger/erasing.html", context)


def _found(user: User, asked: str) -> list[Hit]:
    said = Q(name__icontains=asked) | Q(employee_number__icontains=asked) | Q(email__icontains=asked)
    said |= Q(user__username__icontains=asked) | Q(user__email__icontains=asked)
    employees = Employee.objects.filter(said, government_id=user.government_id).select_related("unit", "user")
    account = Q(name__icontains=asked) | Q(username__icontains=asked) | Q(email__icontains=asked)
    accounts = User.objects.filter(account, government_id=user.government_id, employee=None)
    return [_of_employee(one) for one in employees[: SHOWN + 1]] + [_of_account(one) for one in accounts[: SHOWN + 1]]


def _of_employee(one: Employee) -> Hit:
    state = "bekerja" if one.is_active else "sudah keluar"
    return Hit(one.name, reverse("erasing_employee", args=[one.pk]), one.employee_number or "tanpa NIP", state)


def _of_account(one: User) -> Hit:
    state = "akun aktif" if one.deactivated_at is None else "akun nonaktif"
    return Hit(one.name, reverse("erasing_account", args=[one.pk]), one.username, state)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def employee(request: HttpRequest, employee: int) -> HttpResponse:
    """One employee: what would be erased, and the deed."""
    user = data_officer(request)
    rows = Employee.objects.filter(government_id=user.government_id).select_related("user", "unit")
    return _person(request, user, person_of(get_object_or_404(rows, pk=employee)))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: what would be erased, and the deed."""
    user = data_officer(request)
    rows = User.objects.filter(government_id=user.government_id).select_related("employee__unit")
    return _person(request, user, person_of(get_object_or_404(rows, pk=pk)))


def _person(request: HttpRequest, user: User, person: Person) -> HttpResponse:
    form = ErasingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        erased = attempt(form, lambda: erase_person(person, by=user, **form.cleaned_data))
        if erased is not None:
            _tell(request, erased.count)
            return redirect("erasing")
    context = {
        "name": person.name,
        "goes": _goes(person),
        "stays": STAYS,
        "refusal": why_not(person),
        "crumbs": [HOME, {"label": person.name}],
    }
    return form_page(request, "ledger/erase.html", form, context)


def _tell(request: HttpRequest, count: int) -> None:
    messages.success(request, f"Data pribadi dihapus. {whole(count)} catatan buku besar kehilangan isinya.")
    if not free_pages_are_overwritten():
        messages.warning(request, "Minta pengelola server menjalankan VACUUM agar sisanya di basis data ikut terhapus.")


def _goes(person: Person) -> list[str]:
    """What would be erased, in sentences."""
    told = []
    if person.employee is not None:
        told.append("Data pegawai: nama, NIP, jabatan, surel, dan telepon")
    if person.account is not None:
        told.append("Akun: nama, nama pengguna, surel, kata sandi, dan pengaman kedua; semua sesinya berakhir")
        told.append("Pemberitahuan untuk orang ini, dan pemberitahuan kepada orang lain yang menyebut namanya")
    told.append(f"Isi {whole(len(entries_naming(person)))} catatan buku besar yang menyebut orang ini")
    return told
