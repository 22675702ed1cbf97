"""Uploads that wait between preview and decision: in the shared cache, under a token good for one person only."""

import secrets
from typing import Any

from django.core.cache import cache

from zona.accounts.models import User

#: a preview waits so long
SECONDS = 60 * 60


def wait(user: User, what: str, value: Any) -> str:
    """Keep `value` for an hour; the token brings it back to this person only."""
    token = secrets.token_urlsafe(16)
    cache.set(_key(user, what, token), value, SECONDS)
    return token


def waiting(user: User, what: str, token: str) -> Any:
    """What waits under the token, or None when it is another person's or the hour has passed."""
    return cache.get(_key(user, what, token[:_LONGEST]))


def forget(user: User, what: str, token: str) -> None:
    """The decision was taken."""
    cache.delete(_key(user, what, token[:_LONGEST]))


_LONGEST = 40


def _key(user: User, what: str, token: str) -> str:
    return f"waiting:{user.pk}:{what}:{token}"
