"""Words that several layers write: months, dates, what people type."""

from datetime import date

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


def plain_text(text: str) -> str:
    """What somebody typed, without the control characters that no keyboard makes and PostgreSQL refuses (NUL)."""
    return "".join(char for char in text if char in "\n\t" or char >= " ").strip()


def date_in_words(day: date) -> str:
    """`30 Juli 2018`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
