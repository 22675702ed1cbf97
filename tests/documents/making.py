"""Papers made to order in the city of `tests.cast`, keys that are made once, and a signer that costs nothing."""

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast
from tests.evidence.specimens import pdf
from zona.accounts.models import User
from zona.base import clock
from zona.documents.actions.approve_paper import approve_paper
from zona.documents.actions.draft_paper import draft_paper
from zona.documents.actions.keep_keys import _store
from zona.documents.actions.sign_paper import sign_paper
from zona.documents.enums import KeyPurpose, SigningMethod
from zona.documents.frame import Signer
from zona.documents.kinds import paper_kind
from zona.documents.models import Paper, PaperSignature, SigningKey
from zona.documents.signing.authority import (
    Curve,
    KeyAndCertificate,
    create_root,
    issue_seal,
    issue_signer,
    issue_stamper,
)
from zona.documents.signing.interface import Passphrase, SignedPdf, SigningError, SigningRequest
from zona.files.storage import ReceivedFile, receive
from zona.organizations.models import WorkUnit

SECRET = "kuda benar baterai paku"
WITNESSES = (Signer("Surya Dermawan", "Inspektur"), Signer("Siti Maesaroh", "Ketua Forum Warga"))


def draft(cast: Cast, code: str = "minutes", *, by: User | None = None, unit: WorkUnit | None = None) -> Paper:
    """A draft of the kind's sample; minutes and charters are Puskesmas Melati's."""
    of_unit = code in ("minutes", "charter", "worksheet_recap")
    unit = unit or (cast.melati if of_unit else None)
    return draft_paper(code, sample(code), by=by, government=cast.city, unit=unit)


def sample(code: str, **changes: Any) -> Mapping[str, Any]:
    """The kind's own sample, with other words where a test says so."""
    return {**paper_kind(code).sample, **changes}


def approved(cast: Cast, code: str = "decree_revocation", *, number: str = "700/1/2026", **more: Any) -> Paper:
    """The same, approved by the legal office or the head."""
    paper = draft(cast, code)
    by = {"charter": cast.ratna, "worksheet_recap": cast.ratna, "evaluation_report": cast.fajar}.get(code, cast.hukma)
    given = number if paper.kind.numbering.rule == "register" else ""
    witnesses = WITNESSES[: paper.kind.witnesses]
    return approve_paper(paper.pk, by=by, number=given, witnesses=witnesses, **more)


class FakeSigner:
    """Signs without cryptography; `refusal` is raised instead, `asked` counts."""

    method = "palsu"

    def __init__(self, refusal: Exception | None = None) -> None:
        self.refusal, self.asked = refusal, 0

    def sign(self, pdf: bytes, request: SigningRequest) -> SignedPdf:
        self.asked += 1
        if self.refusal is not None:
            raise self.refusal
        made = pdf + f"\n% {request.field_name} {request.signer_name}\n".encode()
        return SignedPdf(
            pdf=made, sha256=sha256(made).hexdigest(), subject=f"CN={request.signer_name}", issuer="CN=Palsu",
            serial="abc", method=self.method, signed_at=request.at, stamped=False,
        )  # fmt: skip


def sign(paper: Paper, by: User, *, key: str = "kunci-1", way: Any = None) -> PaperSignature:
    """Signed without cryptography."""
    return sign_paper(paper.pk, by=by, way=way or FakeSigner(), method=SigningMethod.BUILT_IN, key=key)


def signed(cast: Cast, code: str = "decree_revocation", **more: Any) -> Paper:
    """A decree signed by the mayor, or a charter by the head."""
    paper = approved(cast, code, **more)
    sign(paper, cast.ratna if code in ("charter", "worksheet_recap") else cast.lestari, key=f"kunci-{paper.pk}")
    paper.refresh_from_db()
    return paper


def scan(name: str = "Pindaian.pdf", content: bytes | None = None) -> ReceivedFile:
    """An uploaded scan."""
    return receive(SimpleUploadedFile(name, content or pdf(2)))


@lru_cache(maxsize=1)
def _city(day: str) -> dict[KeyPurpose, KeyAndCertificate]:
    now, city = clock.now(), "Kota Bening"
    root = create_root(name="Otoritas Uji", city=city, passphrase=SECRET, now=now, curve=Curve.P256)
    common: dict[str, Any] = {"city": city, "passphrase": SECRET, "now": now, "days": 300}
    return {
        KeyPurpose.AUTHORITY: root,
        KeyPurpose.SEAL: issue_seal(root, SECRET, name="Segel Uji", **common),
        KeyPurpose.STAMP: issue_stamper(root, SECRET, name="Penanda Waktu Uji", **common),
    }


@lru_cache
def _personal(name: str, day: str) -> KeyAndCertificate:
    return issue_signer(
        _city(day)[KeyPurpose.AUTHORITY], SECRET, person=name, position="Pejabat", city="Kota Bening",
        passphrase=SECRET, now=clock.now(), days=200,
    )  # fmt: skip


def with_keys(cast: Cast, settings: Any, *people: User) -> dict[KeyPurpose, SigningKey]:
    """The city has its authority, seal and stamper, and these people their certificates; the keys are made once."""
    settings.SEAL_PASSPHRASE = SECRET
    today = clock.today().isoformat()
    rows = {purpose: _store(cast.city, purpose, made) for purpose, made in _city(today).items()}
    for person in people:
        _store(cast.city, KeyPurpose.PERSONAL, _personal(person.name, today), owner=person)
    return rows


def phrase(text: str = SECRET) -> Passphrase:
    """A pass phrase as deeds take it."""
    return Passphrase(text)


class RefusedError(SigningError):
    """A service that says no."""

    sentence = "Layanan menolak."
