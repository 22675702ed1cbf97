"""So many tries a minute from one address: examining a file costs CPU, and codes must not be guessed."""

import time
from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

#: tries of one kind in a minute
MOST = 20
SECONDS = 60


def is_too_many(request: HttpRequest, what: str) -> bool:
    """Whether the address has used up its minute."""
    return int(cache.get(_key(request, what), 0)) >= MOST


def count(request: HttpRequest, what: str) -> None:
    """One more try. Two at the same moment may count as one, which a limit can bear."""
    key = _key(request, what)
    if not cache.add(key, 1, 2 * SECONDS):
        try:
            cache.incr(key)
        except ValueError:  # the minute ended in between
            cache.set(key, 1, 2 * SECONDS)


def _key(request: HttpRequest, what: str) -> str:
    """The address is not kept as such: it is somebody's."""
    address = get_adapter(request).get_client_ip(request)
    minute = int(time.time()) // SECONDS
    return f"verifikasi:{what}:{minute}:{sha256(str(address).encode()).hexdigest()[:32]}"
