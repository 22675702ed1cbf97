"""States of a paper and the one table of its transitions; ways of signing."""

from dataclasses import dataclass

from django.db import models


class PaperState(models.TextChoices):
    """Where a paper is. Every version of every state is kept."""

    DRAFT = "draft", "Rancangan"
    APPROVED = "approved", "Menunggu tanda tangan"
    SIGNED = "signed", "Ditandatangani"
    VOID = "void", "Tidak berlaku"


@dataclass(frozen=True)
class Transition:
    """One allowed change of state."""

    name: str
    source: tuple[PaperState, ...]
    target: PaperState
    label: str
    needs_reason: bool = False


_D, _A, _S, _V = PaperState.DRAFT, PaperState.APPROVED, PaperState.SIGNED, PaperState.VOID

APPROVE = Transition("approve", (_D,), _A, "Setujui dan beri nomor")
REOPEN = Transition("reopen", (_A,), _D, "Kembalikan ke rancangan", needs_reason=True)  # only before any signature
SIGN = Transition("sign", (_A,), _S, "Tanda tangani")  # with the last signature
VOID = Transition("void", (_D, _A, _S), _V, "Nyatakan tidak berlaku", needs_reason=True)

TRANSITIONS = (APPROVE, REOPEN, SIGN, VOID)


class SigningMethod(models.TextChoices):
    """How somebody signs. A pass phrase is never kept, whichever it is."""

    BUILT_IN = "built_in", "Sertifikat kota"
    PKCS12 = "pkcs12", "Berkas PKCS#12"
    BSRE = "bsre", "BSrE"
    WET = "wet", "Tanda tangan basah"


class AttemptState(models.TextChoices):
    """How far one wish to sign has come."""

    STARTED = "started", "Sedang diproses"
    DONE = "done", "Selesai"
    FAILED = "failed", "Gagal"


class KeyPurpose(models.TextChoices):
    """What a key of the built-in authority is for."""

    AUTHORITY = "authority", "Otoritas sertifikat"
    SEAL = "seal", "Segel elektronik"
    STAMP = "stamp", "Penanda waktu"
    PERSONAL = "personal", "Pribadi"


class IncomingState(models.TextChoices):
    """Where a registered paper of somebody else is."""

    REGISTERED = "registered", "Menunggu konfirmasi"
    CONFIRMED = "confirmed", "Terkonfirmasi"
    WITHDRAWN = "withdrawn", "Ditarik"
