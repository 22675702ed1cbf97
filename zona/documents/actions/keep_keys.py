"""Keys of the built-in authority: made once for the city, issued to signers, withdrawn with a reason.

Pass phrases are typed by their owners and never kept; only the seal's and the stamper's stand in the server's
settings, because the queue must open them (docs/operating.md).
"""

from typing import Any

from django.conf import settings
from django.db import transaction

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import require
from zona.base import clock
from zona.base.text import plain_text
from zona.documents.enums import KeyPurpose
from zona.documents.errors import DocumentError
from zona.documents.models import RevocationList, SigningKey
from zona.documents.signing.authority import (
    KeyAndCertificate,
    Reason,
    Revoked,
    change_passphrase,
    create_root,
    facts_of,
    issue_seal,
    issue_signer,
    issue_stamper,
    revocation_list,
)
from zona.documents.signing.interface import Passphrase
from zona.ledger.record import record
from zona.organizations.models import Government

SIGNER_DAYS, SEAL_DAYS, STAMP_DAYS, LIST_DAYS = 730, 1095, 3650, 365


class KeyStoreError(DocumentError):
    """A key that cannot be made, issued or withdrawn now."""


@transaction.atomic
def create_authority(government: Government, *, by: User | None, passphrase: Passphrase) -> SigningKey:
    """The city's root, its seal and its time stamper.

    Raises NotPermitted, WeakPassphraseError, and KeyStoreError when there is an authority or no seal pass phrase.
    """
    require(by, Permission.MANAGE_KEYS, government_id=government.pk)
    if authority_of(government) is not None:
        raise KeyStoreError("Otoritas sertifikat kota sudah ada.")
    if not settings.SEAL_PASSPHRASE:
        raise KeyStoreError("Isi ZONA_SEAL_PASSPHRASE di server sebelum membuat segel kota.")
    now, city, own = clock.now(), government.short_name, Passphrase(settings.SEAL_PASSPHRASE)
    root = create_root(name=f"Otoritas Sertifikat {city}", city=city, passphrase=passphrase, now=now)
    authority = _store(government, KeyPurpose.AUTHORITY, root)
    seal = issue_seal(
        root, passphrase, name=f"Segel Elektronik {city}", city=city, passphrase=own, now=now, days=SEAL_DAYS
    )
    stamp = issue_stamper(
        root, passphrase, name=f"Penanda Waktu {city}", city=city, passphrase=own, now=now, days=STAMP_DAYS
    )
    _store(government, KeyPurpose.SEAL, seal)
    _store(government, KeyPurpose.STAMP, stamp)
    _tell("created", authority, by=by, summary="Otoritas sertifikat, segel, dan penanda waktu kota dibuat")
    return authority


@transaction.atomic
def issue_certificate(
    user: User, *, position: str, by: User | None, authority_passphrase: Passphrase, passphrase: Passphrase
) -> SigningKey:
    """A certificate for a person; the one before is withdrawn. `passphrase` is typed by the person.

    Raises NotPermitted, KeyStoreError and SigningError (wrong or weak pass phrase).
    """
    require(by, Permission.MANAGE_KEYS, government_id=user.government_id)
    authority = authority_of(user.government)
    if authority is None:
        raise KeyStoreError("Buat dulu otoritas sertifikat kota.")
    made = issue_signer(
        identity_of(authority),
        authority_passphrase,
        person=user.name,
        position=position,
        city=user.government.short_name,
        passphrase=passphrase,
        now=clock.now(),
        days=SIGNER_DAYS,
    )
    replaced = list(SigningKey.objects.filter(owner=user, purpose=KeyPurpose.PERSONAL, revoked_at=None))
    for old in replaced:
        _withdraw(old, reason="Diganti sertifikat baru", by=by)
    if replaced:
        _sign_list(user.government, authority_passphrase)
    key = _store(user.government, KeyPurpose.PERSONAL, made, owner=user)
    _tell("issued", key, by=by, summary=f"Sertifikat tanda tangan diterbitkan untuk {user.name}", owner=user.pk)
    return key


