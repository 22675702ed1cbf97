"""The administrator's forms. They take down what was typed; whether it may stand, the deeds decide."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q, QuerySet

from zona.accounts.enums import UNIT_ROLES, Acting, Role
from zona.accounts.models import RoleGrant, User
from zona.accounts.queries import in_force
from zona.base import clock
from zona.organizations.enums import UnitCategory
from zona.organizations.facts import EmployeeFacts, PeriodFacts, UnitFacts
from zona.organizations.models import Employee, WorkUnit
from zona.organizations.rules import employee_number
from zona.organizations.rules.windows import Window

if TYPE_CHECKING:
    _UnitChoice = forms.ModelChoiceField[WorkUnit]
else:
    _UnitChoice = forms.ModelChoiceField

#: the form's word for `Acting.NO`, whose stored value is empty and would read as not answered
_HOLDER = "definitif"
_ACTING = [(value or _HOLDER, label) for value, label in Acting.choices]
_WRONG_DATE = "Tulis tanggal, misal 30/07/2026."


class UnitField(_UnitChoice):
    """A choice among units, by name, with the code that tells namesakes apart."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            queryset=WorkUnit.objects.none(),
            error_messages={"invalid_choice": "Unit ini tidak ada atau sudah ditutup. Pilih unit lain."},
            **options,
        )

    def offer(self, government_id: int, *, also: int | None = None, without: int | None = None) -> None:
        """Offer the units that still exist; `also` one that stands there already, `without` the unit itself."""
        offered = Q(closed_on=None) if also is None else Q(closed_on=None) | Q(pk=also)
        units = WorkUnit.objects.filter(offered, government_id=government_id)
        units = units if without is None else units.exclude(pk=without)
        self.queryset = units.only("pk", "name", "code").order_by("name", "code")

    def label_from_instance(self, obj: WorkUnit) -> str:
        """`Puskesmas Melati (1.02.01)`."""
        return f"{obj.name} ({obj.code})"


def unit_field(form: forms.Form, name: str) -> UnitField:
    """The form's field, as what it is."""
    field = form.fields[name]
    assert isinstance(field, UnitField)
    return field


