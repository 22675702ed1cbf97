import pytest
from django.core import mail

from zona.console.__main__ import main
from zona.notifications.actions.notify import notify

pytestmark = pytest.mark.django_db


def test_what_waits_leaves_once(cast, capsys):
    cast.joko.email = "joko@example.id"
    notify([cast.joko], text="Butir V.b.2 dikembalikan.", address="/lembar-kerja/1/")
    assert main(["mail", "--site", "https://zona.example"]) == 0
    assert main(["mail", "--site", "https://zona.example"]) == 0
    assert [one.to for one in mail.outbox] == [["joko@example.id"]]
    assert "https://zona.example/lembar-kerja/1/" in mail.outbox[0].body
    assert "1 surel terkirim" in capsys.readouterr().out


def test_a_server_that_is_away_is_said_and_nothing_is_lost(cast, capsys, settings):
    cast.joko.email = "joko@example.id"
    notice = notify([cast.joko], text="Butir V.b.2 dikembalikan.", address="/")[0]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert main(["mail", "--site", "https://zona.example"]) == 2
    notice.refresh_from_db()
    assert notice.mailed_at is None
    assert "tidak dapat dihubungi" in capsys.readouterr().err
