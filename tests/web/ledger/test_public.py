"""What everybody sees of the ledger, and what programs ask; the witness of `verifier/` works with these addresses."""

import importlib.util
import json
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, other_city
from tests.web.administrator.pages import text_of
from zona.accounts.models import User
from zona.base import clock
from zona.console.commands.verify import VERIFIER
from zona.ledger import note
from zona.ledger.models import Cosignature, Log
from zona.ledger.proofs import newest
from zona.ledger.record import record
from zona.ledger.sequencer import sequence_all
from zona.ledger.witnesses import register_witness

pytestmark = pytest.mark.django_db
Enter = Callable[[User], Client]


@pytest.fixture
def base(numbered: Cast) -> str:
    """`/buku-besar/1/` of a ledger with two entries."""
    return f"/buku-besar/{numbered.city.pk}/"


def page(client: Client, number: int) -> Any:
    return client.get(f"/buku-besar/publik/{number}/")


def grow(cast: Cast) -> None:
    record("x.done", by=cast.admin, subject=cast.melati, summary="Rahasia negara")
    sequence_all()


# ------------------------------------------------------------------ the page


def test_a_stranger_reads_the_newest_checkpoint(numbered: Cast, client: Client) -> None:
    response = page(client, numbered.city.pk)
    last = newest(Log.objects.get())
    assert last is not None
    said = text_of(response)
    assert "2 catatan bertanda tangan" in said
    assert bytes(last.root).hex() in said
    assert last.note.split("\n")[2] in response.content.decode(), "the text to copy"
    assert '<svg viewBox="0 0' in response.content.decode()
    assert response["Cache-Control"] == "public, max-age=10"
    assert "Jalan Mawar" not in said


def test_somebody_who_is_signed_in_gets_a_page_that_nobody_keeps(numbered: Cast, surya: Client) -> None:
    assert page(surya, numbered.city.pk)["Cache-Control"] == "private, no-store"


def test_before_the_first_entry_it_says_so(cast: Cast, client: Client) -> None:
    assert "Belum ada titik periksa" in text_of(page(client, cast.city.pk))
    assert page(client, 0).status_code == 404
    assert page(client, 987654).status_code == 404
    assert client.get(f"/buku-besar/{cast.city.pk}/titik-periksa.txt").status_code == 404


def test_the_door_leads_straight_there_while_there_is_one_government(numbered: Cast, client: Client) -> None:
    assert client.get("/buku-besar/publik/")["Location"] == f"/buku-besar/publik/{numbered.city.pk}/"
    other_city()
    assert "Pemerintah Kota Jernih" in text_of(client.get("/buku-besar/publik/"))


