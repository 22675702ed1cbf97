"""What stands in the main navigation, for whom; read once when Django starts."""

import math
import time
from typing import Any

from django.db.models.signals import post_delete, post_save

from zona.accounts.permissions import Permission
from zona.accounts.policy import can_somewhere
from zona.web import shell


def _can(permission: Permission) -> shell.Predicate:
    def show(user: Any) -> bool:
        return can_somewhere(user, permission)

    return show


#: seconds for which a process keeps a government's name; every page asks for it
LIFETIME = 60
#: government (None: the only one there is) -> when it was asked, and its name; None where nothing was asked yet
_CITY: dict[int | None, tuple[float, str]] | None = None


def city(user: Any = None) -> str:
    """The name of the person's government; for strangers the name of the only one, and none where there are more."""
    global _CITY
    if _CITY is None:
        _CITY = {}
    number: int | None = getattr(user, "government_id", None)
    asked, name = _CITY.get(number, (-math.inf, ""))
    if time.monotonic() - asked >= LIFETIME:
        name = _name_of(number)
        _CITY[number] = (time.monotonic(), name)
    return name


def _name_of(number: int | None) -> str:
    from zona.organizations.models import Government

    governments = Government.objects.all() if number is None else Government.objects.filter(pk=number)
    names = list(governments.order_by("pk").values_list("short_name", flat=True)[:2])
    return names[0] if len(names) == 1 else shell.DEFAULT_CITY()


def _forget(**_: Any) -> None:
    """A government was registered or changed in this process: ask again; other processes do within LIFETIME."""
    global _CITY
    _CITY = None


def register() -> None:
    """Fill the shell's registries."""
    from zona.web.papers.duties import shows_papers  # models are ready only now

    shell.register(
        shell.NavItem("Lembar kerja", "worksheets", _can(Permission.VIEW_ASSESSMENT), order=10),
        shell.NavItem("Rekap kota", "city_recap", _can(Permission.VIEW_CITY_RECAP), order=20),
        shell.NavItem("Naskah", "papers", shows_papers, order=25),
        shell.NavItem("Buku besar", "ledger", _can(Permission.READ_LEDGER), order=30),
        shell.NavItem("Pelindungan data", "erasing", _can(Permission.ERASE_PERSON), order=40),
        shell.NavItem("Pemerintah daerah", "government_change", _can(Permission.MANAGE_UNITS), order=79),
        shell.NavItem("Unit kerja", "units", _can(Permission.MANAGE_UNITS), order=80),
        shell.NavItem("Orang dan peran", "people", _can(Permission.MANAGE_PEOPLE), order=81),
        shell.NavItem("Periode", "periods", _can(Permission.MANAGE_PERIODS), order=82),
        shell.NavItem("Instrumen", "instruments", _can(Permission.MANAGE_INSTRUMENTS), order=83),
        shell.NavItem("Sertifikat", "keys", _can(Permission.MANAGE_KEYS), order=83),
        shell.NavItem("Pekerjaan latar", "jobs", _can(Permission.MANAGE_BACKGROUND_WORK), order=84),
    )
    shell.register_public(
        shell.NavItem("Periksa naskah", "verify", note="apakah sebuah naskah kota asli dan masih berlaku", order=80),
        shell.NavItem(
            "Buku besar",
            "ledger_public_index",
            note="titik periksa: bukti bahwa tidak ada catatan yang diubah",
            order=90,
        ),
    )
    shell.SOURCES.city = city
    for changed in (post_save, post_delete):
        changed.connect(_forget, sender="organizations.Government", dispatch_uid="zona.web.navigation.city")
    shell.SOURCES.person = lambda user: user.display_name
