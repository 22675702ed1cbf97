"""Signing with somebody's own certificate file."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from tests.documents.signing.papers import paper
from tests.documents.signing.people import SECRET, TODAY, House, wish
from zona.documents.signing.examination import Verdict
from zona.documents.signing.interface import (
    BrokenKeyFileError,
    CertificateExpiredError,
    Passphrase,
    Signer,
    WrongPassphraseError,
)
from zona.documents.signing.keys import open_key
from zona.documents.signing.pkcs12 import Pkcs12Signer


@pytest.fixture(scope="module")
def file(house: House) -> bytes:
    return pkcs12.serialize_key_and_certificates(
        b"wali kota",
        open_key(house.mayor.encrypted_key_pem, Passphrase(SECRET)),
        x509.load_pem_x509_certificate(house.mayor.certificate_pem),
        [x509.load_pem_x509_certificate(house.trusted)],
        BestAvailableEncryption(SECRET.encode()),
    )


def test_the_owner_signs(house: House, file: bytes) -> None:
    done = Pkcs12Signer(file, SECRET, stamping=house.stamping).sign(paper(), wish())
    assert (done.method, done.stamped) == ("pkcs12", True)
    assert house.examined(done.pdf).verdict is Verdict.VALID


def test_it_is_a_signer(file: bytes) -> None:
    assert isinstance(Pkcs12Signer(file, SECRET), Signer)


def test_a_wrong_pass_phrase_is_told(file: bytes) -> None:
    with pytest.raises(WrongPassphraseError):
        Pkcs12Signer(file, "salah").sign(paper(), wish())


@pytest.mark.parametrize("content", [b"", b"bukan berkas", b"\x30\x03\x02\x01\x03", bytes(300_000)])
def test_a_broken_file_is_told(content: bytes) -> None:
    with pytest.raises(BrokenKeyFileError):
        Pkcs12Signer(content, SECRET).sign(paper(), wish())


def test_a_file_cut_short_is_told(file: bytes) -> None:
    with pytest.raises(BrokenKeyFileError):
        Pkcs12Signer(file[:-50], SECRET).sign(paper(), wish())


def test_a_file_without_a_key_is_told(house: House) -> None:
    only = pkcs12.serialize_key_and_certificates(
        None, None, None, [x509.load_pem_x509_certificate(house.trusted)], BestAvailableEncryption(SECRET.encode())
    )
    with pytest.raises(BrokenKeyFileError, match="beserta sertifikatnya"):
        Pkcs12Signer(only, SECRET).sign(paper(), wish())


def test_an_expired_certificate_does_not_sign(file: bytes) -> None:
    with pytest.raises(CertificateExpiredError):
        Pkcs12Signer(file, SECRET).sign(paper(), wish(at=TODAY + timedelta(days=5000)))


def test_the_pass_phrase_is_forgotten_after_one_signature(file: bytes) -> None:
    signer = Pkcs12Signer(file, SECRET)
    signer.sign(paper(), wish())
    with pytest.raises(WrongPassphraseError, match="hanya dipakai sekali"):
        signer.sign(paper(), wish())


def test_it_is_forgotten_after_a_failure_too(file: bytes) -> None:
    signer = Pkcs12Signer(file, SECRET)
    with pytest.raises(CertificateExpiredError):
        signer.sign(paper(), wish(at=TODAY + timedelta(days=5000)))
    assert SECRET not in str(vars(signer))
    assert vars(signer)["_passphrase"] is None
