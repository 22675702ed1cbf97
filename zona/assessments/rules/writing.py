"""Whether the unit may write now, and if not, the sentence that says why and whom to ask."""

from collections.abc import Set
from dataclasses import dataclass


@dataclass(frozen=True)
class WritingSituation:
    """What decides it; the sentences of the windows come from `organizations.rules.windows`."""

    filling: bool  # the worksheet has not been sent
    filling_open: bool
    filling_says: str
    returned: bool  # this item was sent back
    revision_open: bool
    revision_says: str


def why_not_write(now: WritingSituation) -> str:
    """Empty when the item may be changed; otherwise one or two sentences for the read-only banner."""
    if now.returned:
        return "" if now.revision_open else f"Butir ini dikembalikan, tetapi {_lower(now.revision_says)}"
    if not now.filling:
        return "Lembar kerja sudah dikirim. Hanya butir yang dikembalikan TPI yang dapat diubah."
    return "" if now.filling_open else now.filling_says


def why_not_enter_result(open_windows: Set[str], last_says: str) -> str:
    """Result values (surveys, audit) may be entered while any window of the period is open; else the sentence."""
    if open_windows:
        return ""
    return f"Nilai hasil hanya dapat diisi selama masa pengisian, verifikasi, atau perbaikan. {last_says}"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
