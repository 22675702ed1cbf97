"""What anybody may learn of a paper: what it is, who signed when, whether it stands, and where the ledger says so.

A file is known by its hash alone; one that is not known is examined, and the paper it pretends to be is named.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from zona.base import clock
from zona.documents.enums import PaperState, SigningMethod
from zona.documents.models import Paper, PaperSignature, PaperVersion
from zona.documents.ways import revocation_lists, trusted_roots
from zona.ledger.models import Entry, Log
from zona.ledger.proofs import newest
from zona.organizations.models import Government

if TYPE_CHECKING:
    from zona.documents.signing.examination import Examination

_CODE = re.compile(rb"\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b")
_HASH = re.compile(r"[0-9a-f]{64}")


class Standing(StrEnum):
    """Whether a paper stands."""

    STANDS = "stands"
    WAITS = "waits"  # approved, not everybody has signed
    VOID = "void"
    REPLACED = "replaced"


class FileStanding(StrEnum):
    """What a file is to its paper."""

    CURRENT = "current"
    OLDER = "older"
    FOREIGN = "foreign"  # no file of ours has these bytes


@dataclass(frozen=True)
class Inclusion:
    """The ledger's entry about the paper's present form."""

    position: int | None
    checkpoint_size: int
    government_id: int


@dataclass(frozen=True)
class PaperFacts:
    """One paper, for the public page."""

    paper: Paper
    standing: Standing
    version: PaperVersion
    signatures: tuple[PaperSignature, ...]
    inclusion: Inclusion | None
    replaced_by: Paper | None


@dataclass(frozen=True)
class FileFacts:
    """One file that somebody holds. `paper` is the one it is, or pretends to be."""

    standing: FileStanding
    sha256: str
    paper: PaperFacts | None
    version: PaperVersion | None = None
    examination: "Examination | None" = None


def paper_by_code(code: str) -> PaperFacts | None:
    """By the code under the QR; drafts are nobody's business. Case, spaces and hyphens do not matter."""
    plain = re.sub(r"[\s-]", "", code).upper()
    wanted = f"{plain[:4]}-{plain[4:8]}-{plain[8:]}"
    return _facts(_public().filter(code=wanted).first())


def papers_by_number(number: str) -> list[PaperFacts]:
    """By the printed number; several governments may use the same."""
    found = _public().filter(number=" ".join(number.split())).exclude(number="")[:20]
    return [facts for facts in map(_facts, found) if facts is not None]


def file_by_hash(digest: str) -> FileFacts | None:
    """By the hash that the browser computed; None when these bytes are not ours."""
    if not _HASH.fullmatch(digest):
        return None
    version = (
        PaperVersion.objects.filter(file__sha256=digest, paper__in=_public())
        .select_related("paper__government", "paper__unit")
        .order_by("-number")
        .first()
    )
    facts = _facts(version.paper) if version else None
    if version is None or facts is None:
        return None
    current = facts.version.file is not None and facts.version.file.sha256 == digest
    return FileFacts(FileStanding.CURRENT if current else FileStanding.OLDER, digest, facts, version)


def file_by_content(content: bytes) -> FileFacts:
    """The same for a file that was uploaded; an unknown one is examined against the keys of the paper it names."""
    digest = sha256(content).hexdigest()
    known = file_by_hash(digest)
    if known is not None:
        return known
    pretended = _pretended(content)
    government = pretended.paper.government if pretended else Government.objects.order_by("pk").first()
    roots = trusted_roots(government) if government else []
    lists = revocation_lists(government) if government else []
    from zona.documents.signing.examination import examine  # 40 MB that most processes never need

    examination = examine(content, roots=roots, crls=lists, at=clock.now())
    return FileFacts(FileStanding.FOREIGN, digest, pretended, examination=examination)


def _pretended(content: bytes) -> PaperFacts | None:
    """The paper whose code stands in the file's own description (XMP, which typst writes in plain text)."""
    codes = {match.decode() for match in _CODE.findall(content)}
    return _facts(_public().filter(code__in=codes).first()) if codes else None


def _public() -> QuerySet[Paper]:
    return Paper.objects.exclude(state=PaperState.DRAFT).select_related("government", "unit")


def _facts(paper: Paper | None) -> PaperFacts | None:
    if paper is None:
        return None
    version = paper.versions.select_related("file").exclude(file=None).order_by("-number").first()
    if version is None:  # a draft that was voided never left the house
        return None
    signatures = PaperSignature.objects.filter(signer__paper=paper).select_related("signer").order_by("signer__order")
    successor = paper.replaced_by.filter(state=PaperState.SIGNED).first()
    return PaperFacts(paper, _standing(paper, successor), version, tuple(signatures), _inclusion(paper), successor)


def _standing(paper: Paper, successor: Paper | None) -> Standing:
    if paper.state == PaperState.VOID:
        return Standing.VOID
    if successor is not None:
        return Standing.REPLACED
    return Standing.STANDS if paper.state == PaperState.SIGNED else Standing.WAITS


def _inclusion(paper: Paper) -> Inclusion | None:
    entry = Entry.objects.filter(
        log=paper.government_id, subject_kind=paper._meta.label_lower, subject_id=str(paper.pk)
    ).first()
    log = Log.objects.filter(government_id=paper.government_id).first()
    last = newest(log) if log else None
    if entry is None or last is None:
        return None
    return Inclusion(entry.position, last.size, paper.government_id)


def is_certified(signature: PaperSignature) -> bool:
    """Whether it is a certified signature in the sense of PP 71/2019 art. 60: only BSrE's are."""
    return signature.method == SigningMethod.BSRE
