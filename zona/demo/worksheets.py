"""The demo city's worksheets, made by the product's own deeds; only the dates on the rows are moved into the past.

The ledger keeps the real moment of filling: it tells the truth also in a demo.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from random import Random

from zona.accounts.models import User
from zona.assessments.actions.add_note import add_note
from zona.assessments.actions.move import move
from zona.assessments.actions.open_assessment import open_assessment
from zona.assessments.actions.return_item import return_item
from zona.assessments.actions.save_answer import Draft, write_answer
from zona.assessments.actions.send_assessment import STATEMENT, send_assessment
from zona.assessments.actions.start_assessing import start_assessing
from zona.assessments.actions.store_result import store_result
from zona.assessments.actions.tick_step import tick_steps
from zona.assessments.enums import SEND, AssessmentState, Party
from zona.assessments.fingerprint import as_sent, fingerprint
from zona.assessments.models import Answer, Assessment, StepTick
from zona.demo.answers import answers_partly, answers_worth
from zona.demo.cast import Units, staff_of
from zona.demo.dates import Calendar
from zona.demo.files import THIS_YEAR, PaperText, Sheet, papers, remarks
from zona.demo.papers import Received
from zona.evidence.actions.attach_file import attach_file
from zona.evidence.models import EvidenceFile
from zona.files.storage import ReceivedFile
from zona.instruments.models import LoadedInstrument
from zona.ledger.record import record
from zona.organizations.models import Government, Period
from zona.organizations.rules.windows import in_words
from zona.scoring.answers import Answer as Given
from zona.scoring.answers import read_answer
from zona.scoring.structure import EnteredBy, Question

#: where in the year things happen
OPENED, FIRST_ANSWER, LAST_ANSWER, SENT, STARTED, RETURNED = 0.12, 0.2, 0.86, 0.9, 0.93, 0.97
#: how many answers carry a remark, and how many slots with a fitting paper have it
_REMARKS, _PAPERS = 0.4, 0.85
_DUE_IN = timedelta(days=7)


@dataclass(frozen=True)
class World:
    """What every worksheet is made in."""

    government: Government
    units: Units
    periods: dict[int, Period]  # by year offset
    people: dict[str, User]
    instruments: dict[str, LoadedInstrument]
    received: Received
    calendar: Calendar


@dataclass(frozen=True)
class Making:
    """One worksheet while it is made, and who works on it."""

    world: World
    sheet: Sheet
    assessment: Assessment
    head: User
    team: tuple[User, ...]
    chance: Random

    @property
    def lead(self) -> User:
        """Who leads the team."""
        return self.team[0]

    @property
    def questions(self) -> dict[str, Question]:
        """The worksheet's questions by code."""
        return self.assessment.instrument.instrument.questions


def make_worksheet(world: World, sheet: Sheet) -> Assessment:
    """Open, fill, prove, enter results, and bring it as far as the sheet says."""
    making = _open(world, sheet)
    answers = _wanted_answers(making)
    _write_answers(making, answers)
    _attach_papers(making, answers)
    _enter_results(making)
    if sheet.year == THIS_YEAR:
        _tick_steps(making, answers)
    _write_notes(making)
    _tell_ledger(making, answers)
    _bring_to_state(making)
    return making.assessment


def _open(world: World, sheet: Sheet) -> Making:
    head, lead = staff_of(sheet, world.government, world.units, world.calendar)
    helpers = [user for user in world.people.values() if user.username in _HELPERS.get(lead.username, ())]
    assessment = open_assessment(
        by=lead,
        unit=world.units[sheet.unit],
        period=world.periods[sheet.year],
        instrument=world.instruments[sheet.instrument],
    ).assessment
    Assessment.objects.filter(pk=assessment.pk).update(opened_at=world.calendar.moment(OPENED, sheet.year))
    # text seeds hash the same in every process, so every demo city is the same
    chance = Random(f"{sheet.unit} {sheet.year}")  # noqa: S311
    return Making(world, sheet, assessment, head, (lead, *helpers), chance)


#: members of the cast who answer beside their lead
_HELPERS = {"ketuatim": ("anggota1", "anggota2")}


def _wanted_answers(making: Making) -> dict[str, Given]:
    sheet, scorer = making.sheet, making.assessment.instrument.scorer
    if sheet.enabler:
        return answers_worth(scorer, Fraction(sheet.enabler), making.chance)
    return answers_partly(
        scorer.instrument, filled=sheet.filled, level=sheet.level, chance=making.chance, keep=sheet.notes
    )


def _write_answers(making: Making, answers: dict[str, Given]) -> None:
    areas = {
        question.code: area.change_area
        for _, area, indicator in making.assessment.instrument.instrument.indicators()
        for question in indicator.questions
    }
    rows = []
    for at, (code, given) in enumerate(answers.items()):
        sentences = remarks().get(areas[code], [])
        remark = making.chance.choice(sentences) if sentences and making.chance.random() < _REMARKS else ""
        row = Answer(assessment=making.assessment, party=Party.UNIT, question_code=code, version=0)
        by = making.team[at % len(making.team)]
        write_answer(row, making.questions[code], given, Draft(raw=None, remark=remark), by=by)
        row.answered_at = making.world.calendar.moment(_between(at, len(answers)), making.sheet.year)
        rows.append(row)
    Answer.objects.bulk_update(rows, ["answered_at"])


def _between(at: int, count: int) -> float:
    """The moment of one answer among all."""
    return FIRST_ANSWER + (LAST_ANSWER - FIRST_ANSWER) * at / count


