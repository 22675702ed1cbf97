"""Who may do what, and how far it reaches: this one table is the answer, `policy` only reads it."""

from collections.abc import Mapping
from enum import Enum, IntEnum

from zona.accounts.enums import Role


class Permission(Enum):
    """One thing that can be allowed."""

    VIEW_ASSESSMENT = "view_assessment"
    ANSWER = "answer"
    ATTACH_EVIDENCE = "attach_evidence"
    ADD_NOTE = "add_note"
    ENTER_SURVEY_RESULT = "enter_survey_result"
    ENTER_AUDIT_RESULT = "enter_audit_result"
    SEND_ASSESSMENT = "send_assessment"
    RECALL_ASSESSMENT = "recall_assessment"
    OPEN_ASSESSMENT = "open_assessment"
    RETURN_ITEMS = "return_items"
    VIEW_CITY_RECAP = "view_city_recap"
    VIEW_ALL_UNITS = "view_all_units"
    MANAGE_UNITS = "manage_units"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_PERIODS = "manage_periods"
    MANAGE_INSTRUMENTS = "manage_instruments"
    GRANT_ROLES = "grant_roles"
    MANAGE_BACKGROUND_WORK = "manage_background_work"
    READ_LEDGER = "read_ledger"
    MANAGE_KEYS = "manage_keys"
    REGISTER_PAPERS = "register_papers"
    READ_PAPERS = "read_papers"
    ERASE_PERSON = "erase_person"
    VIEW_COMPONENTS = "view_components"

    @property
    def words(self) -> str:
        """What it allows, to follow 'Anda tidak berwenang …'."""
        return _WORDS[self]


class Reach(IntEnum):
    """For which units a permission counts; a wider one includes the narrower."""

    UNIT = 1  # the unit the role is held for
    UNITS_BELOW = 2  # that unit and every unit under it
    GOVERNMENT = 3  # every unit of the government, and what belongs to no unit


P = Permission
_WORDS: Mapping[Permission, str] = {
    P.VIEW_ASSESSMENT: "melihat lembar kerja",
    P.ANSWER: "mengisi jawaban",
    P.ATTACH_EVIDENCE: "melampirkan data dukung",
    P.ADD_NOTE: "menulis catatan",
    P.ENTER_SURVEY_RESULT: "memasukkan hasil survei",
    P.ENTER_AUDIT_RESULT: "memasukkan hasil tindak lanjut audit",
    P.SEND_ASSESSMENT: "mengirim lembar kerja",
    P.RECALL_ASSESSMENT: "menarik kembali lembar kerja",
    P.OPEN_ASSESSMENT: "membuka lembar kerja",
    P.RETURN_ITEMS: "mengembalikan butir",
    P.VIEW_CITY_RECAP: "melihat rekap kota",
    P.VIEW_ALL_UNITS: "melihat semua unit kerja",
    P.MANAGE_UNITS: "mengelola unit kerja",
    P.MANAGE_PEOPLE: "mengelola pegawai dan akun",
    P.MANAGE_PERIODS: "mengelola periode",
    P.MANAGE_INSTRUMENTS: "mengelola instrumen",
    P.GRANT_ROLES: "memberi dan mencabut peran",
    P.MANAGE_BACKGROUND_WORK: "mengelola pekerjaan latar",
    P.READ_LEDGER: "membaca buku besar",
    P.MANAGE_KEYS: "mengelola sertifikat tanda tangan",
    P.REGISTER_PAPERS: "mendaftarkan naskah masuk",
    P.READ_PAPERS: "membaca naskah seluruh pemerintah daerah",
    P.ERASE_PERSON: "menghapus data pribadi",
    P.VIEW_COMPONENTS: "melihat halaman komponen",
}
_UNIT, _BELOW, _ALL = Reach.UNIT, Reach.UNITS_BELOW, Reach.GOVERNMENT

