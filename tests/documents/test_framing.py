"""What the system puts around a paper: here, the state of the ledger that it carries out of the house."""

import base64
from io import BytesIO

import segno

from tests.documents.making import approved, draft
from zona.documents.frame import frame_data
from zona.documents.framing import frame_of
from zona.ledger.models import Checkpoint
from zona.ledger.sequencer import sequence_all


def picture(text: str) -> str:
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False, svgns=True)
    return drawn.getvalue().decode()


def test_an_approved_paper_carries_the_newest_checkpoint_in_print_and_in_its_code(cast):
    paper = approved(cast)
    sequence_all()
    last = Checkpoint.objects.get(log__government_id=cast.city.pk)
    frame = frame_of(paper)
    assert frame.checkpoint == f"Buku besar {last.size} catatan: {bytes(last.root).hex()[:32]}"
    size, root = frame.checkpoint_mark.split(".")
    assert (int(size), base64.urlsafe_b64decode(root + "=")) == (last.size, bytes(last.root))
    assert frame_data(frame)["verification"]["picture"] == picture(f"{paper.address}#{frame.checkpoint_mark}")


def test_a_draft_carries_nothing(cast):
    approved(cast)
    sequence_all()
    frame = frame_of(draft(cast))
    assert (frame.checkpoint, frame.checkpoint_mark, frame_data(frame)["verification"]["picture"]) == ("", "", "")


def test_before_the_first_checkpoint_the_code_holds_the_address_alone(cast):
    paper = approved(cast)
    frame = frame_of(paper)
    assert frame.checkpoint == ""
    assert frame_data(frame)["verification"]["picture"] == picture(paper.address)
