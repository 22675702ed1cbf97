"""A key, its certificate and the chain above it, opened for one act of signing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from asn1crypto import cms  # type: ignore[import-untyped]
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from zona.base.text import date_in_words
from zona.documents.signing.authority import KeyAndCertificate
from zona.documents.signing.interface import BrokenKeyFileError, CertificateExpiredError, Passphrase
from zona.documents.signing.keys import PrivateKey, belong_together, open_key, plain_key
from zona.documents.signing.settling import settled


class _SettledSigner(SimpleSigner):  # type: ignore[misc, unused-ignore]
    """pyHanko's signer, whose signatures are cheap to encode."""

    async def async_sign(self, *args: Any, **kwargs: Any) -> cms.ContentInfo:
        """Sign as ever."""
        return settled(await super().async_sign(*args, **kwargs))


@dataclass(frozen=True)
class OpenedIdentity:
    """Lives as long as one signature is being made."""

    certificate: x509.Certificate
    chain: Sequence[x509.Certificate]
    key: PrivateKey = field(repr=False)

    def signer(self) -> SimpleSigner:
        """The same as pyHanko's signer."""
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple([_asn1(one) for one in (self.certificate, *self.chain)])
        key = asn1_keys.PrivateKeyInfo.load(plain_key(self.key))
        return _SettledSigner(signing_cert=_asn1(self.certificate), signing_key=key, cert_registry=store)


def open_identity(
    identity: KeyAndCertificate, passphrase: Passphrase, chain: Sequence[bytes], *, at: datetime
) -> OpenedIdentity:
    """Raises WrongPassphraseError, BrokenKeyFileError, CertificateExpiredError when not valid `at`."""
    try:
        certificate = x509.load_pem_x509_certificate(identity.certificate_pem)
        above = [x509.load_pem_x509_certificate(one) for one in chain]
    except ValueError:
        raise BrokenKeyFileError("Sertifikat tidak terbaca.") from None
    key = open_key(identity.encrypted_key_pem, passphrase)
    return checked(OpenedIdentity(certificate, above, key), at=at)


def checked(opened: OpenedIdentity, *, at: datetime) -> OpenedIdentity:
    """The same, when key and certificate belong together and the certificate is valid at that moment."""
    if not belong_together(opened.key, opened.certificate):
        raise BrokenKeyFileError("Kunci bukan milik sertifikat ini.")
    start, end = opened.certificate.not_valid_before_utc, opened.certificate.not_valid_after_utc
    if not start <= at.astimezone(UTC) <= end:
        dates = f"{date_in_words(start.date())} sampai {date_in_words(end.date())}"
        raise CertificateExpiredError(f"Berlaku {dates}.")
    return opened


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
