"""The sheet of all parts: build screens from it, and extend it first."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zona.web.developer import samples
from zona.web.developer.forms import FilterForm, SampleForm


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component in all its states, with invented data; hidden where real people work."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    context = samples.everything() | {
        "form": SampleForm(),
        "wrong_form": SampleForm({"progress": "lebih"}, auto_id="salah_%s"),
        "filter_form": FilterForm(),
        "page": Paginator(range(480), 20).get_page(request.GET.get("halaman")),
    }
    return render(request, "developer/components.html", context)
