"""What an examination tells beside its verdict, and that no bytes whatever make it fall over."""

import asyncio
import random
import time
import zlib
from datetime import datetime, timedelta

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.documents.signing.attacks import gap_of, updated
from tests.documents.signing.papers import paper
from tests.documents.signing.people import CITY, MAYOR, TODAY, House
from zona.documents.signing.authority import facts_of
from zona.documents.signing.examination import ExpectedSigner, Verdict, examine
from zona.documents.signing.interface import BrokenKeyFileError


def test_it_tells_who_signed_and_when(house: House, signed: bytes) -> None:
    (facts,) = house.examined(signed).signatures
    certificate = facts_of(house.mayor.certificate_pem)
    assert facts.signer_name == MAYOR
    assert facts.subject == f"CN={MAYOR},OU=Wali Kota,O={CITY},C=ID"
    assert (facts.issuer, facts.serial) == (certificate.issuer, certificate.serial)
    assert (facts.claimed_at, facts.stamped_at, facts.stamp_valid) == (TODAY, TODAY, True)
    assert facts.verdict is Verdict.VALID


def test_without_a_stamp_only_the_claimed_time_is_told(house: House, plainly_signed: bytes) -> None:
    (facts,) = house.examined(plainly_signed).signatures
    assert (facts.claimed_at, facts.stamped_at, facts.stamp_valid) == (TODAY, None, None)


def test_names_are_compared_without_regard_to_case_and_spacing(house: House, signed: bytes) -> None:
    assert house.examined(signed, expected_signers=[ExpectedSigner("  SITI   aminah ")]).verdict is Verdict.VALID


def test_the_number_of_the_certificate_may_be_asked_for(house: House, signed: bytes) -> None:
    serial = facts_of(house.mayor.certificate_pem).serial
    expected = [ExpectedSigner(MAYOR, serial=serial.upper())]
    assert house.examined(signed, expected_signers=expected).verdict is Verdict.VALID


def test_without_roots_nobody_is_trusted(house: House, signed: bytes) -> None:
    assert house.examined(signed, roots=[]).verdict is Verdict.UNTRUSTED


def test_a_list_that_cannot_be_read_is_not_skipped(house: House, signed: bytes) -> None:
    with pytest.raises(BrokenKeyFileError):
        house.examined(signed, crls=[b"bukan daftar"])


def test_a_root_that_cannot_be_read_is_not_skipped(house: House, signed: bytes) -> None:
    with pytest.raises(BrokenKeyFileError):
        house.examined(signed, roots=[b"bukan sertifikat"])


def test_the_moment_needs_a_time_zone(house: House, signed: bytes) -> None:
    with pytest.raises(ValueError, match="zona waktu"):
        examine(signed, roots=[house.trusted], at=datetime(2026, 11, 24))


def test_a_coroutine_is_told_to_use_a_thread(house: House, signed: bytes) -> None:
    """Rather than calling a good paper broken."""

    async def wrong_place() -> None:
        house.examined(signed)

    with pytest.raises(RuntimeError, match="thread"):
        asyncio.run(wrong_place())


def test_every_flipped_byte_outside_the_signature_is_noticed(house: House, signed: bytes) -> None:
    chance = random.Random(9)
    start, end = gap_of(signed)
    outside = [*range(9, start - 1), *range(end + 1, len(signed) - 8)]
    for place in chance.sample(outside, 60):
        forged = bytearray(signed)
        forged[place] ^= 1 << chance.randrange(8)
        assert house.examined(bytes(forged)).verdict in (Verdict.ALTERED, Verdict.UNREADABLE, Verdict.UNSIGNED), place


def test_broken_bytes_never_raise_and_never_pass(house: House, signed: bytes) -> None:
    chance = random.Random(72)
    for _ in range(60):
        broken = bytearray(signed)
        for _ in range(chance.randint(1, 30)):
            place = chance.randrange(len(broken))
            broken[place : place + chance.randint(0, 40)] = chance.randbytes(chance.randint(0, 40))
        assert house.examined(bytes(broken)).verdict is not Verdict.VALID


def test_every_cut_of_the_file_is_refused(house: House, signed: bytes) -> None:
    for length in range(0, len(signed) - 1, len(signed) // 40):
        assert house.examined(signed[:length]).verdict in (Verdict.UNREADABLE, Verdict.UNSIGNED, Verdict.ALTERED)


def test_a_reference_that_goes_in_circles_ends(house: House) -> None:
    pdf = paper()
    circle = b"\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 9 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    started = time.monotonic()
    looped = pdf + circle % (len(pdf) + 1, len(pdf) + 1)
    assert house.examined(looped).verdict in (Verdict.UNREADABLE, Verdict.UNSIGNED)
    assert time.monotonic() - started < 2


def test_a_field_that_is_its_own_child_ends(house: House, signed: bytes) -> None:
    def change(writer: IncrementalPdfFileWriter) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0]
        field["/Kids"] = writer.root["/AcroForm"].raw_get("/Fields")
        writer.update_container(field)

    assert house.examined(updated(signed, change)).verdict is not Verdict.VALID


def test_brackets_without_end_do_no_harm(house: House) -> None:
    pdf = b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
    pdf += b"trailer\n<< /Size 2 /Root 1 0 R >>\nstartxref\n200024\n%%EOF\n"
    assert house.examined(pdf).verdict is Verdict.UNREADABLE


def test_a_stream_that_swells_is_not_swallowed(house: House) -> None:
    """A cross-reference stream of 60 kB that would unpack to 60 MB."""
    bomb = zlib.compress(bytes(60_000_000), 9)
    head = b"<< /Type /XRef /Size 9999999 /W [1 4 1] /Root 1 0 R /Filter /FlateDecode /Length %d >>" % len(bomb)
    pdf = b"%%PDF-1.7\n2 0 obj\n%s\nstream\n%s\nendstream\nendobj\nstartxref\n9\n%%%%EOF\n" % (head, bomb)
    started = time.process_time()
    assert house.examined(pdf).verdict is Verdict.UNREADABLE
    assert time.process_time() - started < 5


def test_a_table_of_millions_is_not_read(house: House) -> None:
    rows = b"0000000009 00000 n \n" * 1_000_000
    pdf = b"%PDF-1.7\nxref\n0 1000000\n" + rows + b"trailer\n<< /Size 1000000 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
    outcome = house.examined(pdf)
    assert outcome.findings == ("Berkas memuat terlalu banyak bagian dan tidak diperiksa.",)


def test_the_day_of_examination_decides_when_there_is_no_stamp(house: House, plainly_signed: bytes) -> None:
    last_day = facts_of(house.mayor.certificate_pem).valid_until
    assert house.examined(plainly_signed, at=last_day).verdict is Verdict.VALID
    assert house.examined(plainly_signed, at=last_day + timedelta(seconds=1)).verdict is Verdict.EXPIRED


def test_a_stamp_counts_as_long_as_its_own_certificate(house: House, signed: bytes) -> None:
    last_day = facts_of(house.clock.certificate_pem).valid_until
    assert house.examined(signed, at=last_day).verdict is Verdict.VALID
    assert house.examined(signed, at=last_day + timedelta(seconds=1)).verdict is Verdict.EXPIRED
