"""A thousand seals in the background while somebody reads: `./zi bench seals [--count 1000] [--limit 2]`.

A made city gets its authority and signed papers (one drawn paper, signed in the database only, so that the seals are
what is measured). A signed-in page is fetched again and again, first in quiet, then while `zi worker` seals every
paper. Last line: `N papers sealed in S s, page median Q ms quiet, B ms busy (limit 2 x)`; exit code 1 over the limit or
when a paper was not sealed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench._site import HOST, ROOT, Server, environment, served, session_of
from bench.load import Connection, request, wait_for_quiet

SECRET = "frasa sandi untuk mengukur"  # noqa: S105
QUIET_PAGES = 60
#: seconds between two looks at a page, as one person reads
PAUSE = 0.15
PAGE = "/naskah/"


def make(state: Path, count: int) -> str:
    """Fill a state folder in a process of its own; the session of somebody who reads papers."""
    command = [sys.executable, "-m", "bench.seals", "--make", str(count)]
    done = subprocess.run(command, cwd=ROOT, env=sealing(state), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return str(json.loads(done.stdout.splitlines()[-1])["session"])


def sealing(state: Path) -> dict[str, str]:
    """Settings of a child that may open the seal."""
    return environment(state) | {"ZONA_SEAL_PASSPHRASE": SECRET}


def _make_here(count: int) -> str:
    from zona.console.commands.run import prepare

    prepare(empty=True)
    from bench.city import make_city
    from zona.accounts.enums import Role
    from zona.documents.actions.approve_paper import approve_paper
    from zona.documents.actions.draft_paper import draft_paper
    from zona.documents.actions.keep_keys import create_authority
    from zona.documents.kinds import paper_kind
    from zona.documents.signing.interface import Passphrase

    city = make_city(3)
    create_authority(city.government, by=None, passphrase=Passphrase(SECRET))
    legal = city.users[Role.LEGAL_OFFICER]
    drawn = draft_paper(
        "decree_revocation", paper_kind("decree_revocation").sample, by=None, government=city.government
    )
    approve_paper(drawn.pk, by=legal, number="700/1")
    _sign_copies(drawn.pk, count)
    return session_of(legal)


def _sign_copies(pk: int, count: int) -> None:
    """Signed papers with the same file, each with the job that its last signature would have left behind."""
    from django.db import transaction

    from zona.background.actions.enqueue import enqueue
    from zona.documents.access import latest
    from zona.documents.actions.draft_paper import new_code
    from zona.documents.enums import PaperState
    from zona.documents.jobs import SEAL
    from zona.documents.models import Paper, PaperVersion

    drawn = Paper.objects.get(pk=pk)
    version = latest(drawn)
    with transaction.atomic():
        for number in range(count):
            paper = Paper.objects.create(
                government=drawn.government, kind_code=drawn.kind_code, title=drawn.title, state=PaperState.SIGNED,
                number=f"700/{number + 2}", dated=drawn.dated, year=drawn.year, code=new_code(),
            )  # fmt: skip
            PaperVersion.objects.create(
                paper=paper, number=1, state=PaperState.SIGNED, context=version.context, file=version.file, said="Uji"
            )
            enqueue(SEAL, key=f"naskah-{paper.pk}-1", government_id=paper.government_id, paper=paper.pk)


def sealed(state: Path) -> int:
    """How many papers bear the seal; asked of the file itself, beside the server."""
    import sqlite3

    with sqlite3.connect(f"file:{state / 'zona.sqlite3'}?mode=ro", uri=True, timeout=30) as database:
        found = database.execute("SELECT COUNT(*) FROM documents_paperversion WHERE said LIKE 'Dibubuhi segel%'")
        return int(found.fetchone()[0])


def _page(server: Server, session: str) -> float:
    """Milliseconds of one page on a new connection."""
    connection = Connection(HOST, server.port)
    began = time.perf_counter()
    reply = connection.send(request(PAGE, cookies={"sessionid": session}))
    took = 1000 * (time.perf_counter() - began)
    connection.close()
    if reply.status != 200:
        raise RuntimeError(f"{PAGE} answered {reply.status}")
    return took


def measure(state: Path, session: str, count: int) -> tuple[float, float, float]:
    """Median of the page in quiet and while the worker seals, and how long that took."""
    with served(state) as server:
        for _ in range(5):
            _page(server, session)
        wait_for_quiet(20)
        quiet = []
        for _ in range(QUIET_PAGES):
            quiet.append(_page(server, session))
            time.sleep(PAUSE)
        worker = subprocess.Popen(
            [sys.executable, "-m", "zona.console", "worker"], cwd=ROOT, env=sealing(state), stdout=subprocess.DEVNULL
        )
        began, busy = time.perf_counter(), []
        try:
            while sealed(state) < count and worker.poll() is None and time.perf_counter() - began < 3 * count:
                for _ in range(4):
                    busy.append(_page(server, session))
                    time.sleep(PAUSE)
            seconds = time.perf_counter() - began
        finally:
            worker.terminate()
            worker.wait(timeout=60)
    return median(quiet), median(busy), seconds


def main() -> int:
    """Measure; 1 when the page suffers more than the limit, or a paper was not sealed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=1000)
    options.add_argument("--limit", type=float, default=2.0)
    options.add_argument("--make", type=int, default=0, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.make:
        print(json.dumps({"session": _make_here(given.make)}))
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        session = make(state, given.count)
        quiet, busy, seconds = measure(state, session, given.count)
        done = sealed(state)
    print(
        f"{done} papers sealed in {seconds:.0f} s, page median {quiet:.1f} ms quiet, {busy:.1f} ms busy"
        f" (limit {given.limit:g} x)"
    )
    return 1 if busy > given.limit * quiet or done < given.count else 0


if __name__ == "__main__":
    raise SystemExit(main())
