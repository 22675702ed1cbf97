"""A city of any size by bulk inserts, for the benches of pages: `make_city(600)`; `./zi bench city [--units 600]`.

Every unit has this year's worksheet: all questions answered at random, about half proven by one stored file, result
stored. One account for each role, all with `PASSWORD`. Answers repeat after `PATTERNS` units, so that arithmetic does
not decide how long it takes. Last line of the bench: `N units in S s`.
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zona.accounts.enums import Role
    from zona.accounts.models import User
    from zona.assessments.models import Answer, Assessment, AssessmentTransition
    from zona.evidence.models import EvidenceFile
    from zona.files.models import StoredFile
    from zona.instruments.models import LoadedInstrument
    from zona.organizations.models import Government, Period, WorkUnit
    from zona.scoring.answers import Answer as Given

PASSWORD = "kata-sandi-untuk-mengukur"  # noqa: S105
INSTRUMENT = "perwal-tangerang-72-2018"
PATTERNS = 24
_SLOTS = 0.6
_CHILDREN = 12


@dataclass(frozen=True)
class City:
    """What was made; holders of unit roles hold them for the first unit."""

    government: "Government"
    period: "Period"
    units: "list[WorkUnit]"
    assessments: "list[Assessment]"
    users: "dict[Role, User]"


def make_city(units: int, *, seed: int = 72) -> City:
    """Fill the present database; one transaction. Django must be set up and the tables there."""
    from django.db import transaction

    from zona.base import clock
    from zona.instruments.actions.load_instrument import load_instrument
    from zona.instruments.shipped import FOLDER
    from zona.organizations.models import Government, Period

    chance = random.Random(seed)
    stored = _stored_file()
    with transaction.atomic():
        instrument, _ = load_instrument(FOLDER / f"{INSTRUMENT}.yaml", by=None)
        city = Government.objects.create(name="Pemerintah Kota Ukur", short_name="Kota Ukur")
        year = clock.today().year
        period = Period.objects.create(
            government=city,
            year=year,
            name=f"Tahun {year}",
            filling_opens=date(year, 1, 1),
            filling_closes=date(year, 12, 31),
        )
        made = _units(city, units)
        users = _users(city, made[0])
        by = next(iter(users.values()))
        assessments = _assessments(made, period, instrument, by)
        _fill(assessments, instrument, stored, by, chance)
    return City(city, period, made, assessments, users)


def _stored_file() -> "StoredFile":
    from django.core.files.uploadedfile import SimpleUploadedFile

    from zona.base import clock
    from zona.demo.dates import Calendar
    from zona.demo.files import sheets
    from zona.demo.papers import orders, paper_pdf
    from zona.files.storage import keep, receive

    pdf = paper_pdf(orders(sheets())[0], Calendar(clock.today()))
    return keep(receive(SimpleUploadedFile("Laporan.pdf", pdf, "application/pdf")))


def _units(city: "Government", count: int) -> "list[WorkUnit]":
    from zona.organizations.enums import UnitCategory
    from zona.organizations.models import WorkUnit

    below = [category for category in UnitCategory if category is not UnitCategory.DEPARTMENT]
    parents = WorkUnit.objects.bulk_create(
        WorkUnit(government=city, code=f"1.{at:03}", name=f"Dinas Ukur {at}", category=UnitCategory.DEPARTMENT)
        for at in range(1 + (count - 1) // (_CHILDREN + 1))
    )
    children = WorkUnit.objects.bulk_create(
        WorkUnit(
            government=city,
            parent=parents[at // _CHILDREN],
            code=f"{parents[at // _CHILDREN].code}.{at % _CHILDREN:02}",
            name=f"{(category := below[at % len(below)]).label} Ukur {at}",
            category=category,
        )
        for at in range(count - len(parents))
    )
    return [*parents, *children]


def _users(city: "Government", unit: "WorkUnit") -> "dict[Role, User]":
    from django.contrib.auth.hashers import make_password

    from zona.accounts.enums import Role
    from zona.accounts.models import RoleGrant, User

    password = make_password(PASSWORD)
    roles = list(Role)
    users = User.objects.bulk_create(
        User(government=city, username=f"ukur.{role.value}", name=f"{role.label} Ukur", password=password)
        for role in roles
    )
    RoleGrant.objects.bulk_create(
        RoleGrant(user=user, role=role, unit=unit if role.is_of_a_unit else None, starts=date(2020, 1, 1))
        for user, role in zip(users, roles, strict=True)
    )
    return dict(zip(roles, users, strict=True))


def _assessments(
    units: "list[WorkUnit]", period: "Period", instrument: "LoadedInstrument", by: "User"
) -> "list[Assessment]":
    from zona.assessments.enums import AssessmentState
    from zona.assessments.models import Assessment, AssessmentTransition

    states = list(AssessmentState)
    made = Assessment.objects.bulk_create(
        Assessment(unit=unit, period=period, instrument=instrument, state=states[at % 3], opened_by=by)
        for at, unit in enumerate(units)
    )
    AssessmentTransition.objects.bulk_create(move for one in made for move in _transitions(one, by))
    return made


def _transitions(assessment: "Assessment", by: "User") -> "Iterator[AssessmentTransition]":
    from zona.assessments.enums import SEND, START, AssessmentState
    from zona.assessments.models import AssessmentTransition

    for transition, needed in (
        (SEND, assessment.state != AssessmentState.FILLING),
        (START, assessment.state == START.target),
    ):
        if needed:
            yield AssessmentTransition(
                assessment=assessment,
                name=transition.name,
                old=transition.source,
                new=transition.target,
                by=by,
                statement="Pernyataan" if transition is SEND else "",
                fingerprint="0" * 64 if transition is SEND else "",
            )


def _fill(
    assessments: "list[Assessment]",
    instrument: "LoadedInstrument",
    stored: "StoredFile",
    by: "User",
    chance: random.Random,
) -> None:
    """Answers and evidence for all; the arithmetic once for each pattern, its figures copied to the others."""
    from zona.assessments.actions.store_result import store_result
    from zona.assessments.models import Answer, StoredResult
    from zona.demo.answers import any_answer
    from zona.evidence.models import EvidenceFile

    questions = instrument.instrument.questions
    answers, slots = [], []
    for _ in range(min(PATTERNS, len(assessments))):
        level = chance.uniform(0.45, 0.95)
        answers.append({code: any_answer(question, level, chance) for code, question in questions.items()})
        parts = [(code, part.code) for code, question in questions.items() for part in question.evidence]
        slots.append([slot for slot in parts if chance.random() < _SLOTS])
    Answer.objects.bulk_create(
        row for at, one in enumerate(assessments) for row in _answer_rows(one, answers[at % PATTERNS], by)
    )
    EvidenceFile.objects.bulk_create(
        row for at, one in enumerate(assessments) for row in _evidence_rows(one, slots[at % PATTERNS], stored, by)
    )
    results = [store_result(one) for one in assessments[:PATTERNS]]
    fields = [field.attname for field in StoredResult._meta.fields if field.name not in ("id", "assessment")]
    StoredResult.objects.bulk_create(
        StoredResult(assessment=one, **{name: getattr(results[at % PATTERNS], name) for name in fields})
        for at, one in enumerate(assessments)
        if at >= PATTERNS
    )


def _answer_rows(assessment: "Assessment", answers: "dict[str, Given]", by: "User") -> "Iterator[Answer]":
    from zona.assessments.models import Answer

    for code, given in answers.items():
        row = Answer(assessment=assessment, question_code=code, answered_by=by)
        row.take(given)
        yield row


def _evidence_rows(
    assessment: "Assessment", slots: list[tuple[str, str]], stored: "StoredFile", by: "User"
) -> "Iterator[EvidenceFile]":
    from zona.evidence.models import EvidenceFile

    for code, part in slots:
        yield EvidenceFile(
            unit_id=assessment.unit_id,
            period_id=assessment.period_id,
            question_code=code,
            part_code=part,
            stored_file=stored,
            original_name="Laporan.pdf",
            uploaded_by=by,
        )


def main() -> None:
    """Make one city in a database of its own and tell how long it took."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--units", type=int, default=600)
    count = options.parse_args().units
    with tempfile.TemporaryDirectory(prefix="zona-bench-") as state:
        os.environ |= {"ZONA_STATE": state, "DJANGO_SETTINGS_MODULE": "config.settings.development"}
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
        started = time.perf_counter()
        make_city(count)
        print(f"{count} units in {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
