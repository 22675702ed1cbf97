"""E-mail addresses that a person writes one a line."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

#: more would be a mailing list, not offices that keep something
MOST = 20


def lines_of(text: str) -> list[str]:
    """The addresses, without empty lines and spaces around them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def validate_lines(text: str) -> None:
    """Raise ValidationError, naming the line, unless each holds one address."""
    addresses = lines_of(text)
    if len(addresses) > MOST:
        raise ValidationError(f"Paling banyak {MOST} alamat, bukan {len(addresses)}.")
    for number, address in enumerate(addresses, start=1):
        try:
            validate_email(address)
        except ValidationError:
            raise ValidationError(
                f"Baris {number} bukan alamat surel: {address}. Tulis satu alamat tiap baris."
            ) from None
