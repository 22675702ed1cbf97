"""What waits for a person among the papers, for "Pekerjaan saya": title, lines, address, word on the button."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import can_somewhere, grants_in_force
from zona.documents.models import Paper
from zona.documents.queries import waiting_for_approval, waiting_for_confirmation, waiting_for_signature
from zona.documents.rights import HANDS, drafted_kinds
from zona.web.papers.kinds import HOME

Told = tuple[str, tuple[str, ...], str, str]

#: papers named one by one; more are told as a number
NAMED = 3


def shows_papers(user: User) -> bool:
    """Whether the list of papers is of any use to the person; for the menu."""
    reads = (Permission.READ_PAPERS, Permission.VIEW_ASSESSMENT)
    return bool(drafted_kinds(user)) or any(can_somewhere(user, one) for one in reads)


def paper_duties(user: User) -> Iterator[Told]:
    """Papers to sign, drafts to approve, papers of others to confirm: one query each."""
    signing = reverse("papers_sign")
    yield from _named(waiting_for_signature(user), "Tanda tangani", "naskah", "paper_sign", signing)
    held = {grant.role for grant in grants_in_force(user)}
    if any(held & set(hands.approve) for hands in HANDS.values()):
        drafts = f"{HOME['href']}?keadaan=draft"
        yield from _named(waiting_for_approval(user), "Setujui", "rancangan naskah", "paper", drafts)
    waiting = list(waiting_for_confirmation(user)[:99]) if can_somewhere(user, Permission.REGISTER_PAPERS) else []
    if waiting:
        first = waiting[0]
        one = len(waiting) == 1
        address = reverse("incoming_paper", args=[first.pk]) if one else f"{reverse('incoming')}?keadaan=registered"
        about = (f"{first.title}, {first.issuer}",) if one else ("Bandingkan pindaian dengan isiannya",)
        yield f"Konfirmasi {len(waiting)} naskah masuk", about, address, "Bandingkan"


def _named(papers: "QuerySet[Paper]", verb: str, noun: str, page: str, all_of_them: str) -> Iterator[Told]:
    found = list(papers[: NAMED + 1])
    if len(found) > NAMED:
        yield f"{verb} {papers.count()} {noun}", ("Satu per satu atau sekaligus",), all_of_them, "Lihat"
        return
    for paper in found:
        where = ", ".join(text for text in (paper.number, paper.unit.name if paper.unit else "") if text)
        yield f"{verb} {paper.title}", (where,) if where else (), reverse(page, args=[paper.pk]), verb
