"""Approving, sending back and declaring void on the screen."""

from datetime import timedelta

from tests.cast import Cast, give
from tests.documents.making import approved, draft, signed
from tests.web.papers.asking import text_of
from zona.accounts.enums import Acting, Role
from zona.base import clock
from zona.documents.enums import PaperState


def approve(client, paper, **typed):
    return client.post(f"/naskah/{paper.pk}/setujui/", {"dated": clock.today().isoformat()} | typed)


def test_a_decree_is_approved_with_its_register_number(cast: Cast, enter) -> None:
    paper, client = draft(cast, "decree_revocation"), enter(cast.hukma)
    assert "Wali Kota: Lestari Handayani" in text_of(client.get(f"/naskah/{paper.pk}/setujui/"))
    assert approve(client, paper, number="700/9").status_code == 302
    paper.refresh_from_db()
    assert (paper.state, paper.number) == (PaperState.APPROVED, "700/9")
    assert approve(client, paper, number="700/9").status_code == 302  # a second click


def test_what_is_wrong_stands_at_its_field(cast: Cast, enter) -> None:
    approved(cast, number="700/1")
    paper, client = draft(cast, "decree_revocation"), enter(cast.hukma)
    assert "sudah dipakai" in str(approve(client, paper, number="700/1").context["form"].errors["number"])
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    late = approve(client, paper, number="700/2", dated=tomorrow)
    assert "masa depan" in str(late.context["form"].errors["dated"])
    assert approve(client, paper, number="700/2", dated="kapan").status_code == 422


def test_own_numbers_are_not_asked_for(cast: Cast, enter) -> None:
    paper, client = draft(cast), enter(cast.hukma)
    assert "number" not in client.get(f"/naskah/{paper.pk}/setujui/").context["form"].fields
    assert approve(client, paper).status_code == 302


def test_a_deputy_or_the_holder_is_chosen(cast: Cast, enter) -> None:
    ends = clock.today() + timedelta(days=3)
    deputy = give(cast.herman, Role.MAYOR, acting=Acting.PLH, acting_for=cast.lestari, ends=ends)
    paper, client = draft(cast, "decree_revocation"), enter(cast.hukma)
    page = text_of(client.get(f"/naskah/{paper.pk}/setujui/"))
    assert "Plh. Wali Kota" in page
    assert approve(client, paper, number="1").status_code == 422
    assert approve(client, paper, number="1", signer_0="999999").status_code == 422
    assert approve(client, paper, number="1", signer_0=deputy.pk).status_code == 302
    assert paper.signers.get().user == cast.herman


def test_a_charter_names_its_witnesses(cast: Cast, enter) -> None:
    paper, client = draft(cast, "charter"), enter(cast.ratna)
    assert "Nama saksi 2 belum diisi" in text_of(approve(client, paper))
    witnesses = {f"{what}_{n}": f"{what} {n}" for n in (1, 2) for what in ("witness", "office")}
    assert approve(client, paper, **witnesses).status_code == 302


def test_nobody_in_office_is_said(cast: Cast, enter) -> None:
    cast.lestari.grants.update(revoked_on=clock.today())
    paper = draft(cast, "decree_revocation")
    answer = approve(enter(cast.hukma), paper, number="1")
    assert answer.status_code == 422
    assert "Tidak ada Wali Kota yang bertugas" in text_of(answer)


def test_only_its_hands_approve_and_send_back(cast: Cast, enter) -> None:
    one, two = draft(cast, "decree_revocation"), approved(cast)
    for person, status in ((cast.herman, 403), (cast.lestari, 403), (cast.joko, 404)):
        assert enter(person).get(f"/naskah/{one.pk}/setujui/").status_code == status
        assert enter(person).post(f"/naskah/{two.pk}/kembalikan/", {"reason": "x"}).status_code == status


def test_it_is_sent_back_with_a_reason(cast: Cast, enter) -> None:
    paper, client = approved(cast), enter(cast.hukma)
    assert client.post(f"/naskah/{paper.pk}/kembalikan/", {"reason": " "}).status_code == 422
    assert client.post(f"/naskah/{paper.pk}/kembalikan/", {"reason": "Salah ketik"}).status_code == 302
    paper.refresh_from_db()
    assert paper.state == PaperState.DRAFT
    again = client.post(f"/naskah/{paper.pk}/kembalikan/", {"reason": "lagi"})
    assert "tidak dapat dilakukan" in text_of(again)


def test_void_asks_for_the_second_factor_first(cast: Cast, enter) -> None:
    paper = signed(cast)
    without = enter(cast.hukma).post(f"/naskah/{paper.pk}/tidak-berlaku/", {"reason": "x"})
    assert without.headers["Location"] == "/akun/2fa/"
    client = enter(cast.hukma, factor=60)
    assert "tidak dapat dibatalkan" in text_of(client.get(f"/naskah/{paper.pk}/tidak-berlaku/"))
    assert client.post(f"/naskah/{paper.pk}/tidak-berlaku/", {"reason": ""}).status_code == 422
    assert client.post(f"/naskah/{paper.pk}/tidak-berlaku/", {"reason": "Salah orang"}).status_code == 302
    paper.refresh_from_db()
    assert paper.state == PaperState.VOID
    assert enter(cast.herman).get(f"/naskah/{paper.pk}/tidak-berlaku/").status_code == 403
