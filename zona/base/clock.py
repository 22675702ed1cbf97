"""The one place that tells the time, so that a test can stand still and a deed can be dated on purpose."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """Today's date in the city's own time zone; windows open and close by it."""
    return timezone.localdate()
