"""Pictures of the key screens of the demo city, wide and narrow, for docs/screenshots: `./zi bench screenshots`.

Starts the real server on a demo city of its own (a scratch ZONA_STATE; `--state` keeps one between runs) and a real
browser, signs in through the form and writes PNGs of at most 250 KB. Last line: `N pictures in S s`.
"""

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.error import URLError

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
WIDTHS, HEIGHT = (1280, 390), 900
MOST_BYTES = 250_000
#: a whole page may be so high; longer ones are cut
MOST_HEIGHT = 2600
#: the demo city is made before the first answer
START_SECONDS = 180
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]

Act = Callable[[Page], None]


@dataclass(frozen=True)
class Shot:
    """One screen: who looks at it, where it stands, and what to do there before the picture is taken."""

    name: str
    who: str
    address: str
    act: Act = lambda page: None
    whole: bool = False


def own(page: Page) -> str:
    """The worksheet's address, from the page that is open."""
    return "/" + "/".join(page.url.split("/")[3:5]) + "/"


def open_worksheet(unit: str, rest: str) -> Act:
    """From the list of worksheets to an address below this unit's newest one."""

    def act(page: Page) -> None:
        page.get_by_role("link", name=unit, exact=True).first.click()
        page.wait_for_url("**/butir/**")
        page.goto(own(page) + rest)

    return act


def import_changed_workbook(page: Page) -> None:
    """Download the workbook, change two answers, and stop at the preview."""
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(page.request.get(own(page) + "excel/").body()))
    sheet = book["LKE"]
    code, answer = (
        next(cell.column for row in sheet.iter_rows(1, 8) for cell in row if cell.value == name)
        for name in ("Kode", "Jawaban")
    )
    for row in range(1, sheet.max_row + 1):
        if sheet.cell(row, code).value in ("2-a-1", "3-b-2", "6-a-1"):
            sheet.cell(row, answer).value = "A" if sheet.cell(row, answer).value != "A" else "B"
    changed = BytesIO()
    book.save(changed)
    file = {"name": "lke-puskesmas-cipondoh.xlsx", "mimeType": "application/octet-stream", "buffer": changed.getvalue()}
    page.get_by_label("Berkas Excel").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Periksa berkas").click()
    page.wait_for_selector("h1.h-big")


def open_import(page: Page) -> None:
    """The preview of a workbook that changes three answers."""
    open_worksheet("Puskesmas Cipondoh", "impor/")(page)
    import_changed_workbook(page)


def choose(text: str) -> Act:
    """Open the first link with this text."""
    return lambda page: page.get_by_role("link", name=text).first.click()


def verify(text: str) -> Act:
    """From the list of papers to what everybody sees of one."""

    def act(page: Page) -> None:
        choose(text)(page)
        page.wait_for_url("**/naskah/*/")
        open_verification(page)

    return act


def open_verification(page: Page) -> None:
    """From a paper to its public page."""
    found = re.search(r"/verifikasi/[0-9A-Z-]+/", page.content())
    if found is None:
        raise SystemExit("Halaman naskah tidak menyebut alamat verifikasinya.")
    page.goto("/".join(page.url.split("/")[:3]) + found[0])


ITEM = "butir/5-b-2/"
SHOTS = (
    Shot("masuk", "", "/akun/login/"),
    Shot("pekerjaan-saya", "kapus", "/", whole=True),
    Shot("lembar-kerja", "anggota1", "/lembar-kerja/?q=Cipondoh", open_worksheet("Puskesmas Cipondoh", ITEM)),
    Shot(
        "lembar-kerja-penuh", "anggota1", "/lembar-kerja/?q=Cipondoh", open_worksheet("Puskesmas Cipondoh", ITEM), True
    ),
    Shot("tabel", "anggota1", "/lembar-kerja/?q=Cipondoh", open_worksheet("Puskesmas Cipondoh", "tabel/5/")),
    Shot("syarat", "inspektur", "/lembar-kerja/?q=Karawaci", open_worksheet("Kecamatan Karawaci", "syarat/WBK/"), True),
    Shot("kirim", "kapus", "/lembar-kerja/?q=Cipondoh", open_worksheet("Puskesmas Cipondoh", "kirim/"), True),
    Shot(
        "tanda-terima", "ketuatpi", "/lembar-kerja/?q=Karawaci", open_worksheet("Kecamatan Karawaci", "tanda-terima/")
    ),
    Shot("impor", "anggota1", "/lembar-kerja/?q=Cipondoh", open_import),
    Shot("rekap-kota", "walikota", "/rekap/"),
    Shot("unit", "admin", "/kelola/unit/"),
    Shot("orang", "admin", "/kelola/orang/"),
    Shot("instrumen", "admin", "/kelola/instrumen/", choose("Perwal 72/2018")),
    Shot("naskah", "hukum", "/naskah/"),
    Shot("naskah-keputusan", "hukum", "/naskah/?q=Penilai", choose("Penilai Internal"), whole=True),
    Shot("verifikasi", "hukum", "/naskah/?q=Penilai", verify("Penilai Internal"), whole=True),
    Shot("buku-besar", "inspektur", "/buku-besar/"),
    Shot("riwayat", "kapus", "/lembar-kerja/?q=Cipondoh", open_worksheet("Puskesmas Cipondoh", "riwayat/")),
)


