"""What kind of unit it is. Always entered as data, never guessed from a unit's name."""

from django.db import models


class UnitCategory(models.TextChoices):
    """The kind of work unit, in the words people use."""

    DEPARTMENT = "department", "OPD"
    SECRETARIAT = "secretariat", "Bagian/Sekretariat"
    UPTD = "uptd", "UPTD"
    DISTRICT = "district", "Kecamatan"
    VILLAGE = "village", "Kelurahan"
    HEALTH_CENTRE = "health_centre", "Puskesmas"
    HOSPITAL = "hospital", "Rumah sakit"
    SCHOOL = "school", "Sekolah"


#: other words for a category that a file may use; all lower case
CATEGORY_SYNONYMS: dict[str, UnitCategory] = {
    "dinas": UnitCategory.DEPARTMENT,
    "badan": UnitCategory.DEPARTMENT,
    "perangkat daerah": UnitCategory.DEPARTMENT,
    "bagian": UnitCategory.SECRETARIAT,
    "sekretariat": UnitCategory.SECRETARIAT,
    "upt": UnitCategory.UPTD,
    "rs": UnitCategory.HOSPITAL,
    "rsud": UnitCategory.HOSPITAL,
}


def category_named(text: str) -> UnitCategory | None:
    """The category a person wrote: its label, its code or a known synonym; None when it is none of these."""
    word = " ".join(text.split()).casefold()
    for category in UnitCategory:
        if word in (category.value, category.label.casefold()):
            return category
    return CATEGORY_SYNONYMS.get(word)
