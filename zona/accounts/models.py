"""Accounts and the roles granted to them. Deeds are in `actions/`, who may do what in `permissions` and `policy`."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from zona.accounts.enums import UNIT_ROLES, Acting, Role
from zona.accounts.titles import title
from zona.base import clock
from zona.organizations.enums import UnitCategory
from zona.organizations.models import Employee, Government, WorkUnit

if TYPE_CHECKING:
    from zona.accounts.policy import Rights
    from zona.organizations.officer import Right


class UserManager(BaseUserManager["User"]):
    """Makes accounts with the name and the address in the form in which they are compared."""

    def create_user(
        self,
        username: str,
        password: str | None = None,
        *,
        government: Government,
        name: str,
        email: str = "",
        employee: Employee | None = None,
        is_demo: bool = False,
    ) -> "User":
        """Store an account; without a password nobody can sign in until one is set by e-mail.

        It checks no permission and writes no leaf: people use the deed `actions.create_user`.
        """
        user = self.model(
            government=government, username=username, name=name, email=email, employee=employee, is_demo=is_demo
        )
        user.set_password(password)
        user.full_clean()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account of that name, whatever the case."""
        return self.get(username=(username or "").lower())


class User(AbstractBaseUser):
    """An account. Rights come from `RoleGrant` alone: there are no superusers, groups or staff flags.

    Personal data: name, user name, e-mail, time of the last sign-in. Purpose: knowing who acts. Retention: while the
    person works with Zona and as long as anything in the ledger needs the number; then the name is erased here.
    """

    government = models.ForeignKey(Government, models.PROTECT, related_name="users", verbose_name="pemerintah daerah")
    username = models.CharField(
        "nama pengguna",
        max_length=150,
        unique=True,
        validators=[ASCIIUsernameValidator()],
        error_messages={"unique": "Nama pengguna ini sudah dipakai."},
    )
    email = models.EmailField("surel", blank=True)
    name = models.CharField("nama", max_length=200)
    employee = models.OneToOneField(
        Employee, models.PROTECT, null=True, blank=True, related_name="user", verbose_name="pegawai"
    )
    is_demo = models.BooleanField("peragaan", default=False)
    joined_at = models.DateTimeField("dibuat", default=clock.now)
    deactivated_at = models.DateTimeField("dinonaktifkan", null=True, blank=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    #: what `policy` read about this account, kept on this object only and therefore never longer than a request
    rights: "Rights | None" = None

    class Meta:
        ordering = ["name", "id"]
        verbose_name = "akun"
        verbose_name_plural = "akun"
        constraints = [
            models.CheckConstraint(
                condition=Q(username=Lower("username")),
                name="user_username_lower_case",
                violation_error_message="Nama pengguna ditulis dengan huruf kecil.",
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="user_email_lower_case",
                violation_error_message="Surel ditulis dengan huruf kecil.",
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=~Q(email=""),
                name="user_email_once",
                violation_error_message="Surel ini sudah dipakai akun lain.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="user_has_name",
                violation_error_message="Akun harus mempunyai nama.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Bring name and address into the form in which they are compared."""
        self.username = self.username.strip().lower()
        self.email = self.email.strip().lower()

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether the person may be signed in at all; asked at sign-in and again at every request.

        Demo accounts share a published password, so outside a demo they are as good as closed (RELIABILITY 6.3.2).
        """
        return self.deactivated_at is None and (settings.DEMO or not self.is_demo)

    @property
    def display_name(self) -> str:
        """The name, with the acting title of a deputy once the rights of this object have been read.

        Deeds read them (they check the permission first), so the ledger has the title. A name in a list never costs
        a query and stays plain.
        """
        titles = self.rights.acting_titles(clock.today()) if self.rights else []
        return f"{self.name} ({', '.join(titles)})" if titles else self.name

    def get_full_name(self) -> str:
        """The name, as Django asks for it."""
        return self.name

    def get_short_name(self) -> str:
        """The name: Indonesian names cannot be cut."""
        return self.name

    def require(self, right: "Right", *, unit: WorkUnit | None = None, government_id: int | None = None) -> None:
        """`policy.require` for deeds of apps that stand above accounts (`organizations.officer`)."""
        from zona.accounts import policy
        from zona.accounts.permissions import Permission

        policy.require(self, Permission(right), unit, government_id=government_id)


class RoleGrant(models.Model):
    """A role on one person, for one unit or the whole government, from one day to another.

    Personal data: who held which office when. Purpose: showing by what right somebody acted. Retention: as long as the
    decisions taken by that right.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="grants", verbose_name="akun")
    role = models.CharField("peran", max_length=40, choices=Role.choices)
    unit = models.ForeignKey(
        WorkUnit, models.PROTECT, null=True, blank=True, related_name="grants", verbose_name="unit kerja"
    )
    starts = models.DateField("mulai", default=clock.today)
    ends = models.DateField("sampai dengan", null=True, blank=True)
    revoked_on = models.DateField("dicabut", null=True, blank=True)
    acting = models.CharField("pelaksana tugas", max_length=3, choices=Acting.choices, default=Acting.NO, blank=True)
    acting_for = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="mewakili"
    )

    class Meta:
        ordering = ["user", "role", "starts"]
        verbose_name = "penugasan peran"
        verbose_name_plural = "penugasan peran"
        indexes = [models.Index(fields=["unit", "role"], name="role_grant_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=Role.values),
                name="role_grant_role_known",
                violation_error_message="Peran tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=sorted(UNIT_ROLES), unit__isnull=False)
                | (~Q(role__in=sorted(UNIT_ROLES)) & Q(unit__isnull=True)),
                name="role_grant_unit_fits_role",
                violation_error_message="Peran unit memerlukan unit kerja; peran lain berlaku untuk seluruh pemerintah "
                "daerah.",
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")),
                name="role_grant_in_order",
                violation_error_message="Peran tidak dapat berakhir sebelum mulai.",
            ),
            models.CheckConstraint(
                condition=Q(acting__in=Acting.values),
                name="role_grant_acting_known",
                violation_error_message="Pilih definitif, Plt. atau Plh.",
            ),
            models.CheckConstraint(
                condition=Q(acting="") | Q(ends__isnull=False),
                name="role_grant_acting_ends",
                violation_error_message="Plt. dan Plh. harus mempunyai tanggal akhir.",
            ),
            models.CheckConstraint(
                condition=Q(acting_for=None) | (~Q(acting="") & ~Q(acting_for=F("user"))),
                name="role_grant_acting_for_another",
                violation_error_message="Hanya Plt. atau Plh. yang mewakili orang lain, dan bukan dirinya sendiri.",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "unit", "starts"],
                condition=Q(revoked_on=None, unit__isnull=False),
                name="role_grant_once_for_unit",
                violation_error_message="Peran ini sudah diberikan untuk unit itu.",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "starts"],
                condition=Q(revoked_on=None, unit=None),
                name="role_grant_once_for_government",
                violation_error_message="Peran ini sudah diberikan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.title}"

    @property
    def title(self) -> str:
        """`Plt. Kepala Dinas Kesehatan`."""
        unit = self.unit
        return title(
            Role(self.role),
            acting=Acting(self.acting),
            unit=unit.name if unit else "",
            category=UnitCategory(unit.category) if unit else None,
        )

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, or None; before `starts` when it was revoked on its first day."""
        if self.revoked_on is None:
            return self.ends
        before = date.fromordinal(self.revoked_on.toordinal() - 1)
        return before if self.ends is None else min(before, self.ends)

    def holds_on(self, day: date) -> bool:
        """Whether it is in force: `starts` and `ends` belong to it, the day of revocation does not."""
        last = self.last_day
        return self.starts <= day and (last is None or day <= last)
