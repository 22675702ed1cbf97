"""The government, its units, its employees and its periods: facts only. Deeds are in `actions/`."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Lower
from django.db.models.lookups import Exact

from zona.organizations.addresses import lines_of, validate_lines
from zona.organizations.enums import UnitCategory
from zona.organizations.rules.employee_number import DIGITS
from zona.organizations.rules.windows import Window


class Government(models.Model):
    """A regional government that runs the programme; everything else belongs to one."""

    name = models.CharField("nama", max_length=200, unique=True)  # Pemerintah Kota Tangerang
    short_name = models.CharField("nama singkat", max_length=80)  # Kota Tangerang
    address = models.TextField("alamat", blank=True)
    letterhead = models.TextField("kepala surat", blank=True, help_text="Satu baris kepala surat per baris.")
    province = models.CharField("provinsi", max_length=80, blank=True, help_text="Banten")
    head_office = models.CharField(
        "jabatan kepala daerah",
        max_length=80,
        blank=True,
        help_text="Sebagaimana dicetak pada keputusan: Wali Kota Tangerang",
    )
    phone = models.CharField("telepon", max_length=40, blank=True)
    email = models.EmailField("surel", blank=True)
    checkpoint_recipients = models.TextField(
        "penerima titik periksa",
        blank=True,
        validators=[validate_lines],
        help_text="Surel kantor yang menyimpan titik periksa buku besar setiap hari, satu alamat tiap baris.",
    )
    is_demo = models.BooleanField("peragaan", default=False)

    class Meta:
        ordering = ["name"]
        verbose_name = "pemerintah daerah"
        verbose_name_plural = "pemerintah daerah"

    def __str__(self) -> str:
        return self.name

    @property
    def letterhead_lines(self) -> list[str]:
        """The letterhead, line by line; the name where none was entered."""
        return self.letterhead.splitlines() or [self.name]

    @property
    def checkpoint_recipient_list(self) -> list[str]:
        """The offices that keep the ledger's checkpoints, an address each."""
        return lines_of(self.checkpoint_recipients)

    @property
    def decree_letterhead(self) -> list[str]:
        """Who decides, above a decree: the head of the region and the province."""
        head = self.head_office or f"Wali {self.short_name}"
        return [head, f"Provinsi {self.province}"] if self.province else [head]

    @property
    def place(self) -> str:
        """Where its papers are signed: `Tangerang`."""
        return self.short_name.removeprefix("Kota ").removeprefix("Kabupaten ")


