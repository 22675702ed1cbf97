"""Numbers of papers by many writers at once: `./zi bench numbering [--count 10000] [--writers 16]`.

Writers are processes of their own on one database (SQLite in a scratch folder, or `--database` with an address as in
ZONA_DATABASE_URL). Each gives numbers in the way an approval does; every tenth transaction is rolled back after the
number was given, as when drawing the paper fails. Last line: `10000 numbers, 0 gaps, 0 duplicates`; exit code 1 when
there is any of either.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = "config.settings.development"
KIND = "minutes"
#: one transaction of so many is rolled back
ROLLED_BACK = 10


def write(environment: Mapping[str, str], *, government: int, count: int, writers: int) -> list[str]:
    """Let the writers run; what each said last. Raises RuntimeError when one fails."""
    shares = [count // writers + (at < count % writers) for at in range(writers)]
    children = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.numbering", "--share", str(share), "--government", str(government)],
            cwd=ROOT, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for share in shares
    ]  # fmt: skip
    said = []
    for child in children:
        out, trouble = child.communicate()
        if child.returncode:
            raise RuntimeError(trouble[-2000:])
        said.append(out.strip())
    return said


def told(government: int) -> tuple[int, int, int]:
    """How many numbers were given, how many are missing below the highest, how many stand twice."""
    from zona.documents.models import NumberSeries, Paper

    papers = Paper.objects.filter(government=government, kind_code=KIND)
    serials = list(papers.exclude(serial=None).values_list("serial", flat=True))
    last = sum(NumberSeries.objects.filter(government=government, kind=KIND).values_list("last", flat=True))
    numbers = papers.exclude(number="").values_list("number", flat=True)
    gaps = len(set(range(1, max([last, *serials]) + 1)) - set(serials))
    return len(serials), gaps, len(serials) - len(set(serials)) + len(numbers) - len(set(numbers))


def _write_share(government: int, share: int) -> None:
    """One writer, in its own process."""
    import django

    django.setup()
    from django.db import OperationalError, transaction

    from zona.base import clock
    from zona.documents.actions.draft_paper import new_code
    from zona.documents.enums import PaperState
    from zona.documents.models import Paper
    from zona.documents.numbering import give_number

    class FailedError(Exception):
        """Drawing went wrong."""

    given, tries, waited, today = 0, 0, 0, clock.today()
    while given < share:
        tries += 1
        try:
            with transaction.atomic():
                paper = Paper.objects.create(
                    government_id=government, kind_code=KIND, title="Berita acara", code=new_code(),
                    state=PaperState.APPROVED, dated=today,
                )  # fmt: skip
                number = give_number(paper, typed="", dated=today)
                paper.number, paper.serial, paper.year = number.number, number.serial, number.year
                paper.save(update_fields=["number", "serial", "year"])
                if tries % ROLLED_BACK == 0:
                    raise FailedError
            given += 1
        except FailedError:
            continue
        except OperationalError:  # SQLite's lock is not fair; whoever waited twenty seconds asks again
            waited += 1
    print(f"{given} given, {tries - given - waited} rolled back, {waited} asked again")


def _make_city() -> int:
    import django

    django.setup()
    from django.core.management import call_command

    from zona.organizations.models import Government

    call_command("migrate", verbosity=0, interactive=False)
    return Government.objects.create(name="Pemerintah Kota Uji", short_name="Kota Uji").pk


def main() -> int:
    """Measure, or be one writer."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=10_000)
    options.add_argument("--writers", type=int, default=16)
    options.add_argument("--database", default="", help="as in ZONA_DATABASE_URL")
    options.add_argument("--share", type=int, default=0, help=argparse.SUPPRESS)
    options.add_argument("--government", type=int, default=0, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.share:
        _write_share(given.government, given.share)
        return 0
    with tempfile.TemporaryDirectory() as state:
        os.environ |= {"ZONA_STATE": state, "DJANGO_SETTINGS_MODULE": SETTINGS}
        if given.database:
            os.environ["ZONA_DATABASE_URL"] = given.database
        government, began = _make_city(), time.perf_counter()
        for line in write(os.environ, government=government, count=given.count, writers=given.writers):
            print(line)
        seconds = time.perf_counter() - began
        numbers, gaps, duplicates = told(government)
    print(f"{given.writers} writers, {seconds:.1f} s, {numbers / seconds:.0f} numbers a second")
    print(f"{numbers} numbers, {gaps} gaps, {duplicates} duplicates")
    return 1 if gaps or duplicates or numbers != given.count else 0


if __name__ == "__main__":
    raise SystemExit(main())
