"""What the head should know before sending: unanswered, unproven, carried over and still returned items."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from zona.evidence.rules.recipe import is_proven
from zona.scoring.structure import Question


@dataclass(frozen=True)
class Readiness:
    """Codes of the questions that lack something, in the instrument's order."""

    unanswered: tuple[str, ...]
    unproven: tuple[str, ...]
    carried: tuple[str, ...]
    waiting_for_others: tuple[str, ...]  # result values that an officer has not entered

    @property
    def complete(self) -> bool:
        """Whether nothing at all is missing."""
        return not (self.unanswered or self.unproven or self.carried or self.waiting_for_others)


def readiness(
    questions: Mapping[str, Question], answered: Set[str], filled: Mapping[str, Set[str]], carried: Set[str]
) -> Readiness:
    """`answered` are the codes that count as answered, `filled` the evidence parts with a file, by question."""
    own = {code: question for code, question in questions.items() if question.entered_by == "unit"}
    return Readiness(
        unanswered=tuple(code for code in own if code not in answered),
        unproven=tuple(
            code
            for code, question in own.items()
            if code in answered and not is_proven(question, filled.get(code, frozenset()))
        ),
        carried=tuple(code for code in own if code in carried),
        waiting_for_others=tuple(code for code in questions if code not in own and code not in answered),
    )
