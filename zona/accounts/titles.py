"""What the holder of a role is called: `Plt. Kepala Dinas Kesehatan`, `Camat Cipondoh`, `Inspektur`."""

from zona.accounts.enums import Acting, Role
from zona.organizations.enums import UnitCategory

#: the head of a unit of this category, and the word of the unit's name that the title replaces
_HEADS = {
    UnitCategory.DISTRICT: ("Camat", "Kecamatan "),
    UnitCategory.VILLAGE: ("Lurah", "Kelurahan "),
    UnitCategory.HOSPITAL: ("Direktur", ""),
    UnitCategory.SCHOOL: ("Kepala", ""),
}


def title(role: Role, *, acting: Acting = Acting.NO, unit: str = "", category: UnitCategory | None = None) -> str:
    """The title of somebody who holds `role`; unit and category for roles of a unit."""
    prefix = f"{acting.label} " if acting else ""
    if not unit:
        return f"{prefix}{role.label}"
    if role is not Role.UNIT_HEAD or category is None:
        return f"{prefix}{role.label} {unit}"
    office, replaced = _HEADS.get(category, ("Kepala", ""))
    return f"{prefix}{office} {unit.removeprefix(replaced)}"
