"""Deeds on the government, its units, periods and employees."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.cast import Cast, other_city
from zona.accounts.enums import Role
from zona.accounts.policy import NotPermitted
from zona.ledger.models import Entry
from zona.organizations.actions.change_employee import change_employee
from zona.organizations.actions.change_government import change_government
from zona.organizations.actions.change_period import change_period
from zona.organizations.actions.change_unit import change_unit
from zona.organizations.actions.close_unit import close_unit
from zona.organizations.actions.create_employee import create_employee
from zona.organizations.actions.create_government import create_government
from zona.organizations.actions.create_period import create_period
from zona.organizations.actions.create_unit import create_unit
from zona.organizations.actions.import_employees import apply_employees, preview_employees
from zona.organizations.actions.import_units import apply_units, preview_units
from zona.organizations.actions.record_departure import record_departure
from zona.organizations.enums import UnitCategory, category_named
from zona.organizations.facts import EmployeeFacts, GovernmentFacts, PeriodFacts, UnitFacts
from zona.organizations.models import Employee, WorkUnit
from zona.organizations.rules.windows import Window

PUSTU = UnitFacts(code="1.02.01.1", name="Pustu Mawar", category=UnitCategory.HEALTH_CENTRE)
NEXT = PeriodFacts(
    year=2040,
    name="Tahun 2040",
    filling=Window("", date(2040, 1, 1), date(2040, 3, 31)),
    revision=Window("", date(2040, 5, 1), date(2040, 5, 31)),
)
UNITS_FILE = b"Kode;Nama;Jenis\n3.01;Dinas Perhubungan;OPD\n"
PEOPLE_FILE = b"Nama;Kode unit\nTuti;1.02.01\n"
NIP = "199001012015012002"

DEEDS = {
    "change_government": lambda cast, by: change_government(
        cast.city, GovernmentFacts(name="Baru", short_name="Baru"), by=by
    ),
    "create_unit": lambda cast, by: create_unit(cast.city, PUSTU, by=by),
    "change_unit": lambda cast, by: change_unit(cast.melati, PUSTU, by=by),
    "close_unit": lambda cast, by: close_unit(cast.asri, closed_on=date(2026, 1, 1), by=by),
    "create_period": lambda cast, by: create_period(cast.city, NEXT, by=by),
    "change_period": lambda cast, by: change_period(cast.period, NEXT, by=by),
    "create_employee": lambda cast, by: create_employee(cast.city, EmployeeFacts(unit=cast.melati, name="Tuti"), by=by),
    "change_employee": lambda cast, by: change_employee(
        cast.joko_employee, EmployeeFacts(unit=cast.melati, name="Tuti"), by=by
    ),
    "record_departure": lambda cast, by: record_departure(cast.joko_employee, left_on=date(2026, 1, 1), by=by),
    "apply_units": lambda cast, by: apply_units(cast.city, UNITS_FILE, by=by),
    "apply_employees": lambda cast, by: apply_employees(cast.city, PEOPLE_FILE, by=by),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_only_the_administrator_of_this_government_may(cast: Cast, deed: str):
    strangers = [user for role, user in cast.by_role.items() if role is not Role.ADMINISTRATOR]
    for by in [*strangers, other_city()[2]]:
        with pytest.raises(NotPermitted):
            DEEDS[deed](cast, by)
    assert not Entry.objects.exists()
    DEEDS[deed](cast, cast.admin)
    assert {entry.actor_id for entry in Entry.objects.all()} == {cast.admin.pk}


@pytest.mark.parametrize(
    "look",
    [
        lambda c, by: preview_units(c.city, UNITS_FILE, by=by),
        lambda c, by: preview_employees(c.city, PEOPLE_FILE, by=by),
    ],
)
def test_a_preview_needs_the_right_too_and_writes_nothing(cast: Cast, look):
    with pytest.raises(NotPermitted):
        look(cast, cast.ratna)
    look(cast, cast.admin)
    assert (WorkUnit.objects.count(), Employee.objects.count(), Entry.objects.count()) == (6, 1, 0)


def test_a_government_is_registered_by_the_system(db: None):
    city = create_government(GovernmentFacts(name="Pemerintah Kota Uji", short_name="Kota Uji", letterhead="A\nB"))
    assert city.letterhead_lines == ["A", "B"]
    assert (Entry.objects.get().event, Entry.objects.get().actor_name) == ("government.created", "Zona")


def test_a_unit_is_added_under_its_parent(cast: Cast):
    unit = create_unit(cast.city, replace(PUSTU, parent=cast.melati), by=cast.admin)
    entry = Entry.objects.get()
    assert unit.parent == cast.melati
    assert (entry.event, entry.unit_id, entry.details["code"]) == ("unit.created", unit.pk, "1.02.01.1")


@pytest.mark.parametrize("code", ["1.02", "1.02 "])
def test_a_code_is_used_once(cast: Cast, code: str):
    with pytest.raises(ValidationError, match="sudah dipakai"):
        create_unit(cast.city, replace(PUSTU, code=code), by=cast.admin)
    change_unit(cast.dukcapil, replace(UnitFacts.of(cast.dukcapil), code="disdukcapil"), by=cast.admin)
    with pytest.raises(ValidationError, match="sudah dipakai"):
        create_unit(cast.city, replace(PUSTU, code="DISDUKCAPIL"), by=cast.admin)


def test_a_unit_that_changes_leaves_old_and_new(cast: Cast):
    facts = replace(UnitFacts.of(cast.melati), name="Puskesmas Melati Indah", parent=None)
    unit = change_unit(cast.melati, facts, by=cast.admin)
    assert (unit.name, unit.parent) == ("Puskesmas Melati Indah", None)
    assert Entry.objects.get().details["changes"] == {
        "name": ["Puskesmas Melati", "Puskesmas Melati Indah"],
        "parent": [cast.dinkes.pk, None],
    }
    change_unit(unit, facts, by=cast.admin)
    assert Entry.objects.count() == 1  # nothing changed, nothing to tell


def test_a_unit_cannot_hang_under_itself_or_a_stranger(cast: Cast):
    stranger = other_city()[1]
    for parent, why in (
        (cast.melati, "di bawahnya sendiri"),
        (cast.dinkes, "dirinya sendiri"),
        (stranger, "daerah lain"),
    ):
        with pytest.raises(ValidationError, match=why):
            change_unit(cast.dinkes, replace(UnitFacts.of(cast.dinkes), parent=parent), by=cast.admin)


def test_a_unit_is_closed_when_it_is_empty(cast: Cast):
    day = date(2026, 7, 1)
    with pytest.raises(ValidationError, match="masih membawahi 2 unit"):
        close_unit(cast.dinkes, closed_on=day, by=cast.admin)
    with pytest.raises(ValidationError, match="masih mempunyai 1 pegawai"):
        close_unit(cast.melati, closed_on=day, by=cast.admin)
    closed = close_unit(cast.kenanga, closed_on=day, by=cast.admin)
    assert not closed.is_active
    for deed in (
        lambda: close_unit(closed, closed_on=day, by=cast.admin),
        lambda: change_unit(closed, UnitFacts.of(closed), by=cast.admin),
        lambda: create_unit(cast.city, replace(PUSTU, parent=closed), by=cast.admin),
        lambda: create_employee(cast.city, EmployeeFacts(unit=closed, name="Tuti"), by=cast.admin),
    ):
        with pytest.raises(ValidationError, match="sudah ditutup"):
            deed()


def test_a_window_that_moved_leaves_old_and_new(cast: Cast):
    period = create_period(cast.city, NEXT, by=cast.admin)
    moved = replace(PeriodFacts.of(period), filling=Window("", date(2040, 1, 1), date(2040, 4, 15)), revision=None)
    period = change_period(period, moved, by=cast.admin)
    assert period.filling.closes == date(2040, 4, 15)
    assert period.revision is None
    changes = Entry.objects.get(event="period.changed").details["changes"]
    assert changes["filling_closes"] == ["2040-03-31", "2040-04-15"]
    with pytest.raises(ValidationError, match="sudah ada"):
        create_period(cast.city, NEXT, by=cast.admin)


def test_an_employee_is_registered_moves_and_leaves(cast: Cast):
    facts = EmployeeFacts(unit=cast.melati, name="Tuti Alawiyah", employee_number="19900101 201501 2 002")
    tuti = create_employee(cast.city, facts, by=cast.admin)
    assert tuti.employee_number == NIP
    tuti = change_employee(tuti, replace(EmployeeFacts.of(tuti), unit=cast.kenanga, phone="0812"), by=cast.admin)
    left = record_departure(tuti, left_on=date(2026, 2, 1), by=cast.admin)
    assert not left.is_active
    assert record_departure(left, left_on=None, by=cast.admin).is_active
    events = list(Entry.objects.order_by("id").values_list("event", flat=True))
    assert events == ["employee.created", "employee.changed", "employee.left", "employee.returned"]


def test_the_ledger_holds_no_personal_data_of_employees(cast: Cast):
    change_employee(
        cast.joko_employee, replace(EmployeeFacts.of(cast.joko_employee), phone="081299", name="Joko P"), by=cast.admin
    )
    entry = Entry.objects.get()
    text = f"{entry.summary} {entry.details}"
    assert entry.details["fields"] == ["name", "phone"]
    assert "Joko" not in text
    assert "081299" not in text


@pytest.mark.parametrize("number", ["123", "1990010120150120021", "19900101201501200X"])
def test_a_wrong_nip_is_refused(cast: Cast, number: str):
    with pytest.raises(ValidationError):
        create_employee(cast.city, EmployeeFacts(unit=cast.melati, name="A", employee_number=number), by=cast.admin)


def test_categories_are_read_from_words_people_write():
    assert category_named(" rumah  SAKIT ") is UnitCategory.HOSPITAL
    assert category_named("dinas") is UnitCategory.DEPARTMENT
    assert category_named("Dinas Kesehatan") is None  # a name is no category