@transaction.atomic
def revoke_certificate(pk: int, *, by: User, reason: str, authority_passphrase: Passphrase) -> SigningKey:
    """Withdraw a personal certificate and sign a new list; what it signed before stays as it was.

    Raises NotPermitted, KeyStoreError and WrongPassphraseError.
    """
    key = SigningKey.objects.select_for_update().filter(pk=pk, government_id=by.government_id).first()
    if key is None or key.purpose != KeyPurpose.PERSONAL:
        raise KeyStoreError("Sertifikat tidak ditemukan.")
    require(by, Permission.MANAGE_KEYS, government_id=by.government_id)
    if key.revoked_at is not None:
        raise KeyStoreError("Sertifikat ini sudah dicabut.")
    if not plain_text(reason):
        raise KeyStoreError("Tulis alasan sertifikat dicabut.")
    _withdraw(key, reason=plain_text(reason)[:300], by=by)
    _sign_list(key.government, authority_passphrase)
    return key


@transaction.atomic
def change_own_passphrase(*, by: User, old: Passphrase, new: Passphrase) -> SigningKey:
    """Put the person's own key under another pass phrase; certificate and number stay.

    Raises KeyStoreError without a certificate, WrongPassphraseError and WeakPassphraseError.
    """
    found = personal_key_of(by)
    if found is None:
        raise KeyStoreError("Anda belum mempunyai sertifikat kota yang berlaku. Mintalah kepada Admin.")
    key = SigningKey.objects.select_for_update().get(pk=found.pk)
    key.encrypted_key_pem = change_passphrase(key.encrypted_key_pem.encode(), old=old, new=new).decode()
    key.save(update_fields=["encrypted_key_pem"])
    _tell("passphrase_changed", key, by=by, summary=f"Frasa sandi sertifikat {key.serial[:12]} diganti")
    return key


def authority_of(government: Government) -> SigningKey | None:
    """The city's authority in force."""
    return SigningKey.objects.filter(government=government, purpose=KeyPurpose.AUTHORITY, revoked_at=None).first()


def personal_key_of(user: User) -> SigningKey | None:
    """The person's certificate in force."""
    keys = SigningKey.objects.filter(owner=user, purpose=KeyPurpose.PERSONAL, revoked_at=None)
    return next((key for key in keys if key.holds_now), None)


def identity_of(key: SigningKey) -> KeyAndCertificate:
    """Key and certificate as the signing package takes them."""
    return KeyAndCertificate(key.certificate_pem.encode(), key.encrypted_key_pem.encode())


def _withdraw(key: SigningKey, *, reason: str, by: User | None) -> None:
    key.revoked_at, key.revoked_reason = clock.now(), reason
    key.save(update_fields=["revoked_at", "revoked_reason"])
    _tell("revoked", key, by=by, summary=f"Sertifikat {key.serial[:12]} dicabut", reason=reason)


def _sign_list(government: Government, passphrase: Passphrase) -> None:
    """A new list of everything that was withdrawn."""
    authority = authority_of(government)
    if authority is None:
        raise KeyStoreError("Buat dulu otoritas sertifikat kota.")
    keys = SigningKey.objects.filter(government=government).exclude(revoked_at=None)
    withdrawn = [Revoked(key.serial, key.revoked_at, Reason.UNSPECIFIED) for key in keys if key.revoked_at]
    number = authority.lists.count() + 1
    pem = revocation_list(identity_of(authority), passphrase, withdrawn, now=clock.now(), days=LIST_DAYS, number=number)
    RevocationList.objects.create(authority=authority, number=number, pem=pem.decode())


def _store(
    government: Government, purpose: KeyPurpose, made: KeyAndCertificate, *, owner: User | None = None
) -> SigningKey:
    facts = facts_of(made.certificate_pem)
    return SigningKey.objects.create(
        government=government,
        purpose=purpose,
        owner=owner,
        certificate_pem=made.certificate_pem.decode(),
        encrypted_key_pem=made.encrypted_key_pem.decode(),
        serial=facts.serial,
        valid_from=facts.valid_from,
        valid_until=facts.valid_until,
    )


def _tell(event: str, key: SigningKey, *, by: User | None, summary: str, **details: Any) -> None:
    record(f"signing_key.{event}", by=by, subject=key, summary=summary, serial=key.serial, **details)
