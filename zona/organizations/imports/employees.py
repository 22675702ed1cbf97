"""The check of a list of employees: pure, it compares rows with the employees and units that are stored."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from zona.organizations.imports.columns import Column, Line, Table, problems_of_texts
from zona.organizations.imports.report import Change, Outcome, Report, RowReport, reason
from zona.organizations.imports.units import key_of
from zona.organizations.rules import employee_number

COLUMNS = (
    Column(
        "employee_number",
        "NIP",
        40,
        ("nomor induk pegawai", "no induk pegawai", "nip baru", "nip pegawai"),
        judges_numbers=True,
    ),
    Column("name", "Nama", 200, ("nama pegawai", "nama lengkap"), required=True),
    Column("unit_code", "Kode unit", 40, ("kode unit kerja", "kode opd", "kode skpd", "kode"), required=True),
    Column("position", "Jabatan", 200, ("nama jabatan",)),
    Column("email", "Surel", 254, ("email", "e mail", "alamat surel", "surat elektronik")),
    Column("phone", "Telepon", 40, ("no telepon", "nomor telepon", "no hp", "nomor hp", "hp", "telp")),
)
_TITLES = {column.field: column.title for column in COLUMNS}
_EMAIL = re.compile(r"[^@\s,;<>\"]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")


@dataclass(frozen=True)
class EmployeeRow:
    """An employee as a row says it, or as stored (then `pk` is the number and `has_left` may be true)."""

    name: str
    unit_code: str
    employee_number: str = ""
    position: str = ""
    email: str = ""
    phone: str = ""
    pk: int | None = None
    has_left: bool = False


@dataclass(frozen=True)
class CheckedEmployees:
    """The report, and the good rows that are new or changed (those with a `pk`)."""

    report: Report
    wanted: tuple[EmployeeRow, ...]


@dataclass
class _Situation:
    """What a row is compared with: stored people by NIP and by unit and name, open units, and rows before it."""

    by_number: Mapping[str, EmployeeRow]
    by_name: Mapping[tuple[str, str], list[EmployeeRow]]
    units: Mapping[str, str]
    first_row: dict[object, int] = field(default_factory=dict)


def check_employees(table: Table, stored: Iterable[EmployeeRow], units: Mapping[str, str]) -> CheckedEmployees:
    """Compare every row with the stored people.

    `units` are the open units, key (`units.key_of`) to code. A row is the person with its NIP; without a NIP, or where
    the stored person has none yet, the one person of that name in that unit.
    """
    situation = _situation(stored, units)
    reports, wanted = [], []
    for line in table.lines:
        row, now, reasons = _compared(line, situation)
        report = RowReport(line.number, row.employee_number, row.name, Outcome.REFUSED, reasons=tuple(reasons))
        if not reasons:
            changes = tuple(_changes(now, row)) if now else ()
            outcome = Outcome.NEW if now is None else Outcome.CHANGED if changes else Outcome.UNCHANGED
            report = replace(report, outcome=outcome, changes=changes)
            if outcome is not Outcome.UNCHANGED:
                wanted.append(row)
        reports.append(report)
    return CheckedEmployees(Report(tuple(reports), table.ignored), tuple(wanted))


def _situation(stored: Iterable[EmployeeRow], units: Mapping[str, str]) -> _Situation:
    by_number, by_name = {}, defaultdict(list)
    for person in stored:
        if person.employee_number:
            by_number[person.employee_number] = person
        if not person.has_left:
            by_name[_name_key(person)].append(person)
    return _Situation(by_number, by_name, units)


def _name_key(person: EmployeeRow) -> tuple[str, str]:
    return key_of(person.unit_code), person.name.casefold()


def _compared(line: Line, situation: _Situation) -> tuple[EmployeeRow, EmployeeRow | None, list[str]]:
    """What the row wants, the stored person it speaks of, and why it is refused."""
    said, reasons = _said(line, situation.units)
    if reasons:
        return said, None, reasons
    now, reasons = _stored_person(line.number, said, situation)
    row = said if now is None else _merged(line, said, now)
    identity: object = now.pk if now else said.employee_number or _name_key(said)
    if not reasons and identity in situation.first_row:
        hint = "" if said.employee_number else " Isi NIP bila orangnya berbeda."
        earlier = f"pegawai ini sudah ada di baris {situation.first_row[identity]}.{hint}"
        reasons = [reason(line.number, "NIP" if said.employee_number else "Nama", earlier)]
    if not reasons:
        situation.first_row[identity] = line.number
    return row, now, reasons


def _said(line: Line, units: Mapping[str, str]) -> tuple[EmployeeRow, list[str]]:
    """The row by itself, and what is wrong with it."""
    reasons = problems_of_texts(line, COLUMNS)
    number, refusal = _number_of(line)
    if refusal:
        reasons.append(reason(line.number, "NIP", refusal))
    code = line.text("unit_code")
    if code and key_of(code) not in units:
        as_number = line.cells["unit_code"].is_number
        hint = " Sel ini tersimpan sebagai angka: bila kode diawali nol, ubah menjadi Teks." if as_number else ""
        reasons.append(reason(line.number, "Kode unit", f"tidak ada unit yang masih aktif dengan kode {code}.{hint}"))
    email = line.text("email")
    if email and not _EMAIL.fullmatch(email):
        reasons.append(reason(line.number, "Surel", f"'{email}' bukan alamat surel."))
    said = EmployeeRow(
        name=line.text("name"),
        unit_code=units.get(key_of(code), code),
        employee_number=number,
        position=line.text("position"),
        email=email,
        phone=_phone_of(line),
    )
    return said, reasons


def _number_of(line: Line) -> tuple[str, str]:
    """The NIP as digits, or why it is refused."""
    cell = line.cells.get("employee_number")
    if cell is None or not cell.text:
        return "", ""
    # a number short enough to be exact is judged as text, so that a wrong length is named as such
    if cell.is_number and len(cell.text) > 15:
        return "", employee_number.why_refused_as_number()
    refusal = employee_number.why_refused(cell.text)
    return ("", refusal) if refusal else (employee_number.cleaned(cell.text), "")


def _phone_of(line: Line) -> str:
    """A phone kept as a number has lost its first zero; Indonesian numbers begin with 0 or with 62."""
    cell = line.cells.get("phone")
    if cell is None:
        return ""
    return f"0{cell.text}" if cell.is_number and cell.text[:1] in "23456789" and cell.text[:2] != "62" else cell.text


def _stored_person(number: int, said: EmployeeRow, situation: _Situation) -> tuple[EmployeeRow | None, list[str]]:
    """Whom the row speaks of; None for somebody new."""
    now = situation.by_number.get(said.employee_number)
    if now is not None:
        if now.has_left:
            return now, [reason(number, "NIP", f"{now.name} tercatat sudah keluar. Catat kembali orangnya dulu.")]
        return now, []
    same_name = situation.by_name.get(_name_key(said), [])
    if said.employee_number:
        same_name = [person for person in same_name if not person.employee_number]
    if len(same_name) > 1:
        ask = "sudah ada lebih dari satu pegawai bernama sama di unit ini. "
        ask += "Ubah orangnya di layar pegawai." if said.employee_number else "Isi NIP."
        return None, [reason(number, "Nama", ask)]
    return (same_name[0] if same_name else None), []


def _merged(line: Line, said: EmployeeRow, now: EmployeeRow) -> EmployeeRow:
    """What the row says over what is stored: absent columns stay, and an empty NIP never erases a stored one."""
    merged = {name: getattr(said, name) for name in line.cells}
    merged["employee_number"] = said.employee_number or now.employee_number
    return replace(now, **merged)


def _changes(old: EmployeeRow, new: EmployeeRow) -> list[Change]:
    pairs = [(column.field, getattr(old, column.field), getattr(new, column.field)) for column in COLUMNS]
    return [Change(_TITLES[name], before, after) for name, before, after in pairs if before != after]