_TEAM: Mapping[Permission, Reach] = {
    P.VIEW_ASSESSMENT: _UNIT,
    P.ANSWER: _UNIT,
    P.ATTACH_EVIDENCE: _UNIT,
    P.ADD_NOTE: _UNIT,
}
_ASSESSORS: Mapping[Permission, Reach] = {
    P.VIEW_ASSESSMENT: _ALL,
    P.VIEW_ALL_UNITS: _ALL,
    P.ADD_NOTE: _ALL,
    P.ENTER_SURVEY_RESULT: _ALL,
    P.ENTER_AUDIT_RESULT: _ALL,
    P.VIEW_CITY_RECAP: _ALL,
}
_LEADERS: Mapping[Permission, Reach] = {
    P.VIEW_ASSESSMENT: _ALL,
    P.VIEW_ALL_UNITS: _ALL,
    P.VIEW_CITY_RECAP: _ALL,
}

#: every role stands here, also those that have nothing yet
PERMISSIONS: Mapping[Role, Mapping[Permission, Reach]] = {
    Role.TEAM_MEMBER: _TEAM,
    Role.TEAM_LEAD: {**_TEAM, P.OPEN_ASSESSMENT: _UNIT},
    Role.UNIT_HEAD: {
        **_TEAM,
        P.VIEW_ASSESSMENT: _BELOW,
        P.OPEN_ASSESSMENT: _UNIT,
        P.SEND_ASSESSMENT: _UNIT,
        P.RECALL_ASSESSMENT: _UNIT,
    },
    Role.EMPLOYEE: {},
    Role.REGIONAL_SECRETARY: {**_LEADERS, P.READ_PAPERS: _ALL, P.REGISTER_PAPERS: _ALL},
    Role.MAYOR: {**_LEADERS, P.READ_PAPERS: _ALL},
    Role.ASSESSOR: _ASSESSORS,
    Role.ASSESSOR_LEAD: {**_ASSESSORS, P.RETURN_ITEMS: _ALL},
    Role.TECHNICAL_CONTROLLER: {**_ASSESSORS, P.RETURN_ITEMS: _ALL},
    Role.NATIONAL_REVIEWER: {},
    Role.COMPLAINT_OFFICER: {},
    Role.GRATUITY_OFFICER: {},
    Role.WHISTLEBLOWING_RECIPIENT: {},
    Role.SURVEY_OFFICER: {P.VIEW_ASSESSMENT: _ALL, P.VIEW_ALL_UNITS: _ALL, P.ENTER_SURVEY_RESULT: _ALL},
    Role.INSPECTOR: {
        P.VIEW_ASSESSMENT: _ALL,
        P.VIEW_ALL_UNITS: _ALL,
        P.VIEW_CITY_RECAP: _ALL,
        P.ENTER_AUDIT_RESULT: _ALL,
        P.READ_LEDGER: _ALL,
        P.READ_PAPERS: _ALL,
    },
    Role.LEGAL_OFFICER: {P.READ_PAPERS: _ALL, P.REGISTER_PAPERS: _ALL},
    Role.INFORMATION_OFFICER: {},
    Role.DATA_PROTECTION_OFFICER: {P.ERASE_PERSON: _ALL},
    Role.PACT_WITNESS: {},
    Role.ADMINISTRATOR: {
        P.MANAGE_UNITS: _ALL,
        P.MANAGE_PEOPLE: _ALL,
        P.MANAGE_PERIODS: _ALL,
        P.MANAGE_INSTRUMENTS: _ALL,
        P.GRANT_ROLES: _ALL,
        P.MANAGE_BACKGROUND_WORK: _ALL,
        P.MANAGE_KEYS: _ALL,
        P.OPEN_ASSESSMENT: _ALL,
        P.VIEW_ASSESSMENT: _ALL,
        P.VIEW_ALL_UNITS: _ALL,
        P.VIEW_CITY_RECAP: _ALL,
        P.VIEW_COMPONENTS: _ALL,
    },
}
