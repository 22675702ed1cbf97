"""Sign a paper electronically: with the city's certificate, a PKCS#12 file, or BSrE.

The signing itself may take seconds (an outside service), so it happens between two short transactions: the first keeps
the wish under its key, the second keeps the signed file. A wish that is repeated finds its row and signs nothing twice.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction

from zona.accounts.models import User
from zona.background.actions.enqueue import enqueue
from zona.base import clock
from zona.documents.access import check, latest, paper_for
from zona.documents.actions.moves import WrongStateError, add_version, check_state, tell
from zona.documents.enums import SIGN, AttemptState, SigningMethod
from zona.documents.errors import DocumentError
from zona.documents.jobs import SEAL
from zona.documents.models import Paper, PaperSignature, PaperSigner, PaperVersion, SigningAttempt
from zona.documents.signing.interface import SignedPdf, Signer, SigningError, SigningRequest
from zona.files.models import StoredFile
from zona.files.storage import content_of, keep, receive_own
from zona.ledger.models import Log
from zona.ledger.proofs import newest
from zona.ledger.sequencer import ClockError, require_sound_clock

#: a wish that is older and still has no result belongs to a process that died
ABANDONED = timedelta(minutes=3)


class NotYourTurnError(DocumentError):
    """The person is no signer of this paper, has signed, or others sign first."""


class StillSigningError(DocumentError):
    """The same wish is being carried out right now."""


@dataclass(frozen=True)
class _Ready:
    """What the first transaction found."""

    signer: PaperSigner
    version: PaperVersion
    attempt: SigningAttempt


def sign_paper(pk: int, *, by: User, way: Signer, method: SigningMethod, key: str) -> PaperSignature:
    """Put the person's signature on the paper; `key` names this one wish (a form carries it).

    The caller has asked for the second factor. Raises Http404, PermissionDenied, WrongStateError, NotYourTurnError,
    StillSigningError, SigningError (what the way of signing says) and DocumentError when the clock is wrong.
    """
    ready = _begin(pk, by=by, key=key)
    if isinstance(ready, PaperSignature):
        return ready
    try:
        signed = way.sign(_bytes_of(ready.version), _request(ready.signer, key))
        return _finish(pk, ready, signed, by=by, method=method)
    except (SigningError, DocumentError) as error:
        _fail(ready.attempt, str(error))
        raise


@transaction.atomic
def _begin(pk: int, *, by: User, key: str) -> _Ready | PaperSignature:
    paper = paper_for(by, pk, lock=True)
    done = SigningAttempt.objects.filter(key=key, signer__paper=paper, state=AttemptState.DONE).first()
    if done is not None:
        return PaperSignature.objects.get(signer_id=done.signer_id)
    check_state(paper, SIGN)
    signer = next_signer(paper, by)
    require_clock(paper.government_id)
    attempt = _attempt(signer, key)
    return _Ready(signer, latest(paper), attempt)


def next_signer(paper: Paper, by: User) -> PaperSigner:
    """The person's own place, when it is their turn and the office still holds. Raises NotYourTurnError."""
    for signer in paper.signers.select_related("grant").order_by("order"):
        if hasattr(signer, "signature"):
            continue
        if signer.user_id != by.pk:
            raise NotYourTurnError(f"Naskah ini menunggu tanda tangan {signer}.")
        if not signer.grant.holds_on(clock.today()):
            raise NotYourTurnError(
                f"Penugasan Anda sebagai {signer.acting} {signer.position}".replace("  ", " ")
                + " tidak berlaku hari ini, jadi Anda tidak dapat menandatangani."
            )
        return signer
    raise NotYourTurnError("Semua tanda tangan pada naskah ini sudah lengkap.")


def require_clock(government_id: int) -> None:
    """Refuse to sign while the clock stands before the ledger's last checkpoint. Raises DocumentError (TE-11)."""
    log = Log.objects.filter(government_id=government_id).first()
    try:
        require_sound_clock(newest(log) if log else None)
    except ClockError as error:
        raise DocumentError(str(error)) from error


