"""Parts of allauth that Zona does not offer."""

from django.http import Http404, HttpRequest, HttpResponse


def email(request: HttpRequest) -> HttpResponse:
    """Nobody keeps e-mail addresses alone: the administrator does, with the person's account.

    allauth's own page would store an unverified address on a mere visit and then refuse a second factor.
    """
    raise Http404("Alamat surel diatur oleh administrator.")
