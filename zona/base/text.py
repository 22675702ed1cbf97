"""Words that several layers write: months, dates, lists."""

from datetime import date

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


def date_in_words(day: date) -> str:
    """`30 Juli 2018`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
