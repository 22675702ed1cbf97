"""The wet way: printed, signed by hand, scanned and uploaded; two witnesses stand for it and the hash is recorded."""

from dataclasses import dataclass

from django.db import transaction

from zona.accounts.models import User
from zona.base import clock
from zona.base.text import plain_text
from zona.documents.access import check, latest, paper_for
from zona.documents.actions.moves import check_state
from zona.documents.actions.sign_paper import keep_signature, require_clock
from zona.documents.enums import SIGN, SigningMethod
from zona.documents.errors import DocumentError
from zona.documents.models import PaperSignature
from zona.documents.rights import may_approve
from zona.files.storage import ReceivedFile, keep

WITNESSES = 2


@dataclass(frozen=True)
class WetWitness:
    """Somebody who saw the signature being made."""

    name: str
    office: str


@transaction.atomic
def sign_on_paper(
    pk: int, *, by: User, scan: ReceivedFile, witnesses: tuple[WetWitness, ...], confirmed: bool
) -> PaperSignature:
    """Keep the scan as the paper's signed version for the signer whose turn it is; whoever approves papers files it.

    Raises Http404, PermissionDenied, WrongStateError and DocumentError (no PDF, too few witnesses, not confirmed).
    """
    paper = paper_for(by, pk, lock=True)
    check(may_approve(by, paper.kind, paper.unit), "Anda tidak berwenang mencatat tanda tangan basah naskah ini.")
    check_state(paper, SIGN)
    require_clock(paper.government_id)
    if scan.inspection.kind.media_type != "application/pdf":
        raise DocumentError(f"{scan.name}: pindaian naskah bertanda tangan diunggah sebagai PDF.")
    people = [{"name": plain_text(one.name), "office": plain_text(one.office)} for one in witnesses]
    if len({one["name"] for one in people if one["name"] and one["office"]}) < WITNESSES:
        raise DocumentError("Tulis nama dan jabatan dua saksi yang melihat penandatanganan.")
    if not confirmed:
        raise DocumentError("Beri tanda pada pernyataan bahwa pindaian sesuai dengan naskah yang disetujui.")
    signer = next((one for one in paper.signers.all() if not hasattr(one, "signature")), None)
    if signer is None:
        raise DocumentError("Semua tanda tangan pada naskah ini sudah lengkap.")
    if not signer.grant.holds_on(clock.today()):
        raise DocumentError(f"Penugasan {signer} tidak berlaku hari ini.")
    signature = PaperSignature(signer=signer, method=SigningMethod.WET, signed_at=clock.now(), witnesses=people)
    return keep_signature(paper, signature, keep(scan), context=latest(paper).context, by=by)
