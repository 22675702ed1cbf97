"""Time stamps by RFC 3161: from a certificate of our own authority, or from a service over HTTP.

A stamp of our own proves order only to those who trust the city's clock; one from BSSN's authority proves it to
all. Both make a signature PAdES B-T and let it outlive the signer's certificate.
"""

import secrets
from datetime import datetime
from typing import Protocol

from asn1crypto import cms, core, tsp, x509  # type: ignore[import-untyped]
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.timestamps.api import TimeStamper

from zona.documents.signing.authority import KeyAndCertificate
from zona.documents.signing.interface import BrokenAnswerError, Passphrase, ServiceDownError, hidden
from zona.documents.signing.opened import open_identity
from zona.documents.signing.settling import settled
from zona.documents.signing.wire import Place, exchange

#: policy named in our stamps: none of our own is registered, so the arc that RFC 5280 reserves for 'any policy'
_ANY_POLICY = "2.5.29.32.0"


class Stamping(Protocol):
    """Something that gives time stamps for one act of signing."""

    def stamper(self, at: datetime) -> TimeStamper:
        """A stamper for pyHanko; `at` is what a stamper of our own takes for the time. Raises SigningError."""
        ...


class LocalStamping:
    """Stamps with a time-stamping certificate of our own authority."""

    def __init__(self, identity: KeyAndCertificate, passphrase: Passphrase | str) -> None:
        self._identity = identity
        self._passphrase = hidden(passphrase)

    def stamper(self, at: datetime) -> TimeStamper:
        """Raises WrongPassphraseError, BrokenKeyFileError, CertificateExpiredError when not valid `at`."""
        return _LocalStamper(open_identity(self._identity, self._passphrase, (), at=at).signer(), at)


class HttpStamping:
    """Stamps from a service that speaks RFC 3161 section 3.4 over HTTP."""

    def __init__(self, place: Place, path: str = "") -> None:
        self._place = place
        self._path = path

    def stamper(self, at: datetime) -> TimeStamper:
        """The service uses its own clock, whatever `at` says."""
        return _HttpStamper(self._place, self._path)


class _LocalStamper(TimeStamper):  # type: ignore[misc, unused-ignore]
    """pyHanko's own DummyTimeStamper knows RSA only; this one leaves the signing to its ordinary signer."""

    def __init__(self, signer: SimpleSigner, at: datetime) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._signer = signer
        self._at = at.replace(microsecond=0)

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        info = {
            "version": "v1",
            "policy": tsp.ObjectIdentifier(_ANY_POLICY),
            "message_imprint": req["message_imprint"],
            "serial_number": secrets.randbits(63),
            "gen_time": self._at,
            "tsa": x509.GeneralName(name="directory_name", value=_certificate(self._signer).subject),
        }
        if req["nonce"].native is not None:
            info["nonce"] = req["nonce"]
        content = core.ParsableOctetString(tsp.TSTInfo(info).dump())
        content_info = cms.EncapsulatedContentInfo({"content_type": "tst_info", "content": content})
        made = await self._signer.async_sign_general_data(content_info, "sha256", detached=False)
        token = settled(made)
        status = tsp.PKIStatusInfo({"status": tsp.PKIStatus("granted")})
        return tsp.TimeStampResp({"status": status, "time_stamp_token": token})


class _HttpStamper(TimeStamper):  # type: ignore[misc, unused-ignore]
    def __init__(self, place: Place, path: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._place = place
        self._path = path

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        kinds = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        answer = exchange(self._place, "POST", self._path, body=req.dump(), headers=kinds)
        if answer.status >= 500:
            raise ServiceDownError
        if answer.status != 200:
            raise BrokenAnswerError("Layanan cap waktu menolak.")
        try:
            return tsp.TimeStampResp.load(answer.body, strict=True)
        except ValueError:
            raise BrokenAnswerError("Yang datang bukan cap waktu.") from None


def _certificate(signer: SimpleSigner) -> x509.Certificate:
    certificate = signer.signing_cert
    assert certificate is not None  # a SimpleSigner always has one
    return certificate
