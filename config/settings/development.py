"""A machine on somebody's desk: demo city, plain http on the loopback address."""

from config.settings.base import *  # noqa: F403
from config.settings.base import STATE

STATE.mkdir(parents=True, exist_ok=True)


def _kept(name: str) -> str:
    """A secret of this machine's own, made once, so that sessions and the city's seal survive a restart."""
    import secrets

    path = STATE / name
    if not path.exists():
        path.write_text(secrets.token_urlsafe(48))
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = _kept("secret-key")
SEAL_PASSPHRASE = _kept("seal-passphrase")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DEMO = True
