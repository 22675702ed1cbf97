"""BSrE's service: what we ask, and what we make of every answer."""

import time
from typing import Any

import pytest

from tests.documents.signing.fake_bsre import NIK, PASSPHRASE, FakeBsre, Handler
from tests.documents.signing.papers import paper
from tests.documents.signing.people import CITY, MAYOR, SECRETARY, TODAY, House, wish
from zona.documents.signing.bsre import BsreSigner, CertificateStatus, certificate_status
from zona.documents.signing.examination import Verdict
from zona.documents.signing.interface import (
    BrokenAnswerError,
    CertificateExpiredError,
    CertificateRevokedError,
    Passphrase,
    ServiceDownError,
    ServiceRefusedError,
    ServiceSlowError,
    SignedPdf,
    Signer,
    SigningError,
    UnknownIdentityError,
    UnreadablePdfError,
    WrongPassphraseError,
)


def sign(bsre: FakeBsre, *, nik: str = NIK, passphrase: str = PASSPHRASE, pdf: bytes = b"", **place: Any) -> SignedPdf:
    return BsreSigner(bsre.place(**place), nik=nik, passphrase=passphrase).sign(pdf or paper(), wish())


def test_the_service_signs(bsre: FakeBsre, house: House) -> None:
    done = sign(bsre)
    assert house.examined(done.pdf).verdict is Verdict.VALID
    assert (done.method, done.provider_id, done.stamped) == ("bsre", "dok-1", True)
    assert (done.signed_at, MAYOR in done.subject) == (TODAY, True)


def test_it_is_asked_as_its_clients_ask(bsre: FakeBsre) -> None:
    sign(bsre)
    (asked,) = bsre.seen
    assert asked == {
        "file": paper(),
        "nik": NIK.encode(),
        "passphrase": PASSPHRASE.encode(),
        "tampilan": b"invisible",
        "reason": b"Menetapkan predikat",
        "location": CITY.encode(),
    }


def test_an_installation_that_keeps_the_file_is_asked_for_it(bsre: FakeBsre, house: House) -> None:
    bsre.mood = Handler.keep_for_download
    done = sign(bsre)
    assert done.provider_id == "dok/77"
    assert house.examined(done.pdf).verdict is Verdict.VALID


def test_a_second_person_signs_through_the_service(bsre: FakeBsre, house: House) -> None:
    first = house.signer(house.secretary).sign(paper(), wish(SECRETARY)).pdf
    done = sign(bsre, pdf=first)
    assert len(house.examined(done.pdf).signatures) == 2


def test_it_is_a_signer(bsre: FakeBsre) -> None:
    assert isinstance(BsreSigner(bsre.place(), nik=NIK, passphrase=PASSPHRASE), Signer)


def test_a_wrong_pass_phrase_is_told(bsre: FakeBsre) -> None:
    with pytest.raises(WrongPassphraseError):
        sign(bsre, passphrase="salah")


def test_an_unknown_person_is_told(bsre: FakeBsre) -> None:
    with pytest.raises(UnknownIdentityError, match="verifikator"):
        sign(bsre, nik="3671010101800009")


def test_what_is_no_nik_is_not_even_sent(bsre: FakeBsre) -> None:
    with pytest.raises(UnknownIdentityError):
        sign(bsre, nik="12/../34")
    assert bsre.seen == []


FAILURES: list[tuple[Any, type[SigningError], bool]] = [
    (Handler.refuse_by_words, WrongPassphraseError, False),
    (Handler.expired, CertificateExpiredError, False),
    (Handler.revoked, CertificateRevokedError, False),
    (Handler.unknown_refusal, ServiceRefusedError, False),
    (Handler.fail, ServiceDownError, True),
    (Handler.babble, BrokenAnswerError, False),
    (Handler.nothing, BrokenAnswerError, False),
    (Handler.return_unsigned, BrokenAnswerError, False),
    (Handler.return_another_paper, BrokenAnswerError, False),
    (Handler.hang_up, BrokenAnswerError, False),
    (Handler.redirect, ServiceRefusedError, False),
]


