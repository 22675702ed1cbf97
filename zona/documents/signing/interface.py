"""What every way of signing has in common: the request, the signed file, and what may go wrong, in plain sentences.

A way of signing is a `Signer`. Which one a city uses is a setting; nobody outside this package needs to know.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, NoReturn, Protocol, runtime_checkable

#: no PKCS#12 file with one key and its chain is larger
KEY_FILE_BYTES = 200_000


class Passphrase:
    """A secret that no log, error page or debugger shows by accident; `reveal()` is the only way to read it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> bytes:
        """The secret in UTF-8. Call it as an argument, so that no local variable holds the bytes."""
        return self._text.encode()

    def __len__(self) -> int:
        return len(self._text)

    def __repr__(self) -> str:
        return "Passphrase(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("Frasa sandi tidak boleh disimpan.")


def hidden(passphrase: "Passphrase | str") -> Passphrase:
    """The same secret, wrapped; a form hands over a plain text."""
    return passphrase if isinstance(passphrase, Passphrase) else Passphrase(passphrase)


@dataclass(frozen=True, kw_only=True)
class SigningRequest:
    """One signature that is wanted.

    reason and location are printed in the signature, `position` is the office in which the person signs. `at` is
    the moment of signing, with time zone. `idempotency_key` names this one wish; it is kept by the caller to see
    that a wish was fulfilled. `field_name` names the place of the signature in the file: the same name on the same
    file is refused the second time; left empty, the next free one is taken.
    """

    reason: str
    location: str
    signer_name: str
    at: datetime
    position: str = ""
    idempotency_key: str = ""
    field_name: str = ""

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("Waktu tanda tangan harus memuat zona waktu.")


@dataclass(frozen=True, kw_only=True)
class SignedPdf:
    """A signed file and what its newest signature says.

    `sha256` is of the whole file, in hex; `serial` is the certificate's number in hex; `stamped` tells whether an
    RFC 3161 time stamp is inside; `provider_id` is an outside service's own name for the file, or empty.
    """

    pdf: bytes
    sha256: str
    subject: str
    issuer: str
    serial: str
    method: str
    signed_at: datetime
    stamped: bool
    provider_id: str = ""


@runtime_checkable
class Signer(Protocol):
    """Something that signs a PDF for one person, or for the city."""

    @property
    def method(self) -> str:
        """Short name of the way of signing, kept with the paper."""
        ...

    def sign(self, pdf: bytes, request: SigningRequest) -> SignedPdf:
        """The file with one more signature, appended: the bytes given stay as they are. Raises SigningError."""
        ...


class SigningError(Exception):
    """A paper that was not signed. The text is for the person; `retry`: the same call may go through later."""

    sentence: ClassVar[str] = "Dokumen tidak dapat ditandatangani."
    retry: ClassVar[bool] = False

    def __init__(self, detail: str = "") -> None:
        super().__init__(f"{self.sentence} {detail}".strip())


class WrongPassphraseError(SigningError):
    """The pass phrase does not open the key."""

    sentence = "Frasa sandi salah. Ketik ulang; huruf besar dan kecil dibedakan."


class WeakPassphraseError(SigningError):
    """A new pass phrase that can be guessed."""

    sentence = "Frasa sandi terlalu pendek. Pakai sedikitnya 12 tanda, misalnya empat kata."


class UnknownIdentityError(SigningError):
    """The certification body does not know the person."""

    sentence = (
        "NIK belum terdaftar pada layanan sertifikat elektronik. "
        "Periksa NIK, lalu mintakan pendaftaran kepada verifikator sertifikat elektronik kota."
    )


class CertificateExpiredError(SigningError):
    """The certificate is not valid any more, or not yet."""

    sentence = "Sertifikat elektronik penanda tangan tidak sedang berlaku. Perbarui dulu, lalu tanda tangani lagi."


class CertificateRevokedError(SigningError):
    """The certificate was withdrawn."""

    sentence = "Sertifikat elektronik penanda tangan sudah dicabut. Mintakan penerbitan yang baru."


class ServiceDownError(SigningError):
    """The outside service cannot be reached, or fails by itself."""

    sentence = "Layanan tanda tangan sedang tidak dapat dihubungi. Belum ada yang ditandatangani; ulangi nanti."
    retry = True


class ServiceSlowError(SigningError):
    """The outside service did not answer in time."""

    sentence = "Layanan tanda tangan terlalu lama menjawab. Ulangi beberapa menit lagi."
    retry = True


class ServiceRefusedError(SigningError):
    """The outside service refuses for a reason of its own, or refuses us as its client."""

    sentence = "Layanan tanda tangan menolak permintaan. Hubungi pengelola sistem."


class BrokenAnswerError(SigningError):
    """The outside service answers something that is no paper signed here and now."""

    sentence = "Jawaban layanan tanda tangan tidak dapat dipakai dan tidak disimpan. Hubungi pengelola sistem."


class UnreadablePdfError(SigningError):
    """The paper is no PDF that can be signed."""

    sentence = "Berkas bukan PDF yang dapat ditandatangani. Buat ulang dokumennya."


class AlreadySignedError(SigningError):
    """The place in the file already holds a signature."""

    sentence = "Bagian tanda tangan ini sudah terisi. Buka berkas terbaru; mungkin dokumen sudah ditandatangani."


class BrokenKeyFileError(SigningError):
    """A key, certificate or list of withdrawn certificates that cannot be read, or that do not belong together."""

    sentence = "Berkas kunci atau sertifikat rusak atau tidak sesuai. Pasang ulang dari salinan yang baik."
