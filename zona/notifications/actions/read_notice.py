"""Mark a notice as read."""

from zona.base import clock
from zona.notifications.models import Notice


def read_notice(notice: Notice) -> None:
    """From now on it counts as read; the first time stays."""
    if notice.read_at is None:
        notice.read_at = clock.now()
        notice.save(update_fields=["read_at"])
