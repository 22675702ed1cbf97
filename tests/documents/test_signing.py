"""Signing electronically: turns, offices and their dates, one signature for one wish, and a clock that runs behind."""

import time
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404

from tests.cast import Cast, build_cast, give
from tests.documents.making import FakeSigner, RefusedError, approved, phrase, sign, signed, with_keys
from zona.accounts.enums import Acting, Role
from zona.background.models import Job
from zona.base import clock
from zona.documents.actions.approve_paper import reopen_paper
from zona.documents.actions.moves import WrongStateError
from zona.documents.actions.seal_paper import seal_paper
from zona.documents.actions.sign_paper import ABANDONED, NotYourTurnError, StillSigningError
from zona.documents.enums import AttemptState, PaperState
from zona.documents.errors import DocumentError
from zona.documents.models import PaperSignature, SigningAttempt
from zona.documents.signing.examination import Verdict, examine
from zona.documents.signing.interface import SigningRequest, WrongPassphraseError
from zona.documents.ways import built_in, revocation_lists, trusted_roots
from zona.files.storage import content_of
from zona.ledger import sequencer
from zona.ledger.sequencer import ClockError


def test_the_last_signature_makes_it_signed_and_leaves_the_seal_behind(cast: Cast) -> None:
    paper = approved(cast)
    made = sign(paper, cast.lestari)
    paper.refresh_from_db()
    assert (paper.state, made.version.number) == (PaperState.SIGNED, 3)
    assert Job.objects.get(name="papers.seal").arguments["paper"] == paper.pk


def test_two_signers_sign_in_their_order(cast: Cast) -> None:
    paper = approved(cast, "minutes")
    with pytest.raises(NotYourTurnError, match="menunggu tanda tangan Ketua tim TPI, Maya Puspita"):
        sign(paper, cast.ratna)
    sign(paper, cast.maya)
    paper.refresh_from_db()
    assert paper.state == PaperState.APPROVED
    sign(paper, cast.ratna, key="kunci-2")
    paper.refresh_from_db()
    assert paper.state == PaperState.SIGNED


def test_who_is_no_signer_does_not_sign(cast: Cast) -> None:
    paper = approved(cast)
    with pytest.raises(NotYourTurnError):
        sign(paper, cast.herman)
    with pytest.raises(Http404):
        sign(paper, cast.joko)


def test_a_draft_is_not_signed(cast: Cast) -> None:
    paper = approved(cast)
    reopen_paper(paper.pk, by=cast.hukma, reason="x")
    with pytest.raises(WrongStateError):
        sign(paper, cast.lestari)


def test_a_double_click_signs_once(cast: Cast) -> None:
    paper, way = approved(cast), FakeSigner()
    first, second = sign(paper, cast.lestari, way=way), sign(paper, cast.lestari, way=way)
    assert first == second
    assert (way.asked, PaperSignature.objects.count()) == (1, 1)


def test_the_second_tab_finds_it_signed(cast: Cast) -> None:
    paper, way = approved(cast, "minutes"), FakeSigner()
    sign(paper, cast.maya, key="tab-1")
    with pytest.raises(NotYourTurnError):
        sign(paper, cast.maya, key="tab-2", way=way)
    assert way.asked == 0


def test_while_one_tab_signs_the_other_waits(cast: Cast) -> None:
    paper = approved(cast)
    SigningAttempt.objects.create(key="tab-1", signer=paper.signers.get())
    with pytest.raises(StillSigningError):
        sign(paper, cast.lestari, key="tab-2")
    with pytest.raises(StillSigningError):
        sign(paper, cast.lestari, key="tab-1")


def test_a_wish_whose_process_was_killed_can_be_repeated(cast: Cast) -> None:
    paper = approved(cast)
    long_ago = clock.now() - ABANDONED - timedelta(seconds=1)
    SigningAttempt.objects.create(key="kunci-1", signer=paper.signers.get(), started_at=long_ago)
    sign(paper, cast.lestari, key="kunci-1")
    assert SigningAttempt.objects.get().state == AttemptState.DONE


def test_a_refusal_is_kept_and_the_same_wish_may_go_through_later(cast: Cast) -> None:
    paper = approved(cast)
    with pytest.raises(RefusedError):
        sign(paper, cast.lestari, way=FakeSigner(RefusedError()))
    attempt = SigningAttempt.objects.get()
    assert (attempt.state, attempt.said) == (AttemptState.FAILED, "Layanan menolak.")
    sign(paper, cast.lestari)
    assert PaperSignature.objects.count() == 1


def test_a_key_of_another_paper_is_refused(cast: Cast) -> None:
    sign(approved(cast), cast.lestari, key="sama")
    with pytest.raises(PermissionDenied, match="milik naskah lain"):
        sign(approved(cast, number="2"), cast.lestari, key="sama")


class SlowSigner(FakeSigner):
    """Something happens to the paper while the service works."""

    def __init__(self, meanwhile) -> None:
        super().__init__()
        self.meanwhile = meanwhile

    def sign(self, pdf, request):
        self.meanwhile()
        return super().sign(pdf, request)


