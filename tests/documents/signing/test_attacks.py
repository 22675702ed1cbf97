"""TE-09: every forgery gets its verdict, and the clean papers pass in the same table."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.validation import DocumentSecurityStore

from tests.documents.signing import attacks
from tests.documents.signing.papers import paper
from tests.documents.signing.people import MAYOR, SECRET, SECRETARY, TODAY, House, wish
from zona.documents.signing.authority import KeyAndCertificate, Revoked, facts_of, revocation_list
from zona.documents.signing.examination import ExpectedSigner, Verdict
from zona.documents.signing.findings import LaterChanges

Make = Callable[[House], bytes]
Ask = Callable[[House], dict[str, Any]]
YEARS_LATER = TODAY + timedelta(days=2000)


def as_usual(house: House) -> dict[str, Any]:
    return {}


def mayor_expected(house: House) -> dict[str, Any]:
    return {"expected_signers": [ExpectedSigner(MAYOR)]}


def both_expected(house: House) -> dict[str, Any]:
    return {"expected_signers": [ExpectedSigner(MAYOR), ExpectedSigner(SECRETARY)]}


def mayors_other_certificate_expected(house: House) -> dict[str, Any]:
    return {"expected_signers": [ExpectedSigner(MAYOR, serial="abc123")]}


def stamp_required(house: House) -> dict[str, Any]:
    return {"require_time_stamp": True}


def years_later(house: House) -> dict[str, Any]:
    return {"at": YEARS_LATER}


def withdrawn(house: House, days: int, who: KeyAndCertificate | None = None, *, valid_days: int = 30) -> dict[str, Any]:
    revoked = [Revoked(facts_of((who or house.mayor).certificate_pem).serial, TODAY + timedelta(days=days))]
    when = TODAY + timedelta(days=max(days, 0))
    crl = revocation_list(house.root, SECRET, revoked, now=when, days=valid_days, number=1)
    return {"crls": [crl], "at": TODAY + timedelta(days=20)}


def withdrawn_before_signing(house: House) -> dict[str, Any]:
    return withdrawn(house, -3)


def withdrawn_later(house: House) -> dict[str, Any]:
    return withdrawn(house, 5)


def withdrawn_on_an_old_list(house: House) -> dict[str, Any]:
    return withdrawn(house, -3, valid_days=1)


def clock_withdrawn(house: House) -> dict[str, Any]:
    return withdrawn(house, 5, house.clock)


def withdrawn_by_a_stranger(house: House) -> dict[str, Any]:
    serial = facts_of(house.mayor.certificate_pem).serial
    stranger = House(name=house.name)
    crl = revocation_list(stranger.root, SECRET, [Revoked(serial, TODAY)], now=TODAY, days=9, number=1)
    return {"crls": [crl]}


def clean(house: House) -> bytes:
    return house.signed(paper())


def clean_without_stamp(house: House) -> bytes:
    return house.signed(paper(), stamped=False)


def signed_by_both(house: House) -> bytes:
    return house.signer(house.secretary).sign(clean(house), wish(SECRETARY)).pdf


def with_archive_stamp(house: House) -> bytes:
    """What software for long keeping adds: proofs, and a stamp over the whole file."""
    stream = BytesIO(clean(house))
    signature = IncrementalPdfFileWriter(stream).prev.embedded_signatures[0]
    DocumentSecurityStore.add_dss(stream, signature.pkcs7_content, certs=[signature.signer_cert])
    stamper = PdfTimeStamper(house.stamping.stamper(TODAY + timedelta(hours=2)))
    return stamper.timestamp_pdf(IncrementalPdfFileWriter(stream), "sha256").getvalue()


CONTROLS: list[tuple[Make, Ask]] = [
    (clean, as_usual),
    (clean, mayor_expected),
    (clean, stamp_required),
    (clean_without_stamp, as_usual),
    (signed_by_both, both_expected),
    (with_archive_stamp, mayor_expected),
    (clean, years_later),
    (clean, withdrawn_later),
    (clean, withdrawn_by_a_stranger),
]

ATTACKS: list[tuple[Make, Ask, Verdict]] = [
    (attacks.flipped_byte, as_usual, Verdict.ALTERED),
    (attacks.signature_from_another_paper, as_usual, Verdict.ALTERED),
    (attacks.changed_content, as_usual, Verdict.ALTERED),
    (attacks.swapped_pages, as_usual, Verdict.ALTERED),
    (attacks.covering_annotation, as_usual, Verdict.ALTERED),
    (attacks.extra_page, as_usual, Verdict.ALTERED),
    (attacks.changed_title, as_usual, Verdict.ALTERED),
    (attacks.changed_archive_title, as_usual, Verdict.ALTERED),
    (attacks.covering_empty_field, as_usual, Verdict.ALTERED),
    (attacks.change_hidden_under_a_second_signature, both_expected, Verdict.ALTERED),
    (attacks.without_byte_range, as_usual, Verdict.ALTERED),
    (attacks.shrunk_byte_range, as_usual, Verdict.ALTERED),
    (attacks.wrapped, as_usual, Verdict.ALTERED),
    (attacks.hidden_in_the_gap, as_usual, Verdict.ALTERED),
    (attacks.shadow, as_usual, Verdict.ALTERED),
    (attacks.stripped_to_the_draft, as_usual, Verdict.UNSIGNED),
    (attacks.stripped_by_revision, as_usual, Verdict.UNSIGNED),
    (attacks.copied_without_signature, as_usual, Verdict.UNSIGNED),
    (attacks.wrong_person, mayor_expected, Verdict.WRONG_SIGNER),
    (attacks.one_signature_missing, both_expected, Verdict.WRONG_SIGNER),
    (clean, mayors_other_certificate_expected, Verdict.WRONG_SIGNER),
    (attacks.same_names_other_root, mayor_expected, Verdict.UNTRUSTED),
    (attacks.issued_by_a_signer, mayor_expected, Verdict.UNTRUSTED),
    (attacks.signed_by_the_root, as_usual, Verdict.UNTRUSTED),
    (attacks.signed_with_the_clock, as_usual, Verdict.UNTRUSTED),
    (attacks.strangers_signature_on_top, mayor_expected, Verdict.UNTRUSTED),
    (attacks.stamped_by_a_stranger, as_usual, Verdict.UNTRUSTED),
    (attacks.without_stamp, stamp_required, Verdict.UNTRUSTED),
    (attacks.expired_without_stamp, years_later, Verdict.EXPIRED),
    (attacks.stamped_after_expiry, as_usual, Verdict.EXPIRED),
    (clean, withdrawn_before_signing, Verdict.REVOKED),
    (clean, withdrawn_on_an_old_list, Verdict.REVOKED),
    (clean_without_stamp, withdrawn_later, Verdict.REVOKED),
    (clean, clock_withdrawn, Verdict.REVOKED),
    (attacks.truncated, as_usual, Verdict.UNREADABLE),
    (attacks.empty, as_usual, Verdict.UNREADABLE),
    (attacks.garbage, as_usual, Verdict.UNREADABLE),
    (attacks.too_large, as_usual, Verdict.UNREADABLE),
    (attacks.promises_a_million_objects, as_usual, Verdict.UNREADABLE),
    (attacks.too_many_revisions, as_usual, Verdict.UNREADABLE),
]


def label(value: object) -> str | None:
    return getattr(value, "__name__", None) or getattr(value, "name", None)


@pytest.mark.parametrize(("make", "ask"), CONTROLS, ids=label)
def test_a_clean_paper_passes(house: House, make: Make, ask: Ask) -> None:
    outcome = house.examined(make(house), **ask(house))
    assert (outcome.verdict, outcome.findings) == (Verdict.VALID, ())


@pytest.mark.parametrize(("make", "ask", "verdict"), ATTACKS, ids=label)
def test_a_forgery_is_named(house: House, make: Make, ask: Ask, verdict: Verdict) -> None:
    outcome = house.examined(make(house), **ask(house))
    assert outcome.verdict is verdict, outcome.findings
    assert outcome.findings
    assert all(text.endswith(".") for text in outcome.findings)


LATER_REVISIONS = [
    attacks.changed_content,
    attacks.swapped_pages,
    attacks.covering_annotation,
    attacks.extra_page,
    attacks.changed_title,
    attacks.changed_archive_title,
    attacks.covering_empty_field,
    attacks.shadow,
    attacks.wrapped,
]


@pytest.mark.parametrize("make", LATER_REVISIONS, ids=label)
def test_an_appended_forgery_leaves_the_signature_itself_whole(house: House, make: Make) -> None:
    """So it is really the comparison of revisions that catches these, not an accident of a broken file."""
    facts = house.examined(make(house)).signatures[0]
    assert (facts.intact, facts.trusted, facts.covers_whole_file) == (True, True, False)
    assert facts.later_changes is LaterChanges.FORBIDDEN


def test_of_two_signatures_the_first_does_not_cover_the_whole_file(house: House) -> None:
    first, second = house.examined(signed_by_both(house)).signatures
    assert (first.covers_whole_file, first.later_changes) == (False, LaterChanges.ALLOWED)
    assert (second.covers_whole_file, second.later_changes) == (True, LaterChanges.NONE)
