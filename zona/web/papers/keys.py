"""The city's authority and the certificates of people: the administrator's page.

Pass phrases are typed here and never kept. At issuing two people sit at one desk: the keeper of the authority types
its pass phrase, the signer types an own one that the keeper does not see.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import grants_in_force
from zona.documents.actions.keep_keys import (
    KeyStoreError,
    authority_of,
    create_authority,
    issue_certificate,
    revoke_certificate,
)
from zona.documents.enums import KeyPurpose
from zona.documents.models import SigningKey
from zona.documents.signing.interface import Passphrase, SigningError, WeakPassphraseError, WrongPassphraseError
from zona.documents.signing.keys import SHORTEST_PASSPHRASE
from zona.web.administrator.access import officer, users_of
from zona.web.administrator.deeds import form_page
from zona.web.administrator.tables import Cell, Column, SearchForm, list_context
from zona.web.templatetags.zona import date_id

HOME: dict[str, Any] = {"label": "Sertifikat", "href": reverse_lazy("keys")}
COLUMNS = (
    Column("Nama", "nama", ("owner__name",)),
    Column("Nomor sertifikat"),
    Column("Berlaku sampai", "sampai", ("valid_until",)),
    Column("Keadaan"),
    Column("Tindakan"),
)
SECRETS = ("authority", "first", "second")


def passphrase_field(label: str, hint: str = "") -> forms.CharField:
    """A pass phrase that is never drawn again."""
    widget = forms.PasswordInput(attrs={"autocomplete": "off"}, render_value=False)
    return forms.CharField(label=label, help_text=hint, strip=False, max_length=200, widget=widget)


class NewPassphraseForm(forms.Form):
    """A new pass phrase, typed twice."""

    first = passphrase_field("Frasa sandi baru", f"Sedikitnya {SHORTEST_PASSPHRASE} tanda, misalnya empat kata.")
    second = passphrase_field("Frasa sandi baru, sekali lagi")

    def clean(self) -> dict[str, Any]:
        """Both the same, and long enough."""
        given = super().clean() or self.cleaned_data
        first, second = given.get("first", ""), given.get("second", "")
        if first and len(first) < SHORTEST_PASSPHRASE:
            self.add_error("first", WeakPassphraseError.sentence)
        elif first and second and first != second:
            self.add_error("second", "Kedua ketikan tidak sama. Ketik ulang keduanya.")
        return given

    @property
    def passphrase(self) -> Passphrase:
        """What was typed."""
        return Passphrase(self.cleaned_data["first"])


class IssueForm(NewPassphraseForm):
    """Two people, two pass phrases."""

    position = forms.CharField(label="Jabatan dalam sertifikat", max_length=64, help_text="Terbaca siapa saja.")
    authority = passphrase_field("Frasa sandi otoritas", "Diketik penjaga otoritas.")
    field_order = ["position", "authority", "first", "second"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"].label = "Frasa sandi pemilik sertifikat"
        self.fields["second"].label = "Frasa sandi pemilik, sekali lagi"
        own = f"Diketik pemiliknya sendiri, sedikitnya {SHORTEST_PASSPHRASE} tanda."
        self.fields["first"].help_text = f"{own} Bila lupa, sertifikat diterbitkan ulang."


class RevokeForm(forms.Form):
    """Why, and the authority's pass phrase: the list of withdrawn certificates is signed with it."""

    reason = forms.CharField(label="Alasan", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    authority = passphrase_field("Frasa sandi otoritas", "Daftar sertifikat dicabut ditandatangani dengannya.")


class KeySearch(SearchForm):
    """Find a certificate."""

    q = forms.CharField(label="Nama atau nomor", required=False, widget=forms.TextInput({"type": "search"}))
    keadaan = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Berlaku"), ("dicabut", "Dicabut"), ("semua", "Semua")]
    )


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """How the authority stands, and every certificate."""
    user = officer(request, Permission.MANAGE_KEYS)
    keys = SigningKey.objects.filter(government_id=user.government_id)
    people, form = keys.filter(purpose=KeyPurpose.PERSONAL).select_related("owner"), KeySearch(request.GET)
    context = list_context(request, _found(people, form), form=form, columns=COLUMNS, draw=_cells, total=people.count())
    city = keys.exclude(purpose=KeyPurpose.PERSONAL).filter(revoked_at=None)
    context |= {
        "authority": authority_of(user.government),
        "city_keys": [{"label": one.get_purpose_display(), "value": _until(one)} for one in city],
        "people": _matching(user, request.GET.get("orang", "")),
        "person": request.GET.get("orang", ""),
        "title": "Sertifikat tanda tangan",
        "noun": "sertifikat",
        "caption": "Sertifikat orang",
        "crumbs": [HOME],
    }
    return render(request, "papers/keys.html", context)


