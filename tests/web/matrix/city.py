"""The city in which the matrix asks: the cast, and around Puskesmas Melati one worksheet for every relation.

Everybody with a role of a unit holds it in Puskesmas Melati (1.02.01). Seen from there: `own` is Melati, `below` its
branch, `above` Dinas Kesehatan, `other` Dinas Kependudukan, and `elsewhere` a unit of another government.
"""

import tempfile
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse

from tests.background.made import dead_job
from tests.cast import BEGAN, Cast, build_cast, make_unit, other_city
from tests.evidence.specimens import pdf
from tests.web.matrix.papers import Papers, papers_of
from tests.web.matrix.reading import Addressed
from zona.accounts.models import RoleGrant, User
from zona.assessments.actions.store_result import store_result
from zona.assessments.enums import SEND, AssessmentState
from zona.assessments.models import Assessment, AssessmentTransition
from zona.background.models import Job
from zona.base import clock
from zona.evidence.models import EvidenceFile
from zona.files.storage import keep, receive
from zona.instruments.actions.load_instrument import load_instrument
from zona.instruments.models import LoadedInstrument
from zona.instruments.shipped import FOLDER, shipped_instrument
from zona.ledger.models import Entry
from zona.ledger.record import record
from zona.ledger.sequencer import sequence_all
from zona.notifications.models import Notice
from zona.organizations.enums import UnitCategory
from zona.organizations.models import Employee, Government, Period, WorkUnit
from zona.scoring.structure import Question

#: no row of any table has this number
NOWHERE = 987_654_321
INSTRUMENT = "perwal-tangerang-72-2018"


@dataclass(frozen=True)
class Corner:
    """One unit and what belongs to it; `sheet` is being filled, `sent` is last year's and was sent."""

    unit: WorkUnit
    period: Period
    sheet: Assessment
    sent: Assessment
    proof: EvidenceFile
    employee: Employee
    account: User
    grant: RoleGrant
    job: Job
    entry: Entry
    papers: Papers


@dataclass(frozen=True)
class City:
    """The cast, and a corner of the city for each relation."""

    cast: Cast
    instrument: LoadedInstrument
    corners: dict[str, Corner]
    notices: dict[int, Notice] = field(default_factory=dict)

    def address(self, row: Addressed, relation: str, person: User | None) -> str:
        """Where the row's page stands for an object of that relation to the person."""
        return reverse(row.name, kwargs={name: self._value(name, row, relation, person) for name in row.arguments})

    def _value(self, argument: str, row: Addressed, relation: str, person: User | None) -> Any:
        if relation == "nowhere" and argument in NUMBERED:
            return NOWHERE
        if argument == "pk" and row.kind == "notice":
            return self._notice(relation, person).pk
        corner = self.corners.get(relation, self.corners["own"])
        return _ARGUMENTS[argument if argument != "pk" else row.kind](corner, row)

    def _notice(self, relation: str, person: User | None) -> Notice:
        mine = person.pk if person is not None else self.cast.nobody.pk
        return self.notices[mine if relation == "own" else self.corners["elsewhere"].account.pk]


#: arguments that are numbers of rows
NUMBERED = {"pk", "unit", "evidence", "employee", "grant", "account"}
_ARGUMENTS: dict[str, Any] = {
    "sheet": lambda corner, row: corner.sent.pk if row.variant == "sent" else corner.sheet.pk,
    "unit": lambda corner, row: corner.unit.pk,
    "employee": lambda corner, row: corner.employee.pk,
    "account": lambda corner, row: corner.account.pk,
    "period": lambda corner, row: corner.period.pk,
    "instrument": lambda corner, row: corner.sheet.instrument_id,
    "paper": lambda corner, row: corner.papers.of(row.variant).pk,
    "incoming": lambda corner, row: corner.papers.incoming.pk,
    "certificate": lambda corner, row: corner.papers.certificate.pk,
    "version": lambda corner, row: 1,
    "kind": lambda corner, row: "charter",
    "paper_code": lambda corner, row: corner.papers.approved.code,
    "passkey": lambda corner, row: NOWHERE,
    "grant": lambda corner, row: corner.grant.pk,
    "job": lambda corner, row: corner.job.pk,
    "number": lambda corner, row: corner.entry.position,
    "government": lambda corner, row: corner.unit.government_id,
    "evidence": lambda corner, row: corner.proof.pk,
    "code": lambda corner, row: question_for(row.variant).code,
    "part": lambda corner, row: question_for(row.variant).evidence[0].code,
    "page": lambda corner, row: 1,
    "area": lambda corner, row: "1",
    "predicate": lambda corner, row: "WBK",
    "key": lambda corner, row: "tidak-dikenal",
    "uidb36": lambda corner, row: "1a",
}


