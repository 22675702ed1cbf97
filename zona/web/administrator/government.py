"""The government itself: name, letterhead, addresses, and the offices that keep the ledger's checkpoints."""

from dataclasses import fields
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.views.decorators.http import require_http_methods

from zona.accounts.permissions import Permission
from zona.organizations.actions.change_government import change_government
from zona.organizations.addresses import lines_of
from zona.organizations.facts import GovernmentFacts
from zona.organizations.models import Government
from zona.web.administrator.access import officer
from zona.web.administrator.meanwhile import Change

#: the form has exactly these, because the deed compares and writes all of them
FIELDS = tuple(field.name for field in fields(GovernmentFacts))
HOME: dict[str, Any] = {"label": "Pemerintah daerah", "href": reverse_lazy("government_change")}


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class GovernmentForm(forms.Form):
    """Everything entered about the government."""

    name = forms.CharField(label="Nama", max_length=200, help_text="Misalnya Pemerintah Kota Tangerang")
    short_name = forms.CharField(label="Nama singkat", max_length=80)
    address = forms.CharField(label="Alamat", required=False, widget=_lines(3))
    letterhead = forms.CharField(
        label="Kepala surat", required=False, widget=_lines(4), help_text="Satu baris kepala surat tiap baris"
    )
    province = forms.CharField(label="Provinsi", max_length=80, required=False)
    head_office = forms.CharField(
        label="Jabatan kepala daerah", max_length=80, required=False, help_text="Misalnya Wali Kota Tangerang"
    )
    phone = forms.CharField(label="Telepon", max_length=40, required=False)
    email = forms.EmailField(label="Surel", max_length=254, required=False)
    checkpoint_recipients = forms.CharField(
        label="Penerima titik periksa", required=False, widget=_lines(4),
        help_text="Surel kantor yang menyimpan titik periksa buku besar setiap hari, misalnya Inspektorat dan Bagian "
        "Hukum. Satu alamat tiap baris.",
    )  # fmt: skip

    def clean_checkpoint_recipients(self) -> str:
        """One address a line, without spaces and empty lines; the deed checks the addresses themselves."""
        return "\n".join(lines_of(self.cleaned_data["checkpoint_recipients"]))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Change the data of one's own government."""
    user = officer(request, Permission.MANAGE_UNITS)
    city = Government.objects.get(pk=user.government_id)
    form = GovernmentForm(
        request.POST if request.method == "POST" else None, initial={name: getattr(city, name) for name in FIELDS}
    )
    draft = Change(request, form, city)
    if request.method == "POST" and form.is_valid():
        facts = GovernmentFacts(**form.cleaned_data)
        changed = draft.attempt(lambda: change_government(city, facts, by=user, seen=draft.seen))
        if changed is not None:
            messages.success(request, f"Data {changed.name} disimpan.")
            return redirect("government_change")
    context = {"title": "Data pemerintah daerah", "submit": "Simpan perubahan", "cancel": "/", "crumbs": [HOME]}
    return draft.page("administrator/form.html", context)
