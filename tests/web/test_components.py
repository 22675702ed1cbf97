"""The sheet of parts draws, no template breaks the content policy, figures are written as Indonesians write."""

import hashlib
import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import get_template
from django.test import Client, RequestFactory

from zona.web import errors, shell
from zona.web.developer.forms import SampleForm
from zona.web.templatetags import zona as tags

ZONA = Path(__file__).resolve().parents[2] / "zona"
TEMPLATES = sorted((ZONA / "templates").rglob("*.html"))
SHEET = "/pengembang/komponen/"


def drawn(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


# ------------------------------------------------------------------ pages


def test_the_sheet_shows_every_component(client: Client, db, settings) -> None:
    settings.DEMO = True
    page = client.get(SHEET).content.decode()
    assert page.count("<h1") == 1
    for part in (
        "gate--fails",
        "slot--missing",
        "tree__item",
        "line__at--now",
        "steps__at--now",
        "pager",
        "duty--late",
    ):
        assert part in page


def test_the_sheet_is_hidden_where_real_people_work(client: Client, db, settings) -> None:
    settings.DEMO = settings.DEBUG = False
    assert client.get(SHEET).status_code == 404


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/robots.txt"])
def test_machines_get_an_answer(client: Client, db, path: str) -> None:
    assert client.get(path).status_code == 200


def test_ready_names_the_part_that_does_not_answer(client: Client, db, monkeypatch) -> None:
    monkeypatch.setattr("zona.web.health._cache_answers", lambda: False)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["failing"]) == (503, ["cache"])


def test_an_unknown_address_says_what_to_do(client: Client, db) -> None:
    answer = client.get("/tidak-ada/")
    assert answer.status_code == 404
    assert "Halaman tidak ditemukan" in answer.content.decode()


def test_the_500_page_needs_no_database() -> None:
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Sistem sedang bermasalah" in answer.content.decode()


def test_htmx_gets_a_notice_instead_of_a_page(client: Client, db) -> None:
    answer = client.get("/tidak-ada/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Retarget"] == "#pesan"
    assert "<html" not in answer.content.decode()


def test_sign_in_form_explains_an_error_and_lists_demo_accounts_only_when_given(client: Client, db) -> None:
    page = client.post("/akun/login/", {"login": "", "password": ""}).content.decode()
    assert 'href="#id_password"' in page
    assert 'aria-describedby="id_password_helptext id_password_error"' in page
    assert "Masuk untuk mencoba" not in page


# -------------------------------------------------------- the whole folder


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ZONA / "templates")))
def test_template_compiles_and_has_nothing_inline(path: Path) -> None:
    source = path.read_text()
    get_template(str(path.relative_to(ZONA / "templates")))
    assert not re.search(r"<style|\sstyle\s*=|javascript:|\shx-on|\ssrc\s*=\s*[\"']data:", source)
    assert not re.search(r"\son[a-z]+\s*=", source)
    for script in re.findall(r"<script\b[^>]*>", source):
        assert "src=" in script or 'type="application/json"' in script
    assert source.count("\n") <= 250


def test_sprite_and_tags_know_the_same_symbols() -> None:
    symbols = set(re.findall(r'<symbol id="([^"]+)"', (ZONA / "templates/components/sprite.html").read_text()))
    assert symbols == {f"i-{name}" for name in tags.ICONS} | {f"s-{name}" for name in tags.SIGNS}


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError):
        drawn("{% icon 'unicorn' %}")


