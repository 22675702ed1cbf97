"""Official papers of the demo city in every state, a signing authority with keys, and two papers of the ministry.

The words are the samples of the kinds, which say that they are made up; every page carries the mark of a demo.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from zona.accounts.models import User
from zona.documents.actions.approve_paper import approve_paper
from zona.documents.actions.draft_paper import draft_paper
from zona.documents.actions.keep_keys import create_authority, issue_certificate
from zona.documents.actions.register_incoming import IncomingFacts, confirm_incoming, register_incoming
from zona.documents.actions.sign_paper import sign_paper
from zona.documents.actions.void_paper import void_paper
from zona.documents.enums import SigningMethod
from zona.documents.frame import Signer
from zona.documents.kinds import paper_kind
from zona.documents.models import Paper
from zona.documents.preview import preview
from zona.documents.signing.interface import Passphrase
from zona.documents.ways import built_in
from zona.files.storage import receive_own
from zona.organizations.models import WorkUnit

if TYPE_CHECKING:
    from zona.demo.worksheets import World

#: opens the demo people's certificates; published like their password, and as worthless outside a demo
PASSPHRASE = "frasa sandi peragaan kota"  # noqa: S105
AUTHORITY_PASSPHRASE = "otoritas peragaan kota tangerang"  # noqa: S105
#: who has a certificate of the city, with the words on it
SIGNERS = {
    "walikota": "Wali Kota Tangerang",
    "kapus": "Kepala Puskesmas Cipondoh",
    "kadisdukcapil": "Kepala Dinas Kependudukan dan Pencatatan Sipil",
    "ketuatpi": "Ketua Tim Penilai Internal",
    "pengendali": "Pengendali Teknis",
}
MINISTRY = "Kementerian PANRB"


def make_official_papers(world: "World") -> None:
    """Keys first, then papers: signed, waiting for a signature, drafts, void; then papers of others."""
    _make_keys(world)
    people, day = world.people, world.calendar.day
    team = _approved(world, "decree_assessment_team", number="700/Kep.112-Inspektorat/{year}", dated=day(0.1))
    _sign(team, people["walikota"])
    wrong = _approved(world, "decree_candidates", number="700/Kep.298-Inspektorat/{year}", dated=day(0.3))
    _sign(wrong, people["walikota"])
    void_paper(wrong.pk, by=people["hukum"], reason="Nama satu unit kerja salah tulis pada lampiran")
    _approved(world, "decree_candidates", number="700/Kep.301-Inspektorat/{year}", dated=day(0.32), replaces=wrong)
    cipondoh = world.units["1.02.04"]
    charter = _approved(world, "charter", unit=cipondoh, by=people["kapus"], dated=day(0.15))
    _sign(charter, people["kapus"])
    _draft(world, "evaluation_report", unit=cipondoh, by=people["ketuatpi"])
    _draft(world, "nomination_letter", by=people["sekda"])
    _receive_papers(world)


def _make_keys(world: "World") -> None:
    create_authority(world.government, by=world.people["admin"], passphrase=Passphrase(AUTHORITY_PASSPHRASE))
    for username, position in SIGNERS.items():
        issue_certificate(
            world.people[username],
            position=position,
            by=world.people["admin"],
            authority_passphrase=Passphrase(AUTHORITY_PASSPHRASE),
            passphrase=Passphrase(PASSPHRASE),
        )


def _draft(
    world: "World", kind: str, *, by: User, unit: WorkUnit | None = None, replaces: Paper | None = None
) -> Paper:
    context: dict[str, Any] = paper_kind(kind).sample
    return draft_paper(kind, context, by=by, government=world.government, unit=unit, replaces=replaces)


def _approved(
    world: "World",
    kind: str,
    *,
    dated: date,
    number: str = "",
    by: User | None = None,
    unit: WorkUnit | None = None,
    replaces: Paper | None = None,
) -> Paper:
    by = by or world.people["hukum"]
    paper = _draft(world, kind, by=by, unit=unit, replaces=replaces)
    witnesses = [Signer(**one) for one in paper_kind(kind).sample_frame.get("witnesses", ())]
    return approve_paper(paper.pk, by=by, number=number.format(year=dated.year), dated=dated, witnesses=witnesses)


def _sign(paper: Paper, signer: User) -> None:
    way = built_in(signer, Passphrase(PASSPHRASE))
    sign_paper(paper.pk, by=signer, way=way, method=SigningMethod.BUILT_IN, key=f"peragaan-{paper.pk}")


def _receive_papers(world: "World") -> None:
    """Two letters of the ministry, as scans: one confirmed by a second person, one waiting."""
    scan = preview("nomination_letter")
    for at, (number, title) in enumerate(
        [
            ("B/214/RB.06/{year}", "Rekomendasi hasil reviu usulan unit kerja menuju WBK"),
            ("B/031/RB.06/{year}", "Jadwal dan kuota pengusulan zona integritas"),
        ]
    ):
        dated = world.calendar.day(0.6) + timedelta(days=at)
        facts = IncomingFacts(
            issuer=MINISTRY, number=number.format(year=dated.year), dated=min(dated, world.calendar.today), title=title
        )
        received = receive_own(scan, f"Surat {at + 1}.pdf")
        paper = register_incoming(facts, received, by=world.people["hukum"])
        if at == 0:
            confirm_incoming(paper.pk, by=world.people["sekda"])
