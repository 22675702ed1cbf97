"""A bare Django project of one file, to compare with: Django's default middleware, one template, no application code.

`/` asks neither session nor database; `/sesi/` reads session and user and makes one more query. Granian serves
`bench._bare:application`; the database is `bare.sqlite3` in `ZONA_STATE`, with the settings Zona uses.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.template import engines
from django.urls import path

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_PAGE = """<!doctype html>
<html lang="id"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><header><a href="/">Depan</a>{% if user.is_authenticated %} <span>{{ user.username }}</span>{% endif %}</header>
<main><h1>{{ title }}</h1><table>{% for row in rows %}<tr><th scope="row">{{ row.name }}</th><td>{{ row.value }}</td>
</tr>{% endfor %}</table></main></body></html>
"""
_ROWS = [{"name": f"Baris {at}", "value": at * 7} for at in range(20)]


def _configure() -> None:
    from config.settings.base import sqlite_settings

    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": Path(os.environ["ZONA_STATE"]) / "bare.sqlite3"}
    settings.configure(
        SECRET_KEY="hanya-untuk-mengukur",  # noqa: S106
        ALLOWED_HOSTS=["localhost"],
        ROOT_URLCONF=__name__,
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        DATABASES={"default": sqlite_settings(database) | {"CONN_MAX_AGE": None}},
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        USE_TZ=True,
    )
    django.setup()


def prepare() -> str:
    """Make the database with one signed-in user; the session's key."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore

    user = User.objects.create(username="ukur")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def plain(request: "HttpRequest") -> "HttpResponse":
    """One template."""
    from django.http import HttpResponse

    return HttpResponse(_template.render({"title": "Django", "rows": _ROWS}, request))


def with_session(request: "HttpRequest") -> "HttpResponse":
    """Session, user, one query, one template."""
    from django.contrib.auth.models import User
    from django.http import HttpResponse

    count = User.objects.count()
    return HttpResponse(
        _template.render({"title": f"Django {count}", "rows": _ROWS, "user": request.user}, request)  # type: ignore[attr-defined]
    )


urlpatterns = [path("", plain), path("sesi/", with_session)]

if not settings.configured:
    _configure()
    _template = engines["django"].from_string(_PAGE)
    application = WSGIHandler()

if __name__ == "__main__":
    print(prepare())