def _attempt(signer: PaperSigner, key: str) -> SigningAttempt:
    running = signer.attempts.filter(state=AttemptState.STARTED, started_at__gt=clock.now() - ABANDONED)
    if running.exists():
        raise StillSigningError("Permintaan tanda tangan ini sedang diproses. Muat ulang halaman sebentar lagi.")
    try:
        with transaction.atomic():
            return SigningAttempt.objects.create(key=key, signer=signer)
    except IntegrityError:  # a wish that failed or was abandoned, and is wished again
        attempt = SigningAttempt.objects.get(key=key)
        check(attempt.signer_id == signer.pk, "Permintaan tanda tangan ini milik naskah lain.")
        attempt.state, attempt.started_at = AttemptState.STARTED, clock.now()
        attempt.save(update_fields=["state", "started_at"])
        return attempt


def _bytes_of(version: PaperVersion) -> bytes:
    if version.file is None:
        raise WrongStateError("Naskah ini belum mempunyai berkas yang dapat ditandatangani.")
    return content_of(version.file)


def _request(signer: PaperSigner, key: str) -> SigningRequest:
    return SigningRequest(
        reason=f"Menandatangani {signer.paper.title}"[:200],
        location=signer.paper.government.place,
        signer_name=signer.name,
        position=f"{signer.acting} {signer.position}".strip(),
        at=clock.now(),
        idempotency_key=key,
        field_name=f"TandaTangan{signer.order + 1}",
    )


def _fail(attempt: SigningAttempt, said: str) -> None:
    """Outside the transaction that failed; a paper that went back to draft took its places and wishes with it."""
    SigningAttempt.objects.filter(pk=attempt.pk).update(state=AttemptState.FAILED, said=said[:500])


@transaction.atomic
def _finish(pk: int, ready: _Ready, signed: SignedPdf, *, by: User, method: SigningMethod) -> PaperSignature:
    paper = paper_for(by, pk, lock=True)
    if latest(paper).pk != ready.version.pk:
        raise WrongStateError("Naskah ini berubah saat Anda menandatangani; tanda tangan tidak dipakai. Buka ulang.")
    pages = ready.version.file.pages if ready.version.file else None  # a signature adds none
    file = keep(receive_own(signed.pdf, f"{paper.kind_code}.pdf", pages=pages))
    signature = PaperSignature(
        signer=ready.signer,
        method=method,
        signed_at=signed.signed_at,
        certificate_subject=signed.subject,
        certificate_issuer=signed.issuer,
        certificate_serial=signed.serial,
        stamped=signed.stamped,
        provider_id=signed.provider_id,
    )
    ready.attempt.state = AttemptState.DONE
    ready.attempt.save(update_fields=["state"])
    return keep_signature(paper, signature, file, context=ready.version.context, by=by)


def keep_signature(
    paper: Paper, signature: PaperSignature, file: StoredFile, *, context: dict[str, object], by: User
) -> PaperSignature:
    """The signature's row, the new version, and with the last signature the signed state and the seal's job."""
    unsigned = paper.signers.filter(signature=None).exclude(pk=signature.signer_id)
    if not unsigned.exists():
        paper.state = SIGN.target
        paper.save(update_fields=["state"])
    version = add_version(paper, context=context, said=f"Ditandatangani {signature.signer}", by=by, file=file)
    signature.version = version
    signature.save()
    tell(
        "signed",
        paper,
        version,
        by=by,
        summary=f"{paper} ditandatangani oleh {signature.signer}",
        method=str(signature.method),
        certificate=signature.certificate_serial,
        issuer=signature.certificate_issuer,
    )
    if paper.state == SIGN.target:
        enqueue(SEAL, key=f"naskah-{paper.pk}-{version.number}", government_id=paper.government_id, paper=paper.pk)
    return signature