def question_for(variant: str) -> Question:
    """The first item that the unit, the survey officer (`survey`) or the inspectorate (`audit`) enters."""
    enters = variant if variant in ("survey", "audit") else "unit"
    questions = shipped_instrument(INSTRUMENT).questions.values()
    return next(question for question in questions if question.entered_by == enters)


def build_city() -> City:
    """Store everything; about a second, so it is built once for all cells."""
    cast = build_cast()
    instrument, _ = load_instrument(FOLDER / f"{INSTRUMENT}.yaml", by=None)
    branch = make_unit(
        cast.city, code="1.02.01.1", name="Pustu Melati", category=UnitCategory.HEALTH_CENTRE, parent=cast.melati
    )
    jernih, far_unit, far_admin = other_city()
    units = {"own": cast.melati, "below": branch, "above": cast.dinkes, "other": cast.dukcapil, "elsewhere": far_unit}
    far_period = _period(jernih, clock.today().year)
    old, far_old = _period(cast.city, clock.today().year - 1), _period(jernih, clock.today().year - 1)
    corners = {
        relation: _corner(
            unit,
            periods=(far_period, far_old) if relation == "elsewhere" else (cast.period, old),
            instrument=instrument,
            account=far_admin if relation == "elsewhere" else cast.dewi,
        )
        for relation, unit in units.items()
    }
    _number(corners)
    people = User.objects.all()
    notices = {
        user.pk: Notice.objects.create(recipient=user, text="Butir 1-a-1 dikembalikan.", address="/") for user in people
    }
    return City(cast, instrument, corners, notices)


def _number(corners: dict[str, Corner]) -> None:
    """Give the ledger's entries their numbers, with keys that are thrown away."""
    with tempfile.TemporaryDirectory() as keys, override_settings(LEDGER_KEYS=keys):
        sequence_all()
    for corner in corners.values():
        corner.entry.refresh_from_db()


def _period(government: Government, year: int) -> Period:
    first, last = date(year, 1, 1), date(year, 12, 31)
    return Period.objects.get_or_create(
        government=government,
        year=year,
        defaults={"name": f"Tahun {year}", "filling_opens": first, "filling_closes": last},
    )[0]


def _corner(unit: WorkUnit, *, periods: tuple[Period, Period], instrument: LoadedInstrument, account: User) -> Corner:
    now, before = periods
    sheet = Assessment.objects.create(unit=unit, period=now, instrument=instrument)
    sent = Assessment.objects.create(unit=unit, period=before, instrument=instrument, state=AssessmentState.SENT)
    AssessmentTransition.objects.create(
        assessment=sent,
        name=SEND.name,
        old=SEND.source,
        new=SEND.target,
        by=account,
        statement="Sesuai keadaan.",
        fingerprint="0" * 64,
    )
    for assessment in (sheet, sent):
        store_result(assessment)
    question = question_for("unit")
    proof = EvidenceFile.objects.create(
        unit=unit,
        period=now,
        question_code=question.code,
        part_code=question.evidence[0].code,
        stored_file=keep(receive(SimpleUploadedFile("SK Tim Kerja.pdf", pdf()))),
        original_name="SK Tim Kerja.pdf",
        uploaded_by=account,
    )
    employee = Employee.objects.create(government=unit.government, unit=unit, name=f"Pegawai {unit.name}")
    grant = RoleGrant.objects.filter(user=account).order_by("pk").first()
    assert grant is not None
    assert grant.starts == BEGAN
    job = dead_job(unit.government, f"unit-{unit.pk}")
    entry = record(
        "unit.created", by=None, subject=unit, unit_id=unit.pk, summary=f"Unit kerja {unit.name} ditambahkan"
    )
    papers = papers_of(unit, proof.stored_file, account)
    return Corner(unit, now, sheet, sent, proof, employee, account, grant, job, entry, papers)
