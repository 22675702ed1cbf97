"""Take answers and remarks from a workbook: everything that changed, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.assessments.access import assessment_for
from zona.assessments.actions.save_answer import Draft, NotNowError, check_may_save, write_answer
from zona.assessments.actions.store_result import store_result
from zona.assessments.enums import Party
from zona.assessments.models import Answer, Assessment, given_answers
from zona.assessments.queries import returned_codes, unit_answers
from zona.assessments.spreadsheet.incoming import Comparison, Incoming, ItemComparison, compare
from zona.ledger.record import record
from zona.scoring.structure import EnteredBy


@dataclass(frozen=True)
class Plan:
    """What an import would do: the changes that may be made, and those that may not with their reason."""

    comparison: Comparison
    changes: tuple[ItemComparison, ...]
    refused: tuple[tuple[ItemComparison, str], ...]


def plan_import(assessment: Assessment, incoming: Incoming, *, by: User) -> Plan:
    """Compare a read workbook with the worksheet as it stands; writes nothing."""
    rows = unit_answers(assessment)
    questions = assessment.instrument.instrument.questions
    notes = {code: row.remark for code, row in rows.items() if row.remark}
    comparison = compare(given_answers(rows, questions), notes, incoming)
    returned = returned_codes(assessment)
    changes, refused = [], []
    for item in comparison.items:
        if item.answer is None and item.note is None:
            continue
        reason = _why_not(assessment, item.code, returned, by=by)
        if reason:
            refused.append((item, reason))
        else:
            changes.append(item)
    return Plan(comparison, tuple(changes), tuple(refused))


def _check_unchanged(plan: Plan, rows: Mapping[str, Answer], seen: Mapping[str, int]) -> None:
    changed = [
        item.code
        for item in plan.changes
        if (rows[item.code].version if item.code in rows else 0) != seen.get(item.code, 0)
    ]
    if changed:
        raise ChangedSinceError(changed)


def _why_not(assessment: Assessment, code: str, returned: frozenset[str], *, by: User) -> str:
    question = assessment.instrument.instrument.questions[code]
    if question.entered_by is not EnteredBy.UNIT:
        return "Nilai hasil tidak diambil dari Excel; petugasnya mengisi di Zona beserta dokumen sumbernya."
    try:
        check_may_save(assessment, question, by=by, returned=returned)
    except NotNowError as reason:
        return str(reason)
    return ""


class ChangedSinceError(Exception):
    """Somebody saved one of these items after the preview; nothing was written."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(f"{len(codes)} butir diubah orang lain sesudah pratinjau.")
        self.codes = codes


def versions_of(assessment: Assessment) -> dict[str, int]:
    """What a preview saw: the version of every item that has one."""
    return {code: row.version for code, row in unit_answers(assessment).items()}


@transaction.atomic
def import_answers(pk: int, incoming: Incoming, *, by: User, seen: Mapping[str, int] | None = None) -> Plan:
    """Write every permitted change in one transaction and calculate once.

    `seen` are the versions the preview showed. Raises Http404, PermissionDenied, and ChangedSinceError when one of the
    items that would change is not what the preview showed; nothing is written then.
    """
    assessment = assessment_for(by, pk, to=Permission.ANSWER, lock=True)
    plan = plan_import(assessment, incoming, by=by)
    rows = unit_answers(assessment)
    if seen is not None:
        _check_unchanged(plan, rows, seen)
    questions = assessment.instrument.instrument.questions
    for item in plan.changes:
        row = rows.get(item.code) or Answer(assessment=assessment, party=Party.UNIT, question_code=item.code, version=0)
        given = item.answer if item.answer is not None else row.given
        remark = item.note if item.note is not None else row.remark
        draft = Draft(raw=None, remark=remark, source=row.source, confirms=item.answer is not None)
        write_answer(row, questions[item.code], given, draft, by=by)
    if plan.changes:
        store_result(assessment)
        record(
            "assessment.imported",
            by=by,
            subject=assessment,
            unit_id=assessment.unit_id,
            summary=f"{len(plan.changes)} butir diambil dari berkas Excel",
            codes=[item.code for item in plan.changes],
        )
    return plan
