"""What may travel with a job, and what of it may be shown. Secrets and people's data stay where they are kept."""

import json
import re
from collections.abc import Mapping
from typing import Any

#: a name with one of these words holds a secret, and a job's row is no place for it
SECRETS = frozenset({"passphrase", "password", "token", "secret", "sandi", "pin", "otp"})
#: a code: a number, a short name, a fingerprint; not a sentence, a person's name or an address
_CODE = re.compile(r"[A-Za-z0-9._:/-]{1,80}")
HIDDEN = "tidak ditampilkan"


def problem_with(arguments: Mapping[str, Any]) -> str:
    """What is wrong with the arguments of a job, or an empty text."""
    for name in _names(arguments):
        if is_secret(name):
            return f"{name}: a secret does not travel with a job"
    try:
        kept = json.loads(json.dumps(arguments, allow_nan=False))
    except (TypeError, ValueError) as error:
        return f"not JSON: {error}"
    return "" if kept == arguments else "not JSON: it would come back as something else"


def is_secret(name: str) -> bool:
    """Whether a name says that its value is secret."""
    return not SECRETS.isdisjoint(re.split(r"[^a-z]+", name.lower()))


def shown(name: str, value: Any) -> str:
    """A value as the administrator sees it: numbers and codes, nothing that a person wrote."""
    if is_secret(name):
        return HIDDEN
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if value is None:
        return "–"
    text = str(value)
    return text if isinstance(value, int | str) and _CODE.fullmatch(text) else HIDDEN


def _names(value: Any) -> list[str]:
    """Every name at every depth."""
    if isinstance(value, Mapping):
        return [str(name) for name in value] + [found for inner in value.values() for found in _names(inner)]
    if isinstance(value, list | tuple):
        return [found for inner in value for found in _names(inner)]
    return []
