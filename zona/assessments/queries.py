"""Reading worksheets: plain data for screens, exports and deeds, with a constant number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from zona.assessments.enums import Party
from zona.assessments.models import Answer, Assessment, FixRequest, StepTick, StoredResult
from zona.assessments.rules.writing import WritingSituation, why_not_enter_result
from zona.organizations.models import Period

Answers = dict[str, Answer]


def answers_by_party(assessment: Assessment) -> dict[str, Answers]:
    """Every answer row by party and question code; one query, with the names of who answered."""
    found: dict[str, Answers] = defaultdict(dict)
    for row in Answer.objects.filter(assessment=assessment).select_related("answered_by"):
        found[row.party][row.question_code] = row
    return found


def answers_to(assessment: Assessment, code: str) -> Answers:
    """Each party's answer row to one question, with the name of who answered."""
    rows = assessment.answers.filter(question_code=code).select_related("answered_by")
    return {row.party: row for row in rows}


def unit_answers(assessment: Assessment) -> Answers:
    """The unit's answer rows by question code."""
    rows = Answer.objects.filter(assessment=assessment, party=Party.UNIT)
    return {row.question_code: row for row in rows}


def ticked_steps(assessment: Assessment) -> dict[str, set[str]]:
    """Codes of the steps that are done, by question."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, step in StepTick.objects.filter(assessment=assessment).values_list("question_code", "step_code"):
        found[code].add(step)
    return found


def open_fix_requests(assessment: Assessment) -> dict[str, FixRequest]:
    """Items that are back with the unit, by question code."""
    rows = FixRequest.objects.filter(assessment=assessment, handed_back_at=None).select_related("requested_by")
    return {row.question_code: row for row in rows}


def returned_codes(assessment: Assessment) -> frozenset[str]:
    """Codes of the items that are back with the unit; none is while everything is open."""
    if assessment.is_open:
        return frozenset()
    rows = FixRequest.objects.filter(assessment=assessment, handed_back_at=None)
    return frozenset(rows.values_list("question_code", flat=True))


def results_by_party(assessment: Assessment) -> dict[str, StoredResult]:
    """The stored score of each party."""
    return {row.party: row for row in StoredResult.objects.filter(assessment=assessment)}


@dataclass(frozen=True)
class Windows:
    """The period's windows on one day, as the writing rule needs them."""

    period: Period
    today: date

    def why_not_result(self) -> str:
        """Empty while officers may enter result values; otherwise the sentence."""
        windows = [window for window in (self.period.filling, self.period.verification, self.period.revision) if window]
        states = {window.name: window.state(self.today) for window in windows}
        opened = {name for name, state in states.items() if state.is_open}
        return why_not_enter_result(opened, states[windows[-1].name].says)

    def situation(self, assessment: Assessment, *, returned: bool) -> WritingSituation:
        """What decides whether the unit may write to an item of this worksheet today."""
        filling = self.period.filling.state(self.today)
        revision = self.period.revision.state(self.today) if self.period.revision else filling
        return WritingSituation(
            filling=assessment.is_open,
            filling_open=filling.is_open,
            filling_says=filling.says,
            returned=returned and not assessment.is_open,
            revision_open=revision.is_open,
            revision_says=revision.says,
        )
