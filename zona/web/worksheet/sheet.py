"""Everything one worksheet page needs, read once with a constant number of queries.

Unit, assessor, leader and reviewer see one worksheet through this code; the rights decide what it offers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from django.http import HttpRequest

from zona.accounts.permissions import Permission
from zona.accounts.policy import can
from zona.assessments.access import assessment_for
from zona.assessments.actions.save_answer import PERMISSION_FOR
from zona.assessments.enums import Party
from zona.assessments.models import Answer, Assessment, FixRequest, StoredResult
from zona.assessments.queries import Windows, answers_by_party, open_fix_requests, results_by_party, ticked_steps
from zona.assessments.results import StoredFigures, stored_verdicts
from zona.assessments.rules.writing import why_not_write
from zona.base import clock
from zona.base.numbers import shown_against
from zona.evidence.models import EvidenceFile
from zona.evidence.queries import files_by_slot
from zona.evidence.rules.recipe import missing_count
from zona.scoring.structure import TOTAL, EnteredBy, Instrument, Question
from zona.verdicts.judge import Verdict, missed_minimum
from zona.web.requests import user_of


@dataclass
class Sheet:
    """One worksheet as this person sees it."""

    assessment: Assessment
    answers: Mapping[str, Mapping[str, Answer]]  # party -> code -> row
    results: Mapping[str, StoredResult]
    files: Mapping[str, Mapping[str, list[EvidenceFile]]]  # code -> part -> files
    returned: Mapping[str, FixRequest]
    ticks: Mapping[str, set[str]]  # code -> steps done
    windows: Windows
    rights: frozenset[Permission]

    @property
    def instrument(self) -> Instrument:
        """The questions."""
        return self.assessment.instrument.instrument

    @cached_property
    def unit(self) -> Mapping[str, Answer]:
        """The unit's answer rows by code."""
        return self.answers.get(Party.UNIT, {})

    @cached_property
    def result(self) -> StoredResult:
        """The unit's stored figures."""
        return self.results[Party.UNIT]

    @cached_property
    def score(self) -> StoredFigures:
        """Each question's stored figures."""
        return StoredFigures(self.assessment.instrument.scorer, self.result)

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """The stored verdicts."""
        return stored_verdicts(self.instrument, self.result)

    def missing(self, question: Question) -> int:
        """How many recipe parts of a question still lack a file."""
        return missing_count(question, set(self.files.get(question.code, {})))

    def state(self, question: Question) -> str:
        """How far an item has come: `back`, `empty`, `answered` or `proven`."""
        if question.code in self.returned:
            return "back"
        if not self.score.answered(question.code):
            return "empty"
        return "answered" if self.missing(question) else "proven"

    def why_read_only(self, question: Question) -> str:
        """Empty when this person may change the item now; otherwise the sentence for the banner."""
        if PERMISSION_FOR[question.entered_by] not in self.rights:
            return _READ_ONLY[question.entered_by]
        if question.entered_by is not EnteredBy.UNIT:
            return ""
        situation = self.windows.situation(self.assessment, returned=question.code in self.returned)
        return why_not_write(situation)

    def points(self, path: str) -> Fraction:
        """Stored exact points of a part."""
        return self.result.points(path)

    def figure(self, path: str) -> str:
        """The points of `total` or a part as shown; never as if a minimum were reached that is missed."""
        points = self.result.exact_total if path == TOTAL else self.result.points(path)
        return shown_against(points, missed_minimum(self.instrument, (path,), points))


_READ_ONLY = {
    EnteredBy.UNIT: "Anda dapat membaca lembar kerja ini. Yang mengisi adalah Tim Kerja unit.",
    EnteredBy.SURVEY: "Nilai ini diisi petugas survei atau TPI, dengan laporan survei sebagai sumber. Unit membacanya.",
    EnteredBy.AUDIT: "Nilai ini diisi Inspektorat atau TPI, dengan laporannya sebagai sumber. Unit membacanya.",
}

_RIGHTS = (
    Permission.ANSWER,
    Permission.ATTACH_EVIDENCE,
    Permission.ADD_NOTE,
    Permission.ENTER_SURVEY_RESULT,
    Permission.ENTER_AUDIT_RESULT,
    Permission.SEND_ASSESSMENT,
    Permission.RECALL_ASSESSMENT,
    Permission.RETURN_ITEMS,
)


def sheet_for(request: HttpRequest, pk: int) -> Sheet:
    """The worksheet for the person asking. Raises Http404 for strangers."""
    user = user_of(request)
    assessment = assessment_for(user, pk)
    return Sheet(
        assessment=assessment,
        answers=answers_by_party(assessment),
        results=results_by_party(assessment),
        files=files_by_slot(assessment.unit_id, assessment.period_id),
        returned=open_fix_requests(assessment),
        ticks=ticked_steps(assessment),
        windows=Windows(assessment.period, clock.today()),
        rights=frozenset(right for right in _RIGHTS if can(user, right, assessment.unit)),
    )
