"""A signature by hand: a PDF scan, two different witnesses, the statement, and the office still held."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.documents.making import approved, draft, scan
from tests.evidence.specimens import image
from zona.base import clock
from zona.documents.actions.moves import WrongStateError
from zona.documents.actions.sign_on_paper import WetWitness, sign_on_paper
from zona.documents.enums import PaperState, SigningMethod
from zona.documents.errors import DocumentError
from zona.documents.verification import is_certified
from zona.ledger.models import Entry

TWO = (WetWitness("Surya", "Inspektur"), WetWitness("Eko", "Admin"))


def wet(paper, by, **changes):
    return sign_on_paper(paper.pk, by=by, **{"scan": scan(), "witnesses": TWO, "confirmed": True} | changes)


def test_the_scan_becomes_the_signed_version(cast: Cast) -> None:
    paper = approved(cast)
    made = wet(paper, cast.hukma)
    paper.refresh_from_db()
    assert (paper.state, made.method) == (PaperState.SIGNED, SigningMethod.WET)
    assert [one["name"] for one in made.witnesses] == ["Surya", "Eko"]
    assert not is_certified(made)
    assert made.version.file.sha256 in str(Entry.objects.get(event="paper.signed").details)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"witnesses": TWO[:1]}, "dua saksi"),
        ({"witnesses": (TWO[0], TWO[0])}, "dua saksi"),
        ({"witnesses": (TWO[0], WetWitness("Eko", " "))}, "dua saksi"),
        ({"confirmed": False}, "pernyataan"),
    ],
)
def test_what_is_missing_is_said(cast: Cast, changes, said: str) -> None:
    with pytest.raises(DocumentError, match=said):
        wet(approved(cast), cast.hukma, **changes)


def test_only_a_pdf_is_a_scan_of_a_paper(cast: Cast) -> None:
    with pytest.raises(DocumentError, match="sebagai PDF"):
        wet(approved(cast), cast.hukma, scan=scan("Foto.png", image("PNG")))


def test_only_who_approves_files_it(cast: Cast) -> None:
    paper = approved(cast)
    with pytest.raises(PermissionDenied):
        wet(paper, cast.herman)


def test_a_draft_has_nothing_to_sign(cast: Cast) -> None:
    with pytest.raises(WrongStateError):
        wet(draft(cast, "decree_revocation"), cast.hukma)


def test_an_office_that_is_over_signs_nothing(cast: Cast) -> None:
    paper = approved(cast)
    cast.lestari.grants.update(revoked_on=clock.today())
    with pytest.raises(DocumentError, match="tidak berlaku hari ini"):
        wet(paper, cast.hukma)
