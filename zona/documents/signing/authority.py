"""A certificate authority inside the house, for a city that has no certificates from BSrE (yet).

What it makes are non-certified signatures in the sense of PP 71/2019 art. 60 (2): they prove who signed and that
nothing changed, to whoever trusts the city's root. Profiles follow RFC 5280; time stamping RFC 3161 section 2.3.
Pure functions: the moment is always given, nothing is stored here, no key leaves without encryption. All pass
phrases of at least 12 signs; `now` is aware; certificates start a minute early, for clocks that differ a little.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from zona.documents.signing.interface import (
    BrokenKeyFileError,
    CertificateExpiredError,
    Passphrase,
    SigningError,
    hidden,
)
from zona.documents.signing.keys import belong_together, change_passphrase, new_key, open_key, seal_key

__all__ = [
    "CertificateFacts",
    "Curve",
    "KeyAndCertificate",
    "NikInCertificateError",
    "Reason",
    "Revoked",
    "change_passphrase",
    "create_root",
    "facts_of",
    "issue_seal",
    "issue_signer",
    "issue_stamper",
    "revocation_list",
]

ROOT_YEARS = 10
_EARLY = timedelta(minutes=1)
#: sixteen digits, also in groups; a NIP has eighteen
_SIXTEEN_DIGITS = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?![ .-]?\d)")


class Curve(Enum):
    """Curves both PDF readers and pyHanko know."""

    P256 = "P-256"
    P384 = "P-384"


class Reason(Enum):
    """Why a certificate is withdrawn, in the words of RFC 5280 section 5.3.1."""

    UNSPECIFIED = x509.ReasonFlags.unspecified
    KEY_COMPROMISED = x509.ReasonFlags.key_compromise
    LEFT_OFFICE = x509.ReasonFlags.affiliation_changed
    REPLACED = x509.ReasonFlags.superseded
    CEASED = x509.ReasonFlags.cessation_of_operation


class NikInCertificateError(SigningError):
    """A name that holds a NIK: certificates are public, a NIK is not (UU 27/2022)."""

    sentence = "Nama dalam sertifikat tidak boleh memuat NIK, karena sertifikat dibaca siapa saja."


@dataclass(frozen=True)
class KeyAndCertificate:
    """A certificate and its key; the key is encrypted, so the pair may be stored."""

    certificate_pem: bytes
    encrypted_key_pem: bytes = field(repr=False)


@dataclass(frozen=True)
class Revoked:
    """One withdrawn certificate: its number in hex, since when, and why."""

    serial: str
    at: datetime
    reason: Reason = Reason.UNSPECIFIED


@dataclass(frozen=True)
class CertificateFacts:
    """What a certificate says. `serial` in hex; both dates in UTC, both included."""

    name: str
    subject: str
    issuer: str
    serial: str
    valid_from: datetime
    valid_until: datetime


def facts_of(certificate_pem: bytes) -> CertificateFacts:
    """Read a certificate. Raises BrokenKeyFileError."""
    certificate = _certificate(certificate_pem)
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return CertificateFacts(
        name=str(names[0].value) if names else "",
        subject=certificate.subject.rfc4514_string(),
        issuer=certificate.issuer.rfc4514_string(),
        serial=f"{certificate.serial_number:x}",
        valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc,
    )


def create_root(
    *, name: str, city: str, passphrase: Passphrase | str, now: datetime, curve: Curve = Curve.P384
) -> KeyAndCertificate:
    """The city's root: 10 years, may only issue end certificates and lists. Raises WeakPassphraseError."""
    key = new_key(ec.SECP384R1() if curve is Curve.P384 else ec.SECP256R1())
    subject = _name(name=name, unit="", city=city)
    builder = _certificate_builder(subject, subject, key.public_key(), now=now, until=_in_years(now, ROOT_YEARS))
    certificate = (
        builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .sign(key, hashes.SHA384() if curve is Curve.P384 else hashes.SHA256())
    )
    return KeyAndCertificate(certificate.public_bytes(Encoding.PEM), seal_key(key, hidden(passphrase)))


def issue_signer(
    root: KeyAndCertificate,
    root_passphrase: Passphrase | str,
    *,
    person: str,
    position: str,
    city: str,
    passphrase: Passphrase | str,
    now: datetime,
    days: int,
) -> KeyAndCertificate:
    """A person's certificate: CN the person, OU the position or unit, O the city; never a NIK.

    Ends no later than the root. Raises WrongPassphraseError (the root's), WeakPassphraseError (the person's),
    NikInCertificateError, CertificateExpiredError when the root is not valid now.
    """
    return _issue(root, root_passphrase, _name(name=person, unit=position, city=city), passphrase, now, days)


