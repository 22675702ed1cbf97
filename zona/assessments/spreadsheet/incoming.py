"""What was understood of a workbook that came in, and what it would change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from zona.assessments.spreadsheet.layout import CUT, cell_text
from zona.base.numbers import shown_short
from zona.scoring.answers import CONFIRMED, Answer, AnswerError, inputs_of, read_answer
from zona.scoring.structure import AnswerKind, Instrument, Question

#: numbers from here on have more than fifteen digits before the comma
BEYOND = 10**15
#: what is closer to zero is no number that anybody typed
LEAST = 1e-30


@dataclass(frozen=True)
class Refusal:
    """One cell that cannot be taken: where it is, what is wrong, what to do."""

    sheet: str
    row: int  # as the spreadsheet counts, from 1
    column: str  # letter
    code: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.sheet}, sel {self.column}{self.row}: {self.sentence}"


@dataclass(frozen=True)
class Origin:
    """Where a workbook came from, by its hidden sheet."""

    instrument: str = ""
    edition: str = ""
    unit: str = ""
    period: str = ""
    exported: str = ""
    fingerprint: str = ""


@dataclass(frozen=True)
class IncomingItem:
    """What the file says of one question: `raw` holds only cells that are filled."""

    code: str
    row: int
    raw: Any = None  # a label or number, or a mapping of input to number; None when all cells are empty
    answer: Answer | None = None


@dataclass(frozen=True)
class Incoming:
    """A whole file, read. Refused questions are not among the items."""

    instrument: Instrument
    sheet: str
    items: Mapping[str, IncomingItem]
    notes: Mapping[str, str]
    refusals: tuple[Refusal, ...] = ()
    remarks: tuple[str, ...] = ()  # what was left aside, in sentences
    origin: Origin = field(default_factory=Origin)

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers that the file holds, by code."""
        return {code: item.answer for code, item in self.items.items() if item.answer is not None}


class Change(StrEnum):
    """What an import would do to one question."""

    SAME = "same"
    NEW = "new"
    CHANGED = "changed"
    KEPT = "kept"  # empty in the file, answered in Zona: stays
    EMPTY = "empty"
    REFUSED = "refused"
    ABSENT = "absent"  # no row in the file: stays


CHANGE_LABELS = {
    Change.SAME: "tidak berubah",
    Change.NEW: "jawaban baru",
    Change.CHANGED: "berubah",
    Change.KEPT: "kosong di berkas, jawaban lama tetap",
    Change.EMPTY: "belum dijawab",
    Change.REFUSED: "ditolak",
    Change.ABSENT: "tidak ada di berkas, jawaban lama tetap",
}


@dataclass(frozen=True)
class ItemComparison:
    """One question: what Zona has, what the file says, what would be stored (`answer`, None for no change)."""

    code: str
    change: Change
    old: str
    new: str
    answer: Answer | None = None
    old_note: str = ""
    note: str | None = None  # the note to store; None for no change
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """All questions of the instrument, in its order."""

    items: tuple[ItemComparison, ...]
    remarks: tuple[str, ...] = ()

    def having(self, *changes: Change) -> tuple[ItemComparison, ...]:
        """The questions with one of these changes."""
        return tuple(item for item in self.items if item.change in changes)

    @property
    def answers(self) -> dict[str, Answer]:
        """What would be stored, by code: new and changed answers only."""
        return {item.code: item.answer for item in self.items if item.answer is not None}

    @property
    def notes(self) -> dict[str, str]:
        """Notes that would be stored, by code."""
        return {item.code: item.note for item in self.items if item.note is not None}


def compare(answers: Mapping[str, Answer], notes: Mapping[str, str], incoming: Incoming) -> Comparison:
    """What an import would change. An empty cell never erases: it leaves what is there, and says so."""
    refused: dict[str, list[Refusal]] = {}
    for refusal in incoming.refusals:
        refused.setdefault(refusal.code, []).append(refusal)
    items = []
    for code, question in incoming.instrument.questions.items():
        item = _compare_answer(question, answers.get(code), incoming.items.get(code), refused.get(code, []))
        items.append(_with_note(item, notes.get(code, ""), incoming.notes.get(code)))
    return Comparison(tuple(items), incoming.remarks)


