"""What holds everywhere. Each environment's file says only what differs."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

ROOT = Path(__file__).resolve().parent.parent.parent
#: everything that changes while Zona runs: database, uploaded files, collected static files
STATE = Path(os.environ.get("ZONA_STATE", ROOT / ".zona"))

DEBUG = False
SECRET_KEY = os.environ.get("ZONA_SECRET_KEY", "")
ALLOWED_HOSTS = [host for host in os.environ.get("ZONA_HOSTS", "").split(",") if host]

INSTALLED_APPS = [
    "zona.base",
    "zona.ledger",
    "zona.files",
    "zona.organizations",
    "zona.accounts",
    "zona.background",
    "zona.documents",
    "zona.notifications",
    "zona.instruments",
    "zona.evidence",
    "zona.assessments",
    "zona.actions",
    "zona.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "zona.web.middleware.NothingKeptMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "zona" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.static", "zona.web.templatetags.zona"],
        },
    }
]


def sqlite_settings(settings: dict[str, Any]) -> dict[str, Any]:
    """Give a SQLite database the only settings that kept every commit in the power-cut trials.

    Rollback journal and `synchronous=FULL`: WAL with NORMAL lost acknowledged commits, and WAL itself has a
    lost-commit race in the SQLite of today's Debian (RELIABILITY 0.2, 0.3). `zona.base.checks` refuses others.
    """
    journal = os.environ.get("ZONA_SQLITE_JOURNAL", "TRUNCATE")
    return settings | {
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000;"
            # what is erased is overwritten, also inside the file (UU 27/2022)
            " PRAGMA secure_delete=ON;",
        },
    }


_database: dict[str, Any] = dict(
    dj_database_url.parse(
        os.environ.get("ZONA_DATABASE_URL") or f"sqlite:///{STATE / 'zona.sqlite3'}",
        conn_max_age=None,  # keep connections open: a thread opens its connection once
        conn_health_checks=True,
    )
)
if "sqlite3" in _database["ENGINE"]:
    _database = sqlite_settings(_database)
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",  # shared by all workers: rate limits count once
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

#: jobs wait in the database itself, so that they commit with the deed that leaves them behind
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["zona.accounts.backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "zona.accounts.hashers.Argon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "zona.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60  # one working day at most
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "zona.web.errors.csrf_failure"

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = STATE / "static"
STATICFILES_DIRS = [ROOT / "zona" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = STATE / "files"

#: a file larger than this is refused before it is read; shown beside every upload field
UPLOAD_LIMIT_BYTES = 25 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_TEMP_DIR = None
FILE_UPLOAD_PERMISSIONS = 0o640

#: name under which the ledgers are known outside; part of every signed checkpoint, so it never changes
LEDGER_ORIGIN = os.environ.get("ZONA_LEDGER_ORIGIN", "zona.localhost/buku-besar")
#: the keys that sign checkpoints: files, kept apart from the database and backed up on their own
LEDGER_KEYS = Path(os.environ.get("ZONA_LEDGER_KEYS", STATE / "keys"))
LEDGER_PASSPHRASE = os.environ.get("ZONA_LEDGER_PASSPHRASE", "")

#: opens the city's seal and time stamper, which the queue uses; personal pass phrases are typed and never kept
SEAL_PASSPHRASE = os.environ.get("ZONA_SEAL_PASSPHRASE", "")
#: BSrE's e-sign client service on the city's own network; empty where the city has none
BSRE_ADDRESS = os.environ.get("ZONA_BSRE_ADDRESS", "")
BSRE_USER = os.environ.get("ZONA_BSRE_USER", "")
BSRE_PASSWORD = os.environ.get("ZONA_BSRE_PASSWORD", "")
BSRE_SECONDS = 30
#: PEM certificates beside the city's own whose signatures are believed (BSrE's root), one file each
TRUSTED_ROOTS = [
    path.read_bytes() for path in sorted(Path(os.environ.get("ZONA_TRUSTED_ROOTS", STATE / "roots")).glob("*.pem"))
]

INSTRUMENTS_DIR = ROOT / "data" / "instruments"
DEMO = os.environ.get("ZONA_DEMO") == "1"

#: where people reach the site, for links in e-mails
SITE = os.environ.get("ZONA_SITE") or (
    f"https://{ALLOWED_HOSTS[0].lstrip('.')}" if ALLOWED_HOSTS else f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
)
SITE = SITE.rstrip("/")
DEFAULT_FROM_EMAIL = os.environ.get("ZONA_EMAIL_FROM", "zona@localhost")
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
EMAIL_TIMEOUT = 20  # seconds; a mail server that hangs must not hold the worker

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # a doubtful file is an answer to the person who asks, not an event for the log
    "loggers": {"pyhanko": {"level": "ERROR"}, "pyhanko_certvalidator": {"level": "ERROR"}},
}
