"""A signature by hand: the scan of the signed paper, two witnesses, and the statement that it is the same paper."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zona.accounts.models import User
from zona.documents.actions.sign_on_paper import WITNESSES, WetWitness, sign_on_paper
from zona.documents.enums import PaperState
from zona.documents.errors import DocumentError
from zona.documents.models import Paper
from zona.documents.rights import may_approve
from zona.files.rules.kinds import size_shown
from zona.web.administrator.deeds import form_page
from zona.web.papers.access import forbid_unless, paper_of
from zona.web.papers.page import crumbs, signers_of
from zona.web.papers.scans import Scan

WHAT = "wet_scan"


class WetForm(forms.Form):
    """The scan, who saw it being signed, and the statement."""

    pindaian = forms.FileField(
        label="Pindaian naskah bertanda tangan",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
    )
    pernyataan = forms.BooleanField(
        label="Pindaian ini sesuai dengan naskah yang disetujui dan ditandatangani di hadapan kedua saksi.",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pindaian"].help_text = f"PDF, paling besar {size_shown(settings.UPLOAD_LIMIT_BYTES)}."
        for number in range(1, WITNESSES + 1):
            self.fields[f"saksi_{number}"] = forms.CharField(label=f"Nama saksi {number}", max_length=200)
            self.fields[f"jabatan_{number}"] = forms.CharField(label=f"Jabatan saksi {number}", max_length=200)
        self.order_fields(["pindaian", *(name for name in self.fields if "_" in name), "pernyataan"])

    @property
    def witnesses(self) -> tuple[WetWitness, ...]:
        """Who saw it."""
        given = self.cleaned_data
        numbers = range(1, WITNESSES + 1)
        return tuple(WetWitness(given[f"saksi_{number}"], given[f"jabatan_{number}"]) for number in numbers)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Keep the scan for the signer whose turn it is."""
    user, paper = paper_of(request, pk)
    allowed = may_approve(user, paper.kind, paper.unit)
    forbid_unless(allowed, "Anda tidak berwenang mencatat tanda tangan basah naskah ini.")
    if paper.state != PaperState.APPROVED:
        messages.info(request, f"Keadaan naskah sekarang: {paper.get_state_display()}.")
        return redirect("paper", pk=pk)
    form = WetForm(request.POST or None, request.FILES or None)
    scan = Scan.of(request, user, WHAT, form, "pindaian")
    if request.method == "POST" and form.is_valid() and _kept(form, paper, user, scan):
        messages.success(request, "Tanda tangan basah dicatat bersama pindaiannya.")
        return redirect("paper", pk=pk)
    signer = next((one for one in signers_of(paper) if not hasattr(one, "signature")), None)
    context = {"paper": paper, "signer": signer, "scan": scan, "crumbs": crumbs(paper, "Tanda tangan basah")}
    return form_page(request, "papers/wet.html", form, context | {"cancel": reverse("paper", args=[pk])})


def _kept(form: WetForm, paper: Paper, user: User, scan: Scan) -> bool:
    if scan.received is None:
        form.add_error("pindaian", "Pilih pindaian naskah bertanda tangan.")
        return False
    try:
        confirmed = form.cleaned_data["pernyataan"]
        sign_on_paper(paper.pk, by=user, scan=scan.received, witnesses=form.witnesses, confirmed=confirmed)
    except DocumentError as problem:
        form.add_error("pernyataan" if "pernyataan" in str(problem) else None, str(problem))
        return False
    scan.forget()
    return True
