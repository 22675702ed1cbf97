"""The city's seal, after the last signature: says that the paper left Zona as it is, and when."""

from django.db import transaction

from zona.base import clock
from zona.documents.access import latest
from zona.documents.actions.moves import add_version, tell
from zona.documents.enums import PaperState
from zona.documents.models import Paper
from zona.documents.signing.interface import AlreadySignedError, SigningRequest
from zona.documents.ways import seal
from zona.files.storage import content_of, keep, receive_own

FIELD = "SegelKota"


@transaction.atomic
def seal_paper(pk: int) -> bool:
    """Seal once; false when there is no seal, the paper is not signed, or it is sealed. Raises SigningError."""
    paper = Paper.objects.select_related("government").select_for_update(of=("self",)).get(pk=pk)
    version, way = latest(paper), seal(paper.government)
    if paper.state != PaperState.SIGNED or way is None or version.file is None:
        return False
    request = SigningRequest(
        reason=f"Segel elektronik {paper.government.short_name}",
        location=paper.government.place,
        signer_name=f"Segel Elektronik {paper.government.short_name}",
        at=clock.now(),
        idempotency_key=f"segel-{paper.pk}-{version.number}",
        field_name=FIELD,
    )
    try:
        signed = way.sign(content_of(version.file), request)
    except AlreadySignedError:
        return False
    file = keep(receive_own(signed.pdf, f"{paper.kind_code}.pdf", pages=version.file.pages))
    sealed = add_version(paper, context=version.context, said="Dibubuhi segel kota", by=None, file=file)
    tell("sealed", paper, sealed, by=None, summary=f"{paper} dibubuhi segel kota", certificate=signed.serial)
    return True
