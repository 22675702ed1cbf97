"""What Zona asks of the sign-in library: nobody registers themselves, and a redirect never leaves the site."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in rules. Whether an account may be signed in at all is `User.is_active`, asked on every path.

    The library's `pre_login`, its password reset and Django's session all read that one property, so a demo account
    outside a demo and a deactivated account are refused everywhere, also in a session that is already open.
    """

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the administrator."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only addresses of the host that was asked: other allowed hosts may serve files of strangers."""
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
