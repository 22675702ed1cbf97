"""A kind, a context and a frame checked and made ready for a template; the one door of PDF and DOCX alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zona.base.terbilang import ordinal
from zona.documents.declared import faults, printable, written
from zona.documents.errors import MissingFieldError
from zona.documents.frame import Frame, frame_data, frame_faults
from zona.documents.kinds import PaperKind, paper_kind


@dataclass(frozen=True)
class Filled:
    """What a template needs."""

    kind: PaperKind
    title: str
    data: dict[str, Any]
    frame: dict[str, Any]


def fill(kind_code: str, context: Mapping[str, Any], frame: Frame) -> Filled:
    """Raises UnknownKindError, or MissingFieldError naming the first field that does not fit."""
    kind = paper_kind(kind_code)
    for fault in faults(kind.fields, context):
        raise MissingFieldError(f"{kind.name}: {fault}.")
    for fault in frame_faults(kind, frame):
        raise MissingFieldError(f"{kind.name}, bingkai: {fault}.")
    data = written(kind.fields, context)
    around = _all_printable(frame_data(frame))
    # templates have no words for numbers; a decree counts its points with them
    longest = max((len(one) for one in data.values() if isinstance(one, list)), default=0)
    around["ordinals"] = [ordinal(at + 1).upper() for at in range(longest)]
    return Filled(kind, " ".join(kind.title.format_map(data).split()), data, around)


def _all_printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: _all_printable(one) for name, one in value.items()}
    return [_all_printable(one) for one in value] if isinstance(value, list) else value
