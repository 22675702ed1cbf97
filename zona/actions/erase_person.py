"""Erase what Zona knows of a person who no longer works with it (UU 27/2022 arts. 8, 42-44; RELIABILITY TE-12).

The account and the employee are overwritten, every ledger entry that names the person loses text and salt, and one new
leaf says that it was done, without the name. What others wrote into worksheets, and files, are not the person's record
and stay; the screen says so.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Cast

from zona.accounts.models import RoleGrant, User
from zona.accounts.permissions import Permission
from zona.accounts.policy import require
from zona.assessments.models import FixRequest
from zona.base import clock
from zona.base.text import plain_text
from zona.ledger.enums import Visibility
from zona.ledger.erase import erase
from zona.ledger.keys import LedgerKeyError
from zona.ledger.models import Entry
from zona.ledger.record import record
from zona.ledger.sequencer import BrokenLogError, ClockError
from zona.notifications.models import Notice
from zona.organizations.models import Employee, Government

CONFIRMATION = "HAPUS"
ACCOUNT_NAME, EMPLOYEE_NAME = "Akun yang dihapus", "Pegawai yang dihapus"
#: shorter texts would be found everywhere
SHORTEST = 3


@dataclass(frozen=True)
class Person:
    """One person as Zona knows them: an account, an employee, or both."""

    account: User | None = None
    employee: Employee | None = None

    @property
    def government_id(self) -> int:
        """Whose person it is."""
        row = self.account or self.employee
        assert row is not None
        return row.government_id

    @property
    def name(self) -> str:
        """The name, as the employee's row or else the account has it."""
        row = self.employee or self.account
        assert row is not None
        return row.name

    @property
    def is_erased(self) -> bool:
        """Whether this was done before."""
        return self.name in (ACCOUNT_NAME, EMPLOYEE_NAME)

    @property
    def words(self) -> set[str]:
        """Names, to be found as whole words."""
        account, employee = self.account, self.employee
        said = [account.name, account.username] if account else []
        return _long_enough(*said, employee.name if employee else "")

    @property
    def marks(self) -> set[str]:
        """NIP, addresses and telephone: nobody else has them, so they are found anywhere in a text."""
        account, employee = self.account, self.employee
        of_employee = [employee.employee_number, employee.email, employee.phone] if employee else []
        return _long_enough(account.email if account else "", *of_employee)


@dataclass(frozen=True)
class Erased:
    """What was done: how many entries lost their text."""

    entry: Entry
    count: int


def person_of(row: User | Employee) -> Person:
    """The person behind an account or an employee, with the other one where there is one."""
    if isinstance(row, User):
        return Person(row, row.employee)
    return Person(getattr(row, "user", None), row)


def why_not(person: Person) -> str:
    """Why the person cannot be erased now, as a sentence; empty when nothing stands in the way."""
    if person.is_erased:
        return "Data orang ini sudah dihapus."
    if person.employee is not None and person.employee.left_on is None:
        return "Orang ini masih tercatat bekerja. Minta admin mencatat bahwa ia sudah keluar, lalu ulangi."
    if person.account is None:
        return ""
    today = clock.today()
    held = [grant for grant in person.account.grants.select_related("unit") if _still_held(grant)]
    if held:
        when = "masih memegang" if held[0].holds_on(today) else "akan memegang"
        return f"Orang ini {when} peran {held[0].title}. Minta admin mencabut perannya, lalu ulangi."
    waiting = FixRequest.objects.filter(requested_by=person.account, handed_back_at=None).count()
    return f"{waiting} butir yang dikembalikan orang ini belum diserahkan kembali oleh unitnya." if waiting else ""


def _still_held(grant: RoleGrant) -> bool:
    return grant.revoked_on is None and (grant.ends is None or grant.ends >= clock.today())


def entries_naming(person: Person) -> list[Entry]:
    """Every entry of the government's log that names the person, whose text has not gone yet."""
    about = Q()
    if person.account is not None:
        about |= Q(actor_id=person.account.pk)
        about |= Q(subject_kind="accounts.user", subject_id=str(person.account.pk))
    if person.employee is not None:
        about |= Q(subject_kind="organizations.employee", subject_id=str(person.employee.pk))
    for text in person.words | person.marks:
        about |= Q(summary__icontains=text) | Q(written__icontains=text)
        # the database keeps JSON in ASCII, or as it is
        about |= Q(written__icontains=json.dumps(text)[1:-1])
    entries = Entry.objects.filter(log=person.government_id, salt__isnull=False)
    entries = entries.annotate(written=Cast("details", models.TextField()))
    return [entry for entry in entries.filter(about).order_by("pk") if _names(entry, person)]