@pytest.mark.parametrize(("mood", "error", "retry"), FAILURES, ids=lambda value: getattr(value, "__name__", None))
def test_every_failure_has_its_name(bsre: FakeBsre, mood: Any, error: type[SigningError], retry: bool) -> None:
    bsre.mood = mood
    with pytest.raises(error) as caught:
        sign(bsre)
    assert type(caught.value) is error
    assert caught.value.retry is retry


def test_a_paper_that_was_signed_before_and_comes_back_unchanged_is_refused(bsre: FakeBsre, signed: bytes) -> None:
    bsre.mood = Handler.return_unsigned
    with pytest.raises(BrokenAnswerError):
        sign(bsre, pdf=signed)


def test_a_service_that_is_off_is_told(bsre: FakeBsre) -> None:
    with pytest.raises(ServiceDownError) as caught:
        sign(bsre, base_url="http://127.0.0.1:1")
    assert caught.value.retry


@pytest.mark.parametrize("mood", [Handler.be_slow, Handler.drip], ids=["silent", "dripping"])
def test_a_slow_service_is_given_up_in_time(bsre: FakeBsre, mood: Any) -> None:
    bsre.mood = mood
    started = time.monotonic()
    with pytest.raises(ServiceSlowError) as caught:
        sign(bsre, connect_seconds=0.2, answer_seconds=0.3)
    assert caught.value.retry
    assert time.monotonic() - started < 1.5


def test_wrong_credentials_of_the_city_are_the_operator_s_matter(bsre: FakeBsre) -> None:
    with pytest.raises(ServiceRefusedError, match="kata sandi layanan"):
        sign(bsre, password=Passphrase("salah"))


def test_what_is_no_pdf_is_not_sent(bsre: FakeBsre) -> None:
    with pytest.raises(UnreadablePdfError):
        sign(bsre, pdf=b"bukan PDF")
    assert bsre.seen == []


def test_the_pass_phrase_is_forgotten_after_one_attempt(bsre: FakeBsre) -> None:
    signer = BsreSigner(bsre.place(), nik=NIK, passphrase=PASSPHRASE)
    signer.sign(paper(), wish())
    with pytest.raises(WrongPassphraseError, match="hanya dipakai sekali"):
        signer.sign(paper(), wish())


STATUSES = [
    ({"status_code": 1111, "status": "ISSUE"}, 200, CertificateStatus.ISSUED),
    ({"status_code": 1110, "status": "NOT_REGISTERED"}, 200, CertificateStatus.NOT_REGISTERED),
    ({"status": "EXPIRED"}, 200, CertificateStatus.EXPIRED),
    ({"status": "NO_CERTIFICATE"}, 200, CertificateStatus.NO_CERTIFICATE),
    ({"status": "REVOKE"}, 200, CertificateStatus.REVOKED),
    ({"status": "WAITING_FOR_VERIFICATION"}, 200, CertificateStatus.OTHER),
    ({"error": "User belum terdaftar", "status_code": 1110}, 400, CertificateStatus.NOT_REGISTERED),
]


@pytest.mark.parametrize(("said", "status", "wanted"), STATUSES)
def test_the_state_of_a_certificate_is_asked(
    bsre: FakeBsre, said: dict[str, Any], status: int, wanted: CertificateStatus
) -> None:
    bsre.status = (status, said)
    assert certificate_status(bsre.place(), NIK) is wanted


def test_a_failing_service_knows_no_state(bsre: FakeBsre) -> None:
    bsre.status = (500, {})
    with pytest.raises(ServiceDownError):
        certificate_status(bsre.place(), NIK)


def test_an_empty_answer_is_no_state(bsre: FakeBsre) -> None:
    bsre.status = (200, {})
    with pytest.raises(BrokenAnswerError):
        certificate_status(bsre.place(), NIK)


@pytest.mark.parametrize("url", ["", "esign.contoh.go.id", "ftp://esign.contoh.go.id", "http://"])
def test_an_address_must_be_a_web_address(bsre: FakeBsre, url: str) -> None:
    with pytest.raises(ValueError, match="http"):
        bsre.place(base_url=url)
