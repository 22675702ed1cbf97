"""Open a unit's worksheet for a period, blank or from last year's."""

from dataclasses import dataclass

from django.db import transaction

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import require
from zona.assessments.actions.move import WrongStateError
from zona.assessments.actions.store_result import store_result
from zona.assessments.enums import Party
from zona.assessments.models import Answer, Assessment
from zona.instruments.models import LoadedInstrument
from zona.ledger.record import record
from zona.organizations.models import Period, WorkUnit
from zona.scoring.structure import EnteredBy, Question


@dataclass(frozen=True)
class Opened:
    """The new worksheet, and what became of last year's answers."""

    assessment: Assessment
    kept: tuple[str, ...] = ()  # codes whose answer was carried over, to be confirmed
    reset: tuple[str, ...] = ()  # codes that start empty although last year had an answer


@transaction.atomic
def open_assessment(
    *, by: User, unit: WorkUnit, period: Period, instrument: LoadedInstrument, copy_from: Assessment | None = None
) -> Opened:
    """Open one worksheet.

    From last year come answers and remarks of questions that are still asked the same way; result values, evidence,
    ticks, notes and other parties' values start empty. Raises NotPermitted, WrongStateError when one exists already.
    """
    require(by, Permission.OPEN_ASSESSMENT, unit)
    unit = WorkUnit.objects.select_for_update().get(pk=unit.pk)  # two people who open at once wait for each other
    _check_fits(unit, period, copy_from)
    if Assessment.objects.filter(unit=unit, period=period).exists():
        raise WrongStateError(f"{unit} sudah mempunyai lembar kerja {period}.")
    assessment = Assessment.objects.create(
        unit=unit, period=period, instrument=instrument, opened_by=by, copied_from=copy_from
    )
    kept, reset = _carry_over(copy_from, assessment) if copy_from else ((), ())
    store_result(assessment)
    record(
        "assessment.opened",
        by=by,
        subject=assessment,
        unit_id=unit.pk,
        summary=f"Lembar kerja {unit} {period} dibuka dengan {instrument.short_title}",
        copied_from=copy_from.pk if copy_from else None,
        kept=list(kept),
        reset=list(reset),
    )
    return Opened(assessment, kept, reset)


def _check_fits(unit: WorkUnit, period: Period, copy_from: Assessment | None) -> None:
    if unit.closed_on is not None:
        raise WrongStateError(f"{unit} sudah ditutup, sehingga tidak membuka lembar kerja baru.")
    if period.government_id != unit.government_id or (copy_from is not None and copy_from.unit_id != unit.pk):
        raise WrongStateError("Periode atau lembar kerja asal bukan milik unit ini.")


def _carry_over(old: Assessment, new: Assessment) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before, after = old.instrument.instrument.questions, new.instrument.instrument.questions
    kept, reset, rows = [], [], []
    for row in Answer.objects.filter(assessment=old, party=Party.UNIT):
        code = row.question_code
        if code in after and code in before and asked_the_same(before[code], after[code]):
            kept.append(code)
            rows.append(
                Answer(
                    assessment=new,
                    question_code=code,
                    label=row.label,
                    inputs=row.inputs,
                    remark=row.remark,
                    carried=True,
                    answered_by=row.answered_by,
                    answered_at=row.answered_at,
                )
            )
        elif row.given is not None:
            reset.append(code)
    Answer.objects.bulk_create(rows)
    return tuple(sorted(kept)), tuple(sorted(reset))


def asked_the_same(before: Question, after: Question) -> bool:
    """Whether last year's answer still means the same: own answers of the same kind, options and inputs."""
    return (
        after.entered_by is EnteredBy.UNIT
        and before.kind is after.kind
        and before.scores == after.scores
        and before.inputs == after.inputs
    )
