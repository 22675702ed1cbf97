"""The roles of the programme, and what an acting office is called."""

from django.db import models


class Role(models.TextChoices):
    """What a person comes to do; the code is the one used in every table and document of Zona."""

    UNIT_HEAD = "unit_head", "Pimpinan unit"
    TEAM_LEAD = "team_lead", "Ketua tim kerja"
    TEAM_MEMBER = "team_member", "Anggota tim kerja"
    EMPLOYEE = "employee", "Pegawai"
    REGIONAL_SECRETARY = "regional_secretary", "Sekretaris Daerah"
    MAYOR = "mayor", "Wali Kota"
    ASSESSOR = "assessor", "Anggota TPI"
    ASSESSOR_LEAD = "assessor_lead", "Ketua tim TPI"
    TECHNICAL_CONTROLLER = "technical_controller", "Pengendali teknis TPI"
    NATIONAL_REVIEWER = "national_reviewer", "Penilai nasional"
    COMPLAINT_OFFICER = "complaint_officer", "Petugas pengaduan"
    GRATUITY_OFFICER = "gratuity_officer", "Petugas UPG"
    WHISTLEBLOWING_RECIPIENT = "whistleblowing_recipient", "Pengelola WBS"
    SURVEY_OFFICER = "survey_officer", "Pengelola survei"
    INSPECTOR = "inspector", "Inspektur"
    LEGAL_OFFICER = "legal_officer", "Bagian Hukum"
    INFORMATION_OFFICER = "information_officer", "PPID"
    DATA_PROTECTION_OFFICER = "data_protection_officer", "Petugas pelindungan data"
    PACT_WITNESS = "pact_witness", "Saksi pakta integritas"
    ADMINISTRATOR = "administrator", "Admin"

    @property
    def is_of_a_unit(self) -> bool:
        """Whether it is held for one unit; every other role is held for the whole government."""
        return self in UNIT_ROLES


#: roles held for one unit
UNIT_ROLES = frozenset({Role.UNIT_HEAD, Role.TEAM_LEAD, Role.TEAM_MEMBER, Role.EMPLOYEE})


class Acting(models.TextChoices):
    """Whether the office is held by somebody who fills in: Plt. for a vacant office, Plh. for an absent holder."""

    NO = "", "Definitif"
    PLT = "plt", "Plt."
    PLH = "plh", "Plh."
