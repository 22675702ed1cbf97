import pytest

from zona.organizations.rules.employee_number import cleaned, why_refused

NIP = "198503122010011004"


@pytest.mark.parametrize("text", [NIP, "19850312 201001 1 004", "'198503122010011004", "19850312-201001-1-004"])
def test_a_nip_may_be_written_for_reading(text):
    assert (cleaned(text), why_refused(text)) == (NIP, "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1,98503E+17", "bentuk ilmiah"),
        ("1.98503E+17", "bentuk ilmiah"),
        ("98503122010011004", "angka nol di depan"),
        ("123", "terdiri atas 3 angka; seharusnya 18"),
        ("19850312201001100A", "selain angka"),
        ("١٩٨٥٠٣١٢٢٠١٠٠١١٠٠٤", "selain angka"),
    ],
)
def test_what_is_no_nip_is_refused_with_the_reason(text, words):
    assert words in why_refused(text)
