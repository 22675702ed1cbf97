"""The frame of a paper of this government: letterhead, number, signers, and where it can be verified."""

from base64 import urlsafe_b64encode
from collections.abc import Iterable, Sequence
from datetime import date

from zona.accounts.enums import Role
from zona.accounts.models import RoleGrant
from zona.accounts.queries import holders
from zona.base import clock
from zona.documents.enums import PaperState
from zona.documents.frame import Frame, Mark, Signer
from zona.documents.kinds import PaperKind
from zona.documents.models import Paper, PaperSigner
from zona.ledger.models import Checkpoint, Log
from zona.ledger.proofs import newest
from zona.organizations.models import WorkUnit

#: where nobody holds the office yet
NOBODY = Signer("……………………………", "……………………………")
ELECTRONIC = "Ditandatangani secara elektronik"
_ACTING = {"plt": "Plt.", "plh": "Plh."}


def frame_of(paper: Paper, *, mark: Mark = Mark.NONE, witnesses: Iterable[Signer] = ()) -> Frame:
    """What stands around the paper now; drafts take whoever holds the offices today."""
    signers = tuple(printed(one) for one in paper.signers.all()) or expected_signers(paper)
    draft = paper.state == PaperState.DRAFT
    last = None if draft else newest_checkpoint(paper.government_id)
    return Frame(
        letterhead=letterhead_of(paper),
        number=paper.number,
        date=paper.dated or clock.today(),
        place=paper.government.place,
        signers=signers,
        witnesses=tuple(witnesses),
        verification_address="" if draft else paper.address,
        verification_code="" if draft else paper.code,
        checkpoint=checkpoint_line(last),
        checkpoint_mark=checkpoint_mark(last),
        mark=mark or (Mark.DRAFT if draft else Mark.NONE),
        footnote="Data peragaan, bukan dokumen resmi" if paper.government.is_demo else "",
        signature_note=ELECTRONIC,
    )


def letterhead_of(paper: Paper) -> tuple[str, ...]:
    """A decree is headed by who decides; other papers by the government, with the unit below where it signs."""
    government = paper.government
    if is_decree(paper.kind):
        return tuple(government.decree_letterhead)
    lines = government.letterhead_lines
    signs = bool(paper.kind.signers) and Role(paper.kind.signers[0]).is_of_a_unit
    return (lines[0], paper.unit.name, *lines[2:]) if paper.unit and signs else tuple(lines)


def is_decree(kind: PaperKind) -> bool:
    """Whether the mayor decides by it."""
    return kind.code.startswith("decree_")


def expected_signers(paper: Paper) -> tuple[Signer, ...]:
    """Who would sign today, in order; dots where nobody holds the office."""
    return tuple(
        signer_of(grants[0]) if grants else NOBODY
        for grants in (
            possible_signers(code, paper.government_id, paper.unit, on=clock.today()) for code in paper.kind.signers
        )
    )


def possible_signers(role: str, government_id: int, unit: WorkUnit | None, *, on: date) -> Sequence[RoleGrant]:
    """Grants of the role in force on that day, a deputy's first: while a Plh. stands in, the holder is away."""
    code = Role(role)
    found = holders(code, on=on, government_id=government_id, unit=unit if code.is_of_a_unit else None)
    return sorted(found.select_related("user__employee", "unit"), key=lambda grant: (not grant.acting, grant.pk))


def signer_of(grant: RoleGrant) -> Signer:
    """How the holder of an office is printed."""
    employee = grant.user.employee
    return Signer(
        name=grant.user.name,
        position=office_of(grant),
        number=employee.employee_number if employee else "",
        acting=_ACTING.get(grant.acting, ""),
    )


def office_of(grant: RoleGrant) -> str:
    """The office without Plt. or Plh., which stands apart; the mayor's as the government calls it."""
    if grant.role == Role.MAYOR:
        return grant.user.government.decree_letterhead[0]
    return grant.title.removeprefix(_ACTING.get(grant.acting, "")).strip()


def printed(signer: PaperSigner) -> Signer:
    """As fixed at approval."""
    return Signer(name=signer.name, position=signer.position, number=signer.employee_number, acting=signer.acting)


def newest_checkpoint(government_id: int) -> Checkpoint | None:
    """The ledger's newest state, so that every paper carries it out of the house."""
    log = Log.objects.filter(government_id=government_id).first()
    return newest(log) if log else None


def checkpoint_line(last: Checkpoint | None) -> str:
    """Size and the beginning of the root, for people."""
    return f"Buku besar {last.size} catatan: {bytes(last.root).hex()[:32]}" if last else ""


def checkpoint_mark(last: Checkpoint | None) -> str:
    """Size and the whole root, for the QR code: `2451.mdh3l8ff…` (base64url, as RFC 4648 section 5, unpadded)."""
    return f"{last.size}.{urlsafe_b64encode(bytes(last.root)).decode().rstrip('=')}" if last else ""
