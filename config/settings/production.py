"""A city's server, behind its own proxy that ends TLS. Starts empty; refuses to start without its secrets."""

import os

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403
from config.settings.base import ALLOWED_HOSTS, SECRET_KEY

DEBUG = False
DEMO = False
if len(SECRET_KEY) < 40:
    raise ImproperlyConfigured("ZONA_SECRET_KEY belum diisi atau kurang dari 40 karakter.")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ZONA_HOSTS belum diisi, contoh: zona.kota.go.id")

LEDGER_ORIGIN = os.environ.get("ZONA_LEDGER_ORIGIN", f"{ALLOWED_HOSTS[0].lstrip('.')}/buku-besar")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SESSION_COOKIE_NAME = "__Host-sid"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if os.environ.get("ZONA_BEHIND_PROXY") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # rate limits count the person's address, not the proxy's

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("ZONA_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("ZONA_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("ZONA_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ZONA_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("ZONA_EMAIL_TLS") == "1"
