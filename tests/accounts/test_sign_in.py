"""Passwords, who may sign in, and where a sign-in may lead."""

import threading
import time

import pytest
from allauth.core import context
from django.contrib.auth import authenticate, get_user
from django.contrib.auth.hashers import check_password, make_password
from django.test import RequestFactory
from django.urls import reverse

from tests.cast import PASSWORD, Cast, make_user
from zona.accounts import hashers
from zona.accounts.adapter import AccountAdapter
from zona.accounts.hashers import Argon2Hasher

ARGON = ["zona.accounts.hashers.Argon2Hasher"]


def test_the_hasher_has_the_measured_parameters(settings):
    settings.PASSWORD_HASHERS = ARGON
    encoded = make_password(PASSWORD)
    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert check_password(PASSWORD, encoded)
    assert not check_password(PASSWORD + "x", encoded)
    assert not Argon2Hasher().must_update(encoded)


def test_a_password_with_other_parameters_is_hashed_anew(settings):
    class Stronger(Argon2Hasher):
        memory_cost = 20480

    old = Stronger().encode(PASSWORD, "garam-yang-cukup-panjang")
    assert Argon2Hasher().must_update(old)


@pytest.mark.parametrize("work", ["encode", "verify"])
def test_two_hash_at_once_and_the_others_wait(monkeypatch, work: str):
    running, most, lock = 0, 0, threading.Lock()

    def slow(self, *args):
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.02)
        with lock:
            running -= 1
        return ""

    monkeypatch.setattr(hashers.Argon2PasswordHasher, work, slow)
    threads = [threading.Thread(target=getattr(Argon2Hasher(), work), args=("a", "b")) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == hashers.AT_ONCE == 2


@pytest.mark.parametrize("login", ["joko", "JOKO", "joko@contoh.id", "Joko@Contoh.id"])
def test_people_sign_in_by_name_or_address_whatever_the_case(cast: Cast, client, login: str):
    answer = client.post(reverse("account_login"), {"login": login, "password": PASSWORD})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(cast.joko.pk)


def test_a_demo_account_signs_in_only_to_a_demo(cast: Cast, client, settings):
    demo = make_user(cast.city, "peraga", is_demo=True)
    settings.DEMO = True
    assert authenticate(None, username="peraga", password=PASSWORD) == demo
    client.force_login(demo)
    assert get_user(client) == demo
    settings.DEMO = False
    assert authenticate(None, username="peraga", password=PASSWORD) is None
    assert not get_user(client).is_authenticated  # a session that was open has ended, too
    client.cookies.clear()
    answer = client.post(reverse("account_login"), {"login": "peraga", "password": PASSWORD})
    assert answer.url == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_nobody_registers_themselves(cast: Cast, client):
    form = {"username": "penyusup", "password1": PASSWORD}
    client.post(reverse("account_signup"), form)
    assert not type(cast.joko).objects.filter(username="penyusup").exists()


REDIRECTS = [
    ("/lembar-kerja/1/", True),
    ("http://testserver/", True),
    ("https://jahat.example/", False),
    ("//jahat.example/", False),
    ("http://localhost/", False),  # an allowed host, but not the one that was asked
    ("javascript:alert(1)", False),
    ("http:///jahat.example", False),
    ("", False),
]


@pytest.mark.parametrize(("url", "safe"), REDIRECTS)
def test_a_redirect_stays_on_the_site(url: str, safe: bool):
    with context.request_context(RequestFactory().get("/")):
        assert AccountAdapter().is_safe_url(url) == safe


def test_sign_in_goes_nowhere_else(cast: Cast, client):
    address = f"{reverse('account_login')}?next=https://jahat.example/"
    answer = client.post(address, {"login": "joko", "password": PASSWORD, "next": "https://jahat.example/"})
    assert answer.url == "/"


def test_there_are_no_superusers(cast: Cast):
    assert not hasattr(cast.admin, "is_superuser")
    assert not hasattr(cast.admin, "is_staff")
