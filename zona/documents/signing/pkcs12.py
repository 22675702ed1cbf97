"""Signing with a certificate file (.p12, .pfx; PKCS#12, RFC 7292) that its owner hands over for one signature."""

from asn1crypto import pkcs12 as asn1_pkcs12  # type: ignore[import-untyped]
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

from zona.documents.signing.interface import (
    KEY_FILE_BYTES,
    BrokenKeyFileError,
    Passphrase,
    SignedPdf,
    SigningRequest,
    WrongPassphraseError,
    hidden,
)
from zona.documents.signing.opened import OpenedIdentity, checked
from zona.documents.signing.pades import sign_pdf
from zona.documents.signing.stamping import Stamping


class Pkcs12Signer:
    """Signs once. File and pass phrase are forgotten with the first attempt, whether it succeeds or not."""

    method = "pkcs12"

    def __init__(self, file: bytes, passphrase: Passphrase | str, *, stamping: Stamping | None = None) -> None:
        self._file: bytes | None = file
        self._passphrase: Passphrase | None = hidden(passphrase)
        self._stamping = stamping

    def __repr__(self) -> str:
        return "Pkcs12Signer(…)"

    def sign(self, pdf: bytes, request: SigningRequest) -> SignedPdf:
        """One more signature.

        Raises WrongPassphraseError, also the second time: it must be asked again; BrokenKeyFileError,
        CertificateExpiredError, UnreadablePdfError, AlreadySignedError, and what a stamping service raises.
        """
        file, passphrase = self._file, self._passphrase
        self._file = self._passphrase = None
        if file is None or passphrase is None:
            raise WrongPassphraseError("Berkas dan frasa sandi hanya dipakai sekali; isi lagi.")
        opened = checked(_open(file, passphrase), at=request.at)
        return sign_pdf(pdf, request, opened, method=self.method, stamping=self._stamping)


def _open(file: bytes, passphrase: Passphrase) -> OpenedIdentity:
    _check_form(file)
    try:
        content = load_pkcs12(file, passphrase.reveal())
    except ValueError:
        # the form was right, so the secret is wrong; a flipped byte inside looks the same to everybody
        raise WrongPassphraseError from None
    except (UnsupportedAlgorithm, TypeError):
        raise BrokenKeyFileError from None
    key = content.key
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) or content.cert is None:
        raise BrokenKeyFileError("Berkas harus memuat kunci beserta sertifikatnya.")
    return OpenedIdentity(content.cert.certificate, [one.certificate for one in content.additional_certs], key)


def _check_form(file: bytes) -> None:
    """Raises BrokenKeyFileError for what is no PKCS#12, before the pass phrase is blamed."""
    if len(file) > KEY_FILE_BYTES:
        raise BrokenKeyFileError("Berkasnya terlalu besar.")
    try:
        container = asn1_pkcs12.Pfx.load(file, strict=True)
        if container["version"].native != "v3" or not container["auth_safe"]["content"].native:
            raise BrokenKeyFileError
        container["mac_data"].native  # noqa: B018 - reading it is the check
    except (ValueError, TypeError, KeyError):
        raise BrokenKeyFileError from None
