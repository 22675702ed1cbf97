"""Signing with a key that the city keeps itself: its seal, or a person's key from the built-in authority."""

from collections.abc import Sequence

from zona.documents.signing.authority import KeyAndCertificate
from zona.documents.signing.interface import Passphrase, SignedPdf, SigningRequest, hidden
from zona.documents.signing.opened import open_identity
from zona.documents.signing.pades import sign_pdf
from zona.documents.signing.stamping import Stamping


class LocalSigner:
    """Key and certificate in PEM; `chain` holds the certificates above it, also in PEM.

    With `stamping` signatures are PAdES B-T, else B-B. The key is opened anew for every signature.
    """

    method = "lokal"

    def __init__(
        self,
        identity: KeyAndCertificate,
        passphrase: Passphrase | str,
        *,
        chain: Sequence[bytes] = (),
        stamping: Stamping | None = None,
    ) -> None:
        self._identity = identity
        self._passphrase = hidden(passphrase)
        self._chain = tuple(chain)
        self._stamping = stamping

    def sign(self, pdf: bytes, request: SigningRequest) -> SignedPdf:
        """One more signature.

        Raises WrongPassphraseError, BrokenKeyFileError, CertificateExpiredError, UnreadablePdfError,
        AlreadySignedError, and with a stamping service ServiceDownError, ServiceSlowError, BrokenAnswerError.
        """
        opened = open_identity(self._identity, self._passphrase, self._chain, at=request.at)
        return sign_pdf(pdf, request, opened, method=self.method, stamping=self._stamping)