class DateField(forms.DateField):
    """A day; browsers show a calendar, others take `30/07/2026`."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input--date"})
        super().__init__(widget=widget, error_messages={"invalid": _WRONG_DATE}, **options)


class UnitForm(forms.Form):
    """Everything entered about a unit."""

    code = forms.CharField(label="Kode", max_length=40, help_text="Kode resmi unit, misal 1.02.01")
    name = forms.CharField(label="Nama", max_length=200)
    short_name = forms.CharField(label="Nama singkat", max_length=80, required=False)
    category = forms.ChoiceField(label="Jenis unit", choices=[("", "Pilih jenis"), *UnitCategory.choices])
    parent = UnitField(label="Unit induk", required=False, empty_label="Tidak ada: langsung di bawah pemerintah daerah")
    address = forms.CharField(label="Alamat", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, government_id: int, unit: WorkUnit | None = None, **kwargs: Any) -> None:
        if unit is not None:
            kwargs.setdefault("initial", vars(UnitFacts.of(unit)))
        super().__init__(*args, **kwargs)
        also, without = (unit.parent_id, unit.pk) if unit else (None, None)
        unit_field(self, "parent").offer(government_id, also=also, without=without)

    def facts(self) -> UnitFacts:
        """What was entered."""
        return UnitFacts(**self.cleaned_data | {"category": UnitCategory(self.cleaned_data["category"])})


class DayForm(forms.Form):
    """One day, asked for before a deed."""

    day = DateField(label="Tanggal")

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        kwargs["initial"] = {"day": clock.today()}
        super().__init__(*args, **kwargs)
        self.fields["day"].label = label

    @property
    def value(self) -> date:
        """The day that was entered."""
        day: date = self.cleaned_data["day"]
        return day


class EmptyForm(forms.Form):
    """A question answered with one button; it carries what the deed refuses."""


class ReasonForm(forms.Form):
    """Why something is done; it goes to the ledger."""

    reason = forms.CharField(
        label="Alasan", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Tercatat di buku besar bersama pencabutan.",
    )  # fmt: skip


class EmployeeForm(forms.Form):
    """Everything entered about an employee."""

    name = forms.CharField(label="Nama", max_length=200)
    employee_number = forms.CharField(
        label="NIP", max_length=40, required=False, help_text="18 angka; spasi boleh. Kosongkan untuk yang bukan ASN."
    )
    unit = UnitField(label="Unit kerja", empty_label="Pilih unit kerja")
    position = forms.CharField(label="Jabatan", max_length=200, required=False)
    email = forms.EmailField(label="Surel", max_length=254, required=False)
    phone = forms.CharField(label="Telepon", max_length=40, required=False)

    def __init__(self, *args: Any, government_id: int, employee: Employee | None = None, **kwargs: Any) -> None:
        if employee is not None:
            kwargs.setdefault("initial", vars(EmployeeFacts.of(employee)))
        super().__init__(*args, **kwargs)
        unit_field(self, "unit").offer(government_id, also=employee.unit_id if employee else None)

    def clean_employee_number(self) -> str:
        """The number without its spaces, or the sentence that says what is wrong with it."""
        typed: str = self.cleaned_data["employee_number"]
        refusal = employee_number.why_refused(typed) if typed else ""
        if refusal:
            raise forms.ValidationError(refusal)
        return employee_number.cleaned(typed)

    def facts(self) -> EmployeeFacts:
        """What was entered."""
        return EmployeeFacts(**self.cleaned_data)


class AccountForm(forms.Form):
    """What an account needs; without a password the person makes one by e-mail."""

    name = forms.CharField(label="Nama", max_length=200)
    username = forms.CharField(
        label="Nama pengguna", max_length=150, help_text="Huruf kecil, angka, titik, misal siti.maryani"
    )
    email = forms.EmailField(label="Surel", max_length=254, required=False)
    password = forms.CharField(
        label="Kata sandi pertama", required=False, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Kosongkan bila orangnya membuat sendiri lewat \"Lupa kata sandi\"; untuk itu surel harus diisi.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Without an e-mail and without a password nobody could ever sign in."""
        entered = super().clean() or self.cleaned_data
        if not entered.get("password") and not entered.get("email") and "email" not in self.errors:
            self.add_error("email", "Isi surel, atau isi kata sandi pertama: tanpa salah satunya akun tidak terpakai.")
        return entered


class GrantForm(forms.Form):
    """A role for a person: which, where, from when until when, and whether somebody fills in."""

    role = forms.ChoiceField(label="Peran")
    unit = UnitField(
        label="Unit kerja", required=False, empty_label="Seluruh pemerintah daerah",
        help_text="Pilih untuk pimpinan unit, ketua dan anggota tim kerja, dan pegawai; peran lain tanpa unit.",
    )  # fmt: skip
    starts = DateField(label="Mulai")
    ends = DateField(label="Sampai dengan", required=False, help_text="Hari terakhir; Plt. dan Plh. harus punya.")
    acting = forms.ChoiceField(label="Sifat", choices=_ACTING, initial=_HOLDER, widget=forms.RadioSelect)
    acting_for = forms.TypedChoiceField(
        label="Mewakili", required=False, empty_value=None, coerce=int,
        help_text="Untuk Plh.: pemegang jabatan yang sedang berhalangan.",
    )  # fmt: skip

    def __init__(self, *args: Any, account: User, **kwargs: Any) -> None:
        employee = account.employee
        kwargs["initial"] = {"starts": clock.today(), "unit": employee.unit_id if employee else None}
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = _role_choices()  # type: ignore[attr-defined]
        unit_field(self, "unit").offer(account.government_id)
        self.fields["acting_for"].choices = _office_holders(account)  # type: ignore[attr-defined]

    def wishes(self, among: QuerySet[User]) -> dict[str, Any]:
        """The arguments of the deed; the represented person is one of these accounts."""
        entered = dict(self.cleaned_data)
        represented = entered["acting_for"]
        return entered | {
            "role": Role(entered["role"]),
            "acting": Acting.NO if entered["acting"] == _HOLDER else Acting(entered["acting"]),
            "acting_for": among.get(pk=represented) if represented else None,
        }


