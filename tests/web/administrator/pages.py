"""What tests ask of a page."""

import re
from typing import Any

from django.test import Client

SIGN_IN = "/akun/login/"


def text_of(response: Any) -> str:
    """The page's words without tags, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def errors_at(response: Any, field: str) -> list[str]:
    """What the page says is wrong with a field."""
    assert response.status_code == 422
    return [str(text) for text in response.context["form"][field].errors]


def names(response: Any) -> list[str]:
    """The first column of a list."""
    return [row["cells"][0]["text"] for row in response.context["rows"]]


def post(client: Client, url: str, **data: object) -> Any:
    """Send a form; None is an empty field."""
    return client.post(url, {key: "" if value is None else value for key, value in data.items()})


def change(client: Client, url: str, **data: object) -> Any:
    """Open the page of a change and send its form at once, as somebody who saw what stands there now."""
    return post(client, url, seen=client.get(url).context["seen"], **data)
