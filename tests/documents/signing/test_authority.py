"""The built-in authority: profiles of certificates, and keys that never lie open."""

from datetime import timedelta

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import pem
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID

from tests.documents.signing.people import CITY, MAYOR, SECRET, START, TODAY, House
from zona.documents.signing.authority import (
    Curve,
    KeyAndCertificate,
    NikInCertificateError,
    Reason,
    Revoked,
    change_passphrase,
    create_root,
    facts_of,
    issue_signer,
    revocation_list,
)
from zona.documents.signing.interface import (
    BrokenKeyFileError,
    CertificateExpiredError,
    Passphrase,
    WeakPassphraseError,
    WrongPassphraseError,
)
from zona.documents.signing.keys import open_key, plain_key

NEW_SECRET = "jendela hujan kopi sore"


def read(pair: KeyAndCertificate) -> x509.Certificate:
    return x509.load_pem_x509_certificate(pair.certificate_pem)


def usage(pair: KeyAndCertificate) -> x509.KeyUsage:
    return read(pair).extensions.get_extension_for_class(x509.KeyUsage).value


def test_the_root_may_issue_and_list_but_not_sign(house: House) -> None:
    basic = read(house.root).extensions.get_extension_for_class(x509.BasicConstraints)
    assert basic.critical
    assert (basic.value.ca, basic.value.path_length) == (True, 0)
    allowed = usage(house.root)
    assert (allowed.key_cert_sign, allowed.crl_sign) == (True, True)
    assert (allowed.digital_signature, allowed.content_commitment) == (False, False)


def test_the_root_lasts_ten_years(house: House) -> None:
    assert facts_of(house.trusted).valid_until == START.replace(year=2036)


def test_a_root_may_have_the_smaller_curve() -> None:
    root = create_root(name="Induk", city=CITY, passphrase=SECRET, now=TODAY, curve=Curve.P256)
    assert read(root).public_key().curve.name == "secp256r1"


def test_a_signer_is_a_person_with_an_office(house: House) -> None:
    assert facts_of(house.mayor.certificate_pem).subject == f"CN={MAYOR},OU=Wali Kota,O={CITY},C=ID"
    allowed = usage(house.mayor)
    assert (allowed.digital_signature, allowed.content_commitment) == (True, True)
    assert (allowed.key_cert_sign, allowed.crl_sign) == (False, False)
    read(house.mayor).verify_directly_issued_by(read(house.root))


def test_the_seal_is_the_citys(house: House) -> None:
    assert facts_of(house.seal.certificate_pem).subject == f"CN=Segel Kota Contoh,O={CITY},C=ID"


def test_the_clock_may_only_stamp(house: House) -> None:
    purpose = read(house.clock).extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    assert purpose.critical
    assert list(purpose.value) == [ExtendedKeyUsageOID.TIME_STAMPING]
    assert not usage(house.clock).content_commitment


def test_no_certificate_outlives_its_root(house: House) -> None:
    long = house.person(MAYOR, "Wali Kota", days=9999)
    assert facts_of(long.certificate_pem).valid_until == facts_of(house.trusted).valid_until


def test_numbers_differ(house: House) -> None:
    assert facts_of(house.mayor.certificate_pem).serial != facts_of(house.secretary.certificate_pem).serial


@pytest.mark.parametrize("name", ["Siti 3671010101800001", "Siti 3671.0101.0180.0001", "3671 0101 0180 0001"])
def test_a_nik_never_enters_a_certificate(house: House, name: str) -> None:
    with pytest.raises(NikInCertificateError):
        house.person(name, "Wali Kota")


def test_a_nip_may(house: House) -> None:
    assert "198001012005011001" in facts_of(house.person("Siti NIP 198001012005011001", "").certificate_pem).name


def test_long_names_are_cut_to_what_the_standard_holds(house: House) -> None:
    assert len(facts_of(house.person("A" * 90, "Wali Kota").certificate_pem).name) == 64


def test_keys_lie_encrypted_with_aes_256(house: House) -> None:
    pair = house.mayor
    assert pair.encrypted_key_pem.startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")
    sealed = asn1_keys.EncryptedPrivateKeyInfo.load(pem.unarmor(pair.encrypted_key_pem)[2])
    parameters = sealed["encryption_algorithm"]["parameters"]
    assert parameters["encryption_scheme"]["algorithm"].native == "aes256_cbc"
    assert parameters["key_derivation_func"]["parameters"]["iteration_count"].native >= 100_000


