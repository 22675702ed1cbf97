"""What views ask of a request."""

import re

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from zona.accounts.models import User


def year_of(request: HttpRequest) -> int | None:
    """The year an address asks for (`?tahun=2026`); None when it is no year."""
    text = request.GET.get("tahun", "")
    return int(text) if re.fullmatch(r"[0-9]{4}", text) else None


def user_of(request: HttpRequest) -> User:
    """The signed-in person. Raises PermissionDenied; `login_required` stands before it, this is the second lock."""
    if not isinstance(request.user, User):
        raise PermissionDenied("Silakan masuk lebih dulu.")
    return request.user
