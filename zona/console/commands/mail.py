"""`zi mail`: send the e-mails that wait; meant for a timer (cron, systemd) every minute."""

import argparse

from zona.console import CommandError, start_django

HELP = "mengirim surel pemberitahuan yang menunggu"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The address people reach the site at, for links."""
    parser.add_argument("--site", required=True, help="alamat situs, misalnya https://zona.kota.go.id")


def run(options: argparse.Namespace) -> int:
    """Exit code 2 with a sentence when the mail server cannot be reached."""
    start_django()
    from zona.notifications.actions.send_mail import send_waiting

    try:
        sent = send_waiting(site=options.site)
    except OSError as error:
        raise CommandError(f"Server surel tidak dapat dihubungi: {error}. Surel tetap menunggu.") from error
    print(f"{sent} surel terkirim.")
    return 0
