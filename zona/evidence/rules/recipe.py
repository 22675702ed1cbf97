"""Which slots of a question's recipe are filled, and whether that proves the answer. No Django here.

The regulation's own list is required; parts marked `suggested` are advice. Where a recipe is advice only, one file in
any slot proves the question, because the regulation asks for a paper without naming it.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from zona.scoring.structure import EnteredBy, EvidencePart, Instrument, Question

#: the slot of a question whose recipe is empty
GENERAL_PART = EvidencePart("lainnya", "Data dukung", suggested=True)

EVERYONE = frozenset(EnteredBy)


def parts_of(question: Question) -> tuple[EvidencePart, ...]:
    """The slots a person sees under a question; never none."""
    return question.evidence or (GENERAL_PART,)


def missing_parts(question: Question, filled_codes: Set[str]) -> tuple[EvidencePart, ...]:
    """The slots that still keep the question from being proven.

    Required parts without a file; or, where all parts are advice and nothing is filled, those parts, of which any one
    will do.
    """
    required = question.required_evidence
    if required:
        return tuple(part for part in required if part.code not in filled_codes)
    return () if filled_codes else parts_of(question)


def missing_count(question: Question, filled_codes: Set[str]) -> int:
    """How many files are still needed at least: each missing required part, or one where any will do."""
    missing = missing_parts(question, filled_codes)
    return len(missing) if question.required_evidence else min(len(missing), 1)


def is_proven(question: Question, filled_codes: Set[str]) -> bool:
    """Whether every required part has a file; with advice only, whether there is any file."""
    return not missing_parts(question, filled_codes)


@dataclass(frozen=True)
class Proof:
    """The count that stands beside one part of the tree."""

    questions: int
    proven: int
    missing: int  # files still needed at least

    def __add__(self, other: "Proof") -> "Proof":
        return Proof(self.questions + other.questions, self.proven + other.proven, self.missing + other.missing)


NO_QUESTIONS = Proof(0, 0, 0)


def proof_of_question(question: Question, filled_codes: Set[str]) -> Proof:
    """One question's own count."""
    missing = missing_count(question, filled_codes)
    return Proof(questions=1, proven=int(missing == 0), missing=missing)


def proof_of_tree(
    instrument: Instrument, filled: Mapping[str, Set[str]], *, entered_by: Set[EnteredBy] = EVERYONE
) -> dict[str, Proof]:
    """Counts for `total` and every component, area and indicator, by the paths scores have (`pengungkit/1/1-a`).

    `filled` is what `queries.filled_slots` returns; `entered_by` leaves out questions that others have to prove.
    """
    counts = {"total": NO_QUESTIONS}
    for component, area, indicator in instrument.indicators():
        own = NO_QUESTIONS
        for question in indicator.questions:
            if question.entered_by in entered_by:
                own += proof_of_question(question, filled.get(question.code, frozenset()))
        area_path = f"{component.code}/{area.code}"
        for path in ("total", component.code, area_path, f"{area_path}/{indicator.code}"):
            counts[path] = counts.get(path, NO_QUESTIONS) + own
    return counts