class WorkUnit(models.Model):
    """A part of the government that can declare, answer and be assessed (unit kerja)."""

    government = models.ForeignKey(Government, models.PROTECT, related_name="units", verbose_name="pemerintah daerah")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="unit induk"
    )
    code = models.CharField("kode", max_length=40)
    name = models.CharField("nama", max_length=200)
    short_name = models.CharField("nama singkat", max_length=80, blank=True)
    category = models.CharField("jenis unit", max_length=20, choices=UnitCategory.choices)
    address = models.TextField("alamat", blank=True)
    closed_on = models.DateField("ditutup", null=True, blank=True)
    is_demo = models.BooleanField("peragaan", default=False)

    class Meta:
        ordering = ["code"]
        verbose_name = "unit kerja"
        verbose_name_plural = "unit kerja"
        constraints = [
            models.UniqueConstraint(
                "government",
                Lower("code"),
                name="unit_code_once",
                violation_error_message="Kode ini sudah dipakai unit lain.",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")),
                name="unit_not_its_own_parent",
                violation_error_message="Unit tidak dapat menjadi induk dirinya sendiri.",
            ),
            models.CheckConstraint(
                condition=Q(category__in=UnitCategory.values),
                name="unit_category_known",
                violation_error_message="Jenis unit tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(name=""),
                name="unit_has_code_and_name",
                violation_error_message="Unit kerja harus mempunyai kode dan nama.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        """Whether the unit still exists."""
        return self.closed_on is None

    @property
    def label(self) -> str:
        """The short name, or the name where there is none."""
        return self.short_name or self.name


class Employee(models.Model):
    """A person who works in a unit, with or without an account.

    Personal data: name, NIP, position, e-mail, phone. Purpose: knowing who belongs to a unit (pacts, teams,
    declarations of interest) and whom to call. Retention: while employed and five years after `left_on`.
    """

    government = models.ForeignKey(
        Government, models.PROTECT, related_name="employees", verbose_name="pemerintah daerah"
    )
    unit = models.ForeignKey(WorkUnit, models.PROTECT, related_name="employees", verbose_name="unit kerja")
    employee_number = models.CharField(
        "NIP",
        max_length=DIGITS,
        blank=True,
        validators=[RegexValidator(rf"^[0-9]{{{DIGITS}}}\Z", f"NIP terdiri atas {DIGITS} angka.")],
    )
    name = models.CharField("nama", max_length=200)
    position = models.CharField("jabatan", max_length=200, blank=True)
    email = models.EmailField("surel", blank=True)
    phone = models.CharField("telepon", max_length=40, blank=True)
    left_on = models.DateField("keluar", null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = "pegawai"
        verbose_name_plural = "pegawai"
        constraints = [
            models.UniqueConstraint(
                fields=["government", "employee_number"],
                condition=~Q(employee_number=""),
                name="employee_number_once",
                violation_error_message="NIP ini sudah dipakai pegawai lain.",
            ),
            models.CheckConstraint(
                condition=Q(employee_number="") | Q(Exact(Length("employee_number"), DIGITS)),
                name="employee_number_length",
                violation_error_message=f"NIP terdiri atas {DIGITS} angka.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="employee_has_name",
                violation_error_message="Pegawai harus mempunyai nama.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        """Whether the person still works for the government."""
        return self.left_on is None


def _in_order(opens: str, closes: str) -> Q:
    """Both dates or neither, and the last day not before the first."""
    both = Q(**{f"{opens}__isnull": False, f"{closes}__isnull": False, f"{closes}__gte": F(opens)})
    return both | Q(**{f"{opens}__isnull": True, f"{closes}__isnull": True})


class Period(models.Model):
    """A year of the programme with its three windows; every first and last day belongs to its window."""

    government = models.ForeignKey(Government, models.PROTECT, related_name="periods", verbose_name="pemerintah daerah")
    year = models.PositiveSmallIntegerField("tahun")
    name = models.CharField("nama", max_length=100)
    filling_opens = models.DateField("pengisian dibuka")
    filling_closes = models.DateField("pengisian ditutup")
    verification_opens = models.DateField("verifikasi dibuka", null=True, blank=True)
    verification_closes = models.DateField("verifikasi ditutup", null=True, blank=True)
    revision_opens = models.DateField("perbaikan dibuka", null=True, blank=True)
    revision_closes = models.DateField("perbaikan ditutup", null=True, blank=True)
    contact = models.CharField(
        "narahubung",
        max_length=200,
        blank=True,
        help_text="Siapa yang dihubungi, dengan telepon atau surel: Bagian Organisasi, (021) 5576 0000",
    )

    class Meta:
        ordering = ["-year"]
        verbose_name = "periode"
        verbose_name_plural = "periode"
        constraints = [
            models.UniqueConstraint(
                fields=["government", "year"],
                name="period_once_a_year",
                violation_error_message="Periode untuk tahun ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(filling_closes__gte=F("filling_opens")),
                name="period_filling_in_order",
                violation_error_message="Pengisian tidak dapat ditutup sebelum dibuka.",
            ),
            models.CheckConstraint(
                condition=_in_order("verification_opens", "verification_closes"),
                name="period_verification_in_order",
                violation_error_message="Verifikasi memerlukan tanggal buka dan tutup, dan tidak dapat ditutup "
                "sebelum dibuka.",
            ),
            models.CheckConstraint(
                condition=_in_order("revision_opens", "revision_closes"),
                name="period_revision_in_order",
                violation_error_message="Perbaikan memerlukan tanggal buka dan tutup, dan tidak dapat ditutup "
                "sebelum dibuka.",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2200),
                name="period_year_sensible",
                violation_error_message="Tahun periode harus di antara 2000 dan 2200.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def filling(self) -> Window:
        """When units answer."""
        return Window("Pengisian", self.filling_opens, self.filling_closes, self.contact)

    @property
    def verification(self) -> Window | None:
        """When assessors verify; None while no dates are set."""
        if self.verification_opens is None or self.verification_closes is None:
            return None
        return Window("Verifikasi", self.verification_opens, self.verification_closes, self.contact)

    @property
    def revision(self) -> Window | None:
        """When units repair what was returned; None while no dates are set."""
        if self.revision_opens is None or self.revision_closes is None:
            return None
        return Window("Perbaikan", self.revision_opens, self.revision_closes, self.contact)
