"""The check of a list of units: pure, it compares rows with the units that are stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from zona.organizations.enums import UnitCategory, category_named
from zona.organizations.imports.columns import Column, Line, Table, problems_of_texts
from zona.organizations.imports.report import Change, Outcome, Report, RowReport, reason
from zona.organizations.rules.tree import MOST_LEVELS, circle_through, levels_below, line_of

COLUMNS = (
    Column("code", "Kode", 40, ("kode unit", "kode unit kerja", "kode opd", "kode skpd"), required=True),
    Column("name", "Nama", 200, ("nama unit", "nama unit kerja", "unit kerja", "nama opd", "nama skpd"), required=True),
    Column("category", "Jenis", 40, ("jenis unit", "kategori", "jenis unit kerja"), required=True),
    Column("short_name", "Nama singkat", 80, ("singkatan", "nama pendek")),
    Column("parent_code", "Kode induk", 40, ("induk", "kode unit induk", "unit induk", "kode atasan")),
    Column("address", "Alamat", 500, ("alamat unit", "alamat kantor")),
)
_TITLES = {column.field: column.title for column in COLUMNS}
_TOO_DEEP = f"susunan unit paling banyak {MOST_LEVELS} tingkat."


@dataclass(frozen=True)
class UnitRow:
    """A unit as a row says it, or as it is stored; parents are named by code."""

    code: str
    name: str
    category: UnitCategory
    short_name: str = ""
    address: str = ""
    parent_code: str = ""
    is_closed: bool = False


Units = Mapping[str, UnitRow]  # by `key_of(code)`


@dataclass(frozen=True)
class CheckedUnits:
    """The report, and what each good row wants: the units by key, parents before their children."""

    report: Report
    wanted: dict[str, UnitRow]


def key_of(code: str) -> str:
    """Codes are compared without regard to case."""
    return code.casefold()


def check_units(table: Table, stored: Units) -> CheckedUnits:
    """Compare every row with the stored units of the same code, and the tree that would result."""
    situation = _Situation(stored, {unit.code.lstrip("0"): unit.code for unit in stored.values()})
    wanted: dict[str, UnitRow] = {}
    reasons: dict[int, list[str]] = {}
    for line in table.lines:
        reasons[line.number] = _problems_of(line, situation)
        category = category_named(line.text("category"))
        if not reasons[line.number] and category is not None:
            key = key_of(line.text("code"))
            situation.first_row[key] = line.number
            wanted[key] = _row_of(line, category, stored.get(key))
    tree = {**stored, **wanted}
    parents = _parents(tree)
    below = levels_below(parents)
    for key, number in situation.first_row.items():
        reasons[number] += _problems_of_place(number, key, tree, parents, below)
    rows = tuple(_reported(line, wanted, stored, reasons[line.number]) for line in table.lines)
    return CheckedUnits(Report(rows, table.ignored), _parents_first(wanted, parents))


@dataclass
class _Situation:
    """What a row is compared with: the stored units, their codes without zeros in front, and rows before it."""

    stored: Units
    without_zeros: Mapping[str, str]
    first_row: dict[str, int] = field(default_factory=dict)


def _row_of(line: Line, category: UnitCategory, now: UnitRow | None) -> UnitRow:
    """What the row says; a column that the file lacks leaves the stored value alone."""
    base = now or UnitRow(code="", name="", category=category)

    def said(name: str) -> str:
        return line.cells[name].text if name in line.cells else str(getattr(base, name))

    return replace(
        base,
        code=said("code"),
        name=said("name"),
        category=category,
        short_name=said("short_name"),
        address=said("address"),
        parent_code=said("parent_code"),
    )


def _problems_of(line: Line, situation: _Situation) -> list[str]:
    """What is wrong with the row by itself."""
    found = problems_of_texts(line, COLUMNS)
    for name in ("code", "parent_code"):
        if spoilt := _spoilt_code(line, name, situation):
            found.append(reason(line.number, _TITLES[name], spoilt))
    category = line.text("category")
    if category and category_named(category) is None:
        known = ", ".join(UnitCategory.labels)
        found.append(reason(line.number, "Jenis", f"'{category}' tidak dikenal. Pilihan: {known}."))
    key = key_of(line.text("code"))
    if key in situation.first_row:
        same = f"kode {line.text('code')} sudah dipakai di baris {situation.first_row[key]}."
        found.append(reason(line.number, "Kode", same))
    if key in situation.stored and situation.stored[key].is_closed:
        found.append(reason(line.number, "Kode", f"unit {situation.stored[key].name} sudah ditutup."))
    return found


def _spoilt_code(line: Line, name: str, situation: _Situation) -> str:
    """A code kept as a number has lost zeros in front or behind; refuse where that can be seen."""
    cell = line.cells.get(name)
    if cell is None or not cell.is_number or key_of(cell.text) in situation.stored:
        return ""
    if not cell.text.isdigit():
        return f"kode {cell.text} tersimpan sebagai angka sehingga nol di belakang dapat hilang. Ubah menjadi Teks."
    if padded := situation.without_zeros.get(cell.text):
        return f"tertulis {cell.text}, padahal kode unit di Zona {padded}. Ubah format kolom menjadi Teks."
    return ""


def _problems_of_place(
    number: int, key: str, tree: Units, parents: Mapping[str, str | None], below: Mapping[str, int]
) -> list[str]:
    """What is wrong with the row's place in the tree that the whole file makes."""
    parent = parents[key]
    if parent is None:
        sentence = "" if below[key] < MOST_LEVELS else _TOO_DEEP
    elif parent not in tree:
        sentence = f"unit dengan kode {tree[key].parent_code} tidak ada di Zona maupun di berkas ini."
    elif tree[parent].is_closed:
        sentence = f"unit {tree[parent].name} sudah ditutup."
    elif circle := circle_through(key, parents):
        sentence = f"unit saling membawahi: {' → '.join(tree[step].code for step in circle)}."
    else:
        sentence = "" if len(line_of(key, parents)) + below[key] <= MOST_LEVELS else _TOO_DEEP
    return [reason(number, "Kode induk", sentence)] if sentence else []


def _parents(tree: Units) -> dict[str, str | None]:
    return {key: key_of(unit.parent_code) if unit.parent_code else None for key, unit in tree.items()}


def _parents_first(wanted: dict[str, UnitRow], parents: Mapping[str, str | None]) -> dict[str, UnitRow]:
    """In this order each unit's parent is already in its final place when the unit is written."""
    return dict(sorted(wanted.items(), key=lambda item: len(line_of(item[0], parents))))


def _reported(line: Line, wanted: Units, stored: Units, reasons: list[str]) -> RowReport:
    key = key_of(line.text("code"))
    row = RowReport(line.number, line.text("code"), line.text("name"), Outcome.REFUSED, reasons=tuple(reasons))
    if reasons:
        return row
    if key not in stored:
        return replace(row, outcome=Outcome.NEW)
    changes = tuple(_changes(stored[key], wanted[key]))
    return replace(row, outcome=Outcome.CHANGED if changes else Outcome.UNCHANGED, changes=changes)


def _changes(old: UnitRow, new: UnitRow) -> list[Change]:
    pairs = [(column.field, getattr(old, column.field), getattr(new, column.field)) for column in COLUMNS]
    return [Change(_TITLES[name], _shown(before), _shown(after)) for name, before, after in pairs if before != after]


def _shown(value: str) -> str:
    return value.label if isinstance(value, UnitCategory) else value
