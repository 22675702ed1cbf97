"""What the public pages say: the conclusion first, in a sentence, then what carries it."""

from typing import Any

from django.urls import reverse

from zona.documents.enums import SigningMethod
from zona.documents.models import PaperSignature
from zona.documents.signing.findings import Verdict
from zona.documents.verification import FileFacts, FileStanding, PaperFacts, Standing, is_certified
from zona.web.templatetags.zona import date_id, moment_id

CERTIFIED = "tanda tangan elektronik tersertifikasi (PP 71/2019 pasal 60)"
NOT_CERTIFIED = "tanda tangan elektronik tidak tersertifikasi (PP 71/2019 pasal 60), dari sertifikat milik kota"
WET = "tanda tangan basah pada kertas, dengan dua saksi; berkas ini pindaiannya"
_HEADS = {
    Standing.STANDS: ("holds", "Naskah ini berlaku."),
    Standing.WAITS: ("warn", "Naskah ini belum lengkap ditandatangani, jadi belum berlaku."),
    Standing.VOID: ("fails", "Naskah ini tidak berlaku."),
    Standing.REPLACED: ("fails", "Naskah ini sudah diganti dan tidak dipakai lagi."),
}


def paper_shown(facts: PaperFacts) -> dict[str, Any]:
    """Everything the page of one paper says."""
    paper = facts.paper
    kind, head = _HEADS[facts.standing]
    return {
        "paper": paper,
        "kind": kind,
        "head": head,
        "why": paper.void_reason if facts.standing is Standing.VOID else "",
        "facts": _facts(facts),
        "signatures": [_signature(one) for one in facts.signatures],
        "replaced_by": facts.replaced_by,
        "ledger": _ledger(facts),
        "sha256": facts.version.file.sha256 if facts.version.file else "",
        "download": reverse("verify_pdf", args=[paper.code]) if paper.kind.public else "",
        "place": paper.address,
    }


def _facts(facts: PaperFacts) -> list[dict[str, str]]:
    paper = facts.paper
    said = [
        ("Naskah", paper.title),
        ("Jenis", paper.kind.name),
        ("Nomor", paper.number or "tidak bernomor"),
        ("Tanggal", date_id(paper.dated)),
        ("Penerbit", paper.government.name),
        ("Unit kerja", paper.unit.name if paper.unit else "–"),
        ("Kode", paper.code),
    ]
    return [{"label": label, "value": value} for label, value in said]


def _signature(signature: PaperSignature) -> dict[str, str]:
    signer = signature.signer
    how = CERTIFIED if is_certified(signature) else WET if signature.method == SigningMethod.WET else NOT_CERTIFIED
    return {
        "who": signer.name,
        "office": f"{signer.acting} {signer.position}".strip(),
        "when": moment_id(signature.signed_at),
        "stamped": "waktu dicap penanda waktu" if signature.stamped else "",
        "how": how,
        "subject": signature.certificate_subject,
    }


def _ledger(facts: PaperFacts) -> dict[str, Any] | None:
    found = facts.inclusion
    if found is None:
        return None
    proof = ""
    if found.position is not None and found.position < found.checkpoint_size:
        proof = f"{reverse('ledger_inclusion', args=[found.government_id])}?catatan={found.position}"
    return {
        "position": found.position,
        "size": found.checkpoint_size,
        "proof": proof,
        "book": reverse("ledger_public", args=[found.government_id]),
    }


def file_shown(facts: FileFacts) -> dict[str, Any]:
    """Everything the page of one file says."""
    shown: dict[str, Any] = {"sha256": facts.sha256, "standing": facts.standing.value, "findings": (), "later": ""}
    if facts.paper is not None:
        shown |= {"about": paper_shown(facts.paper), "code": facts.paper.paper.code}
    if facts.standing is FileStanding.CURRENT and facts.paper is not None:
        return shown | {"kind": "holds", "head": "Berkas ini asli: sama persis dengan yang tersimpan di Zona."}
    if facts.standing is FileStanding.OLDER and facts.version is not None and facts.paper is not None:
        return shown | {"kind": "warn", "head": "Berkas ini versi lama.", "later": _later(facts)}
    return shown | _foreign(facts)


def _later(facts: FileFacts) -> str:
    assert facts.version is not None
    assert facts.paper is not None
    newest = facts.paper.version
    return (
        f"Ini versi {facts.version.number} ({facts.version.said}, {moment_id(facts.version.made_at)}). "
        f"Sesudahnya terbit versi {newest.number}: {newest.said}, {moment_id(newest.made_at)}."
    )


def _foreign(facts: FileFacts) -> dict[str, Any]:
    examined = facts.examination
    verdict = examined.verdict if examined is not None else Verdict.UNREADABLE
    findings = examined.findings if examined is not None else ()
    said = {"verdict": verdict.value, "findings": findings, "kind": "fails"}
    if facts.paper is not None:
        altered = verdict is Verdict.ALTERED
        head = "Berkas ini SUDAH DIUBAH." if altered else "Berkas ini BUKAN naskah yang diterbitkan."
        return said | {"head": f"{head} Isinya berbeda dari yang tersimpan di Zona; jangan dipakai."}
    if verdict is Verdict.ALTERED:
        return said | {"head": "Berkas ini SUDAH DIUBAH setelah ditandatangani; jangan dipakai."}
    if verdict is Verdict.VALID:
        head = "Berkas ini tidak diterbitkan oleh Zona, walaupun tanda tangannya utuh."
        return said | {"kind": "warn", "head": head}
    return said | {"head": "Berkas ini tidak dikenal: bukan naskah yang diterbitkan Zona."}
