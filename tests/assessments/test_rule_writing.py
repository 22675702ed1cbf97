from dataclasses import replace

import pytest

from zona.assessments.rules.writing import WritingSituation, why_not_write

OPEN = WritingSituation(
    filling=True,
    filling_open=True,
    filling_says="Pengisian dibuka sampai 31 Desember 2026.",
    returned=False,
    revision_open=True,
    revision_says="Perbaikan dibuka sampai 31 Desember 2026.",
)
CLOSED = "Pengisian ditutup 1 Oktober 2026. Hubungi Bagian Organisasi."
TOO_LATE = "Perbaikan ditutup 1 November 2026."


@pytest.mark.parametrize(
    ("now", "says"),
    [
        (OPEN, ""),
        (replace(OPEN, filling_open=False, filling_says=CLOSED), CLOSED),
        (replace(OPEN, filling=False), "Lembar kerja sudah dikirim"),
        (replace(OPEN, filling=False, filling_open=False), "Lembar kerja sudah dikirim"),
        (replace(OPEN, filling=False, returned=True), ""),
        (replace(OPEN, filling=False, filling_open=False, returned=True), ""),
        (replace(OPEN, filling=False, returned=True, revision_open=False, revision_says=TOO_LATE), "perbaikan ditutup"),
    ],
)
def test_writing_is_open_or_the_reason_is_said(now, says):
    reason = why_not_write(now)
    assert (reason == "") if says == "" else (says in reason)
