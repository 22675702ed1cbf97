"""Erasing a person: who may, when not, what goes and what stays (UU 27/2022)."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.test import Client

from tests.assessments import sheets
from tests.cast import Cast, give, make_user, other_city
from zona.accounts.enums import Role
from zona.accounts.models import User
from zona.accounts.policy import NotPermitted, forget
from zona.actions.erase_person import CONFIRMATION, Erased, entries_naming, erase_person, person_of, why_not
from zona.assessments.models import FixRequest
from zona.base import clock
from zona.console.commands.verify import VERIFIER
from zona.ledger.enums import Visibility
from zona.ledger.export import export_log
from zona.ledger.models import Entry, Log
from zona.ledger.proofs import proof_file
from zona.ledger.record import record
from zona.ledger.sequencer import sequence_all
from zona.notifications.models import Notice
from zona.organizations.models import Employee

pytestmark = pytest.mark.django_db
REASON = "Permintaan subjek data nomor 12"


@pytest.fixture
def gone(cast: Cast) -> Cast:
    """Joko has left: no role, no employment."""
    cast.joko.grants.update(revoked_on=clock.today())
    Employee.objects.filter(pk=cast.joko_employee.pk).update(
        left_on=clock.today(), email="joko.prasetyo@dinas.id", phone="0812-3456-7890", position="Perawat"
    )
    forget(cast.joko)
    joko = User.objects.select_related("employee").get(pk=cast.joko.pk)
    return replace(cast, joko=joko, joko_employee=joko.employee)


def erase(cast: Cast, **more: object) -> Erased:
    given: dict[str, object] = {"by": cast.dharma, "reason": REASON, "confirmation": CONFIRMATION} | more
    return erase_person(person_of(cast.joko), **given)  # type: ignore[arg-type]


def say(cast: Cast, summary: str, **details: object) -> Entry:
    return record("x.done", by=cast.admin, subject=cast.melati, summary=summary, **details)


# ------------------------------------------------------------------ who and when


def test_only_the_data_protection_officer_may(gone: Cast) -> None:
    for role, person in gone.by_role.items():
        if role is not Role.DATA_PROTECTION_OFFICER:
            with pytest.raises(NotPermitted):
                erase(gone, by=person)
    far, _, _ = other_city()
    stranger = make_user(far, "pdp.jernih")
    give(stranger, Role.DATA_PROTECTION_OFFICER)
    with pytest.raises(NotPermitted):
        erase(gone, by=stranger)


def test_reason_and_confirmation_are_required(gone: Cast) -> None:
    for wrong, field in (
        ({"reason": "  "}, "reason"),
        ({"confirmation": "hapus"}, "confirmation"),
        ({"reason": "Diminta Joko Prasetyo"}, "reason"),
        ({"reason": "NIP 198501012010011001"}, "reason"),
    ):
        with pytest.raises(ValidationError) as refused:
            erase(gone, **wrong)
        assert set(refused.value.message_dict) == {field}
    assert User.objects.get(pk=gone.joko.pk).name == "Joko Prasetyo"


def test_while_a_role_lasts_or_will_begin_it_is_refused(gone: Cast) -> None:
    grant = give(gone.joko, Role.TEAM_LEAD, gone.melati)
    assert "masih memegang peran" in why_not(person_of(gone.joko))
    with pytest.raises(ValidationError, match="Minta admin mencabut perannya"):
        erase(gone)
    grant.starts = clock.today() + timedelta(days=3)
    grant.save()
    assert "akan memegang peran" in why_not(person_of(gone.joko))
    grant.starts, grant.ends = date(2020, 1, 1), clock.today() - timedelta(days=1)
    grant.save()
    assert why_not(person_of(gone.joko)) == ""


def test_while_the_person_works_it_is_refused(cast: Cast) -> None:
    cast.joko.grants.all().delete()
    with pytest.raises(ValidationError, match="masih tercatat bekerja"):
        erase(cast)


def test_while_an_item_is_out_for_repair_it_is_refused(gone: Cast) -> None:
    sheet = sheets.opened(gone)
    FixRequest.objects.create(
        assessment=sheet, question_code="1-a-m", reason="x", due_on=clock.today(), requested_by=gone.joko
    )
    assert "belum diserahkan kembali" in why_not(person_of(gone.joko))


def test_twice_is_refused(gone: Cast) -> None:
    erase(gone)
    with pytest.raises(ValidationError, match="sudah dihapus"):
        erase_person(
            person_of(User.objects.get(pk=gone.joko.pk)), by=gone.dharma, reason=REASON, confirmation=CONFIRMATION
        )


def test_without_the_key_nothing_is_erased(gone: Cast, settings) -> None:
    say(gone, "Catatan pertama")
    sequence_all()
    say(gone, "Surat Joko Prasetyo")
    for key in Path(settings.LEDGER_KEYS).iterdir():
        key.unlink()
    with pytest.raises(ValidationError, match="Belum ada yang dihapus"):
        erase(gone)
    assert User.objects.get(pk=gone.joko.pk).name == "Joko Prasetyo"
    assert Entry.objects.filter(summary="Surat Joko Prasetyo").exists()


# ------------------------------------------------------------------ what goes, what stays


def test_the_account_and_the_employee_are_overwritten(gone: Cast) -> None:
    client = Client()
    client.force_login(gone.joko)
    other = Client()
    other.force_login(gone.siti)
    TOTP.activate(gone.joko, generate_totp_secret())
    EmailAddress.objects.create(user=gone.joko, email="joko@contoh.id")
    erase(gone)
    account = User.objects.get(pk=gone.joko.pk)
    assert (account.name, account.username, account.email) == ("Akun yang dihapus", f"dihapus-{account.pk}", "")
    assert (account.is_active, account.has_usable_password(), account.last_login) == (False, False, None)
    assert not EmailAddress.objects.exists()
    assert not account.authenticator_set.exists()
    assert [session.get_decoded()["_auth_user_id"] for session in Session.objects.all()] == [str(gone.siti.pk)]
    employee = Employee.objects.get(pk=gone.joko_employee.pk)
    assert employee.name == "Pegawai yang dihapus"
    assert {employee.employee_number, employee.position, employee.email, employee.phone} == {""}


def test_an_employee_without_account_and_an_account_without_employee(gone: Cast) -> None:
    nobody = Employee.objects.create(government=gone.city, unit=gone.melati, name="Budi Santoso", left_on=clock.today())
    for row in (nobody, gone.nobody):
        erase_person(person_of(row), by=gone.dharma, reason=REASON, confirmation=CONFIRMATION)
        row.refresh_from_db()
        assert row.name.endswith("yang dihapus")


NAMING = {
    "what the person did": lambda c: record("x.done", by=c.joko, subject=c.melati, summary="Sesuatu"),
    "the account": lambda c: record("user.created", by=c.admin, subject=c.joko, summary="Akun dibuat"),
    "the employee": lambda c: record("employee.created", by=c.admin, subject=c.joko_employee, summary="Didaftarkan"),
    "the name in the sentence": lambda c: say(c, "Surat untuk joko prasetyo diterima"),
    "the NIP inside a file's name": lambda c: say(c, "SK_198501012010011001.pdf dilampirkan"),
    "the e-mail deep in the details": lambda c: say(c, "x", changes={"a": ["", {"b": ["joko@contoh.id"]}]}),
    "the user name": lambda c: say(c, "Akun joko dikunci"),
    "the telephone": lambda c: say(c, "Dihubungi di 0812-3456-7890"),
    "as a key": lambda c: say(c, "x", by_person={"Joko Prasetyo": 1}),
}
NOT_NAMING = {
    "somebody else": lambda c: record("x.done", by=c.siti, subject=c.melati, summary="Sesuatu"),
    "another name that begins so": lambda c: say(c, "Pak Jokowi hadir"),
    "another number": lambda c: record("user.created", by=c.admin, subject=c.siti, summary="Akun dibuat"),
}


@pytest.mark.parametrize("case", NAMING)
def test_an_entry_that_names_the_person_is_found(gone: Cast, case: str) -> None:
    assert NAMING[case](gone) in entries_naming(person_of(gone.joko))


@pytest.mark.parametrize("case", NOT_NAMING)
def test_an_entry_about_others_is_left(gone: Cast, case: str) -> None:
    assert NOT_NAMING[case](gone) not in entries_naming(person_of(gone.joko))


def test_a_name_with_an_accent_is_found_in_details(gone: Cast) -> None:
    User.objects.filter(pk=gone.joko.pk).update(name="José Prasetyo")
    gone.joko.refresh_from_db()
    entry = say(gone, "x", said="Usul José Prasetyo")
    assert entry in entries_naming(person_of(gone.joko))


def test_another_governments_ledger_is_left_alone(gone: Cast) -> None:
    _, unit, admin = other_city()
    entry = record("x.done", by=admin, subject=unit, summary="Joko Prasetyo pindah ke sini")
    erase(gone)
    assert Entry.objects.get(pk=entry.pk).summary == "Joko Prasetyo pindah ke sini"


def test_one_leaf_says_that_it_was_done_and_names_nobody(gone: Cast) -> None:
    named = [build(gone) for build in NAMING.values()]
    kept = NOT_NAMING["somebody else"](gone)
    done = erase(gone)
    leaf = Entry.objects.get(event="person.erased")
    positions = sorted(Entry.objects.filter(pk__in=[one.pk for one in named]).values_list("position", flat=True))
    assert (leaf.visibility, leaf.details) == (
        Visibility.OFFICERS,
        {"count": len(named), "positions": positions, "reason": REASON},
    )
    assert done.count == len(named)
    text = f"{leaf.summary} {json.dumps(leaf.details)} {leaf.actor_name}".lower()
    assert not [one for one in ("joko", "prasetyo", "198501", "contoh.id") if one in text]
    assert Entry.objects.get(pk=kept.pk).summary == "Sesuatu"
    assert all(Entry.objects.get(pk=one.pk).is_erased for one in named)


def test_notices_that_name_the_person_go(gone: Cast) -> None:
    for recipient, text in ((gone.joko, "Tugas baru"), (gone.siti, "Dikirim oleh Joko Prasetyo."), (gone.siti, "Lain")):
        Notice.objects.create(recipient=recipient, text=text, address="/", email=recipient.email)
    erase(gone)
    assert list(Notice.objects.values_list("text", flat=True)) == ["Lain"]


def test_the_exported_log_and_the_proofs_of_others_still_verify(gone: Cast, tmp_path: Path) -> None:
    for build in NAMING.values():
        build(gone)
    other = NOT_NAMING["somebody else"](gone)
    sequence_all()
    erase(gone)
    sequence_all()
    other.refresh_from_db()
    log, proof = tmp_path / "log.zip", tmp_path / "bukti.json"
    export_log(Log.objects.get(government_id=gone.city.pk), log)
    proof.write_text(json.dumps(proof_file(other)))
    for file in (log, proof):
        said = subprocess.run([sys.executable, str(VERIFIER), str(file)], capture_output=True, text=True)
        assert said.returncode == 0, said.stdout + said.stderr
