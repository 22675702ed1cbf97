"""Scans: papers of others, and signatures by hand. A scan that came with a refused form is not asked for again."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast
from tests.documents.making import approved, scan
from tests.evidence.specimens import image, pdf
from tests.responses import close
from tests.web.papers.asking import queries, text_of
from zona.base import clock
from zona.documents.actions.register_incoming import IncomingFacts, register_incoming
from zona.documents.enums import IncomingState, PaperState
from zona.documents.models import IncomingPaper

LIST = "/naskah/masuk/"


def upload(name: str = "Surat.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or pdf(2))


def typed(**more: object) -> dict[str, object]:
    usual = {"issuer": "Kementerian PANRB", "number": "B/1", "dated": clock.today().isoformat(), "title": "Rekomendasi"}
    return usual | {"unit": ""} | more


def registered(cast: Cast, number: str = "B/1") -> IncomingPaper:
    facts = IncomingFacts(issuer="Kementerian", number=number, dated=clock.today(), title="Rekomendasi")
    return register_incoming(facts, scan(), by=cast.hukma)


def test_a_paper_is_registered_and_confirmed_by_another(cast: Cast, enter) -> None:
    client = enter(cast.hukma)
    assert "Belum ada naskah masuk" in text_of(client.get(LIST))
    assert "25 MB" in text_of(client.get(LIST + "baru/"))
    assert client.post(LIST + "baru/", typed(pindaian=upload())).status_code == 302
    paper = IncomingPaper.objects.get()
    own = text_of(client.get(f"{LIST}{paper.pk}/"))
    assert "orang lain yang mengonfirmasi" in own
    assert "Ya, semuanya sesuai" not in own
    client.post(f"{LIST}{paper.pk}/konfirmasi/")
    paper.refresh_from_db()
    assert paper.state == IncomingState.REGISTERED
    other = enter(cast.herman)
    assert "Konfirmasi 1 naskah masuk" in text_of(other.get("/"))
    assert "Ya, semuanya sesuai" in text_of(other.get(f"{LIST}{paper.pk}/"))
    assert other.post(f"{LIST}{paper.pk}/konfirmasi/").status_code == 302
    paper.refresh_from_db()
    assert paper.state == IncomingState.CONFIRMED


def test_the_scan_of_a_refused_form_is_kept(cast: Cast, enter) -> None:
    client = enter(cast.hukma)
    answer = client.post(LIST + "baru/", typed(number="", pindaian=upload()))
    assert answer.status_code == 422
    assert "Pindaian sudah diterima: Surat.pdf" in text_of(answer)
    token = answer.context["scan"].token
    assert enter(cast.herman).post(LIST + "baru/", typed(pindaian_token=token)).status_code == 422
    assert client.post(LIST + "baru/", typed(pindaian_token=token)).status_code == 302
    assert IncomingPaper.objects.get().file_name == "Surat.pdf"


def test_what_is_wrong_stands_at_its_field(cast: Cast, enter) -> None:
    client = enter(cast.hukma)
    missing = client.post(LIST + "baru/", typed())
    assert "Pilih pindaian" in str(missing.context["form"].errors["pindaian"])
    wrong = client.post(LIST + "baru/", typed(pindaian=upload("x.pdf", b"bukan pdf sama sekali")))
    assert "isinya bukan" in str(wrong.context["form"].errors["pindaian"])
    future = client.post(LIST + "baru/", typed(dated="2999-01-01", pindaian=upload()))
    assert "masa depan" in str(future.context["form"].errors["dated"])
    registered(cast)
    again = client.post(LIST + "baru/", typed(issuer="Kementerian", pindaian=upload()))
    assert "sudah didaftarkan" in text_of(again)


def test_pictures_of_the_scan_stand_beside_the_facts(cast: Cast, enter) -> None:
    paper, client = registered(cast), enter(cast.surya)
    page = client.get(f"{LIST}{paper.pk}/").content.decode()
    assert f"{LIST}{paper.pk}/gambar/2/" in page
    assert client.get(f"{LIST}{paper.pk}/gambar/1/").content.startswith(b"\x89PNG")
    assert client.get(f"{LIST}{paper.pk}/gambar/9/").status_code == 422
    answer = client.get(f"{LIST}{paper.pk}/berkas/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    close(answer)


def test_a_registration_is_withdrawn_with_a_reason(cast: Cast, enter) -> None:
    paper, client = registered(cast), enter(cast.hukma)
    assert client.post(f"{LIST}{paper.pk}/tarik/", {"reason": " "}).status_code == 422
    assert client.post(f"{LIST}{paper.pk}/tarik/", {"reason": "Salah"}).status_code == 302
    assert "Salah" in text_of(client.get(f"{LIST}{paper.pk}/"))
    assert "sudah ditarik" in text_of(client.post(f"{LIST}{paper.pk}/tarik/", {"reason": "Lagi"}))


def test_who_reads_and_who_registers(cast: Cast, enter) -> None:
    paper = registered(cast)
    for person, status in ((cast.lestari, 200), (cast.surya, 200), (cast.ratna, 403), (cast.admin, 403)):
        assert enter(person).get(f"{LIST}{paper.pk}/").status_code == status
        assert enter(person).get(LIST).status_code == status
        assert enter(person).get(LIST + "baru/").status_code == 403
        assert enter(person).post(f"{LIST}{paper.pk}/konfirmasi/").status_code == 403


def test_many_cost_no_more_queries_and_are_narrowed(cast: Cast, enter) -> None:
    paper, client = registered(cast), enter(cast.hukma)
    few = queries(client, LIST)
    for number in range(8):
        paper.pk, paper.number = None, f"C/{number}"
        paper.save()
    assert queries(client, LIST) == few <= 12
    assert len(client.get(LIST + "?q=C/3").context["rows"]) == 1


# ------------------------------------------------------------------ signatures by hand

WITNESSES = {f"{what}_{n}": f"{what} {n}" for n in (1, 2) for what in ("saksi", "jabatan")}


def test_a_signature_by_hand_is_filed(cast: Cast, enter) -> None:
    paper, client = approved(cast), enter(cast.hukma)
    address = f"/naskah/{paper.pk}/tanda-tangan-basah/"
    assert "di hadapan dua saksi" in text_of(client.get(address))
    first = client.post(address, WITNESSES | {"pindaian": upload()})
    assert "Beri tanda pada pernyataan" in str(first.context["form"].errors["pernyataan"])
    token = first.context["scan"].token
    assert client.post(address, WITNESSES | {"pindaian_token": token, "pernyataan": "on"}).status_code == 302
    paper.refresh_from_db()
    assert paper.state == PaperState.SIGNED
    assert client.get(address).status_code == 302


def test_what_a_signature_by_hand_lacks(cast: Cast, enter) -> None:
    paper, client = approved(cast), enter(cast.hukma)
    address, full = f"/naskah/{paper.pk}/tanda-tangan-basah/", WITNESSES | {"pernyataan": "on"}
    assert "Pilih pindaian" in text_of(client.post(address, full))
    picture = upload("Foto.png", image("PNG"))
    assert "sebagai PDF" in text_of(client.post(address, full | {"pindaian": picture}))
    assert "Nama saksi 2 belum diisi" in text_of(client.post(address, full | {"saksi_2": ""}))
    for person, status in ((cast.herman, 403), (cast.lestari, 403), (cast.joko, 404)):
        assert enter(person).get(address).status_code == status
