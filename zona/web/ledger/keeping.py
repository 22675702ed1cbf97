"""For how long what is public may be kept by browsers and proxies."""

from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

SECONDS = 10

Answer = TypeVar("Answer", bound=HttpResponseBase)


def kept_briefly(request: HttpRequest, response: Answer) -> Answer:
    """Let it be kept for ten seconds, unless somebody is signed in: then the page around it is theirs."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        response["Cache-Control"] = f"public, max-age={SECONDS}"
    return response
