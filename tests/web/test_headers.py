"""What every answer carries, also errors, redirects and files: content policy, frames, referrer, cookies (AC-13)."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.web.matrix.asking import Asker, asking, read
from tests.web.matrix.reading import addressed, rows

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-src": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "manifest-src": "'self'",
}
#: uploaded files are held apart still further
FILE_POLICY = {"sandbox": "", "default-src": "'none'"}
FILES = {
    *("worksheet_evidence", "worksheet_evidence_picture", "paper_sample", "paper_draft", "paper_picture", "verify_pdf"),
    *("paper_file:approved", "paper_docx:decree", "incoming_file", "incoming_picture"),
}
#: the only cookie that a script of ours may read, and that a person without an account gets
CSRF_COOKIE = "csrftoken"


@pytest.fixture(scope="module")
def asker(django_db_setup: None, django_db_blocker) -> Iterator[Asker]:
    with django_db_blocker.unblock(), asking() as one:
        yield one


def policy_of(headers: Any) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in headers.get("Content-Security-Policy", "").split(";"))
    return {name: sources for name, _, sources in parts if name}


def faults(response: HttpResponse, *, file: bool = False) -> list[str]:
    """What is wrong with one answer's headers and cookies."""
    headers, found = response.headers, []
    if policy_of(headers) != (FILE_POLICY if file else POLICY):
        found.append(f"Content-Security-Policy {headers.get('Content-Security-Policy')}")
    right = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Referrer-Policy": "no-referrer" if file else "same-origin",
    }
    found += [f"{name} {headers.get(name)}" for name, value in right.items() if headers.get(name) != value]
    if "Content-Type" not in headers:
        found.append("no Content-Type")
    for name, cookie in response.cookies.items():
        gone = cookie["max-age"] == 0
        if not gone and name != CSRF_COOKIE and not cookie["httponly"]:
            found.append(f"cookie {name} can be read by scripts")
        if cookie["samesite"] != "Lax" or cookie["domain"]:
            found.append(f"cookie {name} {cookie.OutputString()}")
    return found


@pytest.mark.parametrize("person", ["AN", "UH", "AL", "AD", "--"])
def test_every_address_answers_with_the_whole_contract(asker: Asker, person: str) -> None:
    client, wrong = Client(raise_request_exception=False), {}
    if (user := asker.people[person]) is not None:
        client.force_login(user)
    kept = {name: cookie.value for name, cookie in client.cookies.items()}
    for method, label, _ in rows():
        row = addressed(label)
        client.cookies = SimpleCookie(kept)
        cache.clear()
        with transaction.atomic():
            response = client.generic(method, asker.city.address(row, "own" if row.arguments else "none", user))
            read(response)
            transaction.set_rollback(True)
        file = label in FILES and response.status_code == 200
        if found := faults(response, file=file):
            wrong[f"{method} {label} {response.status_code}"] = found
    assert wrong == {}


# ------------------------------------------------------------------ errors


@pytest.fixture
def quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def browser(quiet: None) -> Client:
    return Client(raise_request_exception=False)


def test_a_missing_page(browser: Client) -> None:
    response = browser.get("/tidak-ada/")
    assert (response.status_code, faults(response)) == (404, [])


