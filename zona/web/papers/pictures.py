"""A draft as it would be printed now, and pictures of what is not stored."""

import tempfile
from hashlib import sha256

from zona.documents.access import latest
from zona.documents.contexts import from_json
from zona.documents.docx import render_docx
from zona.documents.frame import Frame, Mark
from zona.documents.framing import NOBODY, frame_of
from zona.documents.models import Paper
from zona.documents.render import render_paper
from zona.files.models import StoredFile
from zona.files.previews import picture_of


def frame_now(paper: Paper) -> Frame:
    """What would stand around the paper today; witnesses are dots until they are named at approval."""
    return frame_of(paper, mark=Mark.DRAFT, witnesses=(NOBODY,) * paper.kind.witnesses)


def draft_pdf(paper: Paper) -> bytes:
    """The newest words marked RANCANGAN. Raises DocumentError."""
    return render_paper(paper.kind_code, from_json(paper.kind.fields, latest(paper).context), frame_now(paper))


def draft_docx(paper: Paper) -> bytes:
    """The newest words for an office that edits them. Raises DocumentError for a kind without DOCX."""
    mark = Mark.NONE if paper.number else Mark.DRAFT
    frame = frame_of(paper, mark=mark, witnesses=(NOBODY,) * paper.kind.witnesses)
    return render_docx(paper.kind_code, from_json(paper.kind.fields, latest(paper).context), frame)


def picture(pdf: bytes, pages: int, page: int) -> bytes:
    """One page of a PDF that Zona just made, drawn in the sandbox and kept by fingerprint. Raises NoPreviewError."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        shown = StoredFile(
            sha256=sha256(pdf).hexdigest(),
            size=len(pdf),
            media_type="application/pdf",
            path=file.name,  # absolute, so it does not lie below the store
            pages=pages,
        )
        return picture_of(shown, page)
