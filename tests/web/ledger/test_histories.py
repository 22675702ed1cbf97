"""Histories in plain words: a worksheet's, a unit's, a person's."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.assessments import sheets
from tests.cast import Cast
from tests.web.administrator.pages import text_of
from zona.accounts.actions.grant_role import grant_role
from zona.accounts.enums import Role
from zona.accounts.models import User
from zona.assessments.actions.add_note import add_note
from zona.assessments.actions.save_answer import Draft, save_answer
from zona.assessments.models import Assessment
from zona.ledger.models import Entry
from zona.ledger.record import record
from zona.ledger.sequencer import sequence_all
from zona.organizations.actions.change_employee import change_employee
from zona.organizations.actions.change_unit import change_unit
from zona.organizations.facts import EmployeeFacts, UnitFacts
from zona.web.ledger.kinds import EVENTS
from zona.web.ledger.phrases import Names, tell

pytestmark = pytest.mark.django_db
Enter = Callable[[User], Client]


@pytest.fixture
def sheet(cast: Cast) -> Assessment:
    return sheets.opened(cast)


def answer(sheet: Assessment, code: str, label: str, by: User, remark: str = "") -> None:
    save_answer(sheet.pk, code, Draft(raw=label, remark=remark), by=by)


def page(client: Client, name: str, pk: int, query: str = "") -> str:
    response = client.get(reverse(name, args=[pk]) + query)
    assert response.status_code == 200
    return text_of(response)


def test_an_answer_reads_from_what_to_what(cast: Cast, sheet: Assessment, enter: Enter) -> None:
    answer(sheet, "1-a-m", "B", cast.joko)
    answer(sheet, "1-a-m", "A", cast.siti, remark="SK terbit.")
    said = page(enter(cast.joko), "worksheet_history", sheet.pk)
    assert "Butir I.a.m dijawab" in said
    assert "Jawaban: belum dijawab → B" in said
    assert "Jawaban butir I.a.m diubah" in said
    assert "Jawaban: B → A" in said
    assert "Catatan: (kosong) → SK terbit." in said
    assert "Siti Maryani" in said
    assert said.index("B → A") < said.index("belum dijawab → B"), "newest first"


def test_no_code_of_the_code_is_ever_shown(cast: Cast, sheet: Assessment, enter: Enter) -> None:
    answer(sheet, "1-a-m", "B", cast.joko)
    add_note(sheet.pk, "1-a-m", "Mohon dilihat.", by=cast.joko)
    sheets.sent(cast, sheet)
    record("paper.sealed_twice", by=cast.joko, subject=sheet, unit_id=cast.melati.pk, summary="Naskah disahkan")
    said = page(enter(cast.admin), "unit_history", cast.melati.pk)
    assert not re.search(r"\b[a-z]+\.[a-z_]{4,}\b", said.partition("Riwayat Puskesmas Melati")[2]), said
    assert not re.search(r"[{}\[\]]|\bNone\b|1-a-m", said)
    assert "Lembar kerja dikirim" in said
    assert "Keadaan: Diisi unit → Terkirim" in said
    assert "Naskah disahkan" in said, "an event nobody thought of reads as its sentence"


def test_changes_of_a_unit_are_told_field_by_field(cast: Cast, enter: Enter) -> None:
    facts = vars(UnitFacts.of(cast.melati)) | {"name": "Puskesmas Mawar", "parent": cast.dukcapil}
    change_unit(cast.melati, UnitFacts(**facts), by=cast.admin)
    said = page(enter(cast.admin), "unit_history", cast.melati.pk)
    assert "Nama: Puskesmas Melati → Puskesmas Mawar" in said
    assert "Unit induk: Dinas Kesehatan → Dinas Kependudukan" in said


def test_a_persons_history_names_roles_and_the_person(cast: Cast, enter: Enter) -> None:
    grant_role(by=cast.admin, user=cast.joko, role=Role.TEAM_LEAD, unit=cast.melati, starts=date(2026, 1, 1))
    moved = vars(EmployeeFacts.of(cast.joko_employee)) | {"unit": cast.kenanga, "phone": "0812"}
    change_employee(cast.joko_employee, EmployeeFacts(**moved), by=cast.admin)
    said = page(enter(cast.admin), "user_history", cast.joko.pk)
    assert "diberikan kepada akun Joko Prasetyo" in said
    assert "Data pegawai Joko Prasetyo diubah" in said
    assert "Yang diubah: Telepon, Unit kerja" in said
    assert "Unit kerja: Puskesmas Melati → Puskesmas Kenanga" in said
    assert "0812" not in said


def test_a_kind_is_chosen_and_taken_back(cast: Cast, sheet: Assessment, enter: Enter) -> None:
    answer(sheet, "1-a-m", "B", cast.joko)
    add_note(sheet.pk, "1-a-m", "Mohon dilihat.", by=cast.joko)
    notes = page(enter(cast.joko), "worksheet_history", sheet.pk, "?jenis=catatan")
    assert "Catatan ditulis pada butir I.a.m" in notes
    assert "dijawab" not in notes
    assert "dijawab" in page(enter(cast.joko), "worksheet_history", sheet.pk, "?jenis=apa-saja")
    nothing = page(enter(cast.joko), "worksheet_history", sheet.pk, "?jenis=bukti")
    assert "Belum ada yang tercatat dari jenis ini" in nothing


def test_a_proof_of_the_unit_and_period_belongs_to_the_worksheet(cast: Cast, sheet: Assessment, enter: Enter) -> None:
    files = sheets.prove(sheet, cast.joko, "1-a-t")
    record(
        "evidence.attached",
        by=cast.joko,
        subject=files[0],
        unit_id=cast.melati.pk,
        summary="Data dukung 'SK butir kedua.pdf' dilampirkan pada butir 1-a-t",
        period=sheet.period_id,
        question="1-a-t",
    )
    said = page(enter(cast.joko), "worksheet_history", sheet.pk, "?jenis=bukti")
    assert "Data dukung “SK butir kedua.pdf” dilampirkan pada butir I.a.t" in said


def test_each_entry_leads_to_its_proof(cast: Cast, sheet: Assessment, enter: Enter) -> None:
    answer(sheet, "1-a-m", "B", cast.joko)
    assert "menunggu nomor" in page(enter(cast.joko), "worksheet_history", sheet.pk)
    sequence_all()
    number = Entry.objects.get(event="assessment.answered").position
    assert f"Catatan nomor {number}" in page(enter(cast.joko), "worksheet_history", sheet.pk)
    assert enter(cast.joko).get(f"/buku-besar/catatan/{number}/").status_code == 200


def test_a_history_costs_the_same_however_long_it_is(cast: Cast, sheet: Assessment, enter: Enter) -> None:
    client = enter(cast.joko)
    address = reverse("worksheet_history", args=[sheet.pk])

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        return len(seen)

    answer(sheet, "1-a-m", "B", cast.joko)
    client.get(address)
    one = cost()
    for label in "ABCABCABCABCABC" * 4:
        answer(sheet, "1-a-m", label, cast.siti)
    assert cost() == one
    response = client.get(address + "?halaman=2")
    assert response.context["page"].number == 2
    assert response.context["count"] == Entry.objects.filter(event="assessment.answered").count()


def test_the_history_is_linked_from_where_people_work(cast: Cast, sheet: Assessment, enter: Enter) -> None:
    address = reverse("worksheet_history", args=[sheet.pk])
    assert address in enter(cast.joko).get(f"/lembar-kerja/{sheet.pk}/butir/1-a-m/").content.decode()
    admin = enter(cast.admin)
    for name, history, pk in (("unit", "unit_history", cast.melati.pk), ("user", "user_history", cast.joko.pk)):
        assert reverse(history, args=[pk]) in admin.get(reverse(name, args=[pk])).content.decode()


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_reads_well_even_without_details(cast: Cast, event: str) -> None:
    """Old entries keep what they have; no builder may break a page."""
    entry = record(event, by=cast.admin, subject=cast.melati, summary="Sesuatu terjadi", reason="Sebabnya")
    assert tell(entry, Names()).what
    assert tell(entry, Names()).why == "Sebabnya"