def issue_seal(
    root: KeyAndCertificate,
    root_passphrase: Passphrase | str,
    *,
    name: str,
    city: str,
    passphrase: Passphrase | str,
    now: datetime,
    days: int,
) -> KeyAndCertificate:
    """The city's own seal, for papers that the system issues. Raises as issue_signer does."""
    return _issue(root, root_passphrase, _name(name=name, unit="", city=city), passphrase, now, days)


def issue_stamper(
    root: KeyAndCertificate,
    root_passphrase: Passphrase | str,
    *,
    name: str,
    city: str,
    passphrase: Passphrase | str,
    now: datetime,
    days: int,
) -> KeyAndCertificate:
    """A certificate that may only stamp time. Raises as issue_signer does."""
    subject = _name(name=name, unit="", city=city)
    return _issue(root, root_passphrase, subject, passphrase, now, days, stamping=True)


def revocation_list(
    root: KeyAndCertificate,
    root_passphrase: Passphrase | str,
    revoked: Sequence[Revoked],
    *,
    now: datetime,
    days: int,
    number: int,
) -> bytes:
    """The signed list of withdrawn certificates, in PEM; the next is due in so many days; numbers only rise."""
    issuer, key = _open_root(root, root_passphrase, now)
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.subject)
        .last_update(_utc(now))
        .next_update(_utc(now) + timedelta(days=days))
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
    )
    for one in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(int(one.serial, 16)).revocation_date(_utc(one.at))
        if one.reason is not Reason.UNSPECIFIED:
            # RFC 5280 section 5.3.1: 'unspecified' is said by leaving the reason out
            entry = entry.add_extension(x509.CRLReason(one.reason.value), critical=False)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(key, _hash_of(key)).public_bytes(Encoding.PEM)


def _issue(
    root: KeyAndCertificate,
    root_passphrase: Passphrase | str,
    subject: x509.Name,
    passphrase: Passphrase | str,
    now: datetime,
    days: int,
    *,
    stamping: bool = False,
) -> KeyAndCertificate:
    issuer, root_key = _open_root(root, root_passphrase, now)
    key = new_key(ec.SECP256R1())
    sealed = seal_key(key, hidden(passphrase))
    # a certificate that outlives its root would be valid on paper and trusted by nobody
    until = min(_utc(now) + timedelta(days=days), issuer.not_valid_after_utc)
    usage = _usage(digital_signature=True, content_commitment=not stamping)
    builder = (
        _certificate_builder(subject, issuer.subject, key.public_key(), now=now, until=until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
    )
    if stamping:
        # RFC 3161 section 2.3: this purpose, alone, and critical
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    certificate = builder.sign(root_key, _hash_of(root_key))
    return KeyAndCertificate(certificate.public_bytes(Encoding.PEM), sealed)


def _open_root(
    root: KeyAndCertificate, passphrase: Passphrase | str, now: datetime
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    certificate = _certificate(root.certificate_pem)
    key = open_key(root.encrypted_key_pem, hidden(passphrase))
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not belong_together(key, certificate):
        raise BrokenKeyFileError("Kunci bukan milik sertifikat induk ini.")
    if not certificate.not_valid_before_utc <= _utc(now) <= certificate.not_valid_after_utc:
        raise CertificateExpiredError("Yang tidak berlaku adalah sertifikat induk kota.")
    return certificate, key


def _certificate_builder(
    subject: x509.Name, issuer: x509.Name, public_key: ec.EllipticCurvePublicKey, *, now: datetime, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_utc(now) - _EARLY)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _name(*, name: str, unit: str, city: str) -> x509.Name:
    if any(_SIXTEEN_DIGITS.search(part) for part in (name, unit, city)):
        raise NikInCertificateError
    parts = ((NameOID.ORGANIZATION_NAME, city), (NameOID.ORGANIZATIONAL_UNIT_NAME, unit), (NameOID.COMMON_NAME, name))
    # RFC 5280 appendix A: each of these holds at most 64 signs
    fields = [x509.NameAttribute(kind, " ".join(text.split())[:64]) for kind, text in parts if text.strip()]
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"), *fields])


def _usage(
    *,
    digital_signature: bool = False,
    content_commitment: bool = False,
    key_cert_sign: bool = False,
    crl_sign: bool = False,
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        encipher_only=False,
        decipher_only=False,
    )


def _certificate(pem: bytes) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(pem)
    except ValueError:
        raise BrokenKeyFileError("Sertifikat tidak terbaca.") from None


def _hash_of(key: ec.EllipticCurvePrivateKey) -> hashes.SHA256 | hashes.SHA384:
    return hashes.SHA384() if key.curve.name == "secp384r1" else hashes.SHA256()


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("Waktu harus memuat zona waktu.")
    return moment.astimezone(UTC).replace(microsecond=0)


def _in_years(moment: datetime, years: int) -> datetime:
    # 29 February has no sister in most years
    start = _utc(moment)
    return start.replace(year=start.year + years, day=28 if (start.month, start.day) == (2, 29) else start.day)
