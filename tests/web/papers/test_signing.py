"""Signing on the screen: the second factor first, no pass phrase shown again, one signature for one wish."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast
from tests.documents.making import SECRET, approved, draft, sign, with_keys
from tests.web.papers.asking import key_of, text_of
from zona.documents.enums import PaperState
from zona.documents.models import PaperSignature

MANY = "/naskah/tanda-tangan/"


@pytest.fixture
def mayor(cast: Cast, enter, settings):
    """The mayor with a certificate and a fresh second factor."""
    with_keys(cast, settings, cast.lestari)
    return enter(cast.lestari, factor=60)


def address(paper) -> str:
    return f"/naskah/{paper.pk}/tanda-tangan/"


def test_without_a_second_factor_the_way_to_one_is_shown(cast: Cast, enter) -> None:
    client, paper = enter(cast.lestari), approved(cast)
    answer = client.get(address(paper), follow=True)
    assert answer.redirect_chain[-1][0] == "/akun/2fa/"
    assert "memerlukan pengaman kedua" in text_of(answer)


def test_a_stale_second_factor_is_asked_for_again(cast: Cast, enter) -> None:
    client, paper = enter(cast.lestari, factor=301), approved(cast)
    way_back = f"%2Fnaskah%2F{paper.pk}%2Ftanda-tangan%2F"
    assert client.get(address(paper)).headers["Location"] == f"/akun/2fa/reauthenticate/?next={way_back}"
    assert client.post(address(paper), {"frasa": SECRET}).status_code == 302
    assert not PaperSignature.objects.exists()


def test_with_a_passkey_alone_the_passkey_is_asked_for(cast: Cast, enter) -> None:
    client = enter(cast.lestari)
    Authenticator.objects.create(user=cast.lestari, type=Authenticator.Type.WEBAUTHN, data={})
    assert "webauthn" in client.get(address(approved(cast))).headers["Location"]


def test_by_htmx_the_whole_page_goes_there(cast: Cast, enter) -> None:
    approved(cast)
    answer = enter(cast.lestari, factor=301).post(MANY, {}, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"].startswith("/akun/2fa/reauthenticate/")


def test_the_mayor_signs_with_the_citys_certificate(cast: Cast, mayor) -> None:
    paper = approved(cast)
    page = mayor.get(address(paper))
    assert paper.versions.first().file.sha256 in page.content.decode()
    assert "Wali Kota Bening" in text_of(page)
    assert mayor.post(address(paper), {"frasa": SECRET, "kunci": key_of(page)}).status_code == 302
    paper.refresh_from_db()
    assert paper.state == PaperState.SIGNED


def test_a_double_click_signs_once(cast: Cast, mayor) -> None:
    paper = approved(cast)
    key = key_of(mayor.get(address(paper)))
    for _ in range(2):
        assert mayor.post(address(paper), {"frasa": SECRET, "kunci": key}).status_code == 302
    assert PaperSignature.objects.count() == 1


def test_a_wrong_pass_phrase_is_told_at_its_field_and_never_shown(cast: Cast, mayor) -> None:
    paper = approved(cast)
    key = key_of(mayor.get(address(paper)))
    answer = mayor.post(address(paper), {"frasa": "bukan frasa saya", "kunci": key})
    assert answer.status_code == 422
    assert "Frasa sandi salah" in str(answer.context["form"].errors["frasa"])
    assert "bukan frasa saya" not in answer.content.decode()
    assert key_of(answer) == key
    assert 'autocomplete="off"' in answer.content.decode()
    assert mayor.post(address(paper), {"frasa": SECRET, "kunci": key}).status_code == 302


def test_an_empty_form_says_what_is_missing(cast: Cast, mayor) -> None:
    assert "Ketik frasa sandi." in text_of(mayor.post(address(approved(cast)), {}))


def test_a_certificate_file_is_brought_along(cast: Cast, mayor) -> None:
    paper = approved(cast)
    broken = SimpleUploadedFile("kunci.p12", b"bukan sertifikat")
    answer = mayor.post(address(paper) + "?cara=pkcs12", {"frasa": SECRET, "berkas": broken})
    assert "rusak atau tidak sesuai" in text_of(answer)
    large = SimpleUploadedFile("kunci.p12", b"x" * 200_001)
    answer = mayor.post(address(paper) + "?cara=pkcs12", {"frasa": SECRET, "berkas": large})
    assert "terlalu besar" in text_of(answer)


def test_bsre_asks_for_the_nik_and_its_refusals_are_sentences(cast: Cast, mayor, settings) -> None:
    settings.BSRE_ADDRESS = "http://127.0.0.1:9"  # nobody listens there
    paper = approved(cast)
    assert "NIK" in text_of(mayor.get(address(paper)))
    answer = mayor.post(address(paper), {"frasa": SECRET, "nik": "123"})
    assert "16 angka" in str(answer.context["form"].errors["nik"])
    answer = mayor.post(address(paper), {"frasa": SECRET, "nik": "3671010101800001"})
    assert "tidak dapat dihubungi" in text_of(answer)
    assert not PaperSignature.objects.exists()


def test_who_is_no_signer_or_has_signed(cast: Cast, enter, mayor) -> None:
    paper = approved(cast)
    assert enter(cast.hukma, factor=60).get(address(paper)).status_code == 403
    assert enter(cast.joko, factor=60).get(address(paper)).status_code == 404
    sign(paper, cast.lestari)
    assert mayor.get(address(paper)).headers["Location"] == f"/naskah/{paper.pk}/"
    minutes = approved(cast, "minutes")
    ratna = enter(cast.ratna, factor=60)
    answer = ratna.get(address(minutes), follow=True)
    assert "menunggu tanda tangan Ketua tim TPI, Maya Puspita" in text_of(answer)
    assert enter(cast.hukma).get(address(draft(cast))).status_code == 403


# ------------------------------------------------------------------ several in one go


def keys_of(page) -> dict[str, str]:
    return dict(re.findall(r'name="(kunci-\d+)" value="([^"]+)"', page.content.decode()))


def test_nothing_waits(cast: Cast, enter) -> None:
    assert "Tidak ada naskah yang menunggu" in text_of(enter(cast.joko).get(MANY))


def test_without_a_script_all_are_signed_in_one_go(cast: Cast, mayor) -> None:
    papers = [approved(cast, number=f"n{n}") for n in range(3)]
    sent = keys_of(mayor.get(MANY)) | {"frasa": SECRET, "naskah": [paper.pk for paper in papers[:2]]}
    page = text_of(mayor.post(MANY, sent))
    assert page.count("ditandatangani") >= 2
    assert PaperSignature.objects.count() == 2
    again = text_of(mayor.post(MANY, sent))
    assert "gagal" not in again
    assert PaperSignature.objects.count() == 2


def test_a_failure_is_named_beside_its_paper(cast: Cast, mayor) -> None:
    papers = [approved(cast, number=f"n{n}") for n in range(2)]
    sign(papers[0], cast.lestari, key="tab lain")
    page = text_of(mayor.post(MANY, {"frasa": SECRET, "naskah": [paper.pk for paper in papers]}))
    assert "tidak dapat dilakukan" in page
    assert PaperSignature.objects.count() == 2


def test_with_a_script_each_is_a_request_of_its_own(cast: Cast, mayor) -> None:
    papers = [approved(cast, number=f"n{n}") for n in range(2)]
    sent = {"frasa": SECRET, "naskah": [paper.pk for paper in papers]}
    first = mayor.post(MANY, sent, headers={"HX-Request": "true"})
    assert PaperSignature.objects.count() == 1
    assert "Menandatangani 1 dari 2" in text_of(first)
    assert SECRET not in first.content.decode()
    last = mayor.post(MANY, sent | {"urutan": "1"}, headers={"HX-Request": "true"})
    assert "Selesai" in text_of(last)
    assert PaperSignature.objects.count() == 2


def test_a_wrong_pass_phrase_ends_the_row(cast: Cast, mayor) -> None:
    papers = [approved(cast, number=f"n{n}") for n in range(2)]
    sent = {"frasa": "bukan frasa saya", "naskah": [paper.pk for paper in papers]}
    assert "Selesai" in text_of(mayor.post(MANY, sent, headers={"HX-Request": "true"}))


def test_nothing_marked_and_strange_marks(cast: Cast, mayor) -> None:
    approved(cast)
    for marks in ([], ["²"], ["99999999"], ["x"]):
        assert "Beri tanda" in text_of(mayor.post(MANY, {"frasa": SECRET, "naskah": marks}))


def test_somebody_without_a_certificate_is_told(cast: Cast, enter) -> None:
    approved(cast)
    assert "belum mempunyai sertifikat" in text_of(enter(cast.lestari, factor=60).get(MANY))
