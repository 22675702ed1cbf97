"""What views ask of a request."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from zona.accounts.models import User


def user_of(request: HttpRequest) -> User:
    """The signed-in person. Raises PermissionDenied; `login_required` stands before it, this is the second lock."""
    if not isinstance(request.user, User):
        raise PermissionDenied("Silakan masuk lebih dulu.")
    return request.user
