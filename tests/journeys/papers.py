"""Papers of every state for looking at the pages, and keys that exist for one test."""

from dataclasses import dataclass

from django.conf import settings

from tests.cast import Cast
from tests.documents.making import approved, draft, scan, signed, with_keys
from zona.base import clock
from zona.documents.actions.keep_keys import personal_key_of
from zona.documents.actions.register_incoming import IncomingFacts, register_incoming
from zona.documents.actions.void_paper import void_paper
from zona.documents.models import IncomingPaper, Paper, SigningKey


@dataclass(frozen=True)
class Papers:
    """One of each; `digest` is of the signed paper's file."""

    draft: Paper
    approved: Paper
    signed: Paper
    void: Paper
    incoming: IncomingPaper
    certificate: SigningKey
    digest: str


def build_papers(cast: Cast) -> Papers:
    """Decrees at every stage, a ministry's letter, and the mayor's certificate."""
    with_keys(cast, settings, cast.lestari)
    facts = IncomingFacts(issuer="Kementerian PANRB", number="B/12/2026", dated=clock.today(), title="Rekomendasi WBK")
    standing, void = signed(cast, number="700/1/2026"), signed(cast, number="700/2/2026")
    void_paper(void.pk, by=cast.hukma, reason="Salah nama unit kerja.")
    certificate, stored = personal_key_of(cast.lestari), standing.versions.earliest("-number").file
    assert certificate is not None
    assert stored is not None
    return Papers(
        draft(cast, "decree_revocation", by=cast.hukma), approved(cast, number="700/3/2026"), standing, void,
        register_incoming(facts, scan(), by=cast.hukma), certificate, stored.sha256,
    )  # fmt: skip
