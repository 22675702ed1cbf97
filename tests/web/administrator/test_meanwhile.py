"""Two administrators on one form: nobody's change is lost without being seen."""

from datetime import date
from typing import Any

import pytest
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from tests.cast import Cast
from tests.web.administrator.pages import post, text_of
from zona.organizations.models import Employee, Period, WorkUnit

NOVEMBER, DECEMBER = "30 November {}", "31 Desember {}"


def opened(client: Client, url: str) -> dict[str, Any]:
    """What a browser would send back of the page as it stands, the hidden picture included."""
    page = client.get(url)
    assert f'name="seen" value="{escape(page.context["seen"])}"' in page.content.decode()
    return sendable(page)


def sendable(page: Any) -> dict[str, Any]:
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    plain = {name: getattr(value, "pk", value) for name, value in values.items()}
    return plain | {"seen": page.context["seen"]}


@pytest.fixture
def url(cast: Cast) -> str:
    return reverse("period_change", args=[cast.period.pk])


def moved(cast: Cast) -> date:
    return date(cast.period.year, 11, 30)


def test_a_deadline_that_was_moved_meanwhile_is_not_put_back(cast: Cast, admin: Client, url: str) -> None:
    first, second = opened(admin, url), opened(admin, url)
    assert post(admin, url, **first | {"filling_closes": moved(cast).isoformat()}).status_code == 302
    answer = post(admin, url, **second | {"contact": "Bagian Organisasi, lantai 3"})
    assert answer.status_code == 409
    assert Period.objects.get().filling_closes == moved(cast)
    year = cast.period.year
    assert answer.context["meanwhile"] == [
        {
            "label": "Pengisian ditutup",
            "before": DECEMBER.format(year),
            "now": NOVEMBER.format(year),
            "mine": DECEMBER.format(year),
            "untouched": "ya",
        }
    ]
    assert "diubah orang lain setelah Anda membukanya" in text_of(answer)
    # what was typed is kept, what was left alone shows what stands there now: sending it again takes both
    again = sendable(answer)
    assert again["contact"] == "Bagian Organisasi, lantai 3"
    assert post(admin, url, **again).status_code == 302
    period = Period.objects.get()
    assert (period.filling_closes, period.contact) == (moved(cast), "Bagian Organisasi, lantai 3")


def test_the_second_submit_decides(cast: Cast, admin: Client, url: str) -> None:
    first, second = opened(admin, url), opened(admin, url)
    post(admin, url, **first | {"filling_closes": moved(cast).isoformat()})
    mine = {"filling_closes": date(cast.period.year, 10, 31).isoformat()}
    answer = post(admin, url, **second | mine)
    assert answer.status_code == 409
    assert sendable(answer) | mine == sendable(answer)  # what was typed stands in the field
    assert post(admin, url, **sendable(answer)).status_code == 302
    assert Period.objects.get().filling_closes == date(cast.period.year, 10, 31)


def test_a_third_change_in_between_is_shown_again(cast: Cast, admin: Client, url: str) -> None:
    first, second = opened(admin, url), opened(admin, url)
    post(admin, url, **first | {"contact": "A"})
    again = sendable(post(admin, url, **second | {"contact": "B"}))
    Period.objects.update(contact="C")
    answer = post(admin, url, **again)
    assert answer.status_code == 409
    assert [(row["before"], row["now"], row["mine"]) for row in answer.context["meanwhile"]] == [("A", "C", "B")]


def test_the_same_submit_twice_is_no_quarrel(cast: Cast, admin: Client, url: str) -> None:
    sent = opened(admin, url) | {"contact": "Bagian Organisasi"}
    assert [post(admin, url, **sent).status_code for _ in range(2)] == [302, 302]


def test_an_error_keeps_what_was_seen(cast: Cast, admin: Client, url: str) -> None:
    sent = opened(admin, url)
    Period.objects.update(contact="Orang lain")
    answer = post(admin, url, **sent | {"name": ""})
    assert answer.status_code == 422
    assert post(admin, url, **sendable(answer) | {"name": "Tahun ini"}).status_code == 409


@pytest.mark.parametrize("seen", [None, "{}", Signer().sign("{}")])
def test_a_form_without_a_picture_of_ours_has_seen_nothing(cast: Cast, admin: Client, url: str, seen: Any) -> None:
    answer = post(admin, url, **opened(admin, url) | {"seen": seen, "contact": "Baru"})
    assert answer.status_code == 409
    assert [row["before"] for row in answer.context["meanwhile"]] == ["(tidak diketahui)"]
    assert post(admin, url, **sendable(answer)).status_code == 302


def test_units_compare_by_name_of_parent_and_kind(cast: Cast, admin: Client) -> None:
    url = reverse("unit_change", args=[cast.melati.pk])
    sent = opened(admin, url) | {"short_name": "PKM Melati"}
    WorkUnit.objects.filter(pk=cast.melati.pk).update(parent=cast.dukcapil, category="department", address="a\nb")
    answer = post(admin, url, **sent)
    assert answer.status_code == 409
    shown = {row["label"]: (row["before"], row["now"]) for row in answer.context["meanwhile"]}
    assert shown["Unit induk"] == ("Dinas Kesehatan (1.02)", "Dinas Kependudukan (2.12)")
    assert shown["Jenis unit"][0] == "Puskesmas"
    assert shown["Alamat"] == ("(kosong)", "a\nb")
    assert post(admin, url, **sendable(answer)).status_code == 302
    cast.melati.refresh_from_db()
    assert (cast.melati.parent, cast.melati.short_name) == (cast.dukcapil, "PKM Melati")


def test_people_compare_too(cast: Cast, admin: Client) -> None:
    url = reverse("employee_change", args=[cast.joko_employee.pk])
    sent = opened(admin, url) | {"phone": "0812"}
    Employee.objects.update(position="Perawat", unit=cast.kenanga)
    answer = post(admin, url, **sent)
    assert answer.status_code == 409
    assert [row["label"] for row in answer.context["meanwhile"]] == ["Unit kerja", "Jabatan"]
    assert post(admin, url, **sendable(answer)).status_code == 302
    person = Employee.objects.get()
    assert (person.position, person.phone, person.unit) == ("Perawat", "0812", cast.kenanga)