def test_a_form_without_its_token(quiet: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/akun/login/", {})
    assert (response.status_code, faults(response)) == (403, [])


def test_a_page_that_breaks(browser: Client, monkeypatch) -> None:
    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr("zona.web.health._database_answers", broken)
    response = browser.get("/readyz")
    assert (response.status_code, faults(response)) == (500, [])


def test_too_many_tries(browser: Client, asker: Asker) -> None:
    cache.clear()
    statuses = [browser.post("/akun/login/", {"login": "ratna", "password": f"salah-{n}"}) for n in range(40)]
    refused = [response for response in statuses if response.status_code == 429]
    cache.clear()
    assert refused
    assert faults(refused[0]) == []


@pytest.mark.parametrize(("path", "host", "status"), [("/rekap", "testserver", 301), ("/", "penipu.example", 400)])
def test_answers_given_before_the_page_is_looked_for(browser: Client, path: str, host: str, status: int) -> None:
    response = browser.get(path, headers={"host": host})
    assert (response.status_code, faults(response)) == (status, [])


def test_pages_of_signed_in_people_are_not_kept_by_the_browser(browser: Client, asker: Asker) -> None:
    browser.force_login(asker.people["UH"])
    assert "no-store" in browser.get("/").headers.get("Cache-Control", "")


# --------------------------------------------------------------- production

SECRETS = {"ZONA_SECRET_KEY": "kunci-hanya-untuk-pengujian-" + "x7Kq" * 10, "ZONA_HOSTS": "zona.example"}


def python(*arguments: str, state: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZONA_", "DJANGO_"))}
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings.production", "ZONA_STATE": str(state)}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=kept | settings | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture(scope="module")
def produced(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    done = python("-m", "tests.web.matrix.production_answers", state=tmp_path_factory.mktemp("state"), **SECRETS)
    assert done.returncode == 0, done.stderr
    answers: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answers


def test_production_has_nothing_to_warn_of(tmp_path: Path) -> None:
    done = python("-m", "django", "check", "--deploy", "--fail-level", "WARNING", state=tmp_path, **SECRETS)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout + done.stderr


@pytest.mark.parametrize("missing", SECRETS)
def test_production_does_not_start_without_its_secrets(tmp_path: Path, missing: str) -> None:
    given = {name: value for name, value in SECRETS.items() if name != missing}
    done = python("-m", "django", "check", state=tmp_path, **given)
    assert done.returncode != 0
    assert f"{missing} belum diisi" in done.stderr


def test_a_short_key_is_no_key(tmp_path: Path) -> None:
    done = python("-m", "django", "check", state=tmp_path, **SECRETS | {"ZONA_SECRET_KEY": "pendek"})
    assert "kurang dari 40 karakter" in done.stderr


def test_production_leaves_plain_http_at_once(produced: dict[str, Any]) -> None:
    for name in ("plain http", "forged proxy header"):
        assert produced[name]["status"] == 301, name
        assert produced[name]["headers"]["Location"].startswith("https://zona.example/")
        assert produced[name]["cookies"] == {}


def test_production_promises_https_for_a_year(produced: dict[str, Any]) -> None:
    secure = {name: one for name, one in produced.items() if one["status"] != 301}
    assert {one["headers"].get("Strict-Transport-Security") for one in secure.values()} == {
        "max-age=31536000; includeSubDomains; preload"
    }


def test_production_cookies_belong_to_one_host_and_to_https(produced: dict[str, Any]) -> None:
    cookies = [cookie for one in produced.values() for cookie in one["cookies"].items()]
    assert {name for name, _ in cookies} >= {"__Host-csrf"}
    for name, cookie in cookies:
        assert name.startswith("__Host-"), name
        assert cookie["secure"] is True
        assert (cookie["path"], cookie["domain"], cookie["samesite"]) == ("/", "", "Lax")


def test_production_pages_carry_the_same_policy(produced: dict[str, Any]) -> None:
    for name in ("sign-in page", "sign-in refused", "start page", "not found", "unknown host"):
        assert policy_of(produced[name]["headers"]) == POLICY, name
        assert produced[name]["headers"]["X-Content-Type-Options"] == "nosniff"


def test_production_shows_no_developer_page(produced: dict[str, Any]) -> None:
    assert produced["demo accounts"]["status"] == 404


def test_static_files_are_kept_for_good_and_never_guessed(produced: dict[str, Any]) -> None:
    answer = produced["static file"]
    assert answer["status"] == 200
    assert answer["headers"]["X-Content-Type-Options"] == "nosniff"
    assert "max-age=315360000" in answer["headers"]["Cache-Control"]
    assert answer["headers"]["Referrer-Policy"] == "same-origin"
