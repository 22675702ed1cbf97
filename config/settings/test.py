"""The test suite: as production where it matters, cheap where it does not (hasher, static names, mail)."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's sync API runs a loop in the test thread
_OURS = "zona-test-"
_state = Path(os.environ.get("ZONA_STATE") or tempfile.mkdtemp(prefix=_OURS))
_worker = os.environ.get("PYTEST_XDIST_WORKER", "")
# two workers that share a folder would count each other's files; a folder that a test gives to its child is kept
if _worker and _state.name.startswith(_OURS):
    _state /= _worker
_state.mkdir(parents=True, exist_ok=True)
os.environ["ZONA_STATE"] = str(_state)

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import STORAGES  # noqa: E402

SECRET_KEY = "hanya-untuk-pengujian"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SEAL_PASSPHRASE = "segel hanya untuk pengujian"  # noqa: S105
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True
MEDIA_ROOT = Path(os.environ["ZONA_STATE"]) / "files"
