"""One paper: its facts, its pictures and files, and only the acts that this person may do now."""

import pytest
from django.test import Client

from tests.cast import Cast, give
from tests.documents.making import approved, draft, sign, signed
from tests.web.papers.asking import queries, text_of
from zona.accounts.enums import Acting, Role
from zona.base import clock
from zona.documents.actions.void_paper import void_paper


def acts(client: Client, paper) -> list[str]:
    return [act["label"] for act in client.get(f"/naskah/{paper.pk}/").context["acts"]]


def test_what_each_person_may_do(cast: Cast, enter) -> None:
    paper = draft(cast, "decree_revocation")
    assert acts(enter(cast.hukma), paper) == ["Nyatakan tidak berlaku", "Ubah", "Setujui"]
    assert acts(enter(cast.herman), paper) == ["Ubah"]
    assert acts(enter(cast.surya), paper) == []
    paper = approved(cast)
    assert acts(enter(cast.hukma), paper) == [
        "Nyatakan tidak berlaku", "Kembalikan ke rancangan", "Catat tanda tangan basah"
    ]  # fmt: skip
    assert acts(enter(cast.lestari), paper) == ["Nyatakan tidak berlaku", "Tanda tangani"]
    sign(paper, cast.lestari)
    assert acts(enter(cast.lestari), paper) == ["Nyatakan tidak berlaku"]
    assert acts(enter(cast.hukma), paper) == ["Nyatakan tidak berlaku", "Buat pengganti"]
    void_paper(paper.pk, by=cast.hukma, reason="Salah")
    assert acts(enter(cast.lestari), paper) == []
    assert "Salah" in text_of(enter(cast.lestari).get(f"/naskah/{paper.pk}/"))


def test_a_paper_of_another_unit_does_not_exist(cast: Cast, enter) -> None:
    paper = draft(cast, "charter", unit=cast.kenanga)
    for rest in ("", "rancangan.pdf", "gambar/1/", "versi/1/naskah.pdf", "naskah.docx"):
        assert enter(cast.ratna).get(f"/naskah/{paper.pk}/{rest}").status_code == 404


def test_a_draft_is_drawn_as_it_would_be_printed_now(cast: Cast, enter) -> None:
    paper, client = draft(cast, "charter"), enter(cast.ratna)
    assert "Menurut jabatan hari ini" in text_of(client.get(f"/naskah/{paper.pk}/"))
    assert client.get(f"/naskah/{paper.pk}/rancangan.pdf").content.startswith(b"%PDF")
    picture = client.get(f"/naskah/{paper.pk}/gambar/1/")
    assert picture.content.startswith(b"\x89PNG")
    assert "sandbox" in picture.headers["Content-Security-Policy"]
    assert client.get(f"/naskah/{paper.pk}/gambar/99/").status_code == 422
    assert client.get(f"/naskah/{paper.pk}/versi/1/naskah.pdf").status_code == 404
    assert client.get(f"/naskah/{paper.pk}/naskah.docx").status_code == 404


def test_every_page_of_an_approved_paper_has_a_picture(cast: Cast, enter) -> None:
    paper, client = approved(cast), enter(cast.hukma)
    pages = client.get(f"/naskah/{paper.pk}/").context["pages"]
    assert len(pages) == paper.versions.first().file.pages > 1
    assert client.get(f"/naskah/{paper.pk}/gambar/{pages[-1]}/").status_code == 200
    assert client.get(f"/naskah/{paper.pk}/rancangan.pdf").status_code == 404


def test_each_version_can_be_saved(cast: Cast, enter) -> None:
    paper, client = signed(cast), enter(cast.hukma)
    for version in paper.versions.exclude(file=None):
        answer = client.get(f"/naskah/{paper.pk}/versi/{version.number}/naskah.pdf")
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
        assert "700-1-2026" in answer.headers["Content-Disposition"]
    assert client.get(f"/naskah/{paper.pk}/naskah.docx").content.startswith(b"PK")


def test_a_deputy_is_named_with_the_last_day(cast: Cast, enter) -> None:
    give(cast.herman, Role.MAYOR, acting=Acting.PLH, acting_for=cast.lestari, ends=clock.today())
    page = text_of(enter(cast.hukma).get(f"/naskah/{approved(cast).pk}/"))
    assert "Plh. Wali Kota Bening" in page
    assert "bertugas sampai" in page


@pytest.mark.parametrize("make", [lambda cast: draft(cast, "decree_revocation"), approved, signed])
def test_it_asks_no_more_for_a_long_life(cast: Cast, enter, make) -> None:
    paper, client = make(cast), enter(cast.hukma)
    few = queries(client, f"/naskah/{paper.pk}/")
    last = paper.versions.first()
    for number in range(10, 20):
        last.pk, last.number = None, number
        last.save()
    assert queries(client, f"/naskah/{paper.pk}/") == few <= 24
