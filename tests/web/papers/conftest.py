"""Browsers in which people of the cast are signed in, with or without a fresh second factor."""

import time
from collections.abc import Callable

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows import login
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client

from zona.accounts.models import User

Enter = Callable[..., Client]


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def enter() -> Enter:
    """`enter(cast.hukma)`; with `factor=60` a second factor was given a minute ago."""

    def signed_in(user: User, *, factor: float | None = None) -> Client:
        client = Client()
        client.force_login(user)
        if factor is not None:
            TOTP.activate(user, generate_totp_secret())
            session = client.session
            session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time() - factor}]
            session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
            session.save()
        return client

    return signed_in
