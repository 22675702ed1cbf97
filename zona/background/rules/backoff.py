"""How long to wait before the next try: longer each time, and not all jobs at the same moment."""

from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256

#: after the first failure, after the second, and so on
DELAYS = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
)
#: at most this share of a delay is taken off
SPREAD = 0.2


def delay_after(failures: int, key: str, delays: Sequence[timedelta] = DELAYS) -> timedelta:
    """How long to wait after so many failures; the last delay repeats.

    Never longer than the delay itself, so a server that is back is asked within it. What is taken off comes from the
    key: a hundred jobs that failed together do not come back together, and a test knows the time exactly.
    """
    whole = delays[min(failures, len(delays)) - 1]
    return whole * (1 - SPREAD * _share(f"{key}:{failures}"))


def _share(text: str) -> float:
    """A number from 0 to 1 that the text alone decides."""
    return int.from_bytes(sha256(text.encode()).digest()[:4]) / 0xFFFF_FFFF
