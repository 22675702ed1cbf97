import pytest

from zona.console.__main__ import main

pytestmark = pytest.mark.django_db


def test_nothing_left_behind_is_nothing_cleaned(capsys, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert main(["clean"]) == 0
    assert "0 unggahan terputus" in capsys.readouterr().out
