"""Private keys in rest and opened: PKCS#8 in PEM, encrypted with PBES2 (PBKDF2-HMAC-SHA256, AES-256-CBC; RFC 8018).

Written here rather than by `cryptography`, which allows only 2.048 rounds for this form: a stolen file should cost
more to guess. Reading is left to `cryptography`, so its files and those of OpenSSL open as well.
"""

import hashlib
import os

from asn1crypto import algos, core, keys, pem  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from zona.documents.signing.interface import (
    BrokenKeyFileError,
    Passphrase,
    WeakPassphraseError,
    WrongPassphraseError,
    hidden,
)

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

#: about 25 ms of CPU; with 12 signs of pass phrase that is out of reach, and signing stays quick
ROUNDS = 100_000
SHORTEST_PASSPHRASE = 12


def new_key(curve: ec.EllipticCurve) -> ec.EllipticCurvePrivateKey:
    """A fresh key pair."""
    return ec.generate_private_key(curve)


def seal_key(key: PrivateKey, passphrase: Passphrase) -> bytes:
    """The key as encrypted PEM. Raises WeakPassphraseError below 12 signs."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise WeakPassphraseError
    salt, vector = os.urandom(16), os.urandom(16)
    secret = hashlib.pbkdf2_hmac("sha256", passphrase.reveal(), salt, ROUNDS, dklen=32)
    encryptor = Cipher(algorithms.AES(secret), modes.CBC(vector)).encryptor()
    padder = padding.PKCS7(128).padder()
    # the plain key exists only inside this expression
    padded = padder.update(plain_key(key)) + padder.finalize()
    sealed = keys.EncryptedPrivateKeyInfo(
        {
            "encryption_algorithm": _algorithm(salt, vector),
            "encrypted_data": encryptor.update(padded) + encryptor.finalize(),
        }
    )
    return bytes(pem.armor("ENCRYPTED PRIVATE KEY", sealed.dump()))


def _algorithm(salt: bytes, vector: bytes) -> algos.EncryptionAlgorithm:
    derivation = {
        "algorithm": "pbkdf2",
        "parameters": {
            "salt": algos.Pbkdf2Salt(name="specified", value=core.OctetString(salt)),
            "iteration_count": ROUNDS,
            "prf": {"algorithm": "sha256", "parameters": core.Null()},
        },
    }
    scheme = {"algorithm": "aes256_cbc", "parameters": core.OctetString(vector)}
    parameters = {"key_derivation_func": derivation, "encryption_scheme": scheme}
    return algos.EncryptionAlgorithm({"algorithm": "pbes2", "parameters": parameters})


def open_key(encrypted_key_pem: bytes, passphrase: Passphrase) -> PrivateKey:
    """The key itself.

    Raises WrongPassphraseError; BrokenKeyFileError for a file that is no encrypted EC or RSA key, also for a key
    that lies there without encryption: such a file must not be used as if it were guarded.
    """
    if b"-----BEGIN ENCRYPTED PRIVATE KEY-----" not in encrypted_key_pem:
        raise BrokenKeyFileError("Kunci harus berupa PKCS#8 terenkripsi.")
    try:
        der = pem.unarmor(encrypted_key_pem)[2]
        keys.EncryptedPrivateKeyInfo.load(der, strict=True)["encryption_algorithm"].native  # noqa: B018
    except (ValueError, TypeError, KeyError):
        raise BrokenKeyFileError from None
    try:
        key = load_pem_private_key(encrypted_key_pem, passphrase.reveal())
    except (ValueError, TypeError):
        # the form was right, so what fails now is the content: a wrong secret cannot be told from a flipped byte
        raise WrongPassphraseError from None
    except UnsupportedAlgorithm:
        raise BrokenKeyFileError from None
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise BrokenKeyFileError("Jenis kunci tidak didukung.")
    return key


def change_passphrase(encrypted_key_pem: bytes, *, old: Passphrase | str, new: Passphrase | str) -> bytes:
    """The same key under another pass phrase. Raises WrongPassphraseError, WeakPassphraseError, BrokenKeyFileError."""
    return seal_key(open_key(encrypted_key_pem, hidden(old)), hidden(new))


def plain_key(key: PrivateKey) -> bytes:
    """The key in DER without encryption, for the arithmetic only; never write it anywhere."""
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def belong_together(key: PrivateKey, certificate: x509.Certificate) -> bool:
    """Whether the certificate speaks of this key."""
    spki = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return key.public_key().public_bytes(*spki) == certificate.public_key().public_bytes(*spki)
