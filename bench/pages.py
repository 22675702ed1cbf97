"""How fast pages are, on the real server: `./zi bench pages [--units 50,600] [--seconds 4] [--short]`.

Granian and SQLite as `./zi run` uses them, a made city of each size, one client, three interleaved rounds; the figure
of a target is the median of its three medians, told as a multiple of Zona's bare page. Limits are those of issue 2.
A round that other programs disturbed is taken again; what stayed disturbed is marked `*`. Exit code 1 over a limit.

Bare page: `/cari/` without a question: session, user, rights, the whole shell, and next to nothing in it. It is itself
compared with a bare Django view that also reads session and user and makes one query (RELIABILITY.md section 7); a view
that asks nothing at all stands beside it. `CPU` is the server's own time for one request; it feels less of what other
programs do.
"""

import argparse
import re
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench._site import HOST, Facts, Server, make, make_bare, served
from bench.load import QUIET, Driver, Reply, Request, Row, Target, request, wait_for_quiet

ROUNDS = 3
#: seconds at one target before the next one's turn: a machine's speed changes within a minute
SLICE = 0.5
#: seconds to wait for a quiet moment before a disturbed row is taken again
LONGEST_WAIT = 20
BARE = "bare page"
BARE_DJANGO = "bare Django view"
SAVE = "save, htmx"
SAVE_PLAIN = "save, plain form"


@dataclass
class Measured:
    """One line of the table."""

    target: Target
    limit: float | None = None  # as a multiple of the line `of`
    of: str = BARE
    warm: int = 30
    rows: list[Row] = field(default_factory=list)

    @property
    def p50(self) -> float:
        """Median of the medians, in ms."""
        return median(row.at(0.5) for row in self.rows)

    @property
    def cpu(self) -> float:
        """The server's CPU time for one request, in ms."""
        return 1000 * median(row.server_cpu for row in self.rows)

    @property
    def others(self) -> float:
        """Cores other programs kept busy in the worst round."""
        return max(row.other_cores for row in self.rows)

    @property
    def errors(self) -> int:
        """Requests that were not answered as expected."""
        return sum(row.errors for row in self.rows)


class SavingForm:
    """Posts one answer again and again, alternating between two labels, with the version the page would hold."""

    def __init__(self, driver: Driver, server: Server, facts: Facts) -> None:
        self._facts = facts
        self._path = f"/lembar-kerja/{facts.sheet}/butir/{facts.item}/"
        self._cookies = {"sessionid": facts.member}
        page = driver.send(Target("form", HOST, server.port, (), lambda _: request(self._path, cookies=self._cookies)))
        self.csrf_cookie = self._cookies["csrftoken"] = _found(r"csrftoken=(\w+)", page.headers["set-cookie"])
        self._token = _found(r'name="csrfmiddlewaretoken" value="(\w+)"', page.body.decode())
        self._version = facts.version

    def post(self, *, htmx: bool) -> Request:
        """The next save."""
        label = self._facts.labels[self._version % 2]
        form = {"jawaban": label, "catatan": "Sesuai notulen", "versi": str(self._version)}
        form["csrfmiddlewaretoken"] = self._token
        self._version += 1
        return request(self._path, cookies=self._cookies, form=form, headers={"HX-Request": "true"} if htmx else {})


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise RuntimeError(f"{pattern} is not in the page")
    return match[1]


def targets(driver: Driver, bare: Server, bare_session: str, sites: list[tuple[Server, Facts]]) -> list[Measured]:
    """Everything that is measured: the first site is the small city, the last one the large."""
    (small, few), (large, many) = sites[0], sites[-1]

    def get(name: str, server: Server, path: str, session: str = "") -> Target:
        cookies = {"sessionid": session, "csrftoken": here.csrf_cookie} if session else None
        wanted = request(path, cookies=cookies)
        return Target(name, HOST, server.port, server.pids, lambda _: wanted)

    def save(name: str, server: Server, form: SavingForm, *, htmx: bool) -> Target:
        return Target(name, HOST, server.port, server.pids, lambda _: form.post(htmx=htmx), expect=200 if htmx else 302)

    here, there = SavingForm(driver, small, few), SavingForm(driver, large, many)
    sheet, sheet_there = f"/lembar-kerja/{few.sheet}/", f"/lembar-kerja/{many.sheet}/"
    n, m = few.units, many.units
    return [
        Measured(get("bare Django, no session, no query", bare, "/")),
        Measured(get(BARE_DJANGO, bare, "/sesi/", bare_session)),
        Measured(get(BARE, small, "/cari/", few.member), limit=2, of=BARE_DJANGO),
        Measured(get("worksheet", small, f"{sheet}butir/{few.item}/", few.member), limit=8),
        Measured(get(f"worksheet, {m}", large, f"{sheet_there}butir/{many.item}/", many.member)),
        Measured(save(SAVE, small, here, htmx=True), limit=4),
        Measured(save(f"{SAVE}, {m}", large, there, htmx=True), limit=1.2, of=SAVE),
        Measured(save(SAVE_PLAIN, small, here, htmx=False), limit=4),
        Measured(save(f"{SAVE_PLAIN}, {m}", large, there, htmx=False), limit=1.2, of=SAVE_PLAIN),
        Measured(get(f"recap, {n}", small, "/rekap/", few.leader), limit=4),
        Measured(get(f"recap, {m}", large, "/rekap/", many.leader), limit=15),
        Measured(get("XLSX of a worksheet", small, f"{sheet}excel/", few.member), limit=20),
    ]


