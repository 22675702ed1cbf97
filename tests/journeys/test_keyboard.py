"""Without a mouse: the skip link, the way to the main action, and a focus that can be seen at every stop."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.desk import Desk, item, page_of

pytestmark = pytest.mark.journey

_STOP = """() => {
  const e = document.activeElement, look = getComputedStyle(e), box = e.getBoundingClientRect();
  const label = e.closest("label"), shown = label ? getComputedStyle(label) : look;
  const outlined = s => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0;
  const ringed = outlined(look) || outlined(shown)
    || (e.nextElementSibling && outlined(getComputedStyle(e.nextElementSibling)));
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1), y = box.top + box.height / 2;
  const on_top = document.elementFromPoint(x, y);
  const free = y > 0 && y < innerHeight && on_top
    && (e.contains(on_top) || on_top.contains(e) || Boolean(label && label.contains(on_top)));
  const name = (e.innerText || e.getAttribute("aria-label") || e.name || e.id || "").trim().replace(/\\s+/g, " ");
  return {name: name.slice(0, 60), tag: e.tagName.toLowerCase(), ringed: Boolean(ringed), free: Boolean(free)};
}"""


def stops(page: Page, last: str, most: int) -> list[dict]:
    """Where Tab leads, up to the stop whose name begins with `last`."""
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        found.append(page.evaluate(_STOP))
        if found[-1]["name"].startswith(last):
            return found
    raise AssertionError(f"{last} was not reached in {most} stops: {[one['name'] for one in found]}")


def hidden(found: list[dict]) -> list[str]:
    """Stops whose focus cannot be seen."""
    return [f"{one['tag']} {one['name']}" for one in found if not (one["ringed"] and one["free"])]


def test_the_skip_link_leads_past_the_menus(desk: Desk, visit: Visit):
    desk.sheet()
    page = visit(desk.cast.joko, "/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Langsung ke isi")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#isi")).to_be_focused()
    found = stops(page, "Jawab 73 butir", 3)
    assert hidden(found) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_tab_reaches_what_the_page_is_for(desk: Desk, visit: Visit, width: int):
    sheet = desk.trap()
    page = visit(desk.cast.ratna, item(sheet, "1-c-1"), width=width)
    for address, action, most in (
        (item(sheet, "1-c-1"), "Simpan", 12),
        (page_of(sheet, "kirim/"), "Kirim lembar kerja", 20),
        (page_of(sheet, "impor/"), "Periksa berkas", 8),
    ):
        page.goto(address)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        found = stops(page, action, most)
        assert hidden(found) == [], address


def test_every_stop_on_the_worksheet_can_be_seen(desk: Desk, visit: Visit):
    page = visit(desk.cast.ratna, item(desk.trap(), "1-c-1"))
    found = stops(page, "I.c.2", 90)
    assert hidden(found) == []


def test_the_filter_of_the_tree_is_kept_while_moving(desk: Desk, visit: Visit):
    page = visit(desk.cast.joko, item(desk.sheet(), "1-c-1", "?saring=kosong"))
    page.keyboard.press("a")
    expect(page.locator("#versi input")).to_have_value("1")
    page.keyboard.press("j")
    expect(page).to_have_url(desk.server + item_after(page) + "?saring=kosong")


def item_after(page: Page) -> str:
    """The address of the item on the page, which is no longer I.c.1."""
    expect(page.locator("[data-item='1-c-2']")).to_be_visible()
    return "/" + page.url.split("/", 3)[3].split("?")[0]
