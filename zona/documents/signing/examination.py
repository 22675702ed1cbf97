"""Is this PDF signed by whom we expect, and is it still as it was signed? Offline, on bytes from anybody.

The cryptography and the comparison of revisions are pyHanko's; this module asks it about each signature, adds what
pyHanko leaves open (see `one_signature`), and says the outcome in one word and in sentences. No network is used.
"""

import asyncio
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import islice

from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from zona.documents.signing.chains import Trust
from zona.documents.signing.findings import Finding, SignatureFacts, Verdict, worst
from zona.documents.signing.one_signature import Question, examine_signature, unreadable_signature

__all__ = ["Examination", "ExpectedSigner", "Finding", "SignatureFacts", "Verdict", "examine"]

#: bounds against files made to exhaust us; a paper of ours is below 1 MB and has a handful of signatures
MOST_BYTES = 50_000_000
MOST_REVISIONS = 64
MOST_SIGNATURES = 32
#: rows of the tables that say where the objects are; a paper of 60 pages has 600. pyHanko's own limits let 60 kB
#: unpack to ten million rows, over a minute of CPU: the tables are read alone first, with a budget for them only
MOST_ROWS = 200_000
_ROW = re.compile(rb"\d{10} \d{5} [fn]")
_TABLES_ONLY = DecodeLimits(document_budget=DocumentDecodeBudget(base_allowance=512 * 1024, max_ratio=0))


@dataclass(frozen=True)
class ExpectedSigner:
    """Somebody who must have signed: name as in the certificate, and its number in hex when known."""

    name: str
    serial: str = ""

    def is_signer_of(self, facts: SignatureFacts) -> bool:
        """Names are compared without regard to case and spacing."""
        same_name = _plain(self.name) == _plain(facts.signer_name)
        return same_name and (not self.serial or self.serial.lower().lstrip("0") == facts.serial)


@dataclass(frozen=True)
class Examination:
    """The outcome: one word, why (empty when valid), and the facts of each signature in signing order."""

    verdict: Verdict
    findings: tuple[str, ...]
    signatures: tuple[SignatureFacts, ...] = ()


def examine(
    pdf: bytes,
    *,
    roots: Sequence[bytes],
    crls: Sequence[bytes] = (),
    at: datetime,
    expected_signers: Sequence[ExpectedSigner] = (),
    require_time_stamp: bool = False,
) -> Examination:
    """Examine a file as of a moment.

    `roots` are the certificates we believe (PEM), also for time stamps; `crls` lists of withdrawn certificates
    (PEM or DER); `at` is aware. With `expected_signers` these and nobody else must have signed. Raises only for
    what the caller did: BrokenKeyFileError for roots and lists, ValueError for a naive `at`, RuntimeError inside an
    event loop (pyHanko needs its own); never for `pdf`.
    """
    _refuse_event_loop()
    if at.tzinfo is None:
        raise ValueError("Waktu pemeriksaan harus memuat zona waktu.")
    question = Question(Trust.of(roots, crls), at.astimezone(UTC), require_time_stamp=require_time_stamp)
    if len(pdf) > MOST_BYTES:
        return _of([Finding(Verdict.UNREADABLE, "Berkas lebih besar dari 50 MB dan tidak diperiksa.")])
    try:
        return _examine(pdf, question, expected_signers)
    except Exception:
        # bytes from anybody break a parser in any way; the answer to all of them is the same
        return _of([Finding(Verdict.UNREADABLE, "Berkas bukan PDF yang utuh, atau rusak.")])


def _examine(pdf: bytes, question: Question, expected: Sequence[ExpectedSigner]) -> Examination:
    if any(True for _ in islice(_ROW.finditer(pdf), MOST_ROWS, None)):
        return _of([Finding(Verdict.UNREADABLE, "Berkas memuat terlalu banyak bagian dan tidak diperiksa.")])
    if PdfFileReader(BytesIO(pdf), decode_limits=_TABLES_ONLY).total_revisions > MOST_REVISIONS:
        return _of([Finding(Verdict.UNREADABLE, "Berkas memuat terlalu banyak perubahan dan tidak diperiksa.")])
    reader = PdfFileReader(BytesIO(pdf))
    if reader.encrypted:
        return _of([Finding(Verdict.UNREADABLE, "Berkas terkunci dengan kata sandi.")])
    fields = list(enumerate_sig_fields(reader, filled_status=True))
    if len(fields) > MOST_SIGNATURES:
        return _of([Finding(Verdict.UNREADABLE, "Berkas memuat terlalu banyak tanda tangan dan tidak diperiksa.")])
    if not fields:
        return _of([Finding(Verdict.UNSIGNED, "Dokumen tidak memuat tanda tangan elektronik.")])
    signatures = _signatures(reader, len(fields), question)
    if not signatures:
        return _of([Finding(Verdict.UNSIGNED, "Dokumen hanya memuat cap waktu, bukan tanda tangan.")])
    judged = tuple(_with_expectation(one, expected) for one in signatures)
    missing = [Finding(Verdict.WRONG_SIGNER, text) for text in _missing(judged, expected)]
    return _of([finding for one in judged for finding in one.findings] + missing, judged)


def _signatures(reader: PdfFileReader, fields: int, question: Question) -> list[SignatureFacts]:
    try:
        embedded = reader.embedded_signatures
        if len(embedded) < fields:
            # pyHanko passes over signatures of a kind it does not know; we do not
            return [unreadable_signature()]
    except Exception:
        return [unreadable_signature()]
    regular = reader.embedded_regular_signatures
    newest = max((one.signed_revision for one in regular), default=0)
    return [examine_signature(one, question, is_newest=one.signed_revision == newest) for one in regular]


def _with_expectation(facts: SignatureFacts, expected: Sequence[ExpectedSigner]) -> SignatureFacts:
    if not expected or any(one.is_signer_of(facts) for one in expected):
        return facts
    text = f"Ditandatangani oleh {facts.signer_name or 'orang tak dikenal'}, yang bukan penandatangan dokumen ini."
    findings = (*facts.findings, Finding(Verdict.WRONG_SIGNER, text))
    return replace(facts, expected=False, findings=findings)


def _missing(signatures: Sequence[SignatureFacts], expected: Sequence[ExpectedSigner]) -> Iterator[str]:
    for one in expected:
        if not any(one.is_signer_of(facts) for facts in signatures):
            yield f"Belum ditandatangani oleh {one.name}."


def _of(findings: Sequence[Finding], signatures: tuple[SignatureFacts, ...] = ()) -> Examination:
    verdict = worst(finding.verdict for finding in findings)
    return Examination(verdict, tuple(dict.fromkeys(finding.text for finding in findings)), signatures)


def _refuse_event_loop() -> None:
    """Inside a running loop pyHanko would fail, and a good paper would be called broken."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return
    raise RuntimeError("examine() is not for coroutines; call it in a thread.")


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
