"""The public pages: the conclusion first, nothing kept, nothing of drafts, and no guessing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.documents.making import approved, draft, sample, scan, sign, signed
from tests.responses import close
from tests.web.administrator.pages import text_of
from zona.documents.actions.approve_paper import approve_paper
from zona.documents.actions.draft_paper import draft_paper
from zona.documents.actions.sign_on_paper import WetWitness, sign_on_paper
from zona.documents.actions.void_paper import void_paper
from zona.files.models import StoredFile
from zona.files.storage import content_of
from zona.web.verification.limits import MOST

START, FILE = "/verifikasi/", "/verifikasi/berkas/"


def sent(client: Client, content: bytes):
    return client.post(FILE, {"berkas": SimpleUploadedFile("Naskah.pdf", content)})


def test_a_signed_paper_stands(cast: Cast, client: Client) -> None:
    paper = signed(cast)
    page = client.get(f"{START}{paper.code}/")
    text = text_of(page)
    assert "Naskah ini berlaku." in text
    assert "Lestari Handayani" in text
    assert "tidak tersertifikasi (PP 71/2019 pasal 60)" in text
    assert paper.versions.first().file.sha256 in text
    assert not page.cookies
    answer = client.get(f"{START}{paper.code}/naskah.pdf")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_void_waiting_and_replaced_papers_say_so(cast: Cast, client: Client) -> None:
    old = signed(cast)
    words = sample("decree_revocation")
    new = draft_paper("decree_revocation", words, by=cast.hukma, government=cast.city, replaces=old)
    approve_paper(new.pk, by=cast.hukma, number="700/2/2026")
    assert "belum lengkap ditandatangani" in text_of(client.get(f"{START}{new.code}/"))
    sign(new, cast.lestari, key="baru")
    page = client.get(f"{START}{old.code}/")
    assert "sudah diganti" in text_of(page)
    assert f"{START}{new.code}/" in page.content.decode()
    void_paper(new.pk, by=cast.hukma, reason="Salah orang")
    page = text_of(client.get(f"{START}{new.code}/"))
    assert "Naskah ini tidak berlaku." in page
    assert "Salah orang" in page


def test_a_signature_by_hand_is_called_one(cast: Cast, client: Client) -> None:
    paper = approved(cast)
    witnesses = (WetWitness("Surya", "Inspektur"), WetWitness("Eko", "Admin"))
    sign_on_paper(paper.pk, by=cast.hukma, scan=scan(), witnesses=witnesses, confirmed=True)
    assert "tanda tangan basah" in text_of(client.get(f"{START}{paper.code}/"))


def test_minutes_are_not_opened_to_everybody(cast: Cast, client: Client) -> None:
    paper = approved(cast, "minutes")
    assert "tidak dibuka untuk umum" in text_of(client.get(f"{START}{paper.code}/"))
    assert client.get(f"{START}{paper.code}/naskah.pdf").status_code == 404


def test_by_code_or_number(cast: Cast, client: Client) -> None:
    paper = signed(cast, number="700/Kep.1/2026")
    for asked in (paper.code, paper.code.lower().replace("-", " "), paper.number):
        assert client.get(START, {"kode": asked}, follow=True).context["paper"] == paper
    assert "Tidak ada naskah bernomor" in text_of(client.get(START, {"kode": "700/Kep.2/2026"}))


def test_unknown_codes_and_drafts_get_one_helpful_sentence(cast: Cast, client: Client) -> None:
    for code in ("0000-0000-0000", draft(cast).code, "x", "²" * 50):
        answer = client.get(f"{START}{code}/")
        assert answer.status_code == 404
        assert "Periksa huruf dan angkanya" in text_of(answer)


def test_a_file_is_known_by_its_fingerprint_without_being_sent(cast: Cast, client: Client) -> None:
    paper = signed(cast)
    newest, older, _ = paper.versions.all()
    page = text_of(client.get(FILE, {"sidik": newest.file.sha256}))
    assert "Berkas ini asli" in page
    assert "Naskah ini berlaku." in page
    page = text_of(client.get(FILE, {"sidik": older.file.sha256}))
    assert "Berkas ini versi lama." in page
    assert "Sesudahnya terbit versi 3" in page
    for wrong in ("0" * 64, "x", "²"):
        assert client.get(FILE, {"sidik": wrong}).status_code == 404
    assert client.get(FILE).status_code == 200


def test_a_file_that_is_sent_is_examined_and_not_kept(cast: Cast, client: Client) -> None:
    paper, kept = signed(cast), StoredFile.objects.count()
    pdf = content_of(paper.versions.first().file)
    assert "Berkas ini asli" in text_of(sent(client, pdf))
    changed = sent(client, pdf + b"\n% ditambahi\n")
    assert "BUKAN naskah yang diterbitkan" in text_of(changed)
    assert paper.number in text_of(changed)
    assert StoredFile.objects.count() == kept


def test_the_genuine_file_of_a_void_paper_says_that_it_is_void(cast: Cast, client: Client) -> None:
    paper = signed(cast)
    void_paper(paper.pk, by=cast.hukma, reason="x")
    assert "Naskah ini tidak berlaku." in text_of(sent(client, content_of(paper.versions.first().file)))


def test_what_is_no_paper(cast: Cast, client: Client, settings) -> None:
    assert "tidak dikenal" in text_of(sent(client, b"halo"))
    assert "Pilih berkas" in text_of(client.post(FILE))
    settings.UPLOAD_LIMIT_BYTES = 10
    answer = sent(client, b"x" * 11)
    assert answer.status_code == 422
    assert "tidak diperiksa" in text_of(answer)


@pytest.mark.parametrize(
    "address", [f"{START}0000-0000-0000/", START + "?kode=700/1", f"{START}0000-0000-0000/naskah.pdf"]
)
def test_guessing_ends_after_twenty(cast: Cast, client: Client, address: str) -> None:
    paper = signed(cast)
    for _ in range(MOST):
        assert client.get(address).status_code in (200, 404)
    last = client.get(f"{START}{paper.code}/")
    assert last.status_code == 429
    assert "Tunggu satu menit" in text_of(last)
    assert Client(REMOTE_ADDR="10.0.0.9").get(f"{START}{paper.code}/").status_code == 200


def test_real_papers_may_be_looked_at_all_day(cast: Cast, client: Client) -> None:
    paper = signed(cast)
    assert {client.get(f"{START}{paper.code}/").status_code for _ in range(MOST + 5)} == {200}


def test_examining_is_limited_too(cast: Cast, client: Client) -> None:
    statuses = [sent(client, b"x").status_code for _ in range(MOST + 1)]
    assert statuses[-1] == 429
    assert set(statuses[:-1]) == {200}


def test_few_queries_and_nothing_written(cast: Cast, client: Client) -> None:
    paper = signed(cast)
    client.get(f"{START}{paper.code}/")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"{START}{paper.code}/")
    assert len(asked) <= 10
    assert not [one["sql"] for one in asked if not one["sql"].startswith("SELECT")]


def test_the_door_stands_in_the_public_masthead(cast: Cast, client: Client) -> None:
    assert 'href="/verifikasi/"' in client.get("/akun/login/").content.decode()
    close(client.get(START))
