"""What can be saved of a paper: the draft now, each kept file, the DOCX; and pictures for the screen."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from zona.documents.access import latest
from zona.documents.enums import PaperState
from zona.documents.errors import DocumentError
from zona.documents.models import Paper
from zona.documents.pages import pages_of
from zona.files import serving
from zona.files.previews import NoPreviewError
from zona.web.papers import pictures
from zona.web.papers.access import paper_of

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def file_name(paper: Paper, extension: str = "pdf") -> str:
    """`Keputusan tentang … (700-12-2026).pdf`; a slash would be a folder."""
    number = f" ({paper.number.replace('/', '-')})" if paper.number else ""
    return f"{paper.title[:80].strip()}{number}.{extension}"


@login_required
@require_safe
def draft(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The draft as it would be printed now, marked RANCANGAN."""
    _, paper = paper_of(request, pk)
    if paper.state != PaperState.DRAFT:
        raise Http404("Naskah ini bukan rancangan lagi.")
    try:
        return serving.made(pictures.draft_pdf(paper), PDF, f"Rancangan {file_name(paper)}")
    except DocumentError as problem:
        return _refused(problem)


@login_required
@require_safe
def docx(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The newest words as DOCX, for the office that edits them; what counts is always the PDF."""
    _, paper = paper_of(request, pk)
    if not paper.kind.docx:
        raise Http404("Naskah ini hanya dibuat sebagai PDF.")
    try:
        return serving.made(pictures.draft_docx(paper), DOCX, file_name(paper, "docx"))
    except DocumentError as problem:
        return _refused(problem)


@login_required
@require_safe
def version(request: HttpRequest, pk: int, version: int) -> HttpResponseBase:
    """The file of one version, byte for byte."""
    _, paper = paper_of(request, pk)
    row = paper.versions.select_related("file").filter(number=version).exclude(file=None).first()
    if row is None or row.file is None:
        raise Http404("Versi ini tidak mempunyai berkas.")
    return serving.download(row.file, f"Versi {row.number} {file_name(paper)}")


@login_required
@require_safe
def picture(request: HttpRequest, pk: int, page: int) -> HttpResponseBase:
    """A page of the newest file, or of the draft as it would be printed now."""
    _, paper = paper_of(request, pk)
    last = latest(paper)
    if last.file is not None:
        return serving.preview(last.file, file_name(paper), page=page)
    try:
        pdf = pictures.draft_pdf(paper)
        drawn = pictures.picture(pdf, pages_of(pdf), page)
    except (DocumentError, NoPreviewError) as problem:
        return _refused(problem)
    return serving.picture(drawn, f"rancangan-{page}.png")


def _refused(problem: Exception) -> HttpResponse:
    return HttpResponse(str(problem), status=422, content_type="text/plain; charset=utf-8")
