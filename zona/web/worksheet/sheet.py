"""Everything one worksheet page needs: each kind read once, with one query, when the page first asks for it.

Unit, assessor, leader and reviewer see one worksheet through this code; the rights decide what it offers.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from django.http import HttpRequest

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import can
from zona.assessments.access import assessment_for
from zona.assessments.actions.save_answer import PERMISSION_FOR
from zona.assessments.enums import Party
from zona.assessments.models import Answer, Assessment, FixRequest, StoredResult
from zona.assessments.queries import (
    Windows,
    answers_by_party,
    answers_to,
    open_fix_requests,
    results_by_party,
    ticked_steps,
)
from zona.assessments.results import StoredFigures, stored_verdicts
from zona.assessments.rules.writing import why_not_write
from zona.base import clock
from zona.base.numbers import shown, shown_against
from zona.evidence.models import EvidenceFile
from zona.evidence.queries import files_by_slot, files_of_question, filled_slots
from zona.evidence.rules.recipe import missing_count
from zona.scoring.structure import TOTAL, EnteredBy, Instrument, Question
from zona.verdicts.judge import Verdict, missed_minimum
from zona.web.requests import user_of


@dataclass
class Sheet:
    """One worksheet as this person sees it."""

    assessment: Assessment
    user: User
    parties: dict[str, Mapping[str, Answer]] = field(default_factory=dict)  # code -> party -> row, as far as read

    @cached_property
    def answers(self) -> Mapping[str, Mapping[str, Answer]]:
        """Every answer row: party -> code -> row."""
        return answers_by_party(self.assessment)

    def answers_to(self, question: Question) -> Mapping[str, Answer]:
        """Each party's answer row to one question; pages of one item need no more."""
        if question.code not in self.parties:
            self.parties[question.code] = answers_to(self.assessment, question.code)
        return self.parties[question.code]

    @cached_property
    def results(self) -> Mapping[str, StoredResult]:
        """The stored figures of each party."""
        return results_by_party(self.assessment)

    @cached_property
    def files(self) -> Mapping[str, Mapping[str, list[EvidenceFile]]]:
        """Every file: code -> part -> files."""
        return files_by_slot(self.assessment.unit_id, self.assessment.period_id)

    def files_of(self, question: Question) -> Mapping[str, list[EvidenceFile]]:
        """The files of one question: part -> files."""
        return files_of_question(self.assessment.unit_id, self.assessment.period_id, question.code)

    @cached_property
    def filled(self) -> Mapping[str, Set[str]]:
        """The recipe parts that have a file: code -> parts."""
        return filled_slots(self.assessment.unit_id, self.assessment.period_id)

    @cached_property
    def returned(self) -> Mapping[str, FixRequest]:
        """Items that are back with the unit, by code."""
        return open_fix_requests(self.assessment)

    @cached_property
    def ticks(self) -> Mapping[str, set[str]]:
        """The steps done: code -> steps."""
        return ticked_steps(self.assessment)

    @cached_property
    def windows(self) -> Windows:
        """The period's windows today."""
        return Windows(self.assessment.period, clock.today())

    @cached_property
    def rights(self) -> frozenset[Permission]:
        """What this person may do here, of the things that pages ask about."""
        return frozenset(right for right in _RIGHTS if can(self.user, right, self.assessment.unit))

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
        return missing_count(question, self.filled.get(question.code, frozenset()))

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
            return self.windows.why_not_result()
        returned = not self.assessment.is_open and question.code in self.returned
        return why_not_write(self.windows.situation(self.assessment, returned=returned))

    def points(self, path: str) -> Fraction:
        """Stored exact points of a part."""
        return self.result.points(path)

    def points_of(self, question: Question) -> str:
        """A question's points as shown; one that is alone in its indicator carries the indicator's own minimum."""
        alone = self._alone.get(question.code)
        return self.figure(alone) if alone else shown(self.score.question(question.code).points)

    @cached_property
    def _alone(self) -> dict[str, str]:
        """Questions that are the only one of their indicator, with its path."""
        return {
            indicator.questions[0].code: f"{component.code}/{area.code}/{indicator.code}"
            for component, area, indicator in self.instrument.indicators()
            if len(indicator.questions) == 1
        }

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
    return Sheet(assessment_for(user, pk), user)
