"""Axe, one heading of the first level and no sideways scroll on every page, wide and narrow."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import URLPattern, get_resolver, reverse
from playwright.sync_api import Page, expect

from tests.cast import PASSWORD
from tests.journeys.conftest import HEIGHT, Visit
from tests.journeys.desk import Desk, item, page_of
from tests.journeys.screens import NOT_PAGES, SCREENS, SECOND_FACTOR, build_world, person
from tests.journeys.watch import Watch
from tests.spreadsheet.books import type_in

pytestmark = pytest.mark.journey
#: widths at which axe looks; at all of WIDTHS nothing may scroll sideways
AXE_WIDTHS = (1280, 390)
WIDTHS = (1280, 768, 390, 320)


def wrong_with(page: Page) -> list[str]:
    """Everything that is wrong with the page as it stands."""
    name, found = page.url.split("/", 3)[3] or "/", []
    headings = page.locator("h1").count()
    if headings != 1:
        found.append(f"{name}: {headings} judul h1")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        too_wide = page.evaluate(_TOO_WIDE)
        if too_wide:
            found.append(f"{name} @{width}: menggulir ke samping karena {too_wide}")
        if width in AXE_WIDTHS:
            found += [f"{name} @{width}: {line}" for line in axe(page)]
    return found


_TOO_WIDE = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return "";
  const wide = [...document.querySelectorAll("body *")]
    .filter(e => e.getBoundingClientRect().right > page.clientWidth + 1 && !e.closest(".tablewrap, .vh, .skip"))
    .map(e => e.tagName.toLowerCase() + "." + e.className);
  return `${page.scrollWidth} > ${page.clientWidth}: ${wide.slice(0, 4).join(", ")}`;
}"""


def axe(page: Page) -> list[str]:
    """What axe finds, a line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    violations = page.evaluate("axe.run({resultTypes: ['violations']}).then(result => result.violations)")
    return [
        f"{one['id']} ({one['impact']}): {'; '.join(str(node['target'][0]) for node in one['nodes'][:3])}"
        for one in violations
    ]


@pytest.mark.parametrize("who", SCREENS)
def test_the_pages_of(desk: Desk, visit: Visit, watch: Watch, who: str):
    world = build_world(desk)
    page, found = visit(person(world, who), None), []
    for screen in SCREENS[who]:
        answer = page.goto(screen.address(world))
        assert answer is not None
        assert (answer.status, page.url) == (200, desk.server + screen.address(world)), screen.name
        found += wrong_with(page)
    assert found == [], "\n".join(found)


def test_pages_that_refuse(desk: Desk, visit: Visit, watch: Watch):
    watch.expect(403, 404, 422)
    page, found = visit(desk.cast.dewi, "/tidak/ada/"), []
    found += wrong_with(page)
    page.goto("/rekap/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("tidak berwenang")
    found += wrong_with(page)
    page.goto("/")
    found += wrong_with(page)
    stranger = visit(None, "/akun/login/")
    sign_in(stranger, "joko", "salah")
    expect(stranger.get_by_role("alert")).to_be_visible()
    found += wrong_with(stranger)
    assert found == [], "\n".join(found)


def test_pages_after_something_happened(desk: Desk, visit: Visit, watch: Watch):
    watch.expect(403, 409, 422)
    world = build_world(desk)
    sheet, cast, found = world.filling, desk.cast, []
    page = visit(cast.joko, page_of(sheet, "impor/"))
    book = page.request.get(page_of(sheet, "excel/")).body()
    wanted = desk.file("lke.xlsx", type_in(book, {"3-b-2": "E", "1-c-1": "Z"}))
    page.get_by_label("Berkas Excel").set_input_files(wanted)
    page.get_by_role("button", name="Periksa berkas").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("akan berubah")
    found += wrong_with(page)

    page.goto(item(sheet, "1-c-2"))
    other = visit(cast.siti, item(sheet, "1-c-2"))
    other.keyboard.press("a")
    expect(other.locator("#versi input")).to_have_value("1")
    found += wrong_with(other)
    page.get_by_label("Catatan penjelasan singkat").fill("tulisan saya")
    page.keyboard.press("Tab")
    expect(page.locator("#bentrok")).to_be_visible()
    found += wrong_with(page)

    head = visit(cast.ratna, page_of(sheet, "kirim/"))
    head.get_by_role("button", name="Kirim lembar kerja").click()
    expect(head.get_by_role("alert")).to_be_visible()
    found += wrong_with(head)

    other.goto(item(sheet, "1-c-3"))
    other.get_by_label("Catatan penjelasan singkat").fill("terlambat")
    desk.close_filling()
    other.keyboard.press("Tab")
    expect(other.get_by_role("alert")).to_be_visible()
    found += wrong_with(other)
    assert found == [], "\n".join(found)


def test_what_opens_over_a_page(desk: Desk, visit: Visit):
    page, found = visit(desk.cast.joko, item(desk.trap(), "1-a-t")), []
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    found += axe(page)
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 390, "height": HEIGHT})
    page.locator(".sheet__bar [popovertarget=pohon]").click()
    expect(page.locator("#pohon")).to_be_visible()
    found += axe(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Menu").click()
    found += axe(page)
    assert found == [], "\n".join(found)


def test_pages_of_the_second_factor(desk: Desk, visit: Visit):
    user = desk.cast.surya
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    page, found = visit(user, None), []
    for name in SECOND_FACTOR:
        page.goto(reverse(name))
        expect(page).to_have_url(desk.server + reverse(name))
        found += wrong_with(page)
    stranger = visit(None, "/akun/login/")
    sign_in(stranger, "surya", PASSWORD)
    expect(stranger).to_have_url(desk.server + reverse("mfa_authenticate"))
    found += wrong_with(stranger)
    assert found == [], "\n".join(found)


def sign_in(page: Page, name: str, password: str) -> None:
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="Masuk", exact=True).click()


def test_colours_hold_in_the_dark(desk: Desk, visit: Visit):
    sheet, found = desk.trap(), []
    page = visit(desk.cast.joko, None)
    page.emulate_media(color_scheme="dark")
    for address in ("/", item(sheet, "1-a-t"), page_of(sheet, "syarat/WBK/"), page_of(sheet, "impor/")):
        page.goto(address)
        found += [f"{address}: {line}" for line in axe(page)]
    assert found == [], "\n".join(found)


def test_every_route_is_looked_at():
    looked = {screen.name for screens in SCREENS.values() for screen in screens} | {*SECOND_FACTOR, "mfa_authenticate"}
    looked |= {"paper_sign", "papers_sign", "paper_void"}  # behind a fresh second factor: test_papers looks at them
    missing = sorted(set(route_names()) - looked - NOT_PAGES)
    assert missing == [], f"tambahkan ke screens.py: {missing}"


def route_names() -> list[str]:
    def walk(resolver) -> list[str]:
        names = []
        for one in resolver.url_patterns:
            names += [one.name] if isinstance(one, URLPattern) else walk(one)
        return names

    return [name for name in walk(get_resolver()) if name]
