"""How an entry reads: what happened, from what to what, and why, in plain words; codes of the code never show.

One small builder for each event that can say more than its stored sentence. An event that nobody thought of reads as
its sentence, its changes and its reason, so a new deed needs nothing here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from zona.assessments.enums import AssessmentState, Party
from zona.base.numbers import shown_short
from zona.ledger.enums import Visibility
from zona.ledger.models import ERASED, Entry
from zona.web.ledger.kinds import EVENTS
from zona.web.templatetags.zona import date_id
from zona.web.worksheet.codes import display_code

EMPTY = "(kosong)"
SEALED = "Isi catatan ini tidak dibuka bagi siapa pun"
ERASED_TEXT = "Isi catatan ini dihapus atas permintaan subjek data"
#: a long text is cut on screens; the proof file has it whole
LONGEST = 160


@dataclass(frozen=True)
class Names:
    """Names behind numbers, read together for all entries of a page; a number without a name stays a number."""

    units: Mapping[int, str] = field(default_factory=dict)
    accounts: Mapping[int, str] = field(default_factory=dict)
    employees: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """One entry in words: `what` happened, `changes` as `Jawaban: B → A`, and `why`."""

    what: str
    changes: tuple[str, ...] = ()
    why: str = ""


Builder = Callable[[Entry, Names], Told]


def tell(entry: Entry, names: Names) -> Told:
    """The entry as people read it. Sealed and erased entries say that, and nothing else."""
    if entry.visibility == Visibility.SEALED:
        return Told(SEALED)
    if entry.is_erased or entry.summary == ERASED:
        return Told(ERASED_TEXT)
    builder = _BUILDERS.get(entry.event, _plain)
    try:
        return builder(entry, names)
    except (KeyError, TypeError, ValueError, AttributeError):  # an older form of the details: the sentence still holds
        return Told(_named(entry, names), why=_why(entry.details))


def kind_label(entry: Entry) -> str:
    """What kind of event it is, in Indonesian."""
    if entry.visibility == Visibility.SEALED:
        return "Tidak dibuka"
    known = EVENTS.get(entry.event)
    return known.label if known else "Peristiwa lain"


# ------------------------------------------------------------------ builders


def _plain(entry: Entry, names: Names) -> Told:
    return Told(_named(entry, names), tuple(_changes(entry, names)), _why(entry.details))


def _answered(entry: Entry, names: Names) -> Told:
    old, new, code = entry.details["old"], entry.details["new"], display_code(entry.details["code"])
    before, after = _answer(old), _answer(new)
    by_tpi = "" if entry.details["party"] == Party.UNIT else f" ({Party(entry.details['party']).label})"
    changes = [f"Jawaban: {before or 'belum dijawab'} → {after or 'dikosongkan'}"] if before != after else []
    for key, label in (("remark", "Catatan"), ("source", "Dokumen sumber")):
        if old.get(key, "") != new.get(key, ""):
            changes.append(f"{label}: {_short(old.get(key)) or EMPTY} → {_short(new.get(key)) or EMPTY}")
    what = f"Butir {code} dijawab{by_tpi}"
    if before == after:
        what = f"Isian butir {code} diubah{by_tpi}" if changes else f"Jawaban butir {code} ditegaskan{by_tpi}"
    elif before:
        what = f"Jawaban butir {code} {'diubah' if after else 'dikosongkan'}{by_tpi}"
    return Told(what, tuple(changes))


def _answer(given: Mapping[str, Any]) -> str:
    """`B`, or `indeks 3,62`; numbers as Indonesians write them."""
    whole = given.get("whole") or {}
    if whole.get("label") or not whole.get("inputs"):
        return str(whole.get("label") or given.get("answer") or "")
    numbers = ", ".join(f"{_words(name)} {shown_short(Fraction(text))}" for name, text in whole["inputs"].items())
    return f"{numbers} (dikonfirmasi)" if whole.get("confirmed") else numbers


def _moved(done: str) -> Builder:
    def build(entry: Entry, names: Names) -> Told:
        states = [AssessmentState(entry.details[key]).label for key in ("old", "new")]
        return Told(done, (f"Keadaan: {states[0]} → {states[1]}",), _why(entry.details))

    return build


def _item(text: str) -> Builder:
    """A sentence about one item of the worksheet, with the item as the screens call it."""

    def build(entry: Entry, names: Names) -> Told:
        return Told(text.format(code=display_code(entry.details["code"])), why=_why(entry.details))

    return build


def _steps(entry: Entry, names: Names) -> Told:
    old, new = len(entry.details["old"]), len(entry.details["new"])
    return Told(f"Tahapan butir {display_code(entry.details['code'])} dicentang", (f"Selesai: {old} → {new} tahapan",))


def _proof(text: str) -> Builder:
    """A sentence about a file; its name stands in the stored sentence, between quotes."""

    def build(entry: Entry, names: Names) -> Told:
        code = entry.details["question"]
        name = entry.summary.removesuffix(f" butir {code}").rsplit("'", 1)[0].partition("'")[2]
        return Told(text.format(name=name, code=display_code(code)), why=_why(entry.details))

    return build


def _employee_changed(entry: Entry, names: Names) -> Told:
    fields = [_field_label(entry.subject_kind, name) for name in entry.details["fields"]]
    changes = [f"Yang diubah: {', '.join(fields)}"]
    if moved := entry.details.get("unit"):
        changes.append(f"Unit kerja: {_unit(moved[0], names)} → {_unit(moved[1], names)}")
    return Told(_named(entry, names), tuple(changes))


_BUILDERS: Mapping[str, Builder] = {
    "assessment.answered": _answered,
    "assessment.steps_ticked": _steps,
    "assessment.send": _moved("Lembar kerja dikirim"),
    "assessment.recall": _moved("Lembar kerja ditarik kembali"),
    "assessment.start": _moved("Penilaian dimulai"),
    "assessment.noted": _item("Catatan ditulis pada butir {code}"),
    "assessment.item_returned": _item("Butir {code} dikembalikan kepada unit"),
    "assessment.item_handed_back": _item("Butir {code} diserahkan kembali sesudah diperbaiki"),
    "evidence.attached": _proof("Data dukung “{name}” dilampirkan pada butir {code}"),
    "evidence.removed": _proof("Data dukung “{name}” dikeluarkan dari butir {code}"),
    "employee.changed": _employee_changed,
}


# ------------------------------------------------------------------ parts


def _why(details: Mapping[str, Any]) -> str:
    for key in ("reason", "comment"):
        if isinstance(details.get(key), str) and details[key]:
            return str(details[key])
    return ""


def _changes(entry: Entry, names: Names) -> list[str]:
    """`Nama: Puskesmas Melati → Puskesmas Mawar`, for each field that a deed says it changed."""
    changes = entry.details.get("changes")
    if not isinstance(changes, Mapping):
        return []
    told = []
    for name, pair in changes.items():
        old, new = (_value(entry.subject_kind, name, value, names) for value in pair)
        told.append(f"{_field_label(entry.subject_kind, name)}: {old} → {new}")
    return told


def _named(entry: Entry, names: Names) -> str:
    """The stored sentence, with people called by the names they have now."""
    text = entry.summary
    account = entry.details.get("user") or (entry.subject_id if entry.subject_kind == "accounts.user" else None)
    for word, number, known in (
        ("kun nomor", account, names.accounts),
        ("egawai nomor", entry.subject_id, names.employees),
    ):
        name = known.get(int(number)) if number and str(number).isdecimal() else None
        if name and f"{word} {number}" in text:
            text = text.replace(f"{word} {number}", f"{word.removesuffix(' nomor')} {name}")
    return text


def _field(kind: str, name: str) -> "models.Field[Any, Any] | None":
    try:
        found = apps.get_model(kind)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):  # a model or a field of an older version
        return None
    return found if isinstance(found, models.Field) else None


def _field_label(kind: str, name: str) -> str:
    known = _field(kind, name)
    label = str(known.verbose_name) if known is not None else _words(name)
    return label[:1].upper() + label[1:]


def _value(kind: str, name: str, value: Any, names: Names) -> str:
    if value in (None, ""):
        return EMPTY
    known = _field(kind, name)
    if name in ("unit", "parent"):
        return _unit(value, names)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if known is not None and known.choices:
        return str(dict(known.flatchoices).get(value, value))
    if isinstance(known, models.DateField):
        return date_id(date.fromisoformat(str(value)[:10]))
    return _short(value)


def _unit(number: Any, names: Names) -> str:
    if number is None:
        return "tidak ada"
    return names.units.get(int(number), f"unit nomor {number}")


def _short(value: Any) -> str:
    text = " ".join(str(value or "").split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _words(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")
