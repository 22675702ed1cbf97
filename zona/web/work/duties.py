"""What somebody has to do, from the facts: no row is a task, so no task can go stale.

Each source is one function with one or two queries for all units of the person; the page sorts by deadline.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import can, can_somewhere, units_for
from zona.assessments.enums import AssessmentState, Party
from zona.assessments.models import Assessment, FixRequest, StoredResult
from zona.assessments.rules.readiness import readiness
from zona.base.text import MONTHS
from zona.evidence.queries import slots_of_units
from zona.organizations.models import Period
from zona.scoring.structure import EnteredBy
from zona.web.papers.duties import paper_duties
from zona.web.templatetags.zona import date_id
from zona.web.worksheet.codes import display_code
from zona.web.worksheet.tree import item_address


@dataclass(frozen=True)
class Duty:
    """One thing to do, with its deadline where it has one."""

    title: str
    lines: tuple[str, ...]
    href: str
    action: str
    due: date | None = None

    def drawn(self, today: date) -> dict[str, Any]:
        """What `components/duty.html` draws."""
        return {
            "title": self.title,
            "href": self.href,
            "lines": self.lines,
            "day": self.due.day if self.due else "–",
            "month": MONTHS[self.due.month - 1][:3] if self.due else "",
            "left": left_of(self.due, today),
            "state": urgency(self.due, today),
            "act": {"label": self.action, "href": self.href, "about": self.title},
        }


def left_of(due: date | None, today: date) -> str:
    """`Lewat 3 hari`, `Hari ini`, `7 hari lagi`."""
    if due is None:
        return ""
    days = (due - today).days
    if days < 0:
        return f"Lewat {-days} hari"
    return "Hari ini" if days == 0 else f"{days} hari lagi"


def urgency(due: date | None, today: date) -> str:
    """`late`, `soon` (a week or less) or nothing."""
    if due is None:
        return ""
    days = (due - today).days
    return "late" if days < 0 else "soon" if days <= 7 else ""


def duties_of(user: User, today: date) -> list[Duty]:
    """Everything this person has to do, most urgent first; what has no deadline comes last."""
    periods = Period.objects.filter(government=user.government_id, filling_opens__lte=today)
    period = periods.order_by("-year").first()
    found = [
        *_returned(user),
        *(_filling(user, period) if period else ()),
        *_to_assess(user),
        *_results_missing(user, period),
        *(Duty(*told) for told in paper_duties(user)),
    ]
    return sorted(found, key=lambda duty: (duty.due is None, duty.due or today, duty.title))


def _returned(user: User) -> Iterator[Duty]:
    """Items that came back from TPI."""
    if not can_somewhere(user, Permission.ANSWER):
        return
    rows = FixRequest.objects.filter(handed_back_at=None, assessment__unit__in=units_for(user, Permission.ANSWER))
    for row in rows.select_related("assessment__unit"):
        yield Duty(
            f"Perbaiki butir {display_code(row.question_code)}",
            (f"{row.assessment.unit}: {row.reason}",),
            item_address(row.assessment_id, row.question_code),
            "Perbaiki",
            row.due_on,
        )


def _filling(user: User, period: Period) -> Iterator[Duty]:
    """The unit's own worksheet: open it, answer it, prove it, send it."""
    if not can_somewhere(user, Permission.ANSWER):
        return
    results = StoredResult.objects.filter(
        party=Party.UNIT, assessment__period=period, assessment__unit__in=units_for(user, Permission.ANSWER)
    ).select_related("assessment__unit", "assessment__instrument")
    rows = list(results.defer("parts", "verdicts", "assessment__instrument__text"))
    proofs = slots_of_units([row.assessment.unit_id for row in rows], period.pk)
    seen = set()
    for result in rows:
        assessment = result.assessment
        seen.add(assessment.unit_id)
        if assessment.state == AssessmentState.FILLING:
            yield from _worksheet(user, result, period, proofs.get(assessment.unit_id, {}))
    for unit in units_for(user, Permission.OPEN_ASSESSMENT).exclude(pk__in=seen)[:5] if not seen else ():
        yield Duty(
            f"Buka lembar kerja {unit} {period}", ("Kosong, atau dari isian tahun lalu",),
            f"/lembar-kerja/buka/{unit.pk}/", "Buka", period.filling_closes,
        )  # fmt: skip


def _worksheet(user: User, result: StoredResult, period: Period, filled: Mapping[str, set[str]]) -> Iterator[Duty]:
    assessment = result.assessment
    href, due = f"/lembar-kerja/{assessment.pk}/", period.filling_closes
    questions = assessment.instrument.instrument.questions
    ready = readiness(questions, result.values.keys(), filled, frozenset())
    unanswered, unproven = len(ready.unanswered), len(ready.unproven)
    where = f"{assessment.unit}, ditutup {date_id(due)}"
    if unanswered:
        yield Duty(f"Jawab {unanswered} butir lembar kerja", (where,), href, "Lanjutkan mengisi", due)
    if unproven:
        yield Duty(f"Lengkapi bukti {unproven} butir", (where,), f"{href}?saring=bukti", "Lihat yang kurang", due)
    if can(user, Permission.SEND_ASSESSMENT, assessment.unit):
        yield Duty("Periksa dan kirim lembar kerja", (where,), f"{href}kirim/", "Periksa", due)


def _to_assess(user: User) -> Iterator[Duty]:
    """Worksheets that were sent and wait for TPI."""
    if not can_somewhere(user, Permission.RETURN_ITEMS):
        return
    rows = Assessment.objects.filter(state=AssessmentState.SENT, unit__in=units_for(user, Permission.RETURN_ITEMS))
    for row in rows.select_related("unit", "period"):
        yield Duty(
            f"Mulai menilai {row.unit}", (f"Terkirim, {row.period}",), f"/lembar-kerja/{row.pk}/tanda-terima/", "Buka",
            row.period.verification_closes,
        )  # fmt: skip


def _results_missing(user: User, period: Period | None) -> Iterator[Duty]:
    """How many of this year's worksheets still lack a survey result, for the survey officer."""
    if (
        period is None
        or not can_somewhere(user, Permission.ENTER_SURVEY_RESULT)
        or can_somewhere(user, Permission.RETURN_ITEMS)
    ):
        return
    results = StoredResult.objects.filter(
        party=Party.UNIT,
        assessment__period=period,
        assessment__unit__in=units_for(user, Permission.ENTER_SURVEY_RESULT),
    )
    rows = results.select_related("assessment__instrument").defer("parts", "verdicts", "assessment__instrument__text")
    count = sum(_lacks_a_survey(row) for row in rows)
    if count:
        yield Duty(
            f"Isi nilai survei untuk {count} unit", ("Beserta dokumen sumbernya",), "/lembar-kerja/", "Pilih unit"
        )


def _lacks_a_survey(result: StoredResult) -> bool:
    questions = result.assessment.instrument.instrument.questions.values()
    return any(one.entered_by is EnteredBy.SURVEY and one.code not in result.values for one in questions)
