"""Who signs in these tests, with which certificates; made once, because keys take time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from zona.documents.signing.authority import (
    KeyAndCertificate,
    create_root,
    issue_seal,
    issue_signer,
    issue_stamper,
)
from zona.documents.signing.examination import Examination, examine
from zona.documents.signing.interface import SigningRequest
from zona.documents.signing.local import LocalSigner
from zona.documents.signing.stamping import LocalStamping

SECRET = "kuda benar baterai paku"
CITY = "Kota Contoh"
START = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
#: the day of signing
TODAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
MAYOR, SECRETARY = "Siti Aminah", "Budi Santoso"


def wish(name: str = MAYOR, **changes: Any) -> SigningRequest:
    """What is asked of a signer."""
    usual = {"reason": "Menetapkan predikat", "location": CITY, "signer_name": name, "at": TODAY}
    return SigningRequest(**{**usual, **changes})


@dataclass
class House:
    """A city's own authority and the people it gave certificates to."""

    name: str = "Induk Kota Contoh"
    made: datetime = START

    @cached_property
    def root(self) -> KeyAndCertificate:
        return create_root(name=self.name, city=CITY, passphrase=SECRET, now=self.made)

    @property
    def trusted(self) -> bytes:
        return self.root.certificate_pem

    @cached_property
    def mayor(self) -> KeyAndCertificate:
        return self.person(MAYOR, "Wali Kota")

    @cached_property
    def secretary(self) -> KeyAndCertificate:
        return self.person(SECRETARY, "Sekretaris Daerah")

    @cached_property
    def seal(self) -> KeyAndCertificate:
        return issue_seal(
            self.root, SECRET, name="Segel Kota Contoh", city=CITY, passphrase=SECRET, now=self.made, days=1000
        )

    @cached_property
    def clock(self) -> KeyAndCertificate:
        return issue_stamper(
            self.root, SECRET, name="Cap Waktu Kota Contoh", city=CITY, passphrase=SECRET, now=self.made, days=3000
        )

    @property
    def stamping(self) -> LocalStamping:
        return LocalStamping(self.clock, SECRET)

    def person(self, name: str, position: str, *, days: int = 730) -> KeyAndCertificate:
        return issue_signer(
            self.root,
            SECRET,
            person=name,
            position=position,
            city=CITY,
            passphrase=SECRET,
            now=self.made,
            days=days,
        )

    def signer(self, who: KeyAndCertificate | None = None, *, stamped: bool = True) -> LocalSigner:
        stamping = self.stamping if stamped else None
        return LocalSigner(who or self.mayor, SECRET, chain=[self.trusted], stamping=stamping)

    def signed(self, pdf: bytes, *, stamped: bool = True, **changes: Any) -> bytes:
        """Signed by the mayor today."""
        return self.signer(stamped=stamped).sign(pdf, wish(**changes)).pdf

    def examined(self, pdf: bytes, **changes: Any) -> Examination:
        """Examined the day after the signing."""
        usual: dict[str, Any] = {"roots": [self.trusted], "at": TODAY + timedelta(days=1)}
        return examine(pdf, **{**usual, **changes})
