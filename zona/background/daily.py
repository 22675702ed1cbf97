"""What the worker starts once a day: short functions that leave jobs behind, registered by the app that owns them.

Each must be safe to call again on the same day, because a worker that restarts begins its day anew.
"""

import logging
from collections.abc import Callable
from typing import TypeVar

log = logging.getLogger(__name__)

Daily = TypeVar("Daily", bound=Callable[[], object])
_DAILY: list[Callable[[], object]] = []


def daily(function: Daily) -> Daily:
    """Register a function; in the module `jobs` of an app, where the worker finds it."""
    _DAILY.append(function)
    return function


def start_the_day() -> None:
    """Call them all; one that fails is logged and does not keep the others from running."""
    for function in _DAILY:
        try:
            function()
        except Exception:  # whatever an app does wrong, the worker goes on
            log.exception("pekerjaan harian %s gagal", function.__qualname__)
