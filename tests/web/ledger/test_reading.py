"""Who may read which entry: every class of readers × every role, written out (zona/ledger/queries.py)."""

import pytest

from tests.cast import Cast, other_city
from tests.web.matrix.table import PERSONS
from zona.accounts.enums import Role
from zona.ledger.enums import RELEASING_EVENTS, Visibility
from zona.ledger.models import WHOLE_INSTALLATION, Entry
from zona.ledger.queries import readable, sealed, shown
from zona.ledger.record import record
from zona.web.ledger.access import reader_of

pytestmark = pytest.mark.django_db

OF_UNIT = {Role.UNIT_HEAD, Role.TEAM_LEAD, Role.TEAM_MEMBER}
TPI = {Role.ASSESSOR, Role.ASSESSOR_LEAD, Role.TECHNICAL_CONTROLLER}
OFFICERS = {Role.ADMINISTRATOR, Role.INSPECTOR}
#: who views every worksheet of the government
EVERYWHERE = TPI | OFFICERS | {Role.REGIONAL_SECRETARY, Role.MAYOR, Role.SURVEY_OFFICER}

#: class, of the unit or not -> the roles (all held in Puskesmas Melati) that read it
READS: dict[tuple[Visibility, str], set[Role]] = {
    (Visibility.UNIT, "own unit"): OF_UNIT | EVERYWHERE,
    (Visibility.UNIT, "other unit"): EVERYWHERE,
    (Visibility.UNIT, "no unit"): OFFICERS,
    (Visibility.OFFICERS, "own unit"): OFFICERS,
    (Visibility.OFFICERS, "no unit"): OFFICERS,
    (Visibility.ASSESSORS, "own unit"): TPI | {Role.INSPECTOR},
    (Visibility.ASSESSORS, "released"): TPI | OF_UNIT | EVERYWHERE,
    (Visibility.ASSESSORS, "released, other unit"): EVERYWHERE,
    (Visibility.SEALED, "own unit"): set(),
    (Visibility.SEALED, "no unit"): set(),
}


def write(cast: Cast, visibility: Visibility, where: str) -> Entry:
    unit = cast.dukcapil if "other" in where else cast.melati
    number = None if where == "no unit" else unit.pk
    entry = record("x.done", by=cast.admin, subject=unit, summary="Isi", unit_id=number, visibility=visibility)
    if "released" in where:
        record(RELEASING_EVENTS[0], by=cast.admin, subject=unit, summary="Dibuka", unit_id=number)
    return entry


@pytest.mark.parametrize(("visibility", "where"), READS)
def test_each_class_is_read_by_exactly_these_roles(cast: Cast, visibility: Visibility, where: str) -> None:
    entry = write(cast, visibility, where)
    people = {role: cast.by_role[role] for role in PERSONS.values() if role}
    reading = {role for role, person in people.items() if readable(reader_of(person)).filter(pk=entry.pk).exists()}
    assert reading == READS[visibility, where]
    assert not readable(reader_of(cast.nobody)).filter(pk=entry.pk).exists()


def test_only_a_later_release_about_the_same_object_opens(cast: Cast) -> None:
    record(RELEASING_EVENTS[0], by=cast.admin, subject=cast.melati, summary="Dibuka", unit_id=cast.melati.pk)
    record(RELEASING_EVENTS[0], by=cast.admin, subject=cast.kenanga, summary="Dibuka", unit_id=cast.melati.pk)
    entry = write(cast, Visibility.ASSESSORS, "own unit")
    assert not readable(reader_of(cast.joko)).filter(pk=entry.pk).exists()


@pytest.mark.parametrize("visibility", Visibility)
def test_nobody_of_another_government_reads_anything(cast: Cast, visibility: Visibility) -> None:
    _, _, far = other_city()
    entry = write(cast, visibility, "own unit")
    assert not readable(reader_of(far)).filter(pk=entry.pk).exists()


def test_what_the_installation_does_is_for_officers(cast: Cast) -> None:
    log = record("instrument.loaded", by=None, subject=_Nowhere(), summary="Instrumen dimuat")  # type: ignore[arg-type]
    assert log.log == WHOLE_INSTALLATION
    reading = {name for name in ("surya", "admin", "maya", "joko") if log in readable(reader_of(getattr(cast, name)))}
    assert reading == {"surya", "admin"}


class _Nowhere:
    """An object that belongs to no government."""

    pk = 7

    class _meta:  # noqa: N801
        label_lower = "instruments.loadedinstrument"


def test_the_inspector_is_shown_that_a_sealed_entry_exists(cast: Cast) -> None:
    entry = write(cast, Visibility.SEALED, "no unit")
    assert entry in shown(reader_of(cast.surya), cast.city.pk)
    assert entry not in readable(reader_of(cast.surya))


def test_the_plain_question_finds_what_the_classes_say(cast: Cast) -> None:
    _, unit, admin = other_city()
    record("x.done", by=admin, subject=unit, summary="Di tempat lain", unit_id=unit.pk)
    record("instrument.loaded", by=None, subject=_Nowhere(), summary="Instrumen dimuat")  # type: ignore[arg-type]
    for visibility, where in READS:
        write(cast, visibility, where)
    reader = reader_of(cast.surya)
    assert reader.reads_everything
    for log in (cast.city.pk, WHOLE_INSTALLATION):
        wanted = set((readable(reader) | sealed(reader)).filter(log=log))
        assert set(shown(reader, log)) == set(shown(reader, log, walking=True)) == wanted
    assert not reader_of(cast.admin).reads_everything


def test_an_erased_entry_is_left_to_the_officers(cast: Cast) -> None:
    from zona.ledger.erase import erase

    entry = write(cast, Visibility.UNIT, "own unit")
    assert entry in readable(reader_of(cast.joko))
    erase([entry], reason="permintaan 1")
    assert entry not in readable(reader_of(cast.joko))
    assert entry in readable(reader_of(cast.surya))
