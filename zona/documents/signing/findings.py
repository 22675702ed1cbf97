"""The words an examination answers in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Verdict(Enum):
    """One word for a file; when several are true, the one that stands first here is said."""

    UNREADABLE = "tidak terbaca"
    UNSIGNED = "belum ditandatangani"
    ALTERED = "berubah setelah ditandatangani"
    UNTRUSTED = "penerbit sertifikat tidak dipercaya"
    REVOKED = "sertifikat dicabut"
    EXPIRED = "sertifikat tidak berlaku"
    WRONG_SIGNER = "bukan penandatangan yang semestinya"
    VALID = "sah"


_GRAVITY = {verdict: place for place, verdict in enumerate(Verdict)}


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The gravest; VALID when there is none."""
    return min(verdicts, key=_GRAVITY.__getitem__, default=Verdict.VALID)


class LaterChanges(Enum):
    """What was appended to the file after a signature."""

    NONE = "none"
    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True)
class Finding:
    """Something wrong, as a sentence for the reader, and the verdict it leads to."""

    verdict: Verdict
    text: str


@dataclass(frozen=True, kw_only=True)
class SignatureFacts:
    """One signature. Times in UTC or with their own zone; `stamp_valid` is None without a time stamp.

    `claimed_at` is what the signer's machine said; only `stamped_at` with `stamp_valid` is proof. `trusted` speaks
    of the chain alone; dates are `expired`, withdrawal is `revoked_since`. `expected` is False for a stranger.
    """

    field_name: str = ""
    signer_name: str = ""
    subject: str = ""
    issuer: str = ""
    serial: str = ""
    claimed_at: datetime | None = None
    stamped_at: datetime | None = None
    stamp_valid: bool | None = None
    intact: bool = False
    covers_whole_file: bool = False
    later_changes: LaterChanges = LaterChanges.FORBIDDEN
    trusted: bool = False
    expired: bool = False
    revoked_since: datetime | None = None
    expected: bool = True
    findings: tuple[Finding, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The word for this signature alone."""
        return worst(finding.verdict for finding in self.findings)
