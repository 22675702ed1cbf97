"""What stands in the main navigation, for whom; read once when Django starts."""

from typing import Any

from zona.accounts.permissions import Permission
from zona.accounts.policy import can_somewhere
from zona.web import shell


def _can(permission: Permission) -> shell.Predicate:
    def show(user: Any) -> bool:
        return can_somewhere(user, permission)

    return show


def city() -> str:
    """The government's name, asked once for each process."""
    global _CITY
    if _CITY is None:
        from zona.organizations.models import Government

        first = Government.objects.first()
        if first is None:
            return shell.DEFAULT_CITY()
        _CITY = first.short_name
    return _CITY


_CITY: str | None = None


def register() -> None:
    """Fill the shell's registries."""
    shell.register(
        shell.NavItem("Lembar kerja", "worksheets", _can(Permission.VIEW_ASSESSMENT), order=10),
        shell.NavItem("Rekap kota", "city_recap", _can(Permission.VIEW_CITY_RECAP), order=20),
        shell.NavItem("Unit kerja", "units", _can(Permission.MANAGE_UNITS), order=80),
        shell.NavItem("Orang dan peran", "people", _can(Permission.MANAGE_PEOPLE), order=81),
        shell.NavItem("Periode", "periods", _can(Permission.MANAGE_PERIODS), order=82),
        shell.NavItem("Instrumen", "instruments", _can(Permission.MANAGE_INSTRUMENTS), order=83),
    )
    shell.SOURCES.city = city
    shell.SOURCES.person = lambda user: user.display_name