def test_the_last_checkpoint_of_each_day_with_its_witnesses(
    numbered: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.now()
    for days in (1, 1, 2):
        monkeypatch.setattr("zona.base.clock.now", lambda days=days: now + timedelta(days=days))
        grow(numbered)
    rows = page(client, numbered.city.pk).context["days"]
    assert [row["size"] for row in rows] == [5, 4, 2]


def test_the_page_does_not_cost_more_for_more_checkpoints_or_witnesses(numbered: Cast, client: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            page(client, numbered.city.pk)
        return len(seen)

    def witnessed(number: int) -> None:
        grow(numbered)
        last = newest(log)
        assert last is not None
        witness = register_witness(log, name=f"saksi-{number}", public_key=bytes([number] * 32), by=None)
        Cosignature.objects.create(checkpoint=last, witness=witness, line="x", at=clock.now())

    log = Log.objects.get()
    witnessed(1)
    cost()
    few = cost()
    for number in range(2, 7):
        witnessed(number)
    assert cost() == few


def test_the_door_stands_on_the_sign_in_page(cast: Cast, client: Client) -> None:
    assert "/buku-besar/publik/" in client.get("/akun/login/").content.decode()


# ------------------------------------------------------------------ programs


def test_the_newest_note_and_the_key(base: str, client: Client) -> None:
    text, key = client.get(base + "titik-periksa.txt"), client.get(base + "kunci.json").json()
    assert text["Content-Type"] == "text/plain; charset=utf-8"
    assert note.verify(text.content.decode(), bytes.fromhex(key["public_key"])).size == 2
    assert key["origin"] == Log.objects.get().origin


WRONG = ["", "?dari=1", "?dari=0&sampai=2", "?dari=2&sampai=1", "?dari=1&sampai=3", "?dari=x&sampai=2"]
WRONG += ["?dari=-1&sampai=2", "?dari=²&sampai=2", f"?dari=1&sampai={'9' * 40}"]


@pytest.mark.parametrize("asked", WRONG)
def test_a_wrong_question_is_answered_with_a_sentence(base: str, client: Client, asked: str) -> None:
    response = client.get(base + "kesinambungan.json" + asked)
    assert response.status_code == 400
    assert response.json()["error"].endswith(".")


def test_consistency_and_inclusion(base: str, numbered: Cast, client: Client) -> None:
    grow(numbered)
    assert client.get(base + "kesinambungan.json?dari=2&sampai=3").json()["proof"]
    answer = client.get(base + "bukti.json?catatan=2").json()
    assert set(answer) >= {"commitment", "proof", "checkpoint"}
    assert not {"salt", "record"} & set(answer)
    assert "Rahasia" not in json.dumps(answer)
    assert client.get(base + "bukti.json?catatan=3").status_code == 400


def test_both_programs_are_handed_out_as_they_are(db: None, client: Client) -> None:
    for name in ("zona_verify.py", "zona_witness.py"):
        response = client.get(f"/buku-besar/{name}")
        assert response.content == (VERIFIER.parent / name).read_bytes()
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'


BODIES = {
    "nothing": b"",
    "no JSON": b"tanda",
    "a list": b"[1]",
    "no line": b'{"size": 2}',
    "size in words": b'{"size": "dua", "line": "x\\n"}',
    "size is true": b'{"size": true, "line": "x\\n"}',
    "a huge size": b'{"size": 99999999999999999999, "line": "x\\n"}',
    "an unknown size": b'{"size": 7, "line": "x\\n"}',
    "no witness": b'{"size": 2, "line": "x\\n"}',
    "two lines": b'{"size": 2, "line": "x\\ny\\n"}',
    "too large": b'{"size": 2, "line": "' + b"x" * 5000 + b'\\n"}',
    "not text": b"\xff\xfe",
}


@pytest.mark.parametrize("case", BODIES)
def test_what_is_no_signature_is_refused_with_a_sentence(base: str, client: Client, case: str) -> None:
    response = client.post(base + "tanda-saksi/", BODIES[case], content_type="application/json")
    assert response.status_code == 400
    assert response.json()["error"].endswith(".")
    assert not Cosignature.objects.exists()


@pytest.fixture
def witness(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The witness's own program, whose requests reach the test client, without cookies."""
    spec = importlib.util.spec_from_file_location("zona_witness", VERIFIER.parent / "zona_witness.py")
    assert spec is not None
    assert spec.loader is not None
    monkeypatch.setattr(sys, "path", [*sys.path])
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    client = Client(enforce_csrf_checks=True)

    def post(url: str, what: dict[str, Any]) -> None:
        response = client.post(url, json.dumps(what), content_type="application/json")
        assert response.status_code == 200, response.content

    monkeypatch.setattr(module, "fetch", lambda url: client.get(url).content.decode())
    monkeypatch.setattr(module, "post", post)
    return module


def test_a_witness_visits_twice_and_its_line_is_shown(
    base: str, numbered: Cast, client: Client, witness: ModuleType, tmp_path: Path
) -> None:
    log = Log.objects.get()
    public_key = witness.own_key(tmp_path).public_key().public_bytes_raw()
    register_witness(log, name="inspektorat", public_key=public_key, by=None)
    assert "2 catatan" in witness.visit(base, "inspektorat", tmp_path)
    assert "2 catatan" in witness.visit(base, "inspektorat", tmp_path)
    assert Cosignature.objects.count() == 1, "stored once"
    grow(numbered)
    assert "4 catatan" in witness.visit(base, "inspektorat", tmp_path)  # the registration is an entry, too
    assert "— inspektorat " in client.get(base + "titik-periksa.txt").content.decode()
    assert "inspektorat" in text_of(page(client, numbered.city.pk))
