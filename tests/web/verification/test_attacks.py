"""TE-09 on the page: the forgeries of the signing tests, made of a paper that was signed through the product."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast
from tests.documents.making import SECRET, approved, phrase, sign, with_keys
from tests.documents.signing import attacks, people
from tests.documents.signing.people import House
from tests.documents.signing.test_attacks import ATTACKS, as_usual, both_expected, label, mayor_expected
from tests.web.administrator.pages import text_of
from zona.base import clock
from zona.documents.actions.keep_keys import identity_of, personal_key_of
from zona.documents.enums import KeyPurpose
from zona.documents.models import Paper
from zona.documents.ways import built_in
from zona.files.storage import content_of

Make = Callable[[House], bytes]

#: what needs another moment than now, or is no forgery of the bytes but a wrong question
NOT_APPLICABLE = {
    "clean": "nothing is changed: revocation and expected signers are asked of the deeds",
    "one_signature_missing": "nothing is changed; the page shows who signed",
    "clean_without_stamp": "nothing is changed",
    "expired_without_stamp": "needs a moment years later",
    "without_stamp": "nothing is changed; the product always stamps",
    "stamped_after_expiry": "needs a certificate of years ago from a root of today",
}
APPLIED = {
    make.__name__: make
    for make, ask, _ in ATTACKS
    if make.__name__ not in NOT_APPLICABLE and ask in (as_usual, mayor_expected, both_expected)
}


class ProductHouse(House):
    """The city of the product: its keys, and the files it really issued."""

    drawn: dict[str, bytes]
    issued: dict[bytes, bytes]

    def signed(self, pdf: bytes, *, stamped: bool = True, **changes: Any) -> bytes:
        """The issued file where the product signed these bytes, else the mayor's signature on them."""
        return self.issued.get(pdf) or super().signed(pdf, stamped=stamped, **changes)


@pytest.fixture
def product(cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch) -> ProductHouse:
    keys = with_keys(cast, settings, cast.lestari, cast.herman)
    house = ProductHouse(name="Otoritas Uji", made=clock.now() - timedelta(seconds=30))
    house.drawn, house.issued = {}, {}
    for amount, number in (("1.000.000", "700/1"), ("9.000.000", "700/9")):
        paper = approved(cast, number=number)
        house.drawn[amount] = content_of(paper.versions.first().file)
        sign(paper, cast.lestari, key=number, way=built_in(cast.lestari, phrase()))
        house.issued[house.drawn[amount]] = content_of(paper.versions.first().file)
    mine, other = personal_key_of(cast.lestari), personal_key_of(cast.herman)
    assert mine
    assert other
    house.__dict__ |= {
        "root": identity_of(keys[KeyPurpose.AUTHORITY]),
        "clock": identity_of(keys[KeyPurpose.STAMP]),
        "mayor": identity_of(mine),
        "secretary": identity_of(other),
    }
    now = clock.now()
    monkeypatch.setattr(people, "TODAY", now)
    monkeypatch.setattr(attacks, "TODAY", now)
    monkeypatch.setattr(attacks, "TITLE", Paper.objects.earliest("pk").title)
    monkeypatch.setattr(attacks, "paper", lambda amount="1.000.000", **more: house.drawn[amount])
    assert people.SECRET == SECRET
    return house


def answer_to(client: Client, content: bytes) -> Any:
    return client.post("/verifikasi/berkas/", {"berkas": SimpleUploadedFile("naskah.pdf", content)})


def test_the_issued_file_is_genuine(product: ProductHouse, client: Client) -> None:
    """The control."""
    for content in product.issued.values():
        assert "Berkas ini asli" in text_of(answer_to(client, content))


@pytest.mark.parametrize("name", APPLIED)
def test_a_forgery_is_flagged_in_the_biggest_words(product: ProductHouse, client: Client, name: str) -> None:
    forged = APPLIED[name](product)
    assert forged not in product.issued.values()
    answer = answer_to(client, forged)
    if name in ("too_large", "empty"):  # refused before anything is opened
        assert answer.status_code in (200, 422)
        assert "Berkas ini asli" not in text_of(answer)
        return
    head, kind = answer.context["head"], answer.context["kind"]
    assert kind in ("fails", "warn")
    assert "asli" not in head
    if name == "stripped_to_the_draft":
        assert head == "Berkas ini versi lama."
    else:
        assert answer.context["standing"] == "foreign"
        assert answer.context["findings"] or answer.context["verdict"] == "sah"


def test_changed_copies_name_the_paper_they_claim_to_be(product: ProductHouse, client: Client) -> None:
    for name in ("flipped_byte", "changed_content", "covering_annotation", "extra_page", "wrapped"):
        answer = answer_to(client, APPLIED[name](product))
        assert "SUDAH DIUBAH" in answer.context["head"], name
        assert answer.context["code"] == Paper.objects.earliest("pk").code


def test_nearly_every_attack_of_the_table_is_applied() -> None:
    left_out = {label(make) for make, _, _ in ATTACKS} - set(APPLIED)
    assert left_out <= set(NOT_APPLICABLE)
