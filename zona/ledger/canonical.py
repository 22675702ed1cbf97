"""One fact as bytes that everybody writes alike, and the commitment to them that stands in the log.

The record is JSON with sorted keys and no spaces, UTF-8 (RFC 8785, limited to texts, whole numbers, yes/no, nothing,
lists and objects: a fraction is written as text). The commitment is SHA-256(salt ‖ record) with a salt of 32 random
bytes: without salt and record nobody can guess from it what was said, so both can be destroyed and the log still
verifies (UU 27/2022 on personal data).
"""

import json
import secrets
from hashlib import sha256
from typing import Any

SALT_BYTES = 32
#: whole numbers beyond this are not the same in every JSON reader (RFC 8785, 3.2.2.3)
_LARGEST = 2**53 - 1


def new_salt() -> bytes:
    """Random bytes for one fact."""
    return secrets.token_bytes(SALT_BYTES)


def canonical(record: dict[str, Any]) -> str:
    """The record as text. Raises TypeError for anything that JSON readers could understand differently."""
    _refuse_ambiguous(record)
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def commitment(salt: bytes, text: str) -> bytes:
    """What stands in the log for a record."""
    return sha256(salt + text.encode()).digest()


def _refuse_ambiguous(value: Any) -> None:
    if isinstance(value, dict):
        for name, one in value.items():
            if not isinstance(name, str) or not name.isascii():
                raise TypeError(f"a field's name is ASCII text, not {name!r}")
            _refuse_ambiguous(one)
    elif isinstance(value, list | tuple):
        for one in value:
            _refuse_ambiguous(one)
    elif isinstance(value, int) and not isinstance(value, bool):
        if abs(value) > _LARGEST:
            raise TypeError(f"{value} is too large for JSON; write it as text")
    elif isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:  # half a surrogate pair: no two readers make the same of it
            raise TypeError("a text in a record holds half a character") from error
    elif value is not None and not isinstance(value, bool):
        raise TypeError(f"a record holds no {type(value).__name__}; write it as text")
