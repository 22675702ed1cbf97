"""When there is no demo city: refused outside a demo, nothing left behind by a failure, other days of the year."""

from datetime import date
from fractions import Fraction
from random import Random

import pytest
from django.conf import settings

from zona.console import CommandError
from zona.console.commands import demo as command
from zona.demo import city
from zona.demo.answers import UnreachableError, answers_worth
from zona.demo.city import DemoRefusedError, fill_city
from zona.demo.dates import Calendar
from zona.demo.files import cast, papers, sheets, unit_names
from zona.demo.papers import Order, Received
from zona.files.storage import root
from zona.instruments.shipped import shipped_ids, shipped_instrument
from zona.organizations.models import Government
from zona.scoring.engine import Scorer


@pytest.mark.django_db
def test_refused_outside_a_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEMO", False)
    with pytest.raises(CommandError, match="mode peragaan"):
        command.fill()
    assert list(command.sign_ins()) == []
    assert not Government.objects.exists()


@pytest.mark.django_db
def test_refused_beside_another_government(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEMO", True)
    Government.objects.create(name="Pemerintah Kota Bening", short_name="Kota Bening")
    with pytest.raises(DemoRefusedError, match="sudah berisi"):
        fill_city(Calendar(date(2026, 11, 23)))


@pytest.mark.django_db
def test_a_failure_leaves_neither_rows_nor_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEMO", True)
    before = sum(path.is_file() for path in root().rglob("*"))
    monkeypatch.setattr(city, "orders", lambda sheets: two_orders())
    monkeypatch.setattr(city, "make_worksheet", broken)
    with pytest.raises(ZeroDivisionError):
        fill_city(Calendar(date(2026, 11, 23)))
    assert not Government.objects.exists()
    assert sum(path.is_file() for path in root().rglob("*")) == before


def two_orders() -> list[Order]:
    from zona.demo.papers import orders

    return orders(sheets())[:2]


def broken(*_: object) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2027, 2, 28), date(2028, 2, 29), date(2026, 12, 31)])
def test_the_calendar_works_on_every_day(today: date) -> None:
    calendar = Calendar(today)
    assert calendar.filling(0).state(today).is_open
    assert calendar.after_filling("Perbaikan", 0).state(today).is_open
    for share in (0.0, 0.5, 0.97, 1.0):
        assert date(today.year, 1, 1) <= calendar.day(share) <= today
        assert calendar.day(share, -1).year == today.year - 1


def test_points_that_cannot_be_reached_are_refused() -> None:
    scorer = Scorer(shipped_instrument("perwal-tangerang-72-2018"))
    with pytest.raises(UnreachableError):
        answers_worth(scorer, Fraction("60.01"), Random(1))


def test_the_data_files_fit_each_other() -> None:
    units, kinds = unit_names(), set(papers())
    assert {person.unit for person in cast() if person.unit} <= set(units)
    assert len({person.nip for person in cast() if person.nip}) == len(cast()) - 1
    for sheet in sheets():
        assert sheet.unit in units
        assert sheet.instrument in shipped_ids()
        assert set(sheet.papers) <= kinds
        codes = shipped_instrument(sheet.instrument).questions
        assert {*sheet.results, *sheet.notes, *sheet.returned} <= set(codes)


def test_no_recipe_part_is_claimed_by_two_papers() -> None:
    claimed = [part for text in papers().values() for part in text.parts]
    assert len(claimed) == len(set(claimed))


def test_nothing_received_is_nothing_to_discard() -> None:
    from zona.demo.papers import discard_papers

    received: Received = {}
    discard_papers(received)
    assert received == {}
