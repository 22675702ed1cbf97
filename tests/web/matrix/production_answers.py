"""Run with production settings and an empty database: prints what a browser gets, as JSON (for `test_headers.py`)."""

import json
import logging
import sys

import django

django.setup()

from django.contrib.staticfiles.storage import staticfiles_storage  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402

HOST = "zona.example"


def told(response: HttpResponse) -> dict[str, object]:
    """Status, headers and cookies of one answer."""
    response.close()
    cookies = {
        name: {key: morsel[key] for key in ("secure", "httponly", "samesite", "path", "domain")}
        for name, morsel in response.cookies.items()
    }
    return {"status": response.status_code, "headers": dict(response.headers), "cookies": cookies}


def main() -> None:
    """Ask for one page of each kind."""
    logging.disable(logging.CRITICAL)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    client = Client(raise_request_exception=False, headers={"host": HOST})
    secure = {"secure": True}
    answers = {
        "plain http": client.get("/"),
        "forged proxy header": client.get("/akun/login/", headers={"x-forwarded-proto": "https"}),
        "sign-in page": client.get("/akun/login/", **secure),
        "sign-in refused": client.post("/akun/login/", {"login": "x", "password": "y"}, **secure),
        "start page": client.get("/", **secure),
        "not found": client.get("/tidak-ada/", **secure),
        "unknown host": client.get("/akun/login/", headers={"host": "penipu.example"}, **secure),
        "static file": client.get(staticfiles_storage.url("zona.css"), **secure),
        "demo accounts": client.get("/pengembang/komponen/", **secure),
    }
    sys.stdout.write(json.dumps({name: told(answer) for name, answer in answers.items()}))


if __name__ == "__main__":
    main()
