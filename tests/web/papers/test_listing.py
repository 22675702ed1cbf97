"""The list: only what may be read, narrowed, counted by state, with what waits on top, and never more queries."""

from tests.cast import Cast
from tests.documents.making import approved, draft, signed
from tests.web.papers.asking import queries, text_of
from zona.documents.models import Paper

LIST = "/naskah/"


def titles(response) -> list[str]:
    return [row["cells"][0]["text"] for row in response.context["rows"]]


def test_nothing_yet(cast: Cast, enter) -> None:
    assert "Belum ada naskah" in text_of(enter(cast.hukma).get(LIST))
    assert "muncul di sini" in text_of(enter(cast.nobody).get(LIST))


def test_what_waits_for_me_stands_on_top(cast: Cast, enter) -> None:
    paper = approved(cast)
    assert "Menunggu tanda tangan saya" in text_of(enter(cast.lestari).get(LIST))
    assert f'href="/naskah/{paper.pk}/tanda-tangan/"' in enter(cast.lestari).get(LIST).content.decode()
    assert "Menunggu tanda tangan saya" not in text_of(enter(cast.hukma).get(LIST))


def test_only_what_the_person_may_read(cast: Cast, enter) -> None:
    mine, other = draft(cast, "charter"), draft(cast, "charter", unit=cast.kenanga)
    assert titles(enter(cast.ratna).get(LIST)) == [mine.title]
    assert len(titles(enter(cast.hukma).get(LIST))) == 2
    assert other.code not in enter(cast.ratna).get(LIST + "naskah.csv").content.decode()
    assert titles(enter(cast.dewi).get(LIST)) == []


def test_it_is_narrowed(cast: Cast, enter) -> None:
    decree, minutes = signed(cast, number="700/Kep.7/2026"), draft(cast)
    client = enter(cast.hukma)
    for query, paper in (
        ("?jenis=minutes", minutes), ("?keadaan=signed", decree), (f"?tahun={decree.year}", decree),
        (f"?unit={cast.melati.pk}", minutes), ("?q=Kep.7", decree), (f"?q={decree.code}", decree),
    ):  # fmt: skip
        assert titles(client.get(LIST + query)) == [paper.title], query
    page = client.get(LIST + "?q=tidak-ada")
    assert "Tidak ada yang cocok" in text_of(page)
    assert [(tab["label"], tab["count"]) for tab in page.context["tabs"]][:2] == [("Semua", 2), ("Rancangan", 1)]


def test_nonsense_in_the_address_breaks_nothing(cast: Cast, enter) -> None:
    draft(cast)
    for name in ("jenis", "keadaan", "tahun", "unit", "halaman", "urut", "q"):
        assert enter(cast.hukma).get(LIST, {name: "²x\x00"}).status_code == 200


def test_a_spreadsheet_gets_no_formula(cast: Cast, enter) -> None:
    draft(cast)
    Paper.objects.update(title="=HYPERLINK(1)")
    body = enter(cast.hukma).get(LIST + "naskah.csv").content.decode()
    assert body.startswith("\ufeffJudul;")
    assert "'=HYPERLINK(1)" in body


def test_many_papers_cost_no_more_queries(cast: Cast, enter) -> None:
    client = enter(cast.hukma)
    draft(cast)
    few = queries(client, LIST)
    Paper.objects.bulk_create(
        Paper(government=cast.city, unit=cast.melati, kind_code="minutes", title=f"B{n}", code=f"kode-{n}")
        for n in range(120)
    )
    assert queries(client, LIST) == few <= 16
    assert len(titles(client.get(LIST))) == 50


def test_the_kinds_are_told_to_everybody(cast: Cast, enter) -> None:
    page = text_of(enter(cast.hukma).get("/naskah/jenis/"))
    assert "Keputusan Wali Kota tentang pencabutan predikat WBK" in page
    assert "Nomor diketik dari register Bagian Hukum" in page
    sample = enter(cast.joko).get("/naskah/jenis/charter/contoh.pdf")
    assert sample.content.startswith(b"%PDF")
    assert enter(cast.joko).get("/naskah/jenis/tidak-ada/contoh.pdf").status_code == 404


def test_duties(cast: Cast, enter) -> None:
    approved(cast)
    assert "Tanda tangani Keputusan Wali Kota" in text_of(enter(cast.lestari).get("/"))
    draft(cast, "charter")
    assert "Setujui Piagam Pencanangan" in text_of(enter(cast.ratna).get("/"))
    for number in range(4):
        approved(cast, number=f"n{number}")
    assert "Tanda tangani 5 naskah" in text_of(enter(cast.lestari).get("/"))
