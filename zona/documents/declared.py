"""What each template needs. A context must hold exactly these fields; the first that is missing is named."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

#: a text, number, yes or no, or a list of texts; a mapping stands for named fields, [mapping] for a list of such
VALUE = None
Fields = Mapping[str, Any]

_SIGNER: Fields = {"name": VALUE, "position": VALUE, "number": VALUE}

PAPERS: Mapping[str, Fields] = {
    "worksheet_recap": {
        "letterhead": VALUE,
        "unit_name": VALUE,
        "period": VALUE,
        "instrument": VALUE,
        "state": VALUE,
        "answered": VALUE,
        "parties": VALUE,
        "components": [{"name": VALUE, "cells": VALUE, "areas": [{"name": VALUE, "cells": VALUE}]}],
        "total": VALUE,
        "predicates": [
            {
                "code": VALUE,
                "sentence": VALUE,
                "conditions": [{"name": VALUE, "minimum": VALUE, "score": VALUE, "holds": VALUE, "sentence": VALUE}],
            }
        ],
        "remark": VALUE,
        "place": VALUE,
        "date": VALUE,
        "signer": _SIGNER,
        "fingerprint": VALUE,
    },
}


def faults(fields: Any, value: Any, where: str = "") -> Iterator[str]:
    """Every field that is missing, unknown or of another shape, by its path (`components[0].areas[2].name`)."""
    if fields is VALUE:
        if isinstance(value, Mapping):
            yield f"isian '{where}' harus nilai tunggal"
    elif isinstance(fields, Sequence):
        if isinstance(value, str) or not isinstance(value, Sequence):
            yield f"isian '{where}' harus daftar"
        else:
            for at, one in enumerate(value):
                yield from faults(fields[0], one, f"{where}[{at}]")
    elif not isinstance(value, Mapping):
        yield f"isian '{where}' harus berisi isian bernama"
    else:
        yield from _named(fields, value, f"{where}." if where else "")


def _named(fields: Fields, value: Mapping[str, Any], before: str) -> Iterator[str]:
    for name in fields:
        if name not in value or value[name] is None:
            yield f"isian '{before}{name}' tidak ada"
        else:
            yield from faults(fields[name], value[name], f"{before}{name}")
    for name in value:
        if name not in fields:
            yield f"isian '{before}{name}' tidak dikenal"
