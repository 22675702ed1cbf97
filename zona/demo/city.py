"""Filling an empty database with the demo city: one transaction, so a failure leaves nothing behind."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction

from zona.accounts.models import User
from zona.demo.cast import Units, make_cast
from zona.demo.dates import Calendar
from zona.demo.files import THIS_YEAR, contact, government, read_bytes, sheets
from zona.demo.official import make_official_papers
from zona.demo.papers import Received, discard_papers, orders, receive_papers
from zona.demo.worksheets import World, make_worksheet
from zona.instruments.actions.load_instrument import load_instrument
from zona.instruments.models import LoadedInstrument
from zona.instruments.shipped import FOLDER
from zona.organizations.actions.create_government import create_government
from zona.organizations.actions.create_period import create_period
from zona.organizations.actions.import_employees import apply_employees
from zona.organizations.actions.import_units import apply_units
from zona.organizations.facts import GovernmentFacts, PeriodFacts
from zona.organizations.models import Government, Period, WorkUnit

#: hears how many steps are done, and of how many
Tell = Callable[[int, int], None]


class DemoRefusedError(Exception):
    """The demo city is not made here; the text is an Indonesian sentence that says why."""


def fill_city(calendar: Calendar, tell: Tell = lambda done, total: None) -> Government:
    """Fill the whole city. Raises DemoRefusedError outside a demo and when a government exists already."""
    _check()
    every, wanted = sheets(), orders(sheets())
    total = len(wanted) + len(every) + 4
    received: Received = {}
    try:
        for done, _ in enumerate(receive_papers(wanted, calendar, into=received), start=1):
            tell(done, total)
        with transaction.atomic():
            _check()
            world = _make_world(calendar, received)
            tell(len(wanted) + 3, total)
            for done, sheet in enumerate(every, start=len(wanted) + 4):
                make_worksheet(world, sheet)
                tell(done, total)
            make_official_papers(world)
            tell(total, total)
    except BaseException:
        discard_papers(received)
        raise
    return world.government


def _check() -> None:
    if not settings.DEMO:
        raise DemoRefusedError("Kota peragaan hanya diisi pada mode peragaan; sistem ini tidak dalam mode itu.")
    if Government.objects.exists():
        raise DemoRefusedError("Basis data ini sudah berisi pemerintah daerah; kota peragaan hanya untuk yang kosong.")


def _make_world(calendar: Calendar, received: Received) -> World:
    city = _make_government()
    units = _make_units(city)
    apply_employees(city, read_bytes("employees.csv"), by=None)
    people = make_cast(city, units, calendar)
    return World(
        government=city,
        units=units,
        periods=_make_periods(city, calendar, by=people["admin"]),
        people=people,
        instruments=_load_instruments(),
        received=received,
        calendar=calendar,
    )


def _make_government() -> Government:
    facts = dict(government())
    facts["letterhead"] = "\n".join(facts["letterhead"])
    return create_government(GovernmentFacts(**facts), is_demo=True)


def _make_units(city: Government) -> Units:
    apply_units(city, read_bytes("units.csv"), by=None)
    return {unit.code: unit for unit in WorkUnit.objects.filter(government=city)}


def _make_periods(city: Government, calendar: Calendar, *, by: User) -> dict[int, Period]:
    """Last year's, closed, and this year's with all windows open today."""
    return {
        offset: create_period(
            city,
            PeriodFacts(
                year=calendar.year(offset),
                name=f"Tahun {calendar.year(offset)}",
                filling=calendar.filling(offset),
                verification=calendar.after_filling("Verifikasi", offset),
                revision=calendar.after_filling("Perbaikan", offset),
                contact=contact(),
            ),
            by=by,
        )
        for offset in (THIS_YEAR - 1, THIS_YEAR)
    }


def _load_instruments() -> dict[str, LoadedInstrument]:
    return {sheet.instrument: load_instrument(FOLDER / f"{sheet.instrument}.yaml", by=None)[0] for sheet in sheets()}
