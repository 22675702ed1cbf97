"""No pass phrase in a text, a trace or a log, however signing ends."""

import copy
import logging
import pickle
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from tests.documents.signing.fake_bsre import NIK, PASSPHRASE, PASSWORD, FakeBsre, Handler
from tests.documents.signing.papers import paper
from tests.documents.signing.people import SECRET, House, wish
from zona.documents.signing import interface
from zona.documents.signing.bsre import BsreSigner
from zona.documents.signing.interface import Passphrase, SigningError
from zona.documents.signing.local import LocalSigner
from zona.documents.signing.pkcs12 import Pkcs12Signer
from zona.documents.signing.stamping import LocalStamping

MOODS = [Handler.sign, Handler.unknown_refusal, Handler.refuse_by_words, Handler.fail, Handler.babble, Handler.hang_up]


def everything_shown(thing: object) -> str:
    return f"{thing!r} {thing}"


def test_a_pass_phrase_does_not_show_itself() -> None:
    assert everything_shown(Passphrase(SECRET)) == "Passphrase(…) Passphrase(…)"


@pytest.mark.parametrize("keep", [pickle.dumps, copy.deepcopy])
def test_a_pass_phrase_is_not_copied_or_kept(keep: Callable[[Any], Any]) -> None:
    with pytest.raises(TypeError, match="tidak boleh disimpan"):
        keep(Passphrase(SECRET))


def test_no_signer_shows_its_pass_phrase(house: House, bsre: FakeBsre) -> None:
    things: list[object] = [
        LocalSigner(house.mayor, SECRET),
        LocalStamping(house.clock, SECRET),
        Pkcs12Signer(b"", SECRET),
        BsreSigner(bsre.place(), nik=NIK, passphrase=PASSPHRASE),
        bsre.place(),
    ]
    for thing in things:
        shown = everything_shown(thing) + everything_shown(vars(thing))
        assert not any(secret in shown for secret in (SECRET, PASSPHRASE, PASSWORD))


@pytest.mark.parametrize("mood", MOODS, ids=lambda mood: mood.__name__)
def test_no_end_of_a_call_tells_the_pass_phrase(
    bsre: FakeBsre, caplog: pytest.LogCaptureFixture, mood: Callable[[Handler], None]
) -> None:
    bsre.mood = mood
    told = ""
    with caplog.at_level(logging.DEBUG):
        try:
            told = repr(BsreSigner(bsre.place(), nik=NIK, passphrase=PASSPHRASE).sign(paper(), wish()))
        except SigningError as error:
            told = "".join(traceback.format_exception(error)) + repr(error)
    told += caplog.text
    assert not any(secret in told for secret in (PASSPHRASE, PASSWORD, NIK))


@pytest.mark.parametrize("secret", [SECRET, "frasa yang salah sekali"])
def test_signing_at_home_tells_nothing_either(house: House, caplog: pytest.LogCaptureFixture, secret: str) -> None:
    told = ""
    with caplog.at_level(logging.DEBUG):
        try:
            LocalSigner(house.mayor, secret, stamping=house.stamping).sign(paper(), wish())
        except SigningError as error:
            told = "".join(traceback.format_exception(error))
    assert secret not in told + caplog.text


def test_every_error_says_what_to_do_in_a_sentence() -> None:
    errors = [one for one in vars(interface).values() if isinstance(one, type) and issubclass(one, SigningError)]
    assert len(errors) == 13
    for error in errors:
        said = str(error())
        assert said[0].isupper()
        assert said.endswith(".")
        assert isinstance(error.retry, bool)


def test_only_trouble_that_passes_may_be_retried() -> None:
    passing = {one.__name__ for one in SigningError.__subclasses__() if one.retry}
    assert passing == {"ServiceDownError", "ServiceSlowError"}