def _found(keys: QuerySet[SigningKey], form: KeySearch) -> QuerySet[SigningKey]:
    if words := form.wanted("q"):
        keys = keys.filter(Q(owner__name__icontains=words) | Q(serial__icontains=words))
    state = form.wanted("keadaan")
    return keys if state == "semua" else keys.filter(revoked_at__isnull=state != "dicabut")


def _matching(user: User, words: str) -> list[User]:
    """Accounts to issue for; asked by name, because there are thousands."""
    if len(words.strip()) < 2:
        return []
    return list(users_of(user).filter(deactivated_at=None, name__icontains=words.strip()).order_by("name")[:20])


def _cells(key: SigningKey) -> list[Cell]:
    act: Cell = {"text": "", "label": "Tindakan"}
    if key.revoked_at is None:
        act = {"text": "Cabut", "href": reverse("key_revoke", args=[key.pk]), "label": "Tindakan"}
    return [
        {"text": key.owner.name if key.owner else "–"},
        {"text": key.serial[:16], "label": "Nomor sertifikat"},
        {"text": date_id(key.valid_until), "label": "Berlaku sampai"},
        _state(key),
        act,
    ]


def _state(key: SigningKey) -> Cell:
    if key.revoked_at is not None:
        return {"text": f"Dicabut {date_id(key.revoked_at)}: {key.revoked_reason}", "label": "Keadaan"}
    return {"text": "Berlaku" if key.holds_now else "Kedaluwarsa", "label": "Keadaan"}


def _until(key: SigningKey) -> str:
    return f"{'berlaku' if key.holds_now else 'tidak berlaku lagi'} sampai {date_id(key.valid_until)}"


@sensitive_post_parameters(*SECRETS)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponseBase:
    """Make the city's authority, seal and time stamper."""
    user = officer(request, Permission.MANAGE_KEYS)
    form = NewPassphraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            create_authority(user.government, by=user, passphrase=form.passphrase)
        except (KeyStoreError, SigningError) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Otoritas sertifikat, segel, dan penanda waktu kota dibuat.")
            return redirect("keys")
    context = {"cancel": reverse("keys"), "crumbs": [HOME, {"label": "Buat otoritas"}]}
    return form_page(request, "papers/key_create.html", form, context)


@sensitive_post_parameters(*SECRETS)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, account: int) -> HttpResponseBase:
    """A certificate for a person; the one before is withdrawn."""
    user = officer(request, Permission.MANAGE_KEYS)
    person = get_object_or_404(users_of(user), pk=account)
    position = next((grant.title for grant in grants_in_force(person)), "")
    form = IssueForm(request.POST if request.method == "POST" else None, initial={"position": position[:64]})
    if request.method == "POST" and form.is_valid() and _issued(form, person, user):
        messages.success(request, f"Sertifikat untuk {person.name} diterbitkan.")
        return redirect("keys")
    context = {"person": person, "cancel": reverse("keys"), "crumbs": [HOME, {"label": f"Terbitkan: {person.name}"}]}
    return form_page(request, "papers/key_issue.html", form, context)


def _issued(form: IssueForm, person: User, user: User) -> bool:
    typed = form.cleaned_data
    authority = Passphrase(typed["authority"])
    try:
        issue_certificate(
            person, position=typed["position"], by=user, authority_passphrase=authority, passphrase=form.passphrase
        )
    except WrongPassphraseError as problem:
        form.add_error("authority", str(problem))
    except WeakPassphraseError as problem:
        form.add_error("first", str(problem))
    except (KeyStoreError, SigningError) as problem:
        form.add_error(None, str(problem))
    return not form.errors


@sensitive_post_parameters(*SECRETS)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Withdraw a certificate with a reason; what it signed before stays as it was."""
    user = officer(request, Permission.MANAGE_KEYS)
    personal = SigningKey.objects.filter(government_id=user.government_id, purpose=KeyPurpose.PERSONAL)
    key = get_object_or_404(personal.select_related("owner"), pk=pk)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            revoke_certificate(pk, by=user, reason=typed["reason"], authority_passphrase=Passphrase(typed["authority"]))
        except WrongPassphraseError as problem:
            form.add_error("authority", str(problem))
        except (KeyStoreError, SigningError) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Sertifikat dicabut, dan daftar sertifikat dicabut diterbitkan.")
            return redirect("keys")
    return form_page(request, "papers/confirm.html", form, _revoking(key))


def _revoking(key: SigningKey) -> dict[str, Any]:
    owner = key.owner.name if key.owner else ""
    return {
        "title": f"Cabut sertifikat {owner}?",
        "lines": ["Sejak sekarang tidak dapat dipakai menandatangani. Tanda tangan yang sudah dibuat tetap sah."],
        "yes": "Ya, cabut sertifikat",
        "danger": True,
        "cancel": reverse("keys"),
        "crumbs": [HOME, {"label": f"Cabut: {owner}"}],
    }
