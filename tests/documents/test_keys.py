"""Keys of the built-in authority: made once, issued, withdrawn; pass phrases are their owners' alone."""

import pytest

from tests.cast import Cast
from tests.documents.making import SECRET, approved, phrase, sign, with_keys
from zona.accounts.policy import NotPermitted
from zona.documents.actions.keep_keys import (
    KeyStoreError,
    change_own_passphrase,
    create_authority,
    issue_certificate,
    personal_key_of,
    revoke_certificate,
)
from zona.documents.enums import KeyPurpose, SigningMethod
from zona.documents.models import RevocationList, SigningKey
from zona.documents.signing.interface import WeakPassphraseError, WrongPassphraseError
from zona.documents.ways import built_in, methods_for, revocation_lists, trusted_roots
from zona.ledger.models import Entry

OWN = "empat kata punya saya"


def issue(cast: Cast, **changes):
    usual = {"position": "Wali Kota", "by": cast.admin, "authority_passphrase": phrase(), "passphrase": phrase(OWN)}
    return issue_certificate(cast.lestari, **usual | changes)


def test_the_city_gets_authority_seal_and_stamper_once(cast: Cast, settings) -> None:
    settings.SEAL_PASSPHRASE = SECRET
    create_authority(cast.city, by=cast.admin, passphrase=phrase())
    assert {key.purpose for key in SigningKey.objects.all()} == set(KeyPurpose) - {KeyPurpose.PERSONAL}
    with pytest.raises(KeyStoreError, match="sudah ada"):
        create_authority(cast.city, by=cast.admin, passphrase=phrase())
    assert len(trusted_roots(cast.city)) == 1


def test_not_without_the_seals_pass_phrase_not_with_a_short_one_and_not_by_others(cast: Cast, settings) -> None:
    settings.SEAL_PASSPHRASE = ""
    with pytest.raises(KeyStoreError, match="ZONA_SEAL_PASSPHRASE"):
        create_authority(cast.city, by=cast.admin, passphrase=phrase())
    settings.SEAL_PASSPHRASE = SECRET
    with pytest.raises(WeakPassphraseError):
        create_authority(cast.city, by=cast.admin, passphrase=phrase("pendek"))
    with pytest.raises(NotPermitted):
        create_authority(cast.city, by=cast.hukma, passphrase=phrase())
    assert not SigningKey.objects.exists()


def test_a_certificate_is_issued_and_the_one_before_withdrawn(cast: Cast, settings) -> None:
    with_keys(cast, settings)
    first = issue(cast)
    second = issue(cast)
    first.refresh_from_db()
    assert first.revoked_reason == "Diganti sertifikat baru"
    assert personal_key_of(cast.lestari) == second
    assert RevocationList.objects.get().number == 1
    assert methods_for(cast.lestari) == [SigningMethod.BUILT_IN, SigningMethod.PKCS12]
    assert methods_for(cast.herman) == [SigningMethod.PKCS12]


def test_what_goes_wrong_at_issuing(cast: Cast, settings) -> None:
    with pytest.raises(KeyStoreError, match="Buat dulu"):
        issue(cast)
    with_keys(cast, settings)
    with pytest.raises(WrongPassphraseError):
        issue(cast, authority_passphrase=phrase("salah salah salah"))
    with pytest.raises(WeakPassphraseError):
        issue(cast, passphrase=phrase("pendek"))
    with pytest.raises(NotPermitted):
        issue(cast, by=cast.hukma)
    assert personal_key_of(cast.lestari) is None


def test_a_withdrawn_certificate_signs_nothing_more(cast: Cast, settings) -> None:
    with_keys(cast, settings, cast.lestari)
    key, paper = personal_key_of(cast.lestari), approved(cast)
    assert key
    with pytest.raises(KeyStoreError, match="alasan"):
        revoke_certificate(key.pk, by=cast.admin, reason=" ", authority_passphrase=phrase())
    with pytest.raises(WrongPassphraseError):
        revoke_certificate(key.pk, by=cast.admin, reason="Hilang", authority_passphrase=phrase("bukan itu sama sekali"))
    assert personal_key_of(cast.lestari)
    revoke_certificate(key.pk, by=cast.admin, reason="Hilang", authority_passphrase=phrase())
    assert len(revocation_lists(cast.city)) == 1
    with pytest.raises(KeyStoreError, match="belum mempunyai"):
        sign(paper, cast.lestari, way=built_in(cast.lestari, phrase()))
    with pytest.raises(KeyStoreError, match="sudah dicabut"):
        revoke_certificate(key.pk, by=cast.admin, reason="Lagi", authority_passphrase=phrase())


def test_city_keys_are_not_withdrawn_here(cast: Cast, settings) -> None:
    seal = with_keys(cast, settings)[KeyPurpose.SEAL]
    with pytest.raises(KeyStoreError, match="tidak ditemukan"):
        revoke_certificate(seal.pk, by=cast.admin, reason="x", authority_passphrase=phrase())


def test_a_person_changes_the_own_pass_phrase(cast: Cast, settings) -> None:
    with_keys(cast, settings, cast.lestari)
    with pytest.raises(WrongPassphraseError):
        change_own_passphrase(by=cast.lestari, old=phrase("bukan itu sama sekali"), new=phrase(OWN))
    with pytest.raises(WeakPassphraseError):
        change_own_passphrase(by=cast.lestari, old=phrase(), new=phrase("pendek"))
    change_own_passphrase(by=cast.lestari, old=phrase(), new=phrase(OWN))
    paper = approved(cast)
    with pytest.raises(WrongPassphraseError):
        sign(paper, cast.lestari, way=built_in(cast.lestari, phrase()))
    assert sign(paper, cast.lestari, way=built_in(cast.lestari, phrase(OWN)))
    with pytest.raises(KeyStoreError):
        change_own_passphrase(by=cast.herman, old=phrase(), new=phrase(OWN))


def test_no_pass_phrase_stands_anywhere(cast: Cast, settings) -> None:
    with_keys(cast, settings)
    issue(cast)
    stored = str(list(Entry.objects.values("details", "summary"))) + str(list(SigningKey.objects.values()))
    assert OWN not in stored
    assert SECRET not in stored
