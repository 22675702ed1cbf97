"""Who vouches for a certificate, and was it in force at a moment: three separate facts, never one yes or no.

Paths are built and checked by pyHanko's certificate validator (RFC 5280 section 6), always at a moment at which the
certificate itself was in force; being out of date and being withdrawn are then judged here. So an expired
certificate of a stranger stays a stranger's, and a list of withdrawn certificates counts even when it is old:
the validator would silently skip a stale one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from asn1crypto import x509 as asn1_x509  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.path import ValidationPath

from zona.documents.signing.interface import BrokenKeyFileError


@dataclass(frozen=True)
class Trust:
    """The roots we believe and the lists of withdrawn certificates we hold."""

    roots: tuple[x509.Certificate, ...]
    lists: tuple[x509.CertificateRevocationList, ...]

    @classmethod
    def of(cls, roots: Iterable[bytes], lists: Iterable[bytes]) -> "Trust":
        """From PEM, lists also from DER. Raises BrokenKeyFileError: a list that cannot be read must not be skipped."""
        try:
            read = tuple(x509.load_pem_x509_certificate(one) for one in roots)
            return cls(read, tuple(_read_list(one) for one in lists))
        except ValueError:
            raise BrokenKeyFileError from None

    def context(self, moment: datetime) -> ValidationContext:
        """For pyHanko: nothing is fetched, and withdrawal is judged by `withdrawn_since`."""
        roots = [as_asn1(one) for one in self.roots]
        return ValidationContext(trust_roots=roots, moment=moment, allow_fetching=False, revocation_mode="soft-fail")

    def is_root(self, certificate: x509.Certificate) -> bool:
        """Whether this is one of the roots; a root is there to issue, not to sign papers."""
        return certificate in self.roots


def _read_list(content: bytes) -> x509.CertificateRevocationList:
    if content.lstrip().startswith(b"-----BEGIN"):
        return x509.load_pem_x509_crl(content)
    return x509.load_der_x509_crl(content)


def as_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """The same certificate for pyHanko."""
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def from_asn1(certificate: asn1_x509.Certificate) -> x509.Certificate:
    """The same certificate for `cryptography`. Raises ValueError."""
    return x509.load_der_x509_certificate(certificate.dump())


def within(certificate: x509.Certificate, moment: datetime) -> datetime:
    """The moment at which a certificate was in force that lies nearest to the one given."""
    start, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    return min(max(moment.astimezone(UTC), start), end)


def certificates_of(path: ValidationPath | None) -> tuple[x509.Certificate, ...]:
    """From the root's child down to the end certificate; the root is believed, not judged."""
    return () if path is None else tuple(from_asn1(one) for one in path.iter_certs(include_root=False))


def in_force(certificates: Sequence[x509.Certificate], moment: datetime) -> bool:
    """Whether every one of them is in date at the moment."""
    return all(one.not_valid_before_utc <= moment <= one.not_valid_after_utc for one in certificates)


def withdrawn_since(certificates: Sequence[x509.Certificate], trust: Trust, moment: datetime) -> datetime | None:
    """Since when one of them is withdrawn, if that was before the moment; the earliest date of all lists."""
    issuers = (*trust.roots, *certificates)
    dates = [
        entry.revocation_date_utc
        for one in trust.lists
        for certificate in certificates
        if one.issuer == certificate.issuer
        and (entry := one.get_revoked_certificate_by_serial_number(certificate.serial_number)) is not None
        and entry.revocation_date_utc <= moment
        and any(_made_by(one, issuer) for issuer in issuers)
    ]
    return min(dates, default=None)


def _made_by(one: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    """Whether the list bears this issuer's signature, not only its name."""
    key = issuer.public_key()
    if one.issuer != issuer.subject or not isinstance(key, ec.EllipticCurvePublicKey | rsa.RSAPublicKey):
        return False
    try:
        return one.is_signature_valid(key)
    except (InvalidSignature, UnsupportedAlgorithm, TypeError, ValueError):
        return False