def test_a_paper_that_went_back_meanwhile_is_not_signed(cast: Cast) -> None:
    paper = approved(cast)
    way = SlowSigner(lambda: reopen_paper(paper.pk, by=cast.hukma, reason="Salah"))
    with pytest.raises((WrongStateError, DocumentError)):
        sign(paper, cast.lestari, way=way)
    paper.refresh_from_db()
    assert (paper.state, PaperSignature.objects.count()) == (PaperState.DRAFT, 0)


def test_the_last_day_of_a_deputy_counts_and_the_day_after_does_not(cast: Cast, monkeypatch) -> None:
    today = clock.today()
    give(cast.herman, Role.MAYOR, acting=Acting.PLH, acting_for=cast.lestari, ends=today)
    one, two = approved(cast), approved(cast, number="2")
    assert sign(one, cast.herman).signer.acting == "Plh."
    monkeypatch.setattr(clock, "today", lambda: today + timedelta(days=1))
    cast.herman.rights = None
    with pytest.raises(NotYourTurnError, match=r"Penugasan Anda sebagai Plh\. Wali Kota Bening tidak berlaku hari ini"):
        sign(two, cast.herman, key="2")


def test_a_clock_that_runs_behind_the_ledger_signs_nothing(cast: Cast, monkeypatch) -> None:
    """TE-11: a signature dated before what was already sworn to would be a lie."""
    paper, way = approved(cast), FakeSigner()

    def refuse(last) -> None:
        raise ClockError("Jam server tertinggal.")

    monkeypatch.setattr("zona.documents.actions.sign_paper.require_sound_clock", refuse)
    with pytest.raises(DocumentError, match="Jam server tertinggal"):
        sign(paper, cast.lestari, way=way)
    assert (way.asked, PaperSignature.objects.count()) == (0, 0)
    assert sequencer.require_sound_clock is not refuse


def test_the_citys_certificate_signs_and_the_file_is_valid(cast: Cast, settings) -> None:
    with_keys(cast, settings, cast.lestari)
    paper = approved(cast)
    made = sign(paper, cast.lestari, way=built_in(cast.lestari, phrase()))
    assert (made.certificate_subject.count("Lestari Handayani"), made.stamped) == (1, True)
    pdf = content_of(paper.versions.first().file)
    found = examine(pdf, roots=trusted_roots(cast.city), crls=revocation_lists(cast.city), at=clock.now())
    assert found.verdict is Verdict.VALID


def test_a_wrong_pass_phrase_signs_nothing(cast: Cast, settings) -> None:
    with_keys(cast, settings, cast.lestari)
    with pytest.raises(WrongPassphraseError):
        sign(approved(cast), cast.lestari, way=built_in(cast.lestari, phrase("salah salah salah")))
    assert not PaperSignature.objects.exists()


def test_the_city_seals_once_what_is_signed(cast: Cast, settings) -> None:
    with_keys(cast, settings, cast.lestari)
    paper = approved(cast)
    assert not seal_paper(paper.pk)
    sign(paper, cast.lestari, way=built_in(cast.lestari, phrase()))
    assert seal_paper(paper.pk)
    assert not seal_paper(paper.pk)
    pdf = content_of(paper.versions.first().file)
    found = examine(pdf, roots=trusted_roots(cast.city), at=clock.now())
    assert (found.verdict, len(found.signatures)) == (Verdict.VALID, 2)


def test_without_a_seal_nothing_is_sealed(cast: Cast) -> None:
    assert not seal_paper(signed(cast).pk)


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_the_same_moment_sign_once() -> None:
    cast = build_cast()
    paper, at_work, go_on = approved(cast), Event(), Event()

    def wait() -> None:
        at_work.set()
        go_on.wait(20)

    way, said = SlowSigner(wait), []

    def first_tab() -> None:
        try:
            sign(paper, cast.lestari, key="tab-1", way=way)
        finally:
            connection.close()

    thread = Thread(target=first_tab)
    thread.start()
    try:
        assert at_work.wait(20)
        try:
            sign(paper, cast.lestari, key="tab-2")
        except StillSigningError as problem:
            said.append(str(problem))
    finally:
        go_on.set()
        thread.join(20)
    assert len(said) == 1
    assert PaperSignature.objects.count() == 1


def test_many_stamped_signatures_stay_cheap(cast: Cast, settings) -> None:
    """asn1crypto's trees once cost ten seconds now and then; see `signing.settling`."""
    with_keys(cast, settings, cast.lestari)
    paper = approved(cast)
    pdf, way = content_of(paper.versions.first().file), built_in(cast.lestari, phrase())
    request = SigningRequest(reason="x", location="y", signer_name="z", at=clock.now())
    way.sign(pdf, request)
    began = time.process_time()
    for _ in range(15):
        way.sign(pdf, request)
    assert time.process_time() - began < 15 * 0.6