def test_the_key_itself_is_nowhere_in_the_file(house: House) -> None:
    for pair in (house.root, house.mayor, house.seal, house.clock):
        number = open_key(pair.encrypted_key_pem, Passphrase(SECRET)).private_numbers().private_value
        content = pem.unarmor(pair.encrypted_key_pem)[2]
        assert number.to_bytes((number.bit_length() + 7) // 8) not in content
        with pytest.raises(TypeError):
            load_pem_private_key(pair.encrypted_key_pem, password=None)


def test_other_software_opens_the_key_with_the_pass_phrase(house: House) -> None:
    key = load_pem_private_key(house.mayor.encrypted_key_pem, SECRET.encode())
    assert key.public_key() == read(house.mayor).public_key()


@pytest.mark.parametrize("secret", ["", "pendek", "sebelas-sbl"])
def test_a_short_pass_phrase_is_refused(secret: str) -> None:
    with pytest.raises(WeakPassphraseError, match="12 tanda"):
        create_root(name="Induk", city=CITY, passphrase=secret, now=TODAY)


def test_a_wrong_pass_phrase_is_told(house: House) -> None:
    with pytest.raises(WrongPassphraseError, match="Ketik ulang"):
        open_key(house.mayor.encrypted_key_pem, Passphrase(NEW_SECRET))


def test_the_pass_phrase_can_change_and_the_key_stays(house: House) -> None:
    changed = change_passphrase(house.mayor.encrypted_key_pem, old=SECRET, new=NEW_SECRET)
    before = open_key(house.mayor.encrypted_key_pem, Passphrase(SECRET))
    assert plain_key(open_key(changed, Passphrase(NEW_SECRET))) == plain_key(before)
    with pytest.raises(WrongPassphraseError):
        open_key(changed, Passphrase(SECRET))


def test_a_change_needs_the_old_pass_phrase_and_a_good_new_one(house: House) -> None:
    with pytest.raises(WrongPassphraseError):
        change_passphrase(house.mayor.encrypted_key_pem, old="salah salah salah", new=NEW_SECRET)
    with pytest.raises(WeakPassphraseError):
        change_passphrase(house.mayor.encrypted_key_pem, old=SECRET, new="pendek")


@pytest.mark.parametrize("content", [b"", b"bukan kunci", b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n"])
def test_a_broken_key_file_is_told(content: bytes) -> None:
    with pytest.raises(BrokenKeyFileError):
        open_key(content, Passphrase(SECRET))


def test_a_key_without_encryption_is_refused(house: House) -> None:
    der = plain_key(open_key(house.mayor.encrypted_key_pem, Passphrase(SECRET)))
    with pytest.raises(BrokenKeyFileError, match="terenkripsi"):
        open_key(pem.armor("PRIVATE KEY", der), Passphrase(SECRET))


def test_issuing_needs_the_root_s_pass_phrase(house: House) -> None:
    with pytest.raises(WrongPassphraseError):
        revocation_list(house.root, NEW_SECRET, [], now=TODAY, days=30, number=1)


def test_issuing_needs_the_root_s_own_key(house: House) -> None:
    mixed = KeyAndCertificate(house.trusted, house.mayor.encrypted_key_pem)
    with pytest.raises(BrokenKeyFileError, match="bukan milik"):
        revocation_list(mixed, SECRET, [], now=TODAY, days=30, number=1)


def test_an_expired_root_issues_nothing(house: House) -> None:
    later = TODAY + timedelta(days=4000)
    with pytest.raises(CertificateExpiredError, match="induk"):
        issue_signer(house.root, SECRET, person=MAYOR, position="", city=CITY, passphrase=SECRET, now=later, days=10)


def test_the_list_of_withdrawn_certificates_is_signed_and_says_why(house: House) -> None:
    serial = facts_of(house.secretary.certificate_pem).serial
    content = revocation_list(
        house.root, SECRET, [Revoked(serial, TODAY, Reason.LEFT_OFFICE)], now=TODAY, days=30, number=7
    )
    crl = x509.load_pem_x509_crl(content)
    assert crl.is_signature_valid(read(house.root).public_key())
    assert crl.next_update_utc == TODAY + timedelta(days=30)
    assert crl.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number == 7
    (entry,) = crl
    assert entry.extensions.get_extension_for_class(x509.CRLReason).value.reason is Reason.LEFT_OFFICE.value
    assert f"{entry.serial_number:x}" == serial
