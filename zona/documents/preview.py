"""What a kind of paper looks like, filled with its demo data and marked CONTOH on every page."""

from zona.documents.frame import Frame, Mark, Signer
from zona.documents.kinds import paper_kind
from zona.documents.render import render_paper


def preview(kind_code: str) -> bytes:
    """The sample as PDF. Raises UnknownKindError, or MissingFieldError where the sample does not fit its kind."""
    return render_paper(kind_code, paper_kind(kind_code).sample, sample_frame(kind_code))


def sample_frame(kind_code: str, *, mark: Mark = Mark.SAMPLE) -> Frame:
    """The frame of the sample; the people are invented."""
    given = dict(paper_kind(kind_code).sample_frame)
    people = {group: tuple(Signer(**one) for one in given.pop(group, ())) for group in ("signers", "witnesses")}
    letterhead = tuple(given.pop("letterhead"))
    return Frame(**given, letterhead=letterhead, signers=people["signers"], witnesses=people["witnesses"], mark=mark)
