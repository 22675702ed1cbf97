"""The guide for users: plain pages, readable without signing in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zona.files.rules.kinds import limits_in_full


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """How to fill, prove, send and read a worksheet."""
    return render(request, "help/guide.html", {"limits": list(limits_in_full(settings.UPLOAD_LIMIT_BYTES))})
