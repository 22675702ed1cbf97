"""Keys on the screen: the administrator's desk and everybody's own certificate."""

from tests.cast import Cast
from tests.documents.making import SECRET, approved, phrase, sign, with_keys
from tests.web.papers.asking import queries, text_of
from zona.documents.actions.keep_keys import personal_key_of
from zona.documents.models import SigningKey
from zona.documents.ways import built_in

KEYS, OWN = "/kelola/sertifikat/", "empat kata punya saya"


def issue(client, person, **typed):
    usual = {"position": "Wali Kota", "authority": SECRET, "first": OWN, "second": OWN}
    return client.post(f"{KEYS}akun/{person.pk}/terbitkan/", usual | typed)


def test_the_authority_is_made_with_a_pass_phrase_typed_twice(cast: Cast, enter, settings) -> None:
    settings.SEAL_PASSPHRASE = SECRET
    client = enter(cast.admin)
    assert "belum mempunyai otoritas" in text_of(client.get(KEYS))
    assert "tidak pernah disimpan" in text_of(client.get(KEYS + "buat/"))
    for first, second, field in (("sebelas1234", "sebelas1234", "first"), (SECRET, SECRET + "x", "second")):
        answer = client.post(KEYS + "buat/", {"first": first, "second": second})
        assert answer.context["form"].errors[field]
        assert first not in answer.content.decode()
    assert client.post(KEYS + "buat/", {"first": SECRET, "second": SECRET}).status_code == 302
    assert "berlaku sampai" in text_of(client.get(KEYS))
    assert "sudah ada" in text_of(client.post(KEYS + "buat/", {"first": SECRET, "second": SECRET}))


def test_without_the_seals_pass_phrase_the_setting_is_named(cast: Cast, enter, settings) -> None:
    settings.SEAL_PASSPHRASE = ""
    answer = enter(cast.admin).post(KEYS + "buat/", {"first": SECRET, "second": SECRET})
    assert "ZONA_SEAL_PASSPHRASE" in text_of(answer)


def test_a_person_is_found_and_gets_a_certificate(cast: Cast, enter, settings) -> None:
    with_keys(cast, settings)
    client = enter(cast.admin)
    assert "Lestari Handayani" in text_of(client.get(KEYS + "?orang=lestari"))
    assert "Tidak ada akun aktif" in text_of(client.get(KEYS + "?orang=zzz"))
    assert "menoleh" in text_of(client.get(f"{KEYS}akun/{cast.lestari.pk}/terbitkan/"))
    wrong = issue(client, cast.lestari, authority="salah salah salah")
    assert "Frasa sandi salah" in str(wrong.context["form"].errors["authority"])
    assert OWN not in wrong.content.decode()
    assert issue(client, cast.lestari, position="NIK 3671010101800001").status_code == 422
    assert issue(client, cast.lestari).status_code == 302
    assert personal_key_of(cast.lestari)
    assert "Lestari Handayani" in text_of(client.get(KEYS))


def test_a_certificate_is_withdrawn_with_a_reason(cast: Cast, enter, settings) -> None:
    with_keys(cast, settings, cast.lestari)
    client, key = enter(cast.admin), personal_key_of(cast.lestari)
    assert key
    address = f"{KEYS}{key.pk}/cabut/"
    assert client.post(address, {"reason": "", "authority": SECRET}).status_code == 422
    assert "Frasa sandi salah" in text_of(client.post(address, {"reason": "Hilang", "authority": "x"}))
    assert client.post(address, {"reason": "Hilang", "authority": SECRET}).status_code == 302
    assert personal_key_of(cast.lestari) is None
    assert "Dicabut" in text_of(client.get(KEYS + "?keadaan=dicabut"))
    assert "sudah dicabut" in text_of(client.post(address, {"reason": "Lagi", "authority": SECRET}))


def test_only_the_administrator_keeps_keys(cast: Cast, enter, settings) -> None:
    keys = with_keys(cast, settings, cast.lestari)
    seal = keys["seal"]
    for person in (cast.hukma, cast.lestari):
        for rest in ("", "buat/", f"akun/{cast.lestari.pk}/terbitkan/"):
            assert enter(person).get(KEYS + rest).status_code == 403
    assert enter(cast.admin).get(f"{KEYS}{seal.pk}/cabut/").status_code == 404


def test_many_certificates_cost_no_more_queries(cast: Cast, enter, settings) -> None:
    with_keys(cast, settings, cast.lestari)
    client = enter(cast.admin)
    few = queries(client, KEYS)
    key = SigningKey.objects.get(owner=cast.lestari)
    for _ in range(9):
        key.pk = None
        key.save()
    assert queries(client, KEYS) == few <= 16


def test_my_own_certificate(cast: Cast, enter, settings) -> None:
    with_keys(cast, settings, cast.lestari)
    paper = approved(cast)
    sign(paper, cast.lestari, way=built_in(cast.lestari, phrase()))
    page = text_of(enter(cast.lestari).get("/akun/sertifikat/"))
    assert "Berlaku sampai" in page
    assert paper.title in page
    assert "belum mempunyai sertifikat" in text_of(enter(cast.joko).get("/akun/sertifikat/"))


def test_my_own_pass_phrase(cast: Cast, enter, settings) -> None:
    with_keys(cast, settings, cast.lestari)
    client, address = enter(cast.lestari), "/akun/sertifikat/frasa-sandi/"
    typed = {"old": SECRET, "first": OWN, "second": OWN}
    assert "Frasa sandi salah" in text_of(client.post(address, typed | {"old": "bukan itu sama sekali"}))
    assert "tidak sama" in text_of(client.post(address, typed | {"second": OWN + "x"}))
    assert client.post(address, typed).status_code == 302
    assert sign(approved(cast), cast.lestari, way=built_in(cast.lestari, phrase(OWN)))
    assert "belum mempunyai" in text_of(enter(cast.joko).post(address, typed))
