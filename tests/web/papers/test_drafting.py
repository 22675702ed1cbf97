"""Writing a paper on the screen: the form of every kind, rows without a script, samples, two people at once."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.documents.making import approved, draft, signed
from tests.web.papers.asking import fields_of, text_of
from zona.documents.contexts import to_json
from zona.documents.kinds import paper_kinds
from zona.documents.models import Paper

NEW = "/naskah/baru/{}/"


def test_only_kinds_that_the_person_drafts_are_offered(cast: Cast, enter) -> None:
    page = text_of(enter(cast.siti).get("/naskah/baru/"))
    assert "Piagam Pencanangan" in page
    assert "Berita acara" not in page
    assert enter(cast.joko).get("/naskah/baru/").status_code == 403
    assert enter(cast.siti).get(NEW.format("minutes")).status_code == 403
    assert enter(cast.siti).get(NEW.format("tidak-ada")).status_code == 404


@pytest.mark.parametrize("code", paper_kinds())
def test_every_kind_is_drafted_from_its_sample(cast: Cast, enter, code: str) -> None:
    """What the form shows of the sample comes back as the sample: nothing is lost on the way."""
    person = {"charter": cast.ratna, "worksheet_recap": cast.ratna, "evaluation_report": cast.maya}.get(
        code, cast.herman
    )
    client = enter(person)
    sent = fields_of(client.get(NEW.format(code) + "?contoh=1")) | {"unit": str(cast.melati.pk)}
    answer = client.post(NEW.format(code), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    paper = Paper.objects.get()
    assert paper.unit == cast.melati
    assert paper.versions.get().context == to_json(paper.kind.sample)


def test_an_empty_form_names_every_field_and_loses_nothing(cast: Cast, enter) -> None:
    client = enter(cast.herman)
    sent = fields_of(client.get(NEW.format("decree_revocation"))) | {"isi-about": "Pencabutan Predikat"}
    answer = client.post(NEW.format("decree_revocation"), sent)
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Menimbang belum diisi" in page
    assert "Isi diktum belum diisi" in page
    assert "Pencabutan Predikat" in answer.content.decode()
    assert not Paper.objects.exists()


def test_rows_are_added_and_taken_away_without_a_script(cast: Cast, enter) -> None:
    client, address = enter(cast.herman), NEW.format("decree_revocation")
    sent = fields_of(client.get(address)) | {"isi-dicta-0-text": "Pertama", "isi-about": "Tentang"}
    more = client.post(address, sent | {"baris": "tambah:isi-dicta"})
    assert more.status_code == 200
    assert not more.context["form"].errors
    sent = fields_of(more) | {"isi-dicta-1-text": "Kedua"}
    assert (sent["isi-dicta-banyak"], sent["isi-dicta-0-text"]) == ("2", "Pertama")
    fewer = fields_of(client.post(address, sent | {"baris": "hapus:isi-dicta-0"}))
    assert (fewer["isi-dicta-banyak"], fewer["isi-dicta-0-text"], fewer["isi-about"]) == ("1", "Kedua", "Tentang")


@pytest.mark.parametrize(
    "wish", ["hapus:isi-dicta-99", "tambah:isi-tidak", "x", "hapus:isi", "tambah:isi-dicta-0-text"]
)
def test_a_strange_wish_about_rows_changes_nothing(cast: Cast, enter, wish: str) -> None:
    client, address = enter(cast.herman), NEW.format("decree_revocation")
    sent = fields_of(client.get(address + "?contoh=1"))
    assert fields_of(client.post(address, sent | {"baris": wish})) == sent


def test_rows_inside_rows(cast: Cast, enter) -> None:
    client, address = enter(cast.maya), NEW.format("evaluation_report")
    sent = fields_of(client.get(address + "?contoh=1"))
    count = next(name for name in sent if name.count("-") == 4 and name.endswith("-banyak"))
    path = count.removesuffix("-banyak")
    after = fields_of(client.post(address, sent | {"baris": f"tambah:{path}"}))
    assert int(after[count]) == int(sent[count]) + 1


def test_a_blank_row_is_dropped(cast: Cast, enter) -> None:
    client, address = enter(cast.herman), NEW.format("decree_revocation")
    sent = fields_of(client.get(address + "?contoh=1"))
    sent = fields_of(client.post(address, sent | {"baris": "tambah:isi-dicta"}))
    assert client.post(address, sent).status_code == 302
    paper = Paper.objects.get()
    assert paper.versions.get().context["dicta"] == paper.kind.sample["dicta"]


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("isi-held_on", "kapan-kapan", "Tulis tanggal"),
        ("isi-copies_made", "banyak", "bukan angka"),
        ("isi-subject", "\u200b", "kosong"),
    ],
)
def test_wrong_input_is_told_at_its_field(cast: Cast, enter, name: str, typed: str, said: str) -> None:
    client, address = enter(cast.herman), NEW.format("minutes")
    sent = fields_of(client.get(address + "?contoh=1")) | {"unit": str(cast.melati.pk), name: typed}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors[name])


def test_a_head_writes_only_for_the_own_unit(cast: Cast, enter) -> None:
    client, address = enter(cast.ratna), NEW.format("charter")
    page = client.get(address + "?contoh=1")
    assert "Puskesmas Kenanga" not in page.content.decode()
    sent = fields_of(page)
    assert sent["unit"] == str(cast.melati.pk)
    assert client.post(address, sent | {"unit": str(cast.kenanga.pk)}).status_code == 422


def test_a_draft_is_changed(cast: Cast, enter) -> None:
    paper = draft(cast, "decree_revocation")
    client, address = enter(cast.hukma), f"/naskah/{paper.pk}/ubah/"
    sent = fields_of(client.get(address)) | {"isi-about": "Pencabutan Lain"}
    assert client.post(address, sent).status_code == 302
    paper.refresh_from_db()
    assert paper.title.endswith("Pencabutan Lain")
    assert paper.versions.count() == 2
    assert enter(cast.surya).get(address).status_code == 403
    assert enter(cast.joko).get(address).status_code == 404


def test_who_comes_second_sees_both_versions_and_loses_nothing(cast: Cast, enter) -> None:
    paper = draft(cast, "decree_revocation")
    address = f"/naskah/{paper.pk}/ubah/"
    first, second = enter(cast.hukma), enter(cast.herman)
    mine, theirs = fields_of(first.get(address)), fields_of(second.get(address))
    first.post(address, mine | {"isi-about": "Tulisan Hukma"})
    answer = second.post(address, theirs | {"isi-about": "Tulisan Herman"})
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Tulisan Hukma" in page
    assert "Tulisan Herman" in page
    assert "Hukma Adiputra menyimpan versi 2" in page
    assert second.post(address, fields_of(answer)).status_code == 302
    paper.refresh_from_db()
    assert paper.title.endswith("Tulisan Herman")


def test_only_drafts_are_changed(cast: Cast, enter) -> None:
    paper = approved(cast)
    client, address = enter(cast.hukma), f"/naskah/{paper.pk}/ubah/"
    answer = client.post(address, fields_of(client.get(address)) | {"isi-about": "Lain"})
    assert answer.status_code == 422
    assert "Hanya rancangan yang dapat diubah" in text_of(answer)


def test_a_replacement_starts_from_the_old_words(cast: Cast, enter) -> None:
    old = signed(cast)
    client, address = enter(cast.hukma), f"/naskah/{old.pk}/pengganti/"
    assert client.post(address, fields_of(client.get(address))).status_code == 302
    new = Paper.objects.exclude(pk=old.pk).get()
    assert new.replaces == old
    assert new.title == old.title
    assert enter(cast.lestari).get(address).status_code == 403
    assert enter(cast.hukma).get(f"/naskah/{new.pk}/pengganti/").status_code == 302


def test_nothing_here_is_for_strangers(cast: Cast) -> None:
    for address in ("/naskah/baru/", NEW.format("charter"), f"/naskah/{draft(cast).pk}/ubah/"):
        assert Client().get(address).status_code == 302
