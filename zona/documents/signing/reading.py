"""What a signed PDF says about its newest signature, without judging it (that is `examination`)."""

import hashlib
from datetime import datetime
from io import BytesIO

from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import find_unique_cms_attribute
from pyhanko.sign.validation import EmbeddedPdfSignature

from zona.documents.signing.interface import SignedPdf, UnreadablePdfError


class NoSignatureError(Exception):
    """The bytes are no PDF, or a PDF without a readable signature, or it does not fit the content."""


def newest_signature(pdf: bytes) -> EmbeddedPdfSignature:
    """The last signature of the file, after checking that the file still has the digest that was signed.

    Raises NoSignatureError.
    """
    try:
        newest: EmbeddedPdfSignature = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures[-1]
        signed = find_unique_cms_attribute(newest.signer_info["signed_attrs"], "message_digest").native
        if newest.compute_digest() != signed:
            raise NoSignatureError
        return newest
    except Exception:
        # an outside service may answer anything at all; whatever it breaks, it is no signed paper
        raise NoSignatureError from None


def signature_count(pdf: bytes) -> int:
    """How many signatures are inside. Raises UnreadablePdfError."""
    try:
        return len(PdfFileReader(BytesIO(pdf)).embedded_regular_signatures)
    except Exception:
        raise UnreadablePdfError from None


def page_count(pdf: bytes) -> int:
    """How many pages the file says it has. Raises UnreadablePdfError."""
    try:
        return int(PdfFileReader(BytesIO(pdf)).root["/Pages"]["/Count"])
    except Exception:
        raise UnreadablePdfError from None


def is_stamped(signature: EmbeddedPdfSignature) -> bool:
    """Whether an RFC 3161 stamp is attached; not whether it is worth anything."""
    try:
        find_unique_cms_attribute(signature.signer_info["unsigned_attrs"], "signature_time_stamp_token")
    except Exception:
        return False
    return True


def claimed_time(pdf: bytes) -> datetime | None:
    """The time the newest signature claims, when it says so with a time zone. Raises NoSignatureError."""
    said: datetime | None = newest_signature(pdf).self_reported_timestamp
    return said if said is not None and said.tzinfo is not None else None


def signed_pdf(pdf: bytes, *, method: str, signed_at: datetime, provider_id: str = "") -> SignedPdf:
    """The file with the facts of its newest signature. Raises NoSignatureError."""
    signature = newest_signature(pdf)
    certificate = x509.load_der_x509_certificate(signature.signer_cert.dump())
    return SignedPdf(
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        subject=certificate.subject.rfc4514_string(),
        issuer=certificate.issuer.rfc4514_string(),
        serial=f"{certificate.serial_number:x}",
        method=method,
        signed_at=signed_at,
        stamped=is_stamped(signature),
        provider_id=provider_id,
    )
