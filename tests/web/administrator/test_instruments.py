"""Instruments on the screen: what is loaded, and the whole of one to read."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from tests.web.administrator.pages import text_of
from zona.assessments.models import Assessment
from zona.instruments.actions.load_instrument import load_instrument
from zona.instruments.models import LoadedInstrument
from zona.instruments.shipped import FOLDER, shipped_ids
from zona.web.worksheet.codes import display_code

LIST = "/kelola/instrumen/"


def loaded(name: str = "perwal-tangerang-72-2018") -> LoadedInstrument:
    return load_instrument(FOLDER / f"{name}.yaml", by=None)[0]


def test_the_list_tells_editions_and_use(cast: Cast, admin: Client) -> None:
    one = loaded()
    Assessment.objects.create(unit=cast.melati, period=cast.period, instrument=one)
    page = admin.get(LIST)
    (row,) = page.context["rows"]
    assert (row["questions"], row["used"], row["fingerprint"]) == (len(one.instrument.questions), 1, one.sha256[:12])
    assert one.short_title in text_of(page)


def test_no_instrument_yet(cast: Cast, admin: Client) -> None:
    assert "Belum ada instrumen" in text_of(admin.get(LIST))


def test_many_instruments_cost_no_more_queries(cast: Cast, admin: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            admin.get(LIST)
        return len(seen)

    one = loaded()
    cost()
    few = cost()
    LoadedInstrument.objects.bulk_create(
        LoadedInstrument(code=f"lain-{n}", edition="1", title="Lain", short_title="Lain", text=one.text,
                         sha256=one.sha256)
        for n in range(50)
    )  # fmt: skip
    assert cost() == few


def test_a_text_that_cannot_be_read_is_told_and_not_linked(cast: Cast, admin: Client) -> None:
    LoadedInstrument.objects.create(code="x", edition="1", title="X", short_title="X", text="id: x", sha256="0" * 64)
    page = admin.get(LIST)
    assert "Tidak dapat dibaca" in text_of(page)
    assert page.context["rows"][0]["href"] == ""


@pytest.mark.parametrize("name", shipped_ids())
def test_the_page_shows_the_whole_tree(cast: Cast, admin: Client, name: str) -> None:
    one = loaded(name)
    page = admin.get(reverse("instrument", args=[one.pk]))
    words = text_of(page)
    raw = page.content.decode()
    for code, question in one.instrument.questions.items():
        assert f'<span class="code">{display_code(code)}</span>' in raw
        assert len(question.evidence) <= raw.count("<li>")
    for _, area in one.instrument.areas():
        assert f'id="area-{area.code}"' in raw
    for predicate in one.instrument.predicates:
        assert predicate.code in words
    assert raw.count("Belum diverifikasi") >= sum(not q.verified for q in one.instrument.questions.values())
