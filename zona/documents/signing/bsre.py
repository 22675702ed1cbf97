"""Certified signatures (PP 71/2019 art. 60) from BSrE, through its "Esign Client Service" on the city's network.

BSrE's own manual ("Petunjuk Teknis API Esign Client Service", version 2.0 of January 2024, knows v1 and v2 calls)
was not at hand. The calls here are its version 1, as several public clients of Indonesian governments make them.

Seen alike in public clients (OpenSID `Tte.php`, Pemkot Bekasi `node-esign-BSrE`, and others):
- `POST /api/sign/pdf`, Basic auth, multipart: file, nik, passphrase, tampilan=invisible, reason, location;
- 200 answers the PDF itself, with the header `id_dokumen`; some installations answer JSON with `id_dokumen`, and
  the PDF is fetched, once only, with `GET /api/sign/download/{id_dokumen}`;
- failures are JSON {"error": "...", "status_code": n}; 2011 'user tidak terdaftar', 2031 'passphrase anda salah';
  the HTTP status is 400, but a 500 with the same words occurs;
- `GET /api/user/status/{nik}`: 1111/ISSUE and 1110/NOT_REGISTERED; the words EXPIRED and NO_CERTIFICATE.

Assumed, to be confirmed with BSrE: 2021 'certificate expired'; the words REVOKE and SUSPEND of the status; that a
withdrawn certificate is told in words. An unknown code is therefore read by its words, and else refused.
"""

import json
import re
import secrets
from enum import Enum
from typing import Any
from urllib.parse import quote

from zona.documents.signing.interface import (
    BrokenAnswerError,
    CertificateExpiredError,
    CertificateRevokedError,
    Passphrase,
    ServiceDownError,
    ServiceRefusedError,
    SignedPdf,
    SigningError,
    SigningRequest,
    UnknownIdentityError,
    WrongPassphraseError,
    hidden,
)
from zona.documents.signing.reading import NoSignatureError, claimed_time, page_count, signature_count, signed_pdf
from zona.documents.signing.wire import Answer, Place, exchange

_NIK = re.compile(r"\d{16}")
_BY_CODE: dict[int, type[SigningError]] = {
    2011: UnknownIdentityError,
    1110: UnknownIdentityError,
    2021: CertificateExpiredError,
    2031: WrongPassphraseError,
}
#: tried in this order on the small letters of the service's words, when the code tells nothing
_BY_WORDS: tuple[tuple[re.Pattern[str], type[SigningError]], ...] = (
    (re.compile(r"passphrase.*(salah|wrong|invalid|tidak sesuai)"), WrongPassphraseError),
    (re.compile(r"(belum|tidak) terdaftar|not registered"), UnknownIdentityError),
    (re.compile(r"revoke|dicabut"), CertificateRevokedError),
    (re.compile(r"expired|kedaluwarsa|kadaluarsa|kadaluwarsa|habis masa"), CertificateExpiredError),
)


class CertificateStatus(Enum):
    """What BSrE says of a person's certificate."""

    ISSUED = "ISSUE"
    EXPIRED = "EXPIRED"
    REVOKED = "REVOKE"
    SUSPENDED = "SUSPEND"
    NO_CERTIFICATE = "NO_CERTIFICATE"
    NOT_REGISTERED = "NOT_REGISTERED"
    OTHER = ""


