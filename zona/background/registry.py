"""Which jobs there are: a plain function in the module `jobs` of the app that owns it, with a decorator.

    @job("papers.seal", label="Mengesahkan naskah", attempts=6)
    def seal(*, paper: int) -> None: ...

`job` is for effects inside the database: the function runs in the transaction that marks the job as done, so it must
be short (on SQLite everybody who writes waits for it). `outside_job` is for effects that no transaction can take back,
such as an e-mail; `running` tells how both keep their promise.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from zona.background.errors import UnknownJobError
from zona.background.rules.backoff import DELAYS

#: what remains to be written when an effect outside the database has happened
Finish = Callable[[], None]
Inside = TypeVar("Inside", bound=Callable[..., None])
Outside = TypeVar("Outside", bound=Callable[..., Finish])

_NAME = re.compile(r"[a-z_]+\.[a-z_]+")


@dataclass(frozen=True)
class Kind:
    """One registered job; `label` is what the administrator reads."""

    name: str
    function: Callable[..., Any]
    attempts: int
    delays: tuple[timedelta, ...]
    label: str
    outside: bool


_KINDS: dict[str, Kind] = {}


def job(
    name: str, *, attempts: int = 6, delays: Sequence[timedelta] = DELAYS, label: str = ""
) -> Callable[[Inside], Inside]:
    """Register a function whose effects are all in the database; it returns nothing.

    `name` is `thing.deed`. Raises ValueError for another form, and for a name that another function has.
    """

    def register(function: Inside) -> Inside:
        _register(Kind(name, function, attempts, tuple(delays), label or name, outside=False))
        return function

    return register


def outside_job(
    name: str, *, attempts: int = 6, delays: Sequence[timedelta] = DELAYS, label: str = ""
) -> Callable[[Outside], Outside]:
    """Register a function with an effect outside the database; it runs in no transaction.

    It returns what is then to be written, which is written together with the done mark. An exception of it means that
    the effect has not happened, except UncertainError. Raises as `job` does.
    """

    def register(function: Outside) -> Outside:
        _register(Kind(name, function, attempts, tuple(delays), label or name, outside=True))
        return function

    return register


def kind_of(name: str) -> Kind:
    """The job of that name. Raises UnknownJobError, for instance after an update that took it away."""
    try:
        return _KINDS[name]
    except KeyError:
        raise UnknownJobError(name) from None


def label_of(name: str) -> str:
    """What the administrator reads; the name itself when this version no longer knows the job."""
    return _KINDS[name].label if name in _KINDS else name


def _register(kind: Kind) -> None:
    if not _NAME.fullmatch(kind.name) or kind.attempts < 1 or not kind.delays:
        raise ValueError(f"{kind.name}: a job is called thing.deed, is tried at least once and waits between tries")
    known = _KINDS.setdefault(kind.name, kind)
    if known.function.__qualname__ != kind.function.__qualname__:
        raise ValueError(f"{kind.name} is registered twice")
    _KINDS[kind.name] = kind
