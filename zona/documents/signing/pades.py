"""PAdES baseline signatures appended to a PDF (ETSI EN 319 142-1: B-B, and B-T with a time stamp).

The bytes given are not touched, so a PDF/A-2a file keeps its revision as it was made. The first signature certifies
the paper: from then on only further signatures may be added (DocMDP level 2), so several people sign in turn.
"""

from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError as PyHankoSigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from zona.documents.signing.interface import (
    AlreadySignedError,
    BrokenAnswerError,
    SignedPdf,
    SigningError,
    SigningRequest,
    UnreadablePdfError,
)
from zona.documents.signing.opened import OpenedIdentity
from zona.documents.signing.reading import signed_pdf
from zona.documents.signing.stamping import Stamping

#: name of a place nobody named, with a number behind it
_PLACE = "TandaTangan"


class _DatedSigner(PdfSigner):
    """Writes the moment of the request, where pyHanko would take the clock of the machine."""

    at: datetime

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session


def sign_pdf(
    pdf: bytes, request: SigningRequest, opened: OpenedIdentity, *, method: str, stamping: Stamping | None
) -> SignedPdf:
    """One more signature at the end of the file.

    Raises UnreadablePdfError, AlreadySignedError, and what the time-stamping service raises.
    """
    stamper = stamping.stamper(request.at) if stamping else None
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        place, is_first = _place(writer.prev, request.field_name)
        meta = PdfSignatureMetadata(
            field_name=place,
            md_algorithm="sha256",
            reason=_reason(request),
            location=request.location,
            name=request.signer_name,
            subfilter=SigSeedSubFilter.PADES,
            certify=is_first,
            docmdp_permissions=MDPPerm.FILL_FORMS,
        )
        signer = _DatedSigner(meta, opened.signer(), timestamper=stamper, new_field_spec=SigFieldSpec(place))
        signer.at = request.at
        result = signer.sign_pdf(writer).getvalue()
    except SigningError:
        raise
    except TimestampRequestError:
        raise BrokenAnswerError("Cap waktunya tidak sah.") from None
    except (PdfError, PyHankoSigningError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        # what a broken file makes pyHanko stumble over differs with the break
        raise UnreadablePdfError from None
    return signed_pdf(result, method=method, signed_at=request.at)


def _place(reader: PdfFileReader, wanted: str) -> tuple[str, bool]:
    """The name of the field, and whether this is the first signature. Raises AlreadySignedError."""
    fields = list(enumerate_sig_fields(reader))
    filled = {name for name, value, _ in fields if value is not None}
    if wanted in filled:
        raise AlreadySignedError
    taken = {name for name, _, _ in fields}
    free = next(name for number in range(1, len(taken) + 2) if (name := f"{_PLACE}{number}") not in taken)
    return wanted or free, not filled


def _reason(request: SigningRequest) -> str:
    """The office is part of why a signature counts; the standard has no place of its own for it."""
    return f"{request.reason} (selaku {request.position})" if request.position else request.reason
