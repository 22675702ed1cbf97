"""Papers of one corner of the matrix's city: rows alone, because their deeds have their own tests."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from zona.accounts.enums import Role
from zona.accounts.models import RoleGrant, User
from zona.base import clock
from zona.documents.actions.draft_paper import new_code
from zona.documents.contexts import to_json
from zona.documents.enums import KeyPurpose, PaperState
from zona.documents.kinds import paper_kind
from zona.documents.models import IncomingPaper, Paper, PaperSigner, PaperVersion, SigningKey
from zona.files.models import StoredFile
from zona.organizations.models import WorkUnit


@dataclass(frozen=True)
class Papers:
    """A charter of the unit as draft and approved, a decree of no unit, a paper of others, a certificate."""

    draft: Paper
    approved: Paper
    decree: Paper
    incoming: IncomingPaper
    certificate: SigningKey

    def of(self, variant: str) -> Paper:
        """The paper that a row of the table speaks of."""
        return {"approved": self.approved, "decree": self.decree}.get(variant, self.draft)


def papers_of(unit: WorkUnit, stored: StoredFile, account: User) -> Papers:
    """Everything for one unit; its head is to sign the charter, where it has one."""
    approved = _paper(unit, "charter", stored)
    head = RoleGrant.objects.filter(role=Role.UNIT_HEAD, unit=unit).first()
    grant = head or RoleGrant.objects.filter(user=account).earliest("pk")
    PaperSigner.objects.create(paper=approved, order=0, grant=grant, user=grant.user, name="Kepala", position="Kepala")
    return Papers(
        _paper(unit, "charter"), approved, _paper(None, "decree_revocation", of=unit), _incoming(unit, stored, account),
        _certificate(account),
    )  # fmt: skip


def _paper(unit: WorkUnit | None, code: str, stored: StoredFile | None = None, *, of: WorkUnit | None = None) -> Paper:
    owner = unit or of
    assert owner is not None
    state = PaperState.APPROVED if stored else PaperState.DRAFT
    paper = Paper.objects.create(
        government_id=owner.government_id, unit=unit, kind_code=code, title="Piagam Pencanangan", state=state,
        dated=clock.today() if stored else None, code=new_code(),
    )  # fmt: skip
    context = to_json(paper_kind(code).sample)
    PaperVersion.objects.create(paper=paper, number=1, state=state, context=context, file=stored, said="Dibuat")
    return paper


def _incoming(unit: WorkUnit, stored: StoredFile, account: User) -> IncomingPaper:
    return IncomingPaper.objects.create(
        government_id=unit.government_id, issuer="Kementerian", number=f"B/{unit.pk}", dated=clock.today(),
        title="Rekomendasi", file=stored, file_name="Surat.pdf", registered_by=account,
    )  # fmt: skip


def _certificate(owner: User) -> SigningKey:
    now = clock.now() + timedelta(days=1)  # not in force, so nobody reads what it holds
    return SigningKey.objects.create(
        government_id=owner.government_id, purpose=KeyPurpose.PERSONAL, owner=owner, certificate_pem="x",
        encrypted_key_pem="x", serial=secrets.token_hex(8), valid_from=now, valid_until=now + timedelta(days=9),
    )  # fmt: skip