def test_vendored_files_are_what_they_say() -> None:
    folder = ZONA / "static" / "vendor"
    for entry in json.loads((folder / "VENDOR.json").read_text()):
        assert hashlib.sha256((folder / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
        assert entry["version"] in entry["file"]
        assert (folder / entry["licence_file"]).exists()


# ---------------------------------------------------------------- filters


@pytest.mark.parametrize(
    ("source", "value", "text"),
    [
        ("{{ v|figure }}", Fraction(123456, 100), "1.234,56"),
        ("{{ v|figure }}", Decimal("17"), "17,00"),
        ("{{ v|figure }}", None, "–"),
        ("{{ v|figure:3 }}", Fraction(3, 8), "0,375"),
        ("{{ v|figure_short }}", Fraction(27, 2), "13,5"),
        ("{{ v|percent }}", Fraction(26, 27), "96,30\u00a0%"),
        ("{{ v|percent_of:54 }}", 52, "96,30\u00a0%"),
        ("{{ v|percent_of:0 }}", 52, "–"),
        ("{{ v|against:75 }}", Fraction(74999, 1000), "74,999"),
        ("{{ v|signed }}", Fraction(-19, 100), "−0,19"),
        ("{{ v|signed }}", Fraction(1), "+1,00"),
        ("{{ v|whole }}", 12345, "12.345"),
        ("{{ v|plain }}", 2026, "2026"),
        ("{{ v|date_id }}", date(2018, 7, 30), "30 Juli 2018"),
        ("{{ v|date_short }}", date(2026, 10, 5), "5 Okt 2026"),
        ("{{ v|month_id }}", date(2018, 7, 30), "Juli 2018"),
        ("{{ v|day_id }}", date(2026, 10, 8), "Kamis, 8 Oktober 2026"),
        ("{{ v|date_id }}", None, "–"),
        ("{{ v|moment_id }}", datetime(2026, 10, 7, 20, 42, tzinfo=UTC), "8 Oktober 2026 pukul 03.42"),
    ],
)
def test_figures_and_dates(source: str, value: object, text: str) -> None:
    assert drawn(source, v=value) == text


# ------------------------------------------------------------------- tags


def test_a_missed_minimum_is_hatched_up_to_its_line() -> None:
    bar = drawn("{% bar 17 20 minimum=18 kind='fails' %}")
    assert '<rect x="85%" width="5%"' in bar
    assert 'x1="90%"' in bar


def test_a_bar_never_leaves_its_track() -> None:
    assert 'class="bar__fill" width="100%"' in drawn("{% bar 130 100 %}")
    assert 'class="bar__fill" width="0%"' in drawn("{% bar 5 0 %}")


def test_lengths_have_a_decimal_point_in_every_language() -> None:
    assert 'width="62.6825%"' in drawn("{% bar v 100 %}", v=Decimal("62.6825"))


def test_signs_carry_words() -> None:
    assert drawn("{% party 'tpi' %}") == '<span class="party party--tpi">TPI</span>'
    assert 'aria-label="2 dari 3 syarat terpenuhi"' in drawn("{% pips v %}", v=["holds", "holds", "fails"])
    assert 'aria-label="terbukti"' in drawn("{% item_state 'proven' %}")


def test_text_in_a_tag_is_escaped() -> None:
    assert "<b>" not in drawn("{% tag 'line' v %}", v="<b>")


def test_every_error_leads_to_its_field() -> None:
    items = tags.error_items(SampleForm({}))
    assert {"#id_reason", "#id_channel_0", "#id_agreed"} <= {item.href for item in items}
    assert "Batas waktu belum diisi" in {item.text for item in items}


def test_a_placeholder_is_never_the_label() -> None:
    form = SampleForm()
    form.fields["deadline"].widget.attrs["placeholder"] = "dd"
    assert "placeholder" not in tags.control(form["deadline"])


# ------------------------------------------------------------------ shell


class Person:
    is_authenticated = True

    def __str__(self) -> str:
        return "Ketua Tim Kerja"


def test_navigation_leaves_out_what_does_not_exist_or_is_not_for_this_person(db, monkeypatch) -> None:
    monkeypatch.setattr(shell, "NAVIGATION", [])
    monkeypatch.setattr(shell.SOURCES, "person", shell.user_name)
    shell.register(
        shell.NavItem("Rumah", "home"),
        shell.NavItem("Bukan untuk Anda", "healthz", show=lambda user: False),
        shell.NavItem("Belum dibangun", "no_such_page"),
    )
    request = RequestFactory().get("/")
    request.user = Person()
    around = shell.around(request)
    assert [(link.label, link.current) for link in around.links] == [("Rumah", True)]
    assert around.person == "Ketua Tim Kerja"


def test_the_longest_matching_place_is_the_current_one(db, monkeypatch) -> None:
    monkeypatch.setattr(shell, "NAVIGATION", [shell.NavItem("Rumah", "home"), shell.NavItem("Lembar", "components")])
    monkeypatch.setattr(shell.SOURCES, "person", shell.user_name)
    request = RequestFactory().get(SHEET + "dalam/")
    request.user = Person()
    assert [link.label for link in shell.around(request).links if link.current] == ["Lembar"]


def test_a_shell_without_a_request_asks_no_database() -> None:
    assert shell.around(None).links == []