def warm(driver: Driver, lines: list[Measured]) -> None:
    """Let every thread of every worker meet every page once; say what answers wrongly before measuring it."""
    for line in lines:
        for _ in range(line.warm):
            reply = driver.send(line.target)
            if reply.status != line.target.expect:
                raise RuntimeError(f"{line.target.name}: {reply.status} {_sentence(reply)}")


def _sentence(reply: Reply) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", reply.body.decode(errors="replace")).split())[:300]


def measure(driver: Driver, lines: list[Measured], seconds: float, patience: int) -> None:
    """Three rounds, each of many turns through all lines; what was disturbed is taken again, the quietest counts."""
    for round_number in range(ROUNDS):
        for line in lines:
            line.rows.append(Row())
        for _ in range(max(1, round(seconds / SLICE))):
            for line in lines:
                line.rows[-1].add(_quiet(driver, line.target, patience))
        others = max(line.rows[-1].other_cores for line in lines)
        print(f"round {round_number + 1}: others at most {others:.2f} cores", flush=True)


def _quiet(driver: Driver, target: Target, patience: int) -> Row:
    row = driver.drive(target, SLICE)
    for _ in range(patience):
        if row.other_cores <= QUIET:
            break
        wait_for_quiet(LONGEST_WAIT)
        row = min(row, driver.drive(target, SLICE), key=lambda one: one.other_cores)
    return row


def table(lines: list[Measured]) -> tuple[list[str], list[str]]:
    """The printed lines, and the names of those over their limit."""
    by_name = {line.target.name: line for line in lines}
    bare = by_name[BARE]
    printed = [f"{'target':34}{'p50 ms':>8}{'CPU ms':>8}{'× bare':>8}{'× CPU':>8}  {'limit':22}others"]
    over = []
    for line in lines:
        verdict = ""
        if line.limit is not None:
            times = line.p50 / by_name[line.of].p50
            verdict = f"{times:.2f} ≤ {line.limit:g}" + ("" if line.of == BARE else f" × {line.of}")
            if times > line.limit:
                verdict = verdict.replace("≤", ">")
                over.append(line.target.name)
        mark = "*" if line.others > QUIET else ""
        printed.append(
            f"{line.target.name:34}{line.p50:8.2f}{line.cpu:8.2f}{line.p50 / bare.p50:8.2f}{line.cpu / bare.cpu:8.2f}  "
            f"{verdict:22}{line.others:.2f}{mark}{f'  {line.errors} errors' if line.errors else ''}"
        )
        if line.errors:
            over.append(f"{line.target.name} (errors)")
    return printed, over


def main() -> None:
    """Make the cities, serve them side by side, measure, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--units", default="50,600", help="sizes of the small and the large city")
    options.add_argument("--seconds", type=float, default=4, help="of each target in each round")
    options.add_argument("--patience", type=int, default=3, help="how often a disturbed measurement is taken again")
    options.add_argument("--short", action="store_true", help="1 second each, cities of 10 and 60")
    given = options.parse_args()
    seconds, units = (1.0, [10, 60]) if given.short else (given.seconds, [int(n) for n in given.units.split(",")])
    with tempfile.TemporaryDirectory(prefix="zona-bench-") as folder, ExitStack() as stack:
        bare_session = make_bare(Path(folder))
        sites = []
        for count in units:
            state = Path(folder) / str(count)
            state.mkdir()
            facts = make(state, count)
            print(f"{count} units made; queries: " + ", ".join(f"{page} {n}" for page, n in facts.queries.items()))
            sites.append((stack.enter_context(served(state)), facts))
        bare = stack.enter_context(served(Path(folder), application="bench._bare:application", first="/"))
        driver = Driver()
        stack.callback(driver.close)
        lines = targets(driver, bare, bare_session, sites)
        warm(driver, lines)
        measure(driver, lines, seconds, given.patience)
        printed, over = table(lines)
    print("\n".join(printed))
    print("over the limit: " + ", ".join(over) if over else "all within limits")
    raise SystemExit(1 if over else 0)


if __name__ == "__main__":
    main()
