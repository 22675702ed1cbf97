"""Dates of the demo city, counted from the real today so that it works in every year."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from zona.base import clock
from zona.demo.files import THIS_YEAR
from zona.organizations.rules.windows import Window

#: an acting head has begun and has months to go
ACTING_SINCE = timedelta(days=60)
ACTING_UNTIL = timedelta(days=120)
_OFFICE_OPENS, _OFFICE_MINUTES = 8, 8 * 60


@dataclass(frozen=True)
class Calendar:
    """The demo city's year, of which `today` is as much as has passed."""

    today: date

    def year(self, offset: int) -> int:
        """This year, or an earlier one."""
        return self.today.year + offset

    def day(self, share: float, offset: int = THIS_YEAR) -> date:
        """A day so far into the year: 0 is 1 January, 1 is today, or 31 December of an earlier year."""
        first = date(self.year(offset), 1, 1)
        last = self.today if offset == THIS_YEAR else date(self.year(offset), 12, 31)
        return first + timedelta(days=int((last - first).days * share))

    def moment(self, share: float, offset: int = THIS_YEAR) -> datetime:
        """The same with an hour of the working day, never in the future."""
        minutes = int(share * 100_000) % _OFFICE_MINUTES
        at = datetime.combine(self.day(share, offset), time(_OFFICE_OPENS)) + timedelta(minutes=minutes)
        return min(timezone.make_aware(at), clock.now())

    def filling(self, offset: int) -> Window:
        """The whole year."""
        return Window("Pengisian", date(self.year(offset), 1, 1), date(self.year(offset), 12, 31))

    def after_filling(self, name: str, offset: int) -> Window:
        """Verification or revision: around today in the running year, the last quarter of an earlier one."""
        year = self.year(offset)
        opens = date(year, 10, 1)
        if offset == THIS_YEAR:
            opens = max(date(year, 1, 1), self.today - timedelta(days=21))
        return Window(name, opens, date(year, 12, 31))
