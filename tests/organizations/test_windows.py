"""When a window is open, and what it tells people."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from tests.cast import Cast
from zona.organizations.models import Period
from zona.organizations.rules.windows import Phase, Window, in_words, state

FILLING = Window("Pengisian", date(2026, 1, 5), date(2026, 3, 31), "Bagian Organisasi, (021) 5550 1234")
DAYS = [
    (date(2026, 1, 4), Phase.BEFORE, "Pengisian dibuka 5 Januari 2026. Hubungi Bagian Organisasi, (021) 5550 1234."),
    (date(2026, 1, 5), Phase.OPEN, "Pengisian dibuka sampai 31 Maret 2026."),
    (date(2026, 3, 31), Phase.OPEN, "Pengisian dibuka sampai 31 Maret 2026."),
    (date(2026, 4, 1), Phase.AFTER, "Pengisian ditutup 31 Maret 2026. Hubungi Bagian Organisasi, (021) 5550 1234."),
]


@pytest.mark.parametrize(("today", "phase", "says"), DAYS)
def test_a_window_on_a_day(today, phase, says):
    found = FILLING.state(today)
    assert (found.phase, found.says, found.is_open) == (phase, says, phase is Phase.OPEN)
    assert found == state(FILLING, today)


def test_without_a_contact_nobody_is_named():
    assert Window("Verifikasi", date(2026, 5, 1), date(2026, 5, 1)).state(date(2026, 5, 2)).says == (
        "Verifikasi ditutup 1 Mei 2026."
    )


def test_every_month_has_its_name():
    assert [in_words(date(2026, month, 1)).split()[1] for month in (1, 5, 8, 12)] == [
        "Januari",
        "Mei",
        "Agustus",
        "Desember",
    ]


def test_a_period_has_the_windows_it_was_given(cast: Cast):
    assert cast.period.filling.contact == cast.period.contact
    assert cast.period.verification is None
    cast.period.revision_opens = cast.period.revision_closes = date(2026, 6, 1)
    assert cast.period.revision == Window("Perbaikan", date(2026, 6, 1), date(2026, 6, 1), cast.period.contact)


BAD = [
    ({"filling_closes": date(2026, 1, 4)}, "Pengisian tidak dapat ditutup sebelum dibuka."),
    ({"verification_opens": date(2026, 4, 1)}, "Verifikasi memerlukan tanggal buka dan tutup"),
    ({"verification_closes": date(2026, 4, 1)}, "Verifikasi memerlukan tanggal buka dan tutup"),
    ({"revision_opens": date(2026, 4, 2), "revision_closes": date(2026, 4, 1)}, "Perbaikan memerlukan tanggal"),
    ({"year": 1900}, "Tahun periode harus"),
]


@pytest.mark.parametrize(("fields", "sentence"), BAD)
def test_the_database_forbids_it_with_a_sentence(cast: Cast, fields, sentence):
    good = {"year": 2031, "name": "2031", "filling_opens": date(2026, 1, 5), "filling_closes": date(2026, 1, 5)}
    period = Period(government=cast.city, **(good | fields))
    with pytest.raises(ValidationError, match=sentence):
        period.full_clean()
    with pytest.raises(IntegrityError):
        period.save()


def test_one_period_a_year(cast: Cast):
    with pytest.raises(ValidationError, match="sudah ada"):
        Period(
            government=cast.city,
            year=cast.period.year,
            name="Lagi",
            filling_opens=FILLING.opens,
            filling_closes=FILLING.closes,
        ).full_clean()
