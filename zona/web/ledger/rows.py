"""Entries as lists show them; names behind numbers are read together, so a page costs the same however long it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from zona.accounts.models import User
from zona.ledger.enums import Visibility
from zona.ledger.models import WHOLE_INSTALLATION, Entry
from zona.organizations.models import Employee, WorkUnit
from zona.web.ledger.access import BOOK
from zona.web.ledger.phrases import Names, Told, kind_label, tell


@dataclass(frozen=True)
class Row:
    """One entry, ready to be shown; what may not be read is not in it."""

    entry: Entry
    told: Told
    unit: str
    actor: str

    @property
    def at(self) -> datetime:
        """When it was recorded."""
        return self.entry.at

    @property
    def kind(self) -> str:
        """What kind of event it is."""
        return kind_label(self.entry)

    @property
    def number(self) -> int | None:
        """Its place in the log; None until the sequencer has given it one."""
        return self.entry.position

    @property
    def href(self) -> str:
        """Where its proof stands; empty while it waits for its number."""
        return address_of(self.entry)


def address_of(entry: Entry, name: str = "ledger_entry") -> str:
    """The page of an entry; the installation's own log is named in the address."""
    if entry.position is None:
        return ""
    own = "" if entry.log != WHOLE_INSTALLATION else f"?{BOOK}={WHOLE_INSTALLATION}"
    return reverse(name, args=[entry.position]) + own


def rows_of(entries: Iterable[Entry]) -> list[Row]:
    """The rows of some entries: at most three queries for the names, none for an entry."""
    read = list(entries)
    return rows_with(read, names_in(read))


def rows_with(entries: Iterable[Entry], names: Names) -> list[Row]:
    """The same where the names are known already."""
    return [_row(entry, names) for entry in entries]


def _row(entry: Entry, names: Names) -> Row:
    told = tell(entry, names)
    if entry.visibility == Visibility.SEALED:
        return Row(entry, told, "", "")
    unit = names.units.get(entry.unit_id, "") if entry.unit_id is not None else ""
    return Row(entry, told, unit, entry.actor_name)


def names_in(entries: Sequence[Entry]) -> Names:
    """The names of units, accounts and employees that these entries speak of by number."""
    units: set[int] = set()
    accounts: set[int] = set()
    employees: set[int] = set()
    for entry in entries:
        units |= _numbers(entry.unit_id, *_changed_units(entry))
        accounts |= _numbers(entry.details.get("user"))
        if entry.subject_kind == "accounts.user":
            accounts |= _numbers(entry.subject_id)
        if entry.subject_kind == "organizations.employee":
            employees |= _numbers(entry.subject_id)
    return Names(_read(WorkUnit, units), _read(User, accounts), _read(Employee, employees))


def _changed_units(entry: Entry) -> list[Any]:
    changes = entry.details.get("changes")
    found: list[Any] = list(entry.details.get("unit") or ()) if isinstance(entry.details.get("unit"), list) else []
    if isinstance(changes, dict):
        found += [number for name in ("unit", "parent") for number in changes.get(name) or ()]
    return found


def _numbers(*values: Any) -> set[int]:
    return {int(value) for value in values if value not in (None, "") and str(value).isdecimal()}


def _read(model: type[WorkUnit] | type[User] | type[Employee], numbers: set[int]) -> dict[int, str]:
    if not numbers:
        return {}
    rows = model._default_manager.filter(pk__in=numbers).order_by()
    return dict(rows.values_list("pk", "name"))
