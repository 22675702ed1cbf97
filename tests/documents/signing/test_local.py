"""Signing with our own keys: valid for others' software, incremental, several people in turn, and cheap."""

import hashlib
import shutil
import subprocess
import time
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from bench.signing import median_cpu_ms
from tests.documents.signing.fake_bsre import FakeBsre, Handler
from tests.documents.signing.papers import TITLE, paper
from tests.documents.signing.people import MAYOR, SECRET, SECRETARY, TODAY, House, wish
from zona.documents.signing.authority import KeyAndCertificate, facts_of
from zona.documents.signing.examination import ExpectedSigner, Verdict
from zona.documents.signing.interface import (
    AlreadySignedError,
    BrokenAnswerError,
    BrokenKeyFileError,
    CertificateExpiredError,
    ServiceDownError,
    Signer,
    SigningError,
    UnreadablePdfError,
    WrongPassphraseError,
)
from zona.documents.signing.local import LocalSigner
from zona.documents.signing.stamping import HttpStamping


def pdfsig(pdf: bytes, folder: Path) -> str:
    """What poppler says, without asking about trust."""
    if not shutil.which("pdfsig"):
        pytest.skip("poppler-utils is not installed")
    (folder / "paper.pdf").write_bytes(pdf)
    done = subprocess.run(["pdfsig", "-nocert", "paper.pdf"], cwd=folder, capture_output=True, text=True, timeout=30)
    return done.stdout


@pytest.mark.parametrize("stamped", [False, True], ids=["B-B", "B-T"])
def test_poppler_finds_the_signature_valid(house: House, tmp_path: Path, stamped: bool) -> None:
    said = pdfsig(house.signed(paper(), stamped=stamped), tmp_path)
    assert said.count("Signature is Valid.") == 1
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert f"Signer Certificate Common Name: {MAYOR}" in said


def test_two_people_sign_in_turn(house: House, signed: bytes, tmp_path: Path) -> None:
    both = house.signer(house.secretary).sign(signed, wish(SECRETARY)).pdf
    assert pdfsig(both, tmp_path).count("Signature is Valid.") == 2
    expected = [ExpectedSigner(MAYOR), ExpectedSigner(SECRETARY)]
    assert house.examined(both, expected_signers=expected).verdict is Verdict.VALID


def test_five_people_and_the_seal_sign_in_turn(house: House) -> None:
    pdf = paper()
    for who in (house.mayor, house.secretary, house.mayor, house.secretary, house.seal):
        pdf = house.signer(who).sign(pdf, wish()).pdf
    outcome = house.examined(pdf)
    assert outcome.verdict is Verdict.VALID
    assert len(outcome.signatures) == 5


def test_the_first_signature_certifies_the_paper(signed: bytes) -> None:
    signature = PdfFileReader(BytesIO(signed)).embedded_signatures[0]
    assert signature.docmdp_level is not None
    assert signature.docmdp_level.value == 2


def test_the_file_is_only_extended(signed: bytes) -> None:
    assert signed.startswith(paper())


def test_the_archive_file_stays_readable(signed: bytes) -> None:
    document = pypdfium2.PdfDocument(signed)
    assert len(document) == 3
    assert "Rp1.000.000" in document[0].get_textpage().get_text_bounded()
    assert document.get_metadata_value("Title") in (TITLE, "")
    packet = PdfFileReader(BytesIO(signed)).root["/Metadata"].data
    assert b"pdfaid" in packet
    assert TITLE.encode() in packet


def test_the_signature_says_who_why_and_where(signed: bytes) -> None:
    said = PdfFileReader(BytesIO(signed)).embedded_signatures[0].sig_object
    assert said["/Reason"] == "Menetapkan predikat"
    assert (said["/Name"], said["/Location"]) == (MAYOR, "Kota Contoh")


def test_the_office_stands_in_the_reason(house: House) -> None:
    pdf = house.signed(paper(), position="Wali Kota")
    said = PdfFileReader(BytesIO(pdf)).embedded_signatures[0].sig_object
    assert said["/Reason"] == "Menetapkan predikat (selaku Wali Kota)"


def test_the_result_tells_what_was_made(house: House) -> None:
    done = house.signer().sign(paper(), wish())
    certificate = facts_of(house.mayor.certificate_pem)
    assert done.sha256 == hashlib.sha256(done.pdf).hexdigest()
    assert (done.subject, done.issuer, done.serial) == (certificate.subject, certificate.issuer, certificate.serial)
    assert (done.method, done.signed_at, done.stamped, done.provider_id) == ("lokal", TODAY, True, "")
    assert not house.signer(stamped=False).sign(paper(), wish()).stamped


def test_it_is_a_signer(house: House) -> None:
    assert isinstance(house.signer(), Signer)


def test_the_same_place_is_not_signed_twice(house: House) -> None:
    once = house.signed(paper(), field_name="WaliKota")
    with pytest.raises(AlreadySignedError):
        house.signed(once, field_name="WaliKota")


@pytest.mark.parametrize("when", [TODAY + timedelta(days=5000), TODAY - timedelta(days=5000)], ids=["late", "early"])
def test_a_certificate_out_of_date_does_not_sign(house: House, when: object) -> None:
    with pytest.raises(CertificateExpiredError, match="5 Januari 2026 sampai 5 Januari 2028"):
        house.signer().sign(paper(), wish(at=when))


def test_a_wrong_pass_phrase_does_not_sign(house: House) -> None:
    with pytest.raises(WrongPassphraseError):
        LocalSigner(house.mayor, "salah salah salah").sign(paper(), wish())


def test_a_key_of_somebody_else_does_not_sign(house: House) -> None:
    mixed = KeyAndCertificate(house.mayor.certificate_pem, house.secretary.encrypted_key_pem)
    with pytest.raises(BrokenKeyFileError, match="bukan milik"):
        LocalSigner(mixed, SECRET).sign(paper(), wish())


@pytest.mark.parametrize("content", [b"", b"bukan PDF", b"%PDF-1.7\n%%EOF", paper()[:5000]])
def test_what_is_no_pdf_is_not_signed(house: House, content: bytes) -> None:
    with pytest.raises(UnreadablePdfError):
        house.signer().sign(content, wish())


def test_a_stamping_service_stamps(house: House, bsre: FakeBsre) -> None:
    signer = LocalSigner(house.mayor, SECRET, stamping=HttpStamping(bsre.place(), "/tsa"))
    done = signer.sign(paper(), wish())
    assert done.stamped
    assert house.examined(done.pdf, require_time_stamp=True).verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("mood", "error"),
    [(Handler.fail, ServiceDownError), (Handler.babble, BrokenAnswerError), (Handler.redirect, BrokenAnswerError)],
)
def test_a_stamping_service_that_fails_signs_nothing(
    house: House, bsre: FakeBsre, mood: Callable[[Handler], None], error: type[SigningError]
) -> None:
    bsre.mood = mood
    with pytest.raises(error):
        LocalSigner(house.mayor, SECRET, stamping=HttpStamping(bsre.place(), "/tsa")).sign(paper(), wish())


def test_a_stamping_service_that_is_down_signs_nothing(house: House, bsre: FakeBsre) -> None:
    nowhere = HttpStamping(bsre.place(base_url="http://127.0.0.1:1"))
    with pytest.raises(ServiceDownError):
        LocalSigner(house.mayor, SECRET, stamping=nowhere).sign(paper(), wish())


def test_signing_is_cheap() -> None:
    """`./zi bench signing` has the real limit of 150 ms; here only a gross slowdown fails."""
    started = time.monotonic()
    assert median_cpu_ms(3) < 450
    assert time.monotonic() - started < 10
