"""Worksheets in the database for every test: opened, filled, proven, sent and put under assessment in one line."""

from datetime import date
from hashlib import sha256
from typing import Any

from django.db import models

from tests.cast import Cast
from tests.worksheets import PERWAL, SERVICE, SPAK, TLHP
from zona.accounts.models import User
from zona.assessments.actions.save_answer import Draft, Saved, save_answer
from zona.assessments.actions.send_assessment import send_assessment
from zona.assessments.actions.start_assessing import start_assessing
from zona.assessments.actions.store_result import store_result
from zona.assessments.enums import Party
from zona.assessments.models import Answer, Assessment, StoredResult
from zona.evidence.models import EvidenceFile
from zona.files.models import StoredFile
from zona.instruments.models import LoadedInstrument
from zona.instruments.shipped import FOLDER, shipped_instrument
from zona.organizations.models import Period, WorkUnit
from zona.scoring.answers import Answer as Given

__all__ = ["PERWAL", "SERVICE", "SPAK", "TLHP"]


def loaded(instrument_id: str = PERWAL) -> LoadedInstrument:
    """A shipped instrument's row."""
    found = LoadedInstrument.objects.filter(code=instrument_id).first()
    if found:
        return found
    instrument = shipped_instrument(instrument_id)
    text = (FOLDER / f"{instrument_id}.yaml").read_text(encoding="utf-8")
    return LoadedInstrument.objects.create(
        code=instrument.id,
        edition=instrument.edition,
        title=instrument.title,
        short_title=instrument.short_title,
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
    )


def opened(
    cast: Cast, unit: WorkUnit | None = None, *, instrument_id: str = PERWAL, period: Period | None = None
) -> Assessment:
    """A blank worksheet of Puskesmas Melati (or another unit), this year."""
    assessment = Assessment.objects.create(
        unit=unit or cast.melati, period=period or cast.period, instrument=loaded(instrument_id)
    )
    store_result(assessment)
    return assessment


def fill(assessment: Assessment, answers: dict[str, Given], *, by: User | None = None) -> StoredResult:
    """Put these answers in straight away, past the deed, and calculate."""
    for code, given in answers.items():
        row = Answer(assessment=assessment, question_code=code, answered_by=by)
        row.take(given)
        if code in (SPAK, TLHP, SERVICE):
            row.source = "Laporan 700/12"
        row.save()
    return store_result(assessment)


def filled(cast: Cast, answers: dict[str, Given], **more: Any) -> Assessment:
    """A worksheet with these answers."""
    assessment = opened(cast, **more)
    fill(assessment, answers, by=cast.joko)
    return assessment


def prove(assessment: Assessment, by: User, *codes: str) -> list[EvidenceFile]:
    """A row of proof in every slot of these items, without bytes on disk."""
    rows = []
    for code in codes:
        for part in assessment.instrument.instrument.questions[code].evidence:
            digest = sha256(f"{assessment.pk} {code} {part.code}".encode()).hexdigest()
            stored = StoredFile.objects.create(
                sha256=digest, size=1000, media_type="application/pdf", path=digest[:50], pages=1
            )
            rows.append(
                EvidenceFile(
                    unit=assessment.unit,
                    period=assessment.period,
                    question_code=code,
                    part_code=part.code,
                    stored_file=stored,
                    original_name=f"{part.code}.pdf",
                    uploaded_by=by,
                )
            )
    EvidenceFile.objects.bulk_create(rows)
    store_result(assessment)
    return rows


def save(assessment: Assessment, code: str, raw: Any, *, by: User, **more: Any) -> Saved:
    """`save_answer` with fewer words."""
    return save_answer(assessment.pk, code, Draft(raw, **more), by=by)


def sent(cast: Cast, assessment: Assessment) -> Assessment:
    """Sent in by the head of Puskesmas Melati."""
    send_assessment(assessment.pk, by=cast.ratna, confirmed=True)
    assessment.refresh_from_db()
    return assessment


def under_assessment(cast: Cast, assessment: Assessment) -> Assessment:
    """Sent in, and TPI has begun."""
    sent(cast, assessment)
    start_assessing(assessment.pk, by=cast.maya)
    assessment.refresh_from_db()
    return assessment


def result_of(assessment: Assessment) -> StoredResult:
    """The unit's stored figures."""
    return StoredResult.objects.get(assessment=assessment, party=Party.UNIT)


def answer_of(assessment: Assessment, code: str) -> Answer:
    """The unit's row."""
    return Answer.objects.get(assessment=assessment, party=Party.UNIT, question_code=code)


def set_windows(period: Period, filling: tuple[date, date], revision: tuple[date, date] | None = None) -> None:
    """Other windows for a period."""
    period.filling_opens, period.filling_closes = filling
    period.revision_opens, period.revision_closes = revision or (None, None)
    period.save()


def rows(*kinds: type[models.Model]) -> dict[str, int]:
    """How many rows each table has; what nothing may change on reading."""
    from django.apps import apps

    chosen = kinds or tuple(kind for kind in apps.get_models() if kind._meta.app_label != "sessions")
    return {kind._meta.label: kind._default_manager.count() for kind in chosen}
