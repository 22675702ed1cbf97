"""States of a worksheet and the one table of its transitions; parties whose values stand side by side."""

from dataclasses import dataclass

from django.db import models


class Party(models.TextChoices):
    """Who says it. The result values (surveys, audit) are facts and stand with the unit's answers."""

    UNIT = "unit", "Unit"
    TPI = "tpi", "TPI"
    NATIONAL = "national", "Nasional"


class AssessmentState(models.TextChoices):
    """Where a worksheet is. Items sent back reopen alone, without a change of state."""

    FILLING = "filling", "Diisi unit"
    SENT = "sent", "Terkirim"
    ASSESSING = "assessing", "Dinilai TPI"


@dataclass(frozen=True)
class Transition:
    """One allowed change of state."""

    name: str
    source: AssessmentState
    target: AssessmentState
    label: str
    needs_comment: bool = False


SEND = Transition("send", AssessmentState.FILLING, AssessmentState.SENT, "Kirim lembar kerja")
RECALL = Transition(
    "recall", AssessmentState.SENT, AssessmentState.FILLING, "Tarik kembali lembar kerja", needs_comment=True
)
START = Transition("start", AssessmentState.SENT, AssessmentState.ASSESSING, "Mulai penilaian")

TRANSITIONS = (SEND, RECALL, START)
TRANSITION_CHOICES = [(transition.name, transition.label) for transition in TRANSITIONS]
#: a recall says why; database constraint `transition_comment`
NAMES_WITH_COMMENT = [transition.name for transition in TRANSITIONS if transition.needs_comment]
