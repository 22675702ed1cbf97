"""Periods on the screen, with what each window says today."""

from datetime import date
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from tests.web.administrator.pages import change, errors_at, post, text_of
from zona.organizations.models import Period

LIST = "/kelola/periode/"
NEW = "/kelola/periode/baru/"


def entered(**more: object) -> dict[str, Any]:
    year = {"year": 2031, "name": "Tahun 2031", "contact": "Bagian Organisasi"}
    return year | {"filling_opens": "2031-01-01", "filling_closes": "2031-06-30"} | more


def test_each_window_says_how_it_stands_today(cast: Cast, admin: Client, stand_on) -> None:
    Period.objects.update(
        filling_opens=date(2026, 1, 1), filling_closes=date(2026, 3, 31),
        verification_opens=date(2026, 4, 1), verification_closes=date(2026, 4, 30),
    )  # fmt: skip
    stand_on(date(2026, 3, 31))
    page = text_of(admin.get(LIST))
    assert "Pengisian dibuka sampai 31 Maret 2026." in page
    assert "Verifikasi dibuka 1 April 2026." in page
    assert "Belum dijadwalkan" in page
    stand_on(date(2026, 4, 1))
    assert "Pengisian ditutup 31 Maret 2026." in text_of(admin.get(LIST))


def test_no_period_yet(cast: Cast, admin: Client) -> None:
    Period.objects.all().delete()
    assert "Belum ada periode" in text_of(admin.get(LIST))


def test_many_periods_cost_no_more_queries(cast: Cast, admin: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            admin.get(LIST)
        return len(seen)

    cost()
    few = cost()
    Period.objects.bulk_create(
        Period(government=cast.city, year=year, name=f"Tahun {year}", filling_opens=date(year, 1, 1),
               filling_closes=date(year, 2, 1))
        for year in range(2100, 2150)
    )  # fmt: skip
    assert cost() == few


def test_a_period_is_opened(cast: Cast, admin: Client) -> None:
    post(admin, NEW, **entered(verification_opens="2031-07-01", verification_closes="2031-08-01"))
    period = Period.objects.get(year=2031)
    assert period.filling_closes == date(2031, 6, 30)
    assert period.verification_opens == date(2031, 7, 1)
    assert period.revision is None


def test_refusals_stand_at_their_field(cast: Cast, admin: Client) -> None:
    assert "sudah ada" in errors_at(post(admin, NEW, **entered(year=cast.period.year)), "year")[0]
    assert errors_at(post(admin, NEW, **entered(filling_closes="2030-01-01")), "filling_closes")
    half = post(admin, NEW, **entered(revision_opens="2031-07-01"))
    assert "memerlukan tanggal buka dan tutup" in errors_at(half, "revision_closes")[0]
    turned = entered(verification_opens="2031-07-02", verification_closes="2031-07-01")
    assert errors_at(post(admin, NEW, **turned), "verification_closes")
    assert errors_at(post(admin, NEW, **entered(year=1900)), "year")


def test_a_period_is_changed(cast: Cast, admin: Client) -> None:
    url = reverse("period_change", args=[cast.period.pk])
    assert f'value="{cast.period.filling_opens.isoformat()}"' in admin.get(url).content.decode()
    change(admin, url, **entered(year=cast.period.year, name="Tahun ini"))
    cast.period.refresh_from_db()
    assert cast.period.name == "Tahun ini"
    assert cast.period.filling_closes == date(2031, 6, 30)
