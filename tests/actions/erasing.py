"""Run in a process of its own on a database file (for `test_erased_bytes.py`): a person, their traces, and the erasure.

`python -m tests.actions.erasing keep|erase`: prints the journal mode.
"""

import sys

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from tests.actions.canary import EMAIL, NAME, NIP  # noqa: E402
from tests.cast import build_cast, make_user  # noqa: E402
from zona.actions.erase_person import CONFIRMATION, erase_person, person_of  # noqa: E402
from zona.base import clock  # noqa: E402
from zona.ledger.export import export_log  # noqa: E402
from zona.ledger.models import Log  # noqa: E402
from zona.ledger.record import record  # noqa: E402
from zona.ledger.sequencer import sequence_all  # noqa: E402
from zona.notifications.models import Notice  # noqa: E402
from zona.organizations.models import Employee  # noqa: E402


def main(*, erases: bool, file: str) -> None:
    """Write the traces, many rows around them so that pages split, and erase."""
    call_command("migrate", verbosity=0, interactive=False)
    cast = build_cast()
    employee = Employee.objects.create(
        government=cast.city, unit=cast.melati, name=NAME, employee_number=NIP, email=EMAIL, left_on=clock.today()
    )
    user = make_user(cast.city, "kenari", name=NAME)
    user.email, user.employee = EMAIL, employee
    user.save()
    Client().force_login(user)
    EmailAddress.objects.create(user=user, email=EMAIL)
    Notice.objects.create(recipient=user, text=f"Untuk {NAME}", address="/", email=EMAIL)
    for number in range(300):
        by = user if number % 3 == 0 else cast.siti
        summary = f"Surat {NAME} nomor {number}" if number % 5 == 0 else f"Surat nomor {number}"
        record(
            "x.done", by=by, subject=cast.melati, summary=summary, filler="x" * (number % 97), nip=[NIP] * (number % 2)
        )
        if number % 50 == 0:
            sequence_all()
    if erases:
        erase_person(person_of(user), by=cast.dharma, reason="Permintaan nomor 12", confirmation=CONFIRMATION)
    sequence_all()
    export_log(Log.objects.get(government_id=cast.city.pk), file)  # type: ignore[arg-type]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        sys.stdout.write(cursor.fetchone()[0])


if __name__ == "__main__":
    main(erases=sys.argv[1] == "erase", file=sys.argv[2])
