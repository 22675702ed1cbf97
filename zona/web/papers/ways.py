"""The forms of each way of signing, and the signer made from what was typed. A pass phrase is never shown again."""

import secrets
from typing import Any

from django import forms
from django.http import HttpRequest

from zona.accounts.models import User
from zona.documents.enums import SigningMethod
from zona.documents.signing.interface import KEY_FILE_BYTES, Passphrase, Signer
from zona.documents.ways import bsre, built_in, from_file, methods_for

LABELS = {
    SigningMethod.BSRE: "BSrE (tersertifikasi)",
    SigningMethod.BUILT_IN: "Sertifikat kota",
    SigningMethod.PKCS12: "Berkas PKCS#12",
}
_OFF = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}


class WayForm(forms.Form):
    """A pass phrase, and the key that names this one wish: sent twice, it signs once."""

    kunci = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)
    frasa = forms.CharField(
        label="Frasa sandi",
        strip=False,
        max_length=200,
        help_text="Tidak disimpan dan tidak dikirim ulang oleh Zona.",
        widget=forms.PasswordInput(attrs=_OFF, render_value=False),
        error_messages={"required": "Ketik frasa sandi."},
    )

    def way(self, user: User) -> Signer:
        """Ready to sign with the city's certificate. Raises KeyStoreError."""
        return built_in(user, Passphrase(self.cleaned_data["frasa"]))


class BsreForm(WayForm):
    """BSrE asks for the NIK too."""

    nik = forms.RegexField(
        r"^[0-9]{16}$",
        label="NIK",
        help_text="16 angka. Hanya diteruskan ke BSrE, tidak disimpan.",
        widget=forms.TextInput(attrs=_OFF | {"inputmode": "numeric"}),
        error_messages={"invalid": "NIK terdiri dari 16 angka.", "required": "Ketik NIK Anda."},
    )
    field_order = ["kunci", "nik", "frasa"]

    def way(self, user: User) -> Signer:
        """Ready to ask BSrE. Raises KeyStoreError."""
        return bsre(self.cleaned_data["nik"], Passphrase(self.cleaned_data["frasa"]))


class FileForm(WayForm):
    """A certificate file that the person brings along."""

    berkas = forms.FileField(
        label="Berkas sertifikat",
        help_text="Berakhiran .p12 atau .pfx, paling besar 200 kB. Dipakai sekali, tidak disimpan.",
        widget=forms.FileInput(attrs={"accept": ".p12,.pfx,application/x-pkcs12"}),
        error_messages={"required": "Pilih berkas sertifikat."},
    )
    field_order = ["kunci", "berkas", "frasa"]

    def clean_berkas(self) -> Any:
        """Not larger than any real one."""
        file = self.cleaned_data["berkas"]
        if file.size > KEY_FILE_BYTES:
            raise forms.ValidationError("Berkas ini terlalu besar untuk sebuah sertifikat.")
        return file

    def way(self, user: User) -> Signer:
        """Ready to sign once with the file."""
        return from_file(user, self.cleaned_data["berkas"].read(), Passphrase(self.cleaned_data["frasa"]))


FORMS: dict[SigningMethod, type[WayForm]] = {
    SigningMethod.BSRE: BsreForm,
    SigningMethod.BUILT_IN: WayForm,
    SigningMethod.PKCS12: FileForm,
}


def chosen(request: HttpRequest, user: User, *, several: bool = False) -> tuple[SigningMethod | None, list[Any]]:
    """The way that the address names, else the most trusted; and the tabs. A file is good for one paper only."""
    offered = [one for one in methods_for(user) if not (several and one is SigningMethod.PKCS12)]
    wanted = request.GET.get("cara", "")
    method = next((one for one in offered if one == wanted), offered[0] if offered else None)
    tabs = [{"label": LABELS[one], "href": f"?cara={one}", "current": one is method, "count": None} for one in offered]
    return method, tabs


def form_for(request: HttpRequest, method: SigningMethod) -> WayForm:
    """What was sent, or an empty form with a new key."""
    if request.method == "POST":
        return FORMS[method](request.POST, request.FILES)
    return FORMS[method](initial={"kunci": new_key()})


def new_key() -> str:
    """A name for one wish."""
    return secrets.token_urlsafe(18)
