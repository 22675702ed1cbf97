"""Before something that cannot be taken back: the second factor once more, given within the last minutes.

allauth writes every way of authenticating into the session with its moment; `allauth.account.authentication` is the
documented door to those records (docs.allauth.org, account, "Reauthentication" and mfa). A record of the method `mfa`
is a code of the app, a recovery code or a passkey, at sign-in or at reauthentication.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from zona.web.requests import user_of

#: seconds for which a second factor counts
SECONDS = 5 * 60
WHY = (
    "Menandatangani dan menyatakan naskah tidak berlaku memerlukan pengaman kedua, supaya kata sandi yang bocor tidak "
    "cukup untuk memakai nama Anda. Aktifkan satu di halaman ini, lalu kembali ke naskahnya."
)

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]


def second_factor_required(view: View[Rest]) -> View[Rest]:
    """Let only those in who gave a second factor within `SECONDS`; others are asked for it and come back.

    What was posted is not kept on the way: it may hold a pass phrase. Whether the person may be here at all is checked
    before, so that strangers get their 404 and no question.
    """

    @wraps(view)
    def asked(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        return view(request, *args, **kwargs) if is_fresh(request) else _ask(request)

    return asked


def is_fresh(request: HttpRequest) -> bool:
    """Whether a second factor was given in this session within the last minutes."""
    earliest = time.time() - SECONDS
    records = get_authentication_records(request, user_of(request))
    return any(one.get("method") == "mfa" and one.get("at", 0) > earliest for one in records)


def _ask(request: HttpRequest) -> HttpResponseBase:
    user = user_of(request)
    if not is_mfa_enabled(user):
        messages.warning(request, WHY)
        address = reverse("mfa_index")
    else:
        by_code = is_mfa_enabled(user, types=[Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES])
        page = reverse("mfa_reauthenticate" if by_code else "mfa_reauthenticate_webauthn")
        address = f"{page}?{urlencode({'next': request.get_full_path()})}"
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=200, headers={"HX-Redirect": address})
    return redirect(address)
