"""Who may read an entry."""

from django.db import models


class Visibility(models.TextChoices):
    """Class of readers, fixed when the entry is written."""

    UNIT = "unit", "unit kerja dan pengawasnya"  # who may see the unit's worksheets
    OFFICERS = "officers", "administrator dan Inspektorat"
    ASSESSORS = "assessors", "penilai, sampai nilainya boleh dilihat unit"
    SEALED = "sealed", "tidak dibuka"  # the commitment alone is for others (whistleblowing)


#: after an entry of this kind about the same object, the unit may read what was for assessors only
RELEASING_EVENTS = ("assessment.values_released",)
