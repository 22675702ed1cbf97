"""No request changes anything unless it comes from our own form: CSRF and safe methods at every address (AC-12)."""

from collections.abc import Iterator
from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.core.cache import cache
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client

from tests.cast import PASSWORD
from tests.web.matrix.asking import Asker, asking, facts, read
from tests.web.matrix.reading import addressed, rows

pytestmark = pytest.mark.django_db
LABELS = sorted({label for _, label, _ in rows()})
#: looks at no session: what a witness signed says itself who speaks, so there is nothing to forge with a cookie
NO_SESSION = {"ledger_cosign"}
#: may do most in a unit, most in the city, and nothing
PEOPLE = ("UH", "AL", "AD", "AN")


@pytest.fixture(scope="module")
def asker(django_db_setup: None, django_db_blocker) -> Iterator[Asker]:
    with django_db_blocker.unblock(), asking() as one:
        yield one


def address(asker: Asker, label: str, person: str) -> str:
    row = addressed(label)
    return asker.city.address(row, "own" if row.arguments else "none", asker.people[person])


def browser(asker: Asker, person: str) -> Client:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    if (user := asker.people[person]) is not None:
        client.force_login(user)
    return client


FORGED = {
    "without a token": ({}, {}),
    "with a token of somebody else": ({"csrfmiddlewaretoken": _get_new_csrf_string()}, {}),
    "from another site": ({"csrfmiddlewaretoken": "ours"}, {"origin": "https://penipu.example"}),
}


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("case", FORGED)
def test_a_forged_form_changes_nothing_anywhere(asker: Asker, case: str, person: str) -> None:
    data, headers = FORGED[case]
    client, ours = browser(asker, person), _get_new_csrf_string()
    client.cookies[settings.CSRF_COOKIE_NAME] = ours
    sent = {name: ours if value == "ours" else value for name, value in data.items()}
    before = facts()
    got_through = {
        label: status
        for label in LABELS
        if label not in NO_SESSION
        and (status := client.post(address(asker, label, person), sent, headers=headers).status_code) != 403
    }
    assert got_through == {}
    assert facts() == before


@pytest.mark.parametrize("label", sorted(NO_SESSION))
def test_what_looks_at_no_session_does_not_know_who_is_signed_in(asker: Asker, label: str) -> None:
    clients = {person: browser(asker, person) for person in PEOPLE}
    before = facts()
    answers = {
        person: read(client.post(address(asker, label, person), {"size": "1"})) for person, client in clients.items()
    }
    assert len({(answer.status, answer.body) for answer in answers.values()}) == 1
    assert answers["AN"].status == 400
    assert facts() == before


def test_the_same_form_with_our_token_gets_through(asker: Asker) -> None:
    """The control: what was refused above was refused for the token alone."""
    client, ours = browser(asker, "UH"), _get_new_csrf_string()
    client.cookies[settings.CSRF_COOKIE_NAME] = ours
    answer = client.post(address(asker, "worksheet_note", "UH"), {"csrfmiddlewaretoken": ours})
    assert answer.status_code == 302


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_change_nothing(asker: Asker, method: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(asker.people["AD"])
    before = facts()
    kept = {name: cookie.value for name, cookie in client.cookies.items()}
    crashed = {}
    for label in LABELS:
        client.cookies = SimpleCookie(kept)
        cache.clear()
        if (status := client.generic(method, address(asker, label, "AD")).status_code) >= 500:
            crashed[label] = status
    assert crashed == {}
    assert facts() == before


def test_looking_writes_nothing_right_after_the_password_was_given(asker: Asker) -> None:
    """The matrix meets the pages of the second factor behind the question for the password; here it was answered."""
    client = Client(raise_request_exception=False)
    client.post("/akun/login/", {"login": "admin", "password": PASSWORD})
    client.post("/akun/reauthenticate/", {"password": PASSWORD})
    before, reached = facts(), set()
    for label in LABELS:
        cache.clear()
        answered = read(client.get(address(asker, label, "AD")))
        assert answered.status < 500, label
        if answered.status == 200:
            reached.add(label)
    assert {"mfa_activate_totp", "mfa_add_webauthn"} <= reached  # the control
    assert facts() == before


def test_a_head_request_writes_nothing(asker: Asker) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(asker.people["AD"])
    before = facts()
    for label in LABELS:
        read(client.head(address(asker, label, "AD")))
    assert facts() == before
