"""`zi run`: bring everything up to date, fill the demo city at the first start, and serve the site."""

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path

from zona.background.children import Child, Children, stop_on_signals
from zona.console import CommandError, start_django
from zona.console.commands import worker

HELP = "menyiapkan basis data, kota peragaan, lalu menjalankan situs"
ROOT = Path(__file__).resolve().parent.parent.parent.parent


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen; `--empty` leaves the demo city out."""
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--workers", type=int, default=2, help="banyaknya proses")
    parser.add_argument("--empty", action="store_true", help="tanpa kota peragaan")


def run(options: argparse.Namespace) -> int:
    """Serve until stopped; the exit code is the server's."""
    prepare(empty=options.empty)
    address = f"http://{options.host}:{options.port}/"
    print(f"\nZona siap di {address}", flush=True)
    print_sign_ins()
    print("\nTekan Ctrl+C untuk berhenti.", flush=True)
    return serve(options.host, options.port, options.workers)


def prepare(*, empty: bool) -> None:
    """Check the settings, migrate, load instruments, collect static files; the demo city when there is no city."""
    start_django()
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError
    from django.db import connection

    try:
        call_command("check", databases=["default"], verbosity=0)
    except SystemCheckError as error:
        raise CommandError(str(error)) from error
    print("Menyiapkan basis data …", flush=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from zona.console.commands.instrument import load
    from zona.instruments.shipped import FOLDER

    load(sorted(FOLDER.glob("*.yaml")))
    connection.close()
    if not empty:
        fill_demo_once()


def fill_demo_once() -> None:
    """The demo city, when demo is on and no government exists yet."""
    from django.conf import settings

    from zona.organizations.models import Government

    if settings.DEMO and not Government.objects.exists():
        from zona.console.commands.demo import fill

        fill()


def print_sign_ins() -> None:
    """Who can sign in to the demo city, with the shared demo password."""
    from django.conf import settings

    if not settings.DEMO:
        return
    from zona.console.commands.demo import sign_ins

    for line in sign_ins():
        print(line)


def serve(host: str, port: int, workers: int) -> int:
    """Run Granian and one background worker as children, and end both when we are ended or Granian ends.

    A worker that dies is started again; the site does not wait for it.
    """
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "4", "--log-level", "warning", "config.wsgi:application",
    ]  # fmt: skip
    environment = dict(os.environ, PYTHONPATH=str(ROOT))
    stop = stop_on_signals()
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    helpers = Children([Child("pekerja latar", worker.command())], say=worker.say)
    try:
        worker.say(f"Dijalankan: situs (proses {server.pid}), {helpers.start()}.")
        while server.poll() is None and not stop.wait(0.5):
            helpers.tend()
    finally:
        server.terminate()  # nothing happens where it has ended
        helpers.end()
    code = server.wait()
    return 0 if code in (0, -signal.SIGTERM, -signal.SIGINT) else code