def _compare_answer(
    question: Question, old: Answer | None, item: IncomingItem | None, refused: list[Refusal]
) -> ItemComparison:
    code, old_text = question.code, answer_text(question, old)
    if refused:
        return ItemComparison(code, Change.REFUSED, old_text, "", sentences=tuple(map(str, refused)))
    if item is None:
        return ItemComparison(code, Change.ABSENT, old_text, old_text)
    if item.raw is None:
        change = Change.KEPT if old else Change.EMPTY
        said = ("Sel Jawaban kosong; jawaban yang ada tidak dihapus.",) if old else ()
        return ItemComparison(code, change, old_text, old_text, sentences=said)
    try:
        new, kept = _laid_over(question, old, item.raw)
    except AnswerError as error:
        return ItemComparison(code, Change.REFUSED, old_text, "", sentences=(str(error),))
    if _same(old, new):
        return ItemComparison(code, Change.SAME, old_text, old_text, sentences=kept)
    change = Change.CHANGED if old else Change.NEW
    return ItemComparison(code, change, old_text, answer_text(question, new), answer=new, sentences=kept)


def _laid_over(question: Question, old: Answer | None, raw: Any) -> tuple[Answer | None, tuple[str, ...]]:
    """The file's cells over what is there; inputs empty in the file keep their number. Raises AnswerError."""
    if not isinstance(raw, Mapping) or old is None:
        return read_answer(question, raw), ()
    before: dict[str, Any] = dict(old.inputs)
    if old.confirmed:
        before[CONFIRMED] = "Ya"
    kept = [name for name in before if name not in raw]
    said = (f"Isian {', '.join(kept)} kosong di berkas; angka yang ada tidak dihapus.",) if kept else ()
    return read_answer(question, {**before, **raw}), said


def _same(old: Answer | None, new: Answer | None) -> bool:
    """Equal as far as a spreadsheet can hold a number (fifteen digits)."""
    if old is None or new is None:
        return old is new
    if (old.label, old.confirmed, old.inputs.keys()) != (new.label, new.confirmed, new.inputs.keys()):
        return False
    return all(f"{float(old.inputs[name]):.15g}" == f"{float(new.inputs[name]):.15g}" for name in old.inputs)


def _with_note(item: ItemComparison, old: str, new: str | None) -> ItemComparison:
    if new and not new.endswith(CUT) and _plain(new) != _plain(old):
        return ItemComparison(
            item.code, item.change, item.old, item.new, item.answer, old_note=old, note=new, sentences=item.sentences
        )
    sentences = item.sentences
    if old and not new and item.change not in (Change.ABSENT, Change.REFUSED):
        sentences = (*sentences, "Sel Catatan kosong; catatan yang ada tidak dihapus.")
    return ItemComparison(item.code, item.change, item.old, item.new, item.answer, old_note=old, sentences=sentences)


def _plain(note: str) -> str:
    return cell_text(note).strip()


def answer_text(question: Question, answer: Answer | None) -> str:
    """An answer in a few words: `B`, `3,6`, `selesai 9, total 10`; empty when there is none."""
    if answer is None:
        return ""
    if question.kind is AnswerKind.CHOICE:
        return answer.label
    numbers = {name: shown_short(value) for name, value in answer.inputs.items()}
    if question.kind in (AnswerKind.INDEX, AnswerKind.PERCENT):
        return next(iter(numbers.values()), "")
    parts = [f"{one.code} {numbers[one.code]}" for one in inputs_of(question) if one.code in numbers]
    return ", ".join([*parts, "dikonfirmasi"] if answer.confirmed else parts)


def is_usable(value: float) -> bool:
    """Whether a cell's number can be meant: finite, and no longer than the fifteen digits a spreadsheet keeps."""
    return value == 0 or LEAST <= abs(value) < BEYOND


def exact(value: float) -> Fraction:
    """The number a cell shows: fifteen digits, as spreadsheets keep them (0,1+0,2 is 0,3); only where usable."""
    return Fraction(f"{value:.15g}")
