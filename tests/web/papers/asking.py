"""What the tests of these screens ask of a page."""

import re
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.administrator.pages import text_of

__all__ = ["fields_of", "queries", "text_of"]


def fields_of(response: Any) -> dict[str, str]:
    """What the words' form would send: every input as it stands."""
    form = response.context["form"]
    sent = dict(form.counts)
    for name in form.fields:
        value = form[name].value()
        if value not in (None, False):
            sent[name] = "on" if value is True else str(value)
    if seen := response.context.get("seen"):
        sent["terlihat"] = str(seen)
    return sent


def queries(client: Client, address: str) -> int:
    """Queries of one page, the second time it is asked for."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def key_of(response: Any) -> str:
    """The key of the wish to sign."""
    found = re.search(r'name="kunci" value="([^"]+)"', response.content.decode())
    assert found
    return found[1]
