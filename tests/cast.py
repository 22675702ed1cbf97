"""The people and units of every test: a small invented city. Everybody knows it, so a test only says what differs.

Units (code): Dinas Kesehatan (1.02) with Puskesmas Melati (1.02.01) and Puskesmas Kenanga (1.02.02), Dinas
Kependudukan (2.12), Kecamatan Cibening (7.01) with Kelurahan Bening Asri (7.01.01). One period, this year's, open all
year. Every account has the password `PASSWORD`.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.contrib.auth.hashers import make_password

from zona.accounts.enums import Role
from zona.accounts.models import RoleGrant, User
from zona.base import clock
from zona.organizations.enums import UnitCategory
from zona.organizations.models import Employee, Government, Period, WorkUnit

PASSWORD = "kata-sandi-untuk-uji-coba"
#: every role of the cast began long ago
BEGAN = date(2020, 1, 1)


@dataclass(frozen=True)
class Cast:
    """The city, its units, its people by first name, and the same people by role in `by_role`."""

    city: Government
    period: Period
    dinkes: WorkUnit
    melati: WorkUnit
    kenanga: WorkUnit
    dukcapil: WorkUnit
    cibening: WorkUnit
    asri: WorkUnit

    wulan: User  # Kepala Dinas Kesehatan
    ratna: User  # Kepala Puskesmas Melati
    siti: User  # ketua tim kerja Puskesmas Melati
    joko: User  # anggota tim kerja Puskesmas Melati
    dewi: User  # pegawai Puskesmas Melati
    agus: User  # Kepala Puskesmas Kenanga
    bambang: User  # Kepala Dinas Kependudukan
    rini: User  # anggota tim kerja Dinas Kependudukan
    yusuf: User  # Camat Cibening
    herman: User  # Sekretaris Daerah
    lestari: User  # Wali Kota
    tono: User  # anggota TPI
    maya: User  # ketua tim TPI
    fajar: User  # pengendali teknis TPI
    nadia: User  # penilai nasional
    putu: User  # petugas pengaduan
    galih: User  # petugas UPG
    sari: User  # pengelola WBS
    indah: User  # pengelola survei
    surya: User  # inspektur
    hukma: User  # Bagian Hukum
    anisa: User  # PPID
    dharma: User  # petugas pelindungan data
    saksi: User  # saksi pakta integritas
    admin: User  # admin, Bagian Organisasi
    nobody: User  # an account without any role

    by_role: dict[Role, User]
    joko_employee: Employee


#: account -> name, role, unit; `nobody` has none
_PEOPLE: dict[str, tuple[str, Role | None, str]] = {
    "wulan": ("Wulan Prameswari", Role.UNIT_HEAD, "dinkes"),
    "ratna": ("Ratna Kusumawati", Role.UNIT_HEAD, "melati"),
    "siti": ("Siti Maryani", Role.TEAM_LEAD, "melati"),
    "joko": ("Joko Prasetyo", Role.TEAM_MEMBER, "melati"),
    "dewi": ("Dewi Anggraini", Role.EMPLOYEE, "melati"),
    "agus": ("Agus Setiawan", Role.UNIT_HEAD, "kenanga"),
    "bambang": ("Bambang Sutrisno", Role.UNIT_HEAD, "dukcapil"),
    "rini": ("Rini Astuti", Role.TEAM_MEMBER, "dukcapil"),
    "yusuf": ("Yusuf Hidayat", Role.UNIT_HEAD, "cibening"),
    "herman": ("Herman Wijaya", Role.REGIONAL_SECRETARY, ""),
    "lestari": ("Lestari Handayani", Role.MAYOR, ""),
    "tono": ("Tono Saputra", Role.ASSESSOR, ""),
    "maya": ("Maya Puspita", Role.ASSESSOR_LEAD, ""),
    "fajar": ("Fajar Nugroho", Role.TECHNICAL_CONTROLLER, ""),
    "nadia": ("Nadia Permata", Role.NATIONAL_REVIEWER, ""),
    "putu": ("Putu Ardana", Role.COMPLAINT_OFFICER, ""),
    "galih": ("Galih Ramadhan", Role.GRATUITY_OFFICER, ""),
    "sari": ("Sari Oktaviani", Role.WHISTLEBLOWING_RECIPIENT, ""),
    "indah": ("Indah Cahyani", Role.SURVEY_OFFICER, ""),
    "surya": ("Surya Dermawan", Role.INSPECTOR, ""),
    "hukma": ("Hukma Adiputra", Role.LEGAL_OFFICER, ""),
    "anisa": ("Anisa Rahmawati", Role.INFORMATION_OFFICER, ""),
    "dharma": ("Dharma Kurniawan", Role.DATA_PROTECTION_OFFICER, ""),
    "saksi": ("Slamet Riyadi", Role.PACT_WITNESS, ""),
    "admin": ("Eko Purnomo", Role.ADMINISTRATOR, ""),
    "nobody": ("Tanpa Peran", None, ""),
}


@lru_cache(maxsize=1)
def _hashed() -> str:
    return make_password(PASSWORD)


def build_cast() -> Cast:
    """Store the city and its people; a handful of statements, because nearly every test begins with it."""
    city = Government.objects.create(
        name="Pemerintah Kota Bening", short_name="Kota Bening", address="Jalan Merdeka 1, Kota Bening"
    )
    units = _units(city)
    users = _users(city)
    _grants(users, units)
    employee = Employee.objects.create(
        government=city, unit=units["melati"], name="Joko Prasetyo", employee_number="198501012010011001"
    )
    users["joko"].employee = employee
    users["joko"].save(update_fields=["employee"])
    # ratna is the unit head people think of first; later rows of one role do not replace earlier ones
    by_role = {role: users[key] for key, (_, role, _) in reversed(_PEOPLE.items()) if role}
    by_role[Role.UNIT_HEAD] = users["ratna"]
    return Cast(city=city, period=_period(city), **units, **users, by_role=by_role, joko_employee=employee)


def other_city() -> tuple[Government, WorkUnit, User]:
    """A second government with one unit and its administrator, whom nothing of the first city concerns."""
    city = Government.objects.create(name="Pemerintah Kota Jernih", short_name="Kota Jernih")
    unit = make_unit(city, code="1.02", name="Dinas Kesehatan Jernih")
    admin = make_user(city, "admin.jernih", name="Admin Jernih")
    give(admin, Role.ADMINISTRATOR)
    return city, unit, admin


def make_unit(
    city: Government,
    *,
    code: str,
    name: str,
    category: UnitCategory = UnitCategory.DEPARTMENT,
    parent: WorkUnit | None = None,
) -> WorkUnit:
    """One more unit."""
    return WorkUnit.objects.create(government=city, code=code, name=name, category=category, parent=parent)


def make_user(city: Government, username: str, *, name: str = "Orang Baru", is_demo: bool = False) -> User:
    """One more account, with the password of the cast and no role."""
    return User.objects.create(
        government=city,
        username=username,
        name=name,
        email=f"{username}@contoh.id",
        password=_hashed(),
        is_demo=is_demo,
    )


def give(user: User, role: Role, unit: WorkUnit | None = None, *, starts: date = BEGAN, **more: object) -> RoleGrant:
    """Give a role straight away, past the deed and its checks."""
    user.rights = None
    return RoleGrant.objects.create(user=user, role=role, unit=unit, starts=starts, **more)


def _units(city: Government) -> dict[str, WorkUnit]:
    dinkes = make_unit(city, code="1.02", name="Dinas Kesehatan")
    health = UnitCategory.HEALTH_CENTRE
    cibening = make_unit(city, code="7.01", name="Kecamatan Cibening", category=UnitCategory.DISTRICT)
    return {
        "dinkes": dinkes,
        "melati": make_unit(city, code="1.02.01", name="Puskesmas Melati", category=health, parent=dinkes),
        "kenanga": make_unit(city, code="1.02.02", name="Puskesmas Kenanga", category=health, parent=dinkes),
        "dukcapil": make_unit(city, code="2.12", name="Dinas Kependudukan"),
        "cibening": cibening,
        "asri": make_unit(
            city, code="7.01.01", name="Kelurahan Bening Asri", category=UnitCategory.VILLAGE, parent=cibening
        ),
    }


def _users(city: Government) -> dict[str, User]:
    rows = [
        User(government=city, username=key, name=name, email=f"{key}@contoh.id", password=_hashed())
        for key, (name, _, _) in _PEOPLE.items()
    ]
    return {user.username: user for user in User.objects.bulk_create(rows)}


def _grants(users: dict[str, User], units: dict[str, WorkUnit]) -> None:
    RoleGrant.objects.bulk_create(
        RoleGrant(user=users[key], role=role, unit=units.get(unit), starts=BEGAN)
        for key, (_, role, unit) in _PEOPLE.items()
        if role
    )


def _period(city: Government) -> Period:
    year = clock.today().year
    return Period.objects.create(
        government=city,
        year=year,
        name=f"Tahun {year}",
        filling_opens=date(year, 1, 1),
        filling_closes=date(year, 12, 31),
        contact="Bagian Organisasi, (021) 5550 1234",
    )
