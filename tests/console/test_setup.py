import pytest

from zona.accounts.models import RoleGrant, User
from zona.console.__main__ import main
from zona.organizations.models import Government

pytestmark = pytest.mark.django_db
CITY = [
    "setup",
    "--name",
    "Pemerintah Kota Contoh",
    "--short-name",
    "Kota Contoh",
    "--username",
    "budi",
    "--person",
    "Budi",
]


def test_the_first_city_and_its_administrator_are_made(monkeypatch, capsys):
    monkeypatch.setenv("ZONA_ADMIN_PASSWORD", "rahasia-panjang-sekali-01")
    assert main(CITY) == 0
    user = User.objects.get()
    assert (Government.objects.get().is_demo, user.is_demo, RoleGrant.objects.get().role) == (
        False,
        False,
        "administrator",
    )
    assert user.check_password("rahasia-panjang-sekali-01")


def test_a_weak_password_makes_nothing(monkeypatch, capsys):
    monkeypatch.setenv("ZONA_ADMIN_PASSWORD", "pendek")
    assert main(CITY) == 2
    assert (Government.objects.count(), User.objects.count()) == (0, 0)
    assert "terlalu pendek" in capsys.readouterr().err


def test_a_city_that_exists_is_left_alone(monkeypatch, capsys, cast):
    monkeypatch.setenv("ZONA_ADMIN_PASSWORD", "rahasia-panjang-sekali-01")
    assert main(CITY) == 2
    assert Government.objects.count() == 1
