"""A person's own certificate: until when it holds, its pass phrase, and what it signed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from zona.documents.actions.keep_keys import KeyStoreError, change_own_passphrase, personal_key_of
from zona.documents.models import PaperSignature
from zona.documents.signing.authority import facts_of
from zona.documents.signing.interface import Passphrase, SigningError, WrongPassphraseError
from zona.web.administrator.deeds import form_page
from zona.web.papers.keys import NewPassphraseForm, passphrase_field
from zona.web.requests import user_of
from zona.web.templatetags.zona import date_id

#: signatures shown; the list of papers has them all
SHOWN = 50
HOME = {"label": "Sertifikat saya", "href": "/akun/sertifikat/"}


class OwnPassphraseForm(NewPassphraseForm):
    """The old pass phrase and a new one."""

    old = passphrase_field("Frasa sandi sekarang")
    field_order = ["old", "first", "second"]


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """My certificate, and the papers I signed."""
    user = user_of(request)
    key = personal_key_of(user)
    signatures = PaperSignature.objects.filter(signer__user=user).select_related("signer__paper").order_by("-signed_at")
    facts = []
    if key is not None:
        told = facts_of(key.certificate_pem.encode())
        said = [("Nama", told.name), ("Nomor", key.serial[:16]), ("Penerbit", told.issuer)]
        said += [("Berlaku sejak", date_id(key.valid_from)), ("Berlaku sampai", date_id(key.valid_until))]
        facts = [{"label": label, "value": value} for label, value in said]
    context = {"key": key, "facts": facts, "signatures": signatures[:SHOWN], "crumbs": [{"label": "Sertifikat saya"}]}
    return render(request, "papers/certificate.html", context)


@sensitive_post_parameters("old", "first", "second")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def passphrase(request: HttpRequest) -> HttpResponseBase:
    """Change my own pass phrase."""
    user = user_of(request)
    form = OwnPassphraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            change_own_passphrase(by=user, old=Passphrase(form.cleaned_data["old"]), new=form.passphrase)
        except WrongPassphraseError as problem:
            form.add_error("old", str(problem))
        except (KeyStoreError, SigningError) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Frasa sandi sertifikat Anda diganti.")
            return redirect("my_certificate")
    context: dict[str, Any] = {"title": "Ganti frasa sandi sertifikat", "submit": "Ganti frasa sandi"}
    context |= {"cancel": reverse("my_certificate"), "crumbs": [HOME, {"label": "Ganti frasa sandi"}]}
    return form_page(request, "papers/form.html", form, context)
