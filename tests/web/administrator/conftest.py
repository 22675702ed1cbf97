"""The administrator of the cast, signed in."""

import pytest
from django.test import Client

from tests.cast import Cast


@pytest.fixture
def admin(cast: Cast, client: Client) -> Client:
    client.force_login(cast.admin)
    return client