@contextmanager
def server(state: Path) -> Iterator[str]:
    """`zi run` on a free port with a state of its own; ended by its process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = dict(
        os.environ, ZONA_STATE=str(state), DJANGO_SETTINGS_MODULE="config.settings.development", PYTHONPATH=str(ROOT)
    )
    command = [sys.executable, "-m", "zona.console", "run", "--port", str(port)]
    with (state / "server.log").open("w") as log:
        running = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", running)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(timeout=30)


def wait_for(address: str, running: subprocess.Popen[bytes]) -> None:
    """Until the server answers."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if running.poll() is not None:
            raise SystemExit("Server berhenti sebelum menjawab; lihat server.log.")
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310
                return
        except (URLError, OSError):
            time.sleep(0.5)
    raise SystemExit("Server tidak menjawab.")


def signed_in(browser: Browser, site: str, who: str) -> BrowserContext:
    """A browser in which a person of the demo cast has signed in."""
    context = browser.new_context(base_url=site, locale="id-ID", reduced_motion="reduce")
    if who:
        page = context.new_page()
        page.goto("/akun/login/")
        page.locator(f"form:has(input[name=login][value={who}]) button").click()
        page.wait_for_url(f"{site}/")
        page.close()
    return context


def take(context: BrowserContext, shot: Shot, width: int) -> Path:
    """One picture."""
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.goto(shot.address)
    shot.act(page)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")
    if shot.whole:
        height = min(page.evaluate("document.documentElement.scrollHeight"), MOST_HEIGHT)
        page.set_viewport_size({"width": width, "height": max(height, HEIGHT)})
    raw = page.screenshot(animations="disabled")
    page.close()
    path = FOLDER / f"{shot.name}-{width}.png"
    path.write_bytes(small(raw))
    return path


def small(raw: bytes) -> bytes:
    """The same picture in fewer colours; all screens have few."""
    picture = Image.open(BytesIO(raw)).convert("RGB")
    for colours in (256, 128, 64, 32):
        out = BytesIO()
        picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
            out, "PNG", optimize=True
        )
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()


def take_all(site: str, program: str, wanted: list[str]) -> int:
    """Every picture that is wanted; how many there are."""
    count = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        contexts: dict[str, BrowserContext] = {}
        for shot in SHOTS:
            if wanted and shot.name not in wanted:
                continue
            context = contexts.get(shot.who) or contexts.setdefault(shot.who, signed_in(browser, site, shot.who))
            for width in WIDTHS:
                path = take(context, shot, width)
                print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} KB", flush=True)
                count += 1
        browser.close()
    return count


def main() -> None:
    """Start the server, take the pictures, say how many."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--state", type=Path, help="keadaan yang dipakai lagi; bawaan: folder sementara")
    options.add_argument("--only", nargs="*", default=[], choices=[shot.name for shot in SHOTS])
    given = options.parse_args()
    program = shutil.which("chromium")
    if program is None:
        raise SystemExit("Chromium tidak terpasang: apt-get install chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="zona-gambar-") as scratch:
        state = given.state or Path(scratch)
        state.mkdir(parents=True, exist_ok=True)
        with server(state) as site:
            count = take_all(site, program, given.only)
    print(f"{count} pictures in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
