"""One signature of a file: content, later changes, time stamp, chain, dates, withdrawal.

What is added to pyHanko's judgement, and why:
- the gap in the signed range must be exactly the signature, filled up with zeros: nothing can be hidden in it;
- after the newest signature only a time stamp or proofs may follow, and the title and author must stay: pyHanko
  lets later metadata and filled forms pass, which is right between two signers and wrong after the last;
- a root that signs a paper by itself is refused: pyHanko asks nothing of a certificate that is a root;
- in force and withdrawn are judged at the time of a good stamp, otherwise at the time of the examination.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from asn1crypto import cms  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.x509.oid import NameOID
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import async_validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel

from zona.base.text import date_in_words
from zona.documents.signing.chains import Trust, certificates_of, from_asn1, in_force, withdrawn_since, within
from zona.documents.signing.findings import Finding, LaterChanges, SignatureFacts, Verdict
from zona.documents.signing.metadata import metadata_unchanged


@dataclass(frozen=True)
class Question:
    """What the examiner was asked with: whom to trust, as of when (UTC), and whether a time stamp is a must."""

    trust: Trust
    at: datetime
    require_time_stamp: bool


def unreadable_signature() -> SignatureFacts:
    """A signature that is there and broken: somebody tampered with it, since nobody signs like that."""
    text = "Bagian tanda tangan di dalam berkas rusak atau diubah."
    return SignatureFacts(findings=(Finding(Verdict.ALTERED, text),))


def examine_signature(signature: EmbeddedPdfSignature, question: Question, *, is_newest: bool) -> SignatureFacts:
    """The facts of one signature; a broken one is never an exception."""
    try:
        certificate = from_asn1(signature.signer_cert)
        status = _status(signature, certificate, question)
        return _facts(signature, certificate, status, question, is_newest=is_newest)
    except Exception:
        # the bytes come from anybody; what breaks inside one signature must not hide the others
        return unreadable_signature()


def _status(signature: EmbeddedPdfSignature, certificate: x509.Certificate, question: Question) -> PdfSignatureStatus:
    stamp_time = _stamp_time(signature) or question.at
    return asyncio.run(
        async_validate_pdf_signature(
            signature,
            signer_validation_context=question.trust.context(within(certificate, question.at)),
            ts_validation_context=question.trust.context(stamp_time),
        )
    )


def _stamp_time(signature: EmbeddedPdfSignature) -> datetime | None:
    for token in extract_tst_data_iter(signature.signer_info, signed=False):
        moment: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
        return moment
    return None


def _facts(
    signature: EmbeddedPdfSignature,
    certificate: x509.Certificate,
    status: PdfSignatureStatus,
    question: Question,
    *,
    is_newest: bool,
) -> SignatureFacts:
    stamp = _Stamp.of(status, question)
    proven_at = stamp.at if stamp.at is not None and stamp.valid else question.at
    path = certificates_of(status.validation_path) or (certificate,)
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    facts = SignatureFacts(
        field_name=str(signature.field_name),
        signer_name=str(names[0].value) if names else "",
        subject=certificate.subject.rfc4514_string(),
        issuer=certificate.issuer.rfc4514_string(),
        serial=f"{certificate.serial_number:x}",
        claimed_at=status.signer_reported_dt,
        stamped_at=stamp.at,
        stamp_valid=None if stamp.at is None else stamp.valid,
        intact=bool(status.intact and status.valid) and _gap_is_signature(signature),
        covers_whole_file=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        later_changes=_later_changes(signature, status, is_newest=is_newest),
        trusted=bool(status.trusted) and not question.trust.is_root(certificate),
        expired=not in_force(path, proven_at),
        revoked_since=withdrawn_since(path, question.trust, proven_at),
    )
    findings = (
        *_content_findings(facts),
        *_chain_findings(facts, certificate, status, question),
        *_stamp_findings(stamp, facts, question),
    )
    return replace(facts, findings=findings)


@dataclass(frozen=True)
class _Stamp:
    """The time stamp on a signature: when, whether it proves anything, and if not, why."""

    at: datetime | None = None
    valid: bool = False
    finding: Finding | None = None

    @classmethod
    def of(cls, status: PdfSignatureStatus, question: Question) -> "_Stamp":
        token = status.timestamp_validity
        if token is None:
            return cls()
        at: datetime = token.timestamp
        path = certificates_of(token.validation_path)
        if not (token.intact and token.valid):
            return cls(at, finding=Finding(Verdict.ALTERED, "Cap waktu tidak cocok dengan tanda tangannya."))
        if not token.trusted:
            text = "Cap waktu diterbitkan oleh pihak yang tidak dipercaya."
            return cls(at, finding=Finding(Verdict.UNTRUSTED, text))
        if withdrawn_since(path, question.trust, question.at) is not None:
            return cls(at, finding=Finding(Verdict.REVOKED, "Sertifikat penerbit cap waktu sudah dicabut."))
        if not in_force(path, question.at):
            return cls(at, finding=Finding(Verdict.EXPIRED, "Sertifikat penerbit cap waktu tidak berlaku lagi."))
        return cls(at, valid=True)


def _stamp_findings(stamp: _Stamp, facts: SignatureFacts, question: Question) -> Iterator[Finding]:
    if stamp.finding is not None:
        yield stamp.finding
    if stamp.at is None and question.require_time_stamp:
        yield Finding(Verdict.UNTRUSTED, f"Tanda tangan {facts.signer_name} tidak memuat cap waktu, padahal wajib.")


def _content_findings(facts: SignatureFacts) -> Iterator[Finding]:
    who = facts.signer_name or "orang tanpa nama"
    if not facts.intact:
        yield Finding(Verdict.ALTERED, f"Isi dokumen tidak sama dengan yang ditandatangani {who}.")
    if facts.later_changes is LaterChanges.FORBIDDEN:
        text = f"Ada yang ditambahkan atau diganti dalam berkas setelah {who} menandatangani."
        yield Finding(Verdict.ALTERED, text)


def _chain_findings(
    facts: SignatureFacts, certificate: x509.Certificate, status: PdfSignatureStatus, question: Question
) -> Iterator[Finding]:
    who = facts.signer_name or "orang tanpa nama"
    # for a signature that does not fit, pyHanko does not look at the chain at all: nothing may be said of it
    if not facts.trusted and status.intact and status.valid:
        yield Finding(Verdict.UNTRUSTED, _distrust(facts, who, status, is_root=question.trust.is_root(certificate)))
    if facts.revoked_since is not None:
        day = date_in_words(facts.revoked_since.date())
        yield Finding(Verdict.REVOKED, f"Sertifikat {who} dicabut sejak {day}, sebelum tanda tangan ini terbukti ada.")
    if facts.expired:
        start = date_in_words(certificate.not_valid_before_utc.date())
        end = date_in_words(certificate.not_valid_after_utc.date())
        text = f"Sertifikat {who} hanya berlaku {start} sampai {end}; tidak terbukti ditandatangani dalam masa itu."
        yield Finding(Verdict.EXPIRED, text)


def _distrust(facts: SignatureFacts, who: str, status: PdfSignatureStatus, *, is_root: bool) -> str:
    if is_root or status.trust_problem_indic is AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE:
        return f"Sertifikat {who} tidak diterbitkan untuk menandatangani dokumen."
    return f"Sertifikat {who} tidak diterbitkan oleh lembaga yang dipercaya ({facts.issuer})."


def _gap_is_signature(signature: EmbeddedPdfSignature) -> bool:
    content = bytes(signature.pkcs7_content)
    start, before, after, _ = (int(number) for number in signature.byte_range)
    token = len(cms.ContentInfo.load(content).dump())
    return start == 0 and after - before == 2 * len(content) + 2 and not any(content[token:])


def _later_changes(signature: EmbeddedPdfSignature, status: PdfSignatureStatus, *, is_newest: bool) -> LaterChanges:
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return LaterChanges.NONE
    level = status.modification_level
    if status.coverage is not SignatureCoverageLevel.ENTIRE_REVISION or not status.docmdp_ok or level is None:
        return LaterChanges.FORBIDDEN
    if not is_newest:
        return LaterChanges.ALLOWED
    proofs_only = level in (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)
    if proofs_only and metadata_unchanged(signature.reader, signature.signed_revision):
        return LaterChanges.ALLOWED
    return LaterChanges.FORBIDDEN
