"""The ways of signing that this city and this person have, made ready from what is stored and what is typed.

The signing libraries are imported where somebody signs: they take 40 MB that most processes never need.
"""

from typing import TYPE_CHECKING

from django.conf import settings

from zona.accounts.models import User
from zona.documents.actions.keep_keys import KeyStoreError, authority_of, identity_of, personal_key_of
from zona.documents.enums import KeyPurpose, SigningMethod
from zona.documents.models import RevocationList, SigningKey
from zona.documents.signing.interface import Passphrase, Signer
from zona.documents.signing.wire import Place
from zona.organizations.models import Government

if TYPE_CHECKING:
    from zona.documents.signing.stamping import Stamping


def methods_for(user: User) -> list[SigningMethod]:
    """What the person may choose from, the most trusted first."""
    found = [SigningMethod.BSRE] if settings.BSRE_ADDRESS else []
    if personal_key_of(user) is not None:
        found.append(SigningMethod.BUILT_IN)
    return [*found, SigningMethod.PKCS12]


def built_in(user: User, passphrase: Passphrase) -> Signer:
    """The person's key from the city's authority. Raises KeyStoreError."""
    key, authority = personal_key_of(user), authority_of(user.government)
    if key is None or authority is None:
        raise KeyStoreError("Anda belum mempunyai sertifikat kota yang berlaku. Mintalah kepada Admin.")
    from zona.documents.signing.local import LocalSigner

    chain = [authority.certificate_pem.encode()]
    return LocalSigner(identity_of(key), passphrase, chain=chain, stamping=stamping_of(user.government))


def from_file(user: User, file: bytes, passphrase: Passphrase) -> Signer:
    """A key that the person brings along; neither file nor pass phrase is kept."""
    from zona.documents.signing.pkcs12 import Pkcs12Signer

    return Pkcs12Signer(file, passphrase, stamping=stamping_of(user.government))


def bsre(nik: str, passphrase: Passphrase) -> Signer:
    """BSrE, asked with the NIK that the person types; it is not kept. Raises KeyStoreError when it is not set up."""
    if not settings.BSRE_ADDRESS:
        raise KeyStoreError("Layanan BSrE belum diatur di server ini.")
    from zona.documents.signing.bsre import BsreSigner

    return BsreSigner(bsre_place(), nik=nik, passphrase=passphrase)


def bsre_place() -> Place:
    """Where the city's BSrE client service answers."""
    return Place(
        settings.BSRE_ADDRESS,
        settings.BSRE_USER,
        Passphrase(settings.BSRE_PASSWORD),
        answer_seconds=settings.BSRE_SECONDS,
    )


def seal(government: Government) -> Signer | None:
    """The city's own seal; None where there is none. The only key that the queue opens."""
    key, authority = _city_key(government, KeyPurpose.SEAL), authority_of(government)
    if key is None or authority is None or not settings.SEAL_PASSPHRASE:
        return None
    from zona.documents.signing.local import LocalSigner

    return LocalSigner(
        identity_of(key),
        Passphrase(settings.SEAL_PASSPHRASE),
        chain=[authority.certificate_pem.encode()],
        stamping=stamping_of(government),
    )


def stamping_of(government: Government) -> "Stamping | None":
    """The city's own time stamper, where there is one."""
    key = _city_key(government, KeyPurpose.STAMP)
    if key is None or not settings.SEAL_PASSPHRASE:
        return None
    from zona.documents.signing.stamping import LocalStamping

    return LocalStamping(identity_of(key), Passphrase(settings.SEAL_PASSPHRASE))


def trusted_roots(government: Government) -> list[bytes]:
    """Certificates whose signatures we believe: the city's authorities, old ones too, and those named in settings."""
    own = SigningKey.objects.filter(government=government, purpose=KeyPurpose.AUTHORITY)
    return [*(key.certificate_pem.encode() for key in own), *settings.TRUSTED_ROOTS]


def revocation_lists(government: Government) -> list[bytes]:
    """The city's lists of withdrawn certificates, newest of each authority, in PEM."""
    lists = RevocationList.objects.filter(authority__government=government).order_by("authority", "-number")
    newest = {one.authority_id: one.pem for one in reversed(lists)}
    return [pem.encode() for pem in newest.values()]


def _city_key(government: Government, purpose: KeyPurpose) -> SigningKey | None:
    keys = SigningKey.objects.filter(government=government, purpose=purpose, revoked_at=None)
    return next((key for key in keys if key.holds_now), None)