def _names(entry: Entry, person: Person) -> bool:
    account, employee = person.account, person.employee
    subject = (entry.subject_kind, entry.subject_id)
    if account is not None and (entry.actor_id == account.pk or subject == ("accounts.user", str(account.pk))):
        return True
    if employee is not None and subject == ("organizations.employee", str(employee.pk)):
        return True
    return any(mentions(text, person) for text in (entry.summary, *_texts(entry.details)))


def mentions(text: str, person: Person) -> bool:
    """Whether a text contains a name as a word of its own, or a number or an address of the person."""
    words = (rf"(?<![^\W_]){re.escape(word)}(?![^\W_])" for word in person.words)
    return any(re.search(one, text, re.IGNORECASE) for one in [*words, *map(re.escape, person.marks)])


@transaction.atomic
def erase_person(person: Person, *, by: User, reason: str, confirmation: str) -> Erased:
    """Overwrite the person's rows, empty the entries that name them, and record that it was done.

    Needs `erase_person`. Raises NotPermitted, and ValidationError without a reason or the typed confirmation, for a
    reason that names the person, while a role, the employment or a duty lasts, and when the ledger cannot be signed.
    """
    require(by, Permission.ERASE_PERSON, government_id=person.government_id)
    Government.objects.select_for_update().get(pk=person.government_id)  # no role is given meanwhile
    reason = plain_text(reason)
    _check(person, reason, confirmation)
    try:
        positions = erase(entries_naming(person), reason=reason)
    except (LedgerKeyError, ClockError, BrokenLogError) as error:
        raise ValidationError(
            f"Belum ada yang dihapus, karena buku besar tidak dapat ditandatangani: {error}"
        ) from error
    subject = person.account or person.employee
    assert subject is not None
    _forget_others(person)
    if person.account is not None:
        _overwrite_account(person.account)
    if person.employee is not None:
        _overwrite_employee(person.employee)
    entry = record(
        "person.erased",
        by=by,
        subject=subject,
        summary=f"Data pribadi satu orang dihapus; {len(positions)} catatan kehilangan isinya",
        visibility=Visibility.OFFICERS,
        count=len(positions),
        positions=positions,
        reason=reason,
    )
    return Erased(entry, len(positions))


def _check(person: Person, reason: str, confirmation: str) -> None:
    wrong: dict[str, str] = {}
    if not reason:
        wrong["reason"] = "Tulis alasannya, misalnya nomor permintaan subjek data."
    elif mentions(reason, person):
        wrong["reason"] = "Jangan menulis nama, NIP, surel, atau telepon orangnya: alasan tetap tersimpan."
    if confirmation.strip() != CONFIRMATION:
        wrong["confirmation"] = f"Ketik {CONFIRMATION} dengan huruf besar."
    if wrong:
        raise ValidationError(wrong)
    if refusal := why_not(person):
        raise ValidationError(refusal)


def _overwrite_account(account: User) -> None:
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(account.pk):
            session.delete()
    Authenticator.objects.filter(user=account).delete()
    EmailAddress.objects.filter(user=account).delete()
    account.name, account.username, account.email = ACCOUNT_NAME, f"dihapus-{account.pk}", ""
    account.last_login, account.deactivated_at = None, account.deactivated_at or clock.now()
    account.set_unusable_password()
    account.save()


def _overwrite_employee(employee: Employee) -> None:
    employee.name, employee.employee_number, employee.position = EMPLOYEE_NAME, "", ""
    employee.email = employee.phone = ""
    employee.save()


def _forget_others(person: Person) -> None:
    """Notices to the person, and notices to others that name them; the pages they lead to still tell what is due."""
    if person.account is not None:
        Notice.objects.filter(recipient=person.account).delete()
    said = Q()
    for text in person.words | person.marks:
        said |= Q(text__icontains=text)
    if said:
        here = Notice.objects.filter(said, recipient__government_id=person.government_id)
        Notice.objects.filter(pk__in=[one.pk for one in here if mentions(one.text, person)]).delete()


def _texts(value: Any) -> Iterator[str]:
    """Every text at every depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield str(name)
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _long_enough(*texts: str) -> set[str]:
    return {text for text in texts if len(text) >= SHORTEST}
