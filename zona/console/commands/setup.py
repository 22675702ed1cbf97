"""`zi setup`: the first government and its first administrator, on an empty server."""

import argparse
import getpass
import os

from zona.console import CommandError, start_django

HELP = "membuat pemerintah daerah dan administrator pertama pada server yang masih kosong"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Who the city is and who administers; the password is asked for, or read from ZONA_ADMIN_PASSWORD."""
    parser.add_argument("--name", required=True, help="misalnya 'Pemerintah Kota Tangerang'")
    parser.add_argument("--short-name", required=True, help="misalnya 'Kota Tangerang'")
    parser.add_argument("--username", required=True, help="nama pengguna administrator pertama")
    parser.add_argument("--person", required=True, help="nama administrator pertama")
    parser.add_argument("--email", default="", help="surel administrator pertama")


def run(options: argparse.Namespace) -> int:
    """Refuse when a government exists; everything or nothing is made."""
    start_django()
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from zona.organizations.models import Government

    if Government.objects.exists():
        raise CommandError("Server ini sudah mempunyai pemerintah daerah. Akun berikutnya dibuat oleh administrator.")
    password = os.environ.get("ZONA_ADMIN_PASSWORD") or getpass.getpass("Kata sandi administrator: ")
    try:
        with transaction.atomic():
            _make(options, password)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    print(f"Siap. Masuk sebagai {options.username}, lalu buat unit kerja, orang, dan periode.")
    return 0


def _make(options: argparse.Namespace, password: str) -> None:
    from zona.accounts.actions.create_user import create_user
    from zona.accounts.actions.grant_role import grant_role
    from zona.accounts.enums import Role
    from zona.organizations.actions.create_government import create_government
    from zona.organizations.facts import GovernmentFacts

    government = create_government(GovernmentFacts(name=options.name, short_name=options.short_name))
    user = create_user(
        by=None,
        government=government,
        username=options.username,
        name=options.person,
        email=options.email,
        password=password,
    )
    grant_role(by=None, user=user, role=Role.ADMINISTRATOR)