def _role_choices() -> list[tuple[str, Any]]:
    """In two groups, because the first needs a unit."""
    of_unit = [(role.value, role.label) for role in Role if role in UNIT_ROLES]
    others = [(role.value, role.label) for role in Role if role not in UNIT_ROLES]
    return [("", "Pilih peran"), ("Untuk satu unit kerja", of_unit), ("Untuk seluruh pemerintah daerah", others)]


def _office_holders(account: User) -> list[tuple[str, str]]:
    """Whom somebody can stand in for: holders of an office today, with their titles."""
    grants = RoleGrant.objects.filter(
        in_force(clock.today()), user__government_id=account.government_id, acting=Acting.NO
    )
    grants = grants.exclude(role__in=[Role.EMPLOYEE, Role.TEAM_MEMBER]).exclude(user=account)
    titles: dict[tuple[str, str], list[str]] = {}
    for grant in grants.select_related("user", "unit").order_by("user__name", "user_id", "starts"):
        titles.setdefault((str(grant.user_id), grant.user.name), []).append(grant.title)
    return [("", "Tidak mewakili siapa pun"), *((pk, f"{name}: {', '.join(t)}") for (pk, name), t in titles.items())]


class PeriodForm(forms.Form):
    """A year and its three windows; the second and third may still be open."""

    year = forms.IntegerField(label="Tahun", widget=forms.NumberInput(attrs={"class": "input--date"}))
    name = forms.CharField(label="Nama", max_length=100, help_text="Seperti tampil di lembar kerja, misal Tahun 2026")
    filling_opens = DateField(label="Pengisian dibuka")
    filling_closes = DateField(label="Pengisian ditutup")
    verification_opens = DateField(label="Verifikasi dibuka", required=False)
    verification_closes = DateField(label="Verifikasi ditutup", required=False)
    revision_opens = DateField(label="Perbaikan dibuka", required=False)
    revision_closes = DateField(label="Perbaikan ditutup", required=False)
    contact = forms.CharField(
        label="Narahubung", max_length=200, required=False,
        help_text="Siapa yang dihubungi, dengan telepon atau surel: Bagian Organisasi, (021) 5576 0000",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A window has both days or neither."""
        entered = super().clean() or self.cleaned_data
        for name in ("verification", "revision"):
            days = [f"{name}_opens", f"{name}_closes"]
            missing = [day for day in days if not entered.get(day) and day not in self.errors]
            if len(missing) == 1:
                label = self.fields[missing[0]].label
                self.add_error(missing[0], f"{label} belum diisi: jadwal ini memerlukan tanggal buka dan tutup")
        return entered

    def facts(self) -> PeriodFacts:
        """What was entered."""
        entered = self.cleaned_data
        return PeriodFacts(
            year=entered["year"],
            name=entered["name"],
            contact=entered["contact"],
            filling=Window("Pengisian", entered["filling_opens"], entered["filling_closes"]),
            verification=self._window("Verifikasi", "verification"),
            revision=self._window("Perbaikan", "revision"),
        )

    def _window(self, title: str, name: str) -> Window | None:
        opens, closes = self.cleaned_data[f"{name}_opens"], self.cleaned_data[f"{name}_closes"]
        return Window(title, opens, closes) if opens and closes else None


class UploadForm(forms.Form):
    """A list from a spreadsheet."""

    berkas = forms.FileField(
        label="Berkas", allow_empty_file=True, help_text="CSV atau Excel (.xlsx), paling besar 5 MB",
        error_messages={"required": "Pilih berkasnya dulu."},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
    )  # fmt: skip