class BsreSigner:
    """Signs once for the person with this NIK; the pass phrase is forgotten with the first attempt."""

    method = "bsre"

    def __init__(self, place: Place, *, nik: str, passphrase: Passphrase | str) -> None:
        self._place = place
        self._nik = nik
        self._passphrase: Passphrase | None = hidden(passphrase)

    def __repr__(self) -> str:
        return "BsreSigner(…)"

    def sign(self, pdf: bytes, request: SigningRequest) -> SignedPdf:
        """The paper as the service signed it; `signed_at` and the certificate are what the signature says.

        Raises WrongPassphraseError (also the second time), UnknownIdentityError, CertificateExpiredError,
        CertificateRevokedError, ServiceDownError, ServiceSlowError, ServiceRefusedError, BrokenAnswerError,
        UnreadablePdfError when what is given is no PDF. After ServiceSlowError the service may well have signed;
        since that copy reached nobody, asking again does no harm.
        """
        passphrase, self._passphrase = self._passphrase, None
        if passphrase is None:
            raise WrongPassphraseError("Frasa sandi hanya dipakai sekali; isi lagi.")
        if not _NIK.fullmatch(self._nik):
            raise UnknownIdentityError
        before = signature_count(pdf)
        answer = self._ask(pdf, request, passphrase)
        if answer.status != 200:
            raise _failure(answer)
        document_id = answer.headers.get("id_dokumen", "")
        if not answer.body.startswith(b"%PDF-"):
            document_id = _document_id(answer)
            answer = exchange(self._place, "GET", f"/api/sign/download/{quote(document_id, safe='')}")
        return _checked(answer, pdf, before, request, document_id[:100])

    def _ask(self, pdf: bytes, request: SigningRequest, passphrase: Passphrase) -> Answer:
        boundary = secrets.token_hex(16)
        fields = {
            "nik": self._nik.encode(),
            "passphrase": passphrase.reveal(),
            "tampilan": b"invisible",
            "reason": request.reason.encode(),
            "location": request.location.encode(),
        }
        kinds = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Accept": "application/pdf, */*"}
        body = _multipart(fields, pdf, boundary)
        return exchange(self._place, "POST", "/api/sign/pdf", body=body, headers=kinds)


def certificate_status(place: Place, nik: str) -> CertificateStatus:
    """Ask BSrE about a person before work is put before them.

    Raises ServiceDownError, ServiceSlowError, ServiceRefusedError, BrokenAnswerError.
    """
    if not _NIK.fullmatch(nik):
        return CertificateStatus.NOT_REGISTERED
    answer = exchange(place, "GET", f"/api/user/status/{nik}")
    said = _json(answer)
    word = str(said.get("status", "")).upper()
    if word in {status.value for status in CertificateStatus} - {""}:
        return CertificateStatus(word)
    if answer.status != 200 or "error" in said:
        failure = _failure(answer)
        if isinstance(failure, UnknownIdentityError):
            return CertificateStatus.NOT_REGISTERED
        raise failure
    if not said:
        raise BrokenAnswerError
    return CertificateStatus.OTHER


def _multipart(fields: dict[str, bytes], pdf: bytes, boundary: str) -> bytes:
    """RFC 7578. The name of the file is ours, so nothing a person typed stands in a header."""
    start = f"--{boundary}\r\nContent-Disposition: form-data; name=".encode()
    parts = [b'%s"%s"\r\n\r\n%s\r\n' % (start, name.encode(), value) for name, value in fields.items()]
    file = b'%s"file"; filename="dokumen.pdf"\r\nContent-Type: application/pdf\r\n\r\n%s\r\n' % (start, pdf)
    return b"".join([*parts, file, f"--{boundary}--\r\n".encode()])


def _json(answer: Answer) -> dict[str, Any]:
    try:
        said = json.loads(answer.body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _failure(answer: Answer) -> SigningError:
    """Our error for a refusal. The service's own words are not passed on: they may repeat what was sent."""
    said = _json(answer)
    code = said.get("status_code")
    if isinstance(code, int) and code in _BY_CODE:
        return _BY_CODE[code]()
    words = f"{said.get('error', '')} {said.get('message', '')}".lower()
    for pattern, error in _BY_WORDS:
        if pattern.search(words):
            return error()
    if answer.status in (401, 403):
        return ServiceRefusedError("Nama pengguna atau kata sandi layanan tidak diterima.")
    if answer.status >= 500:
        return ServiceDownError()
    if answer.status == 200:
        return BrokenAnswerError()
    return ServiceRefusedError(f"Kode {code if isinstance(code, int) else answer.status}.")


def _document_id(answer: Answer) -> str:
    """The name under which the signed paper can be fetched; raises when the answer is a refusal or nothing at all."""
    document_id = answer.headers.get("id_dokumen") or _json(answer).get("id_dokumen")
    if not isinstance(document_id, str) or not document_id:
        raise _failure(answer)
    return document_id


def _checked(answer: Answer, pdf: bytes, before: int, request: SigningRequest, document_id: str) -> SignedPdf:
    """The answer as a signed paper, if it is this paper with one more signature that fits. Raises BrokenAnswerError."""
    try:
        if answer.status != 200 or signature_count(answer.body) <= before:
            raise BrokenAnswerError
        # a service that rewrites the file instead of extending it must at least have kept its pages
        if not answer.body.startswith(pdf) and page_count(answer.body) != page_count(pdf):
            raise BrokenAnswerError
        at = claimed_time(answer.body) or request.at
        return signed_pdf(answer.body, method=BsreSigner.method, signed_at=at, provider_id=document_id)
    except (NoSignatureError, SigningError):
        raise BrokenAnswerError from None
