"""Which events there are, as people call them, in the groups by which a list is narrowed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models


class Group(models.TextChoices):
    """What an event is about; the value stands in addresses (`?jenis=jawaban`)."""

    ANSWERS = "jawaban", "Jawaban"
    PROOF = "bukti", "Data dukung"
    STATE = "keadaan", "Keadaan"
    NOTES = "catatan", "Catatan"
    UNITS = "unit", "Data unit"
    PEOPLE = "orang", "Orang dan peran"
    SETTINGS = "pengaturan", "Periode dan instrumen"
    PAPERS = "naskah", "Naskah dan tanda tangan"
    LEDGER = "buku-besar", "Buku besar dan data pribadi"
    WORK = "pekerjaan", "Pekerjaan latar"
    OTHER = "lain", "Peristiwa lain"


@dataclass(frozen=True)
class Kind:
    """One event: its group and what it is called."""

    group: Group
    label: str


EVENTS: Mapping[str, Kind] = {
    "assessment.answered": Kind(Group.ANSWERS, "Butir dijawab"),
    "assessment.steps_ticked": Kind(Group.ANSWERS, "Tahapan dicentang"),
    "assessment.imported": Kind(Group.ANSWERS, "Jawaban diambil dari Excel"),
    "evidence.attached": Kind(Group.PROOF, "Data dukung dilampirkan"),
    "evidence.removed": Kind(Group.PROOF, "Data dukung dikeluarkan"),
    "assessment.opened": Kind(Group.STATE, "Lembar kerja dibuka"),
    "assessment.send": Kind(Group.STATE, "Lembar kerja dikirim"),
    "assessment.recall": Kind(Group.STATE, "Lembar kerja ditarik kembali"),
    "assessment.start": Kind(Group.STATE, "Penilaian dimulai"),
    "assessment.values_released": Kind(Group.STATE, "Nilai TPI dibuka untuk unit"),
    "assessment.noted": Kind(Group.NOTES, "Catatan butir ditulis"),
    "assessment.item_returned": Kind(Group.NOTES, "Butir dikembalikan"),
    "assessment.item_handed_back": Kind(Group.NOTES, "Butir diserahkan kembali"),
    "unit.created": Kind(Group.UNITS, "Unit kerja ditambahkan"),
    "unit.changed": Kind(Group.UNITS, "Data unit kerja diubah"),
    "unit.closed": Kind(Group.UNITS, "Unit kerja ditutup"),
    "units.imported": Kind(Group.UNITS, "Daftar unit kerja diimpor"),
    "government.created": Kind(Group.UNITS, "Pemerintah daerah didaftarkan"),
    "government.changed": Kind(Group.UNITS, "Data pemerintah daerah diubah"),
    "employee.created": Kind(Group.PEOPLE, "Pegawai didaftarkan"),
    "employee.changed": Kind(Group.PEOPLE, "Data pegawai diubah"),
    "employee.left": Kind(Group.PEOPLE, "Pegawai keluar"),
    "employee.returned": Kind(Group.PEOPLE, "Pegawai dicatat kembali"),
    "employees.imported": Kind(Group.PEOPLE, "Daftar pegawai diimpor"),
    "user.created": Kind(Group.PEOPLE, "Akun dibuat"),
    "user.deactivated": Kind(Group.PEOPLE, "Akun dinonaktifkan"),
    "role.granted": Kind(Group.PEOPLE, "Peran diberikan"),
    "role.revoked": Kind(Group.PEOPLE, "Peran dicabut"),
    "period.created": Kind(Group.SETTINGS, "Periode dibuat"),
    "period.changed": Kind(Group.SETTINGS, "Periode diubah"),
    "instrument.loaded": Kind(Group.SETTINGS, "Instrumen dimuat"),
    "paper.drafted": Kind(Group.PAPERS, "Rancangan naskah dibuat"),
    "paper.revised": Kind(Group.PAPERS, "Rancangan naskah diubah"),
    "paper.approved": Kind(Group.PAPERS, "Naskah disetujui"),
    "paper.reopened": Kind(Group.PAPERS, "Naskah dikembalikan ke rancangan"),
    "paper.signed": Kind(Group.PAPERS, "Naskah ditandatangani"),
    "paper.sealed": Kind(Group.PAPERS, "Naskah dibubuhi segel kota"),
    "paper.voided": Kind(Group.PAPERS, "Naskah dinyatakan tidak berlaku"),
    "incoming_paper.registered": Kind(Group.PAPERS, "Naskah masuk didaftarkan"),
    "incoming_paper.confirmed": Kind(Group.PAPERS, "Naskah masuk dikonfirmasi"),
    "incoming_paper.withdrawn": Kind(Group.PAPERS, "Naskah masuk ditarik"),
    "signing_key.created": Kind(Group.PAPERS, "Otoritas sertifikat dibuat"),
    "signing_key.issued": Kind(Group.PAPERS, "Sertifikat diterbitkan"),
    "signing_key.revoked": Kind(Group.PAPERS, "Sertifikat dicabut"),
    "signing_key.passphrase_changed": Kind(Group.PAPERS, "Frasa sandi sertifikat diganti"),
    "ledger.exported": Kind(Group.LEDGER, "Catatan diunduh"),
    "ledger.witness_registered": Kind(Group.LEDGER, "Saksi didaftarkan"),
    "person.erased": Kind(Group.LEDGER, "Data pribadi dihapus"),
    "job.retried": Kind(Group.WORK, "Pekerjaan latar dicoba lagi"),
    "job.dismissed": Kind(Group.WORK, "Pekerjaan latar diabaikan"),
}


def events_of(asked: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Events wanted and events not wanted for the value of a filter: a group, an event, or nothing known."""
    if asked == Group.OTHER:
        return (), tuple(EVENTS)
    if asked in EVENTS:
        return (asked,), ()
    return tuple(event for event, kind in EVENTS.items() if kind.group == asked), ()


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The choices of a filter, in groups; each group also as a whole."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for group in Group:
        own = [(event, kind.label) for event, kind in EVENTS.items() if kind.group == group]
        whole = f"Semua: {group.label.lower()}" if own else str(group.label)
        found.append((str(group.label), [(str(group.value), whole), *own]))
    return found
