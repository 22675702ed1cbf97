"""What the system adds to every paper, whatever it says: head, number, date, signatures, proof, mark."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from io import BytesIO
from typing import Any

import segno

from zona.base.text import date_in_words as written_date
from zona.documents.declared import printable
from zona.documents.kinds import PaperKind


class Mark(StrEnum):
    """What stands across every page of a paper that must not be taken for a valid one."""

    NONE = ""
    DRAFT = "RANCANGAN"
    SAMPLE = "CONTOH"
    VOID = "TIDAK BERLAKU"


@dataclass(frozen=True)
class Signer:
    """Who signs, in which office.

    `acting` is "Plt." or "Plh."; `on_behalf_of` is the office whose power is used (a.n.), so that the paper reads
    `a.n. Wali Kota Tangerang / Sekretaris Daerah,`.
    """

    name: str
    position: str
    number: str = ""  # NIP; a mayor has none
    rank: str = ""  # pangkat
    acting: str = ""
    on_behalf_of: str = ""

    @property
    def office(self) -> str:
        """The position as it is printed, with Plt. or Plh. before it."""
        return f"{self.acting} {self.position}".strip()


@dataclass(frozen=True)
class Frame:
    """Everything around a paper's own words. An empty `number` is for a draft and needs a `mark`."""

    letterhead: tuple[str, ...]  # of a decree: its authority (Wali Kota Tangerang), then the province
    date: date
    place: str
    signers: tuple[Signer, ...]  # in the order of signing
    number: str = ""
    witnesses: tuple[Signer, ...] = ()
    verification_address: str = ""  # becomes a QR code, and is printed under it
    verification_code: str = ""
    checkpoint: str = ""  # of the ledger, one line
    checkpoint_mark: str = ""  # the same for machines, behind the address in the QR code
    mark: Mark = Mark.NONE
    footnote: str = ""
    signature_note: str = ""  # "Ditandatangani secara elektronik"
    emblem: str = ""  # SVG above the letterhead


def frame_faults(kind: PaperKind, frame: Frame) -> Iterator[str]:
    """What the frame lacks for this kind, by path (`signers[0].name`)."""
    if all(_is_blank(line) for line in frame.letterhead):
        yield "isian 'letterhead' kosong"
    if _is_blank(frame.place):
        yield "isian 'place' kosong"
    if kind.numbering.is_numbered and _is_blank(frame.number) and not frame.mark:
        yield f"isian 'number' kosong; tanpa nomor naskah hanya dapat dicetak sebagai {Mark.DRAFT}"
    if len(frame.signers) != len(kind.signers):
        yield f"isian 'signers' harus berisi {len(kind.signers)} penanda tangan ({', '.join(kind.signers)})"
    if len(frame.witnesses) < kind.witnesses:
        yield f"isian 'witnesses' harus berisi paling sedikit {kind.witnesses} saksi"
    for group, people in (("signers", frame.signers), ("witnesses", frame.witnesses)):
        for at, one in enumerate(people):
            if _is_blank(one.name):
                yield f"isian '{group}[{at}].name' kosong"
            if _is_blank(one.position):
                yield f"isian '{group}[{at}].position' kosong"
    if bool(frame.verification_address) != bool(frame.verification_code):
        yield "isian 'verification_address' dan 'verification_code' harus ada keduanya, atau tidak keduanya"


def _is_blank(text: str) -> bool:
    return not printable(text).strip()


def frame_data(frame: Frame) -> dict[str, Any]:
    """The frame as templates read it."""
    return {
        "letterhead": [line for line in frame.letterhead if not _is_blank(line)],
        "number": frame.number.strip(),
        "date": written_date(frame.date),
        "place": frame.place,
        "signers": [_signer(one) for one in frame.signers],
        "witnesses": [_signer(one) for one in frame.witnesses],
        "verification": {
            "address": frame.verification_address,
            "code": frame.verification_code,
            "checkpoint": frame.checkpoint,
            "picture": _qr(frame) if frame.verification_address else "",
        },
        "mark": str(frame.mark),
        "footnote": frame.footnote,
        "signature_note": frame.signature_note,
        "emblem": frame.emblem,
    }


def _signer(signer: Signer) -> dict[str, str]:
    return {
        "name": signer.name,
        "office": signer.office,
        "on_behalf_of": signer.on_behalf_of,
        "number": signer.number,
        "rank": signer.rank,
    }


def _qr(frame: Frame) -> str:
    """Address and checkpoint as SVG; level M still reads after a photocopy.

    The checkpoint stands behind a number sign, so that a telephone opens the address and sends nothing more.
    """
    mark = f"#{frame.checkpoint_mark}" if frame.checkpoint_mark else ""
    picture = BytesIO()
    code = segno.make(frame.verification_address + mark, error="m", micro=False)
    code.save(picture, kind="svg", border=0, xmldecl=False, svgns=True)
    return picture.getvalue().decode("utf-8")