def _attach_papers(making: Making, answers: dict[str, Given]) -> None:
    """Let each paper prove what it can of the answered questions; some slots stay empty, photographs always."""
    files = making.world.received.get((making.sheet.unit, making.sheet.year), {})
    rows = []
    for code, question in making.questions.items():
        if question.entered_by is EnteredBy.UNIT and code not in answers:
            continue
        for part, text in _provable(question, files):
            if making.chance.random() < _PAPERS:
                rows.append(_attach(making, question, part, files[text.kind], text))
    EvidenceFile.objects.bulk_update(rows, ["uploaded_at"])


def _attach(making: Making, question: Question, part: str, file: ReceivedFile, text: PaperText) -> EvidenceFile:
    row = attach_file(
        by=_uploader(making, question),
        unit=making.assessment.unit,
        period=making.assessment.period,
        question_code=question.code,
        part_code=part,
        received=file,
        document_date=making.world.calendar.day(text.at, making.sheet.year),
        title=text.title,
    )
    row.uploaded_at = making.world.calendar.moment(max(text.at, LAST_ANSWER), making.sheet.year)
    return row


def _provable(question: Question, files: Iterable[str]) -> Iterator[tuple[str, PaperText]]:
    """The parts of the recipe for which there is a paper."""
    kinds = {part: text for text in papers().values() if text.kind in set(files) for part in text.parts}
    return ((part.code, kinds[part.code]) for part in question.evidence if part.code in kinds)


def _uploader(making: Making, question: Question) -> User:
    if question.entered_by is EnteredBy.UNIT:
        return making.chance.choice(making.team)
    return _officer(making, question)


def _officer(making: Making, question: Question) -> User:
    return making.world.people["survei" if question.entered_by is EnteredBy.SURVEY else "inspektur"]


def _enter_results(making: Making) -> None:
    """Survey and audit values, each by its officer with the paper it comes from."""
    calendar, offset = making.world.calendar, making.sheet.year
    year, at = calendar.year(offset), 0.8
    source = {
        EnteredBy.SURVEY: f"Laporan survei persepsi Nomor 065/141/ZI/{year}, {in_words(calendar.day(at, offset))}",
        EnteredBy.AUDIT: f"Surat Inspektur Nomor 700/203/ITDA/{year}, {in_words(calendar.day(at, offset))}",
    }
    for code, raw in making.sheet.results.items():
        question = making.questions[code]
        draft = Draft(raw=raw, source=source[question.entered_by])
        # past the deed: last year's windows have closed, and a demo city cannot be told its past in time
        row = Answer(assessment=making.assessment, party=Party.UNIT, question_code=code, version=0)
        write_answer(row, question, read_answer(question, raw), draft, by=_officer(making, question))
        Answer.objects.filter(pk=row.pk).update(answered_at=calendar.moment(LAST_ANSWER, offset))
    store_result(making.assessment)


def _tick_steps(making: Making, answers: dict[str, Given]) -> None:
    """All steps under the best answer, the first half under any other."""
    for code, given in answers.items():
        question = making.questions[code]
        if question.steps:
            best = given.label == question.labels[0]
            done = set(list(question.steps)[: None if best else len(question.steps) // 2])
            tick_steps(making.assessment.pk, code, done, by=making.lead)
    at = making.world.calendar.moment(LAST_ANSWER)
    StepTick.objects.filter(assessment=making.assessment).update(ticked_at=at)


def _write_notes(making: Making) -> None:
    for code, thread in making.sheet.notes.items():
        for at, (party, text) in enumerate(thread):
            by = making.lead if party == Party.UNIT else making.world.people["tpi1"]
            note = add_note(making.assessment.pk, code, text, by=by)
            note.written_at = making.world.calendar.moment(STARTED + 0.01 * at, making.sheet.year)
            note.save(update_fields=["written_at"])


def _tell_ledger(making: Making, answers: dict[str, Given]) -> None:
    store_result(making.assessment)
    record(
        "assessment.imported",
        by=making.lead,
        subject=making.assessment,
        unit_id=making.assessment.unit_id,
        summary=f"{len(answers)} butir diisi dari data peragaan",
        codes=sorted(answers),
    )


def _bring_to_state(making: Making) -> None:
    if making.sheet.state == AssessmentState.FILLING:
        return
    lead_assessor, assessment = making.world.people["ketuatpi"], making.assessment
    if making.sheet.year == THIS_YEAR:
        send_assessment(assessment.pk, by=making.head, confirmed=True)
    else:  # last year's window is closed, so the deed of sending would refuse
        sheet = as_sent(assessment)
        move(assessment, SEND, by=making.head, statement=STATEMENT, fingerprint=fingerprint(assessment), sheet=sheet)
    if making.sheet.state == AssessmentState.ASSESSING:
        start_assessing(assessment.pk, by=lead_assessor)
    for code, reason in making.sheet.returned.items():
        due = making.world.calendar.today + _DUE_IN
        return_item(assessment.pk, code, by=lead_assessor, reason=reason, due_on=due)
    assessment.refresh_from_db()
    _date_transitions(making)


def _date_transitions(making: Making) -> None:
    calendar, offset = making.world.calendar, making.sheet.year
    for row in making.assessment.transitions.all():
        row.at = calendar.moment(SENT if row.name == SEND.name else STARTED, offset)
        row.save(update_fields=["at"])
    making.assessment.fix_requests.update(requested_at=calendar.moment(RETURNED, offset))
