"""A list of employees from a file: whom a row speaks of, and taking it over whole or not at all."""

import pytest

from tests.cast import Cast
from tests.organizations import files
from zona.ledger.models import Entry
from zona.organizations.actions.import_employees import apply_employees, preview_employees
from zona.organizations.actions.record_departure import record_departure
from zona.organizations.imports.employees import COLUMNS, EmployeeRow, check_employees
from zona.organizations.imports.problems import ImportRefusedError
from zona.organizations.imports.report import Change, Outcome, Report
from zona.organizations.models import Employee

HEADER = ("NIP", "Nama", "Kode unit", "Jabatan", "Surel", "Telepon")
JOKO, TUTI, GONE = "198501012010011001", "199001012015012002", "196001011985031003"
UNITS = {"1.02.01": "1.02.01", "m": "M"}
STORED = [
    EmployeeRow("Joko Prasetyo", "1.02.01", JOKO, position="Perawat", phone="0812", pk=1),
    EmployeeRow("Rudi", "1.02.01", pk=2),
    EmployeeRow("Kembar", "1.02.01", pk=3),
    EmployeeRow("Kembar", "1.02.01", pk=4),
    EmployeeRow("Pensiun", "1.02.01", GONE, pk=5, has_left=True),
]


def check(*rows, header=HEADER) -> Report:
    return check_employees(files.table(COLUMNS, header, *rows), STORED, UNITS).report


def only(*row, header=HEADER):
    (found,) = check(row, header=header).rows
    return found


def test_a_person_is_known_by_nip():
    row = only(JOKO, "Joko Prasetyo, A.Md.Kep.", "m", "Perawat", "", "0812")
    assert row.outcome is Outcome.CHANGED
    assert row.changes == (
        Change("Nama", "Joko Prasetyo", "Joko Prasetyo, A.Md.Kep."),
        Change("Kode unit", "1.02.01", "M"),
    )
    assert only(TUTI, "Tuti", "M", "", "", "").outcome is Outcome.NEW


def test_absent_columns_stay_and_an_empty_nip_never_erases_one():
    assert only("Joko Prasetyo", "1.02.01", header=("Nama", "Kode unit")).outcome is Outcome.UNCHANGED
    assert only("", "joko prasetyo", "1.02.01", header=HEADER[:3]).changes == (
        Change("Nama", "Joko Prasetyo", "joko prasetyo"),
    )


def test_without_a_nip_the_name_in_the_unit_decides():
    assert only("", "Rudi", "1.02.01", "", "", "").outcome is Outcome.UNCHANGED
    assert only("", "Rudi", "M", "", "", "").outcome is Outcome.NEW
    assert only(TUTI, "Rudi", "1.02.01", "", "", "").changes == (Change("NIP", "", TUTI),)  # got a NIP since


@pytest.mark.parametrize("nip", [TUTI, "19900101 201501 2 002", "'199001012015012002", "19900101.201501.2.002"])
def test_a_nip_may_be_written_for_people(nip: str):
    row = only(nip, "Tuti", "M", "", "", "")
    assert (row.outcome, row.key) == (Outcome.NEW, TUTI)


REFUSED = [
    ((198501012010011001, "J", "M", "", "", ""), "Baris 2, kolom NIP: NIP tersimpan sebagai angka"),
    (("1,98501E+17", "J", "M", "", "", ""), "Baris 2, kolom NIP: NIP '1,98501E+17' sudah diubah menjadi bentuk ilmiah"),
    (("1.98501e+17", "J", "M", "", "", ""), "bentuk ilmiah"),
    (("98501012010011001", "J", "M", "", "", ""), "terdiri atas 17 angka; seharusnya 18. Periksa apakah angka nol"),
    ((12345, "J", "M", "", "", ""), "terdiri atas 5 angka; seharusnya 18."),
    (("19850101201001100A", "J", "M", "", "", ""), "memuat karakter selain angka"),
    (("", "", "M", "", "", ""), "Baris 2, kolom Nama: harus diisi."),
    (("", "J", "", "", "", ""), "Baris 2, kolom Kode unit: harus diisi."),
    (("", "J", "88", "", "", ""), "Baris 2, kolom Kode unit: tidak ada unit yang masih aktif dengan kode 88."),
    (("", "J", 88, "", "", ""), "bila kode diawali nol, ubah menjadi Teks"),
    (("", "J", "M", "", "bukan surel", ""), "Baris 2, kolom Surel: 'bukan surel' bukan alamat surel."),
    (("", "J" * 201, "M", "", "", ""), "Baris 2, kolom Nama: paling panjang 200 huruf."),
    (("", "Kembar", "1.02.01", "", "", ""), "lebih dari satu pegawai bernama sama di unit ini. Isi NIP."),
    ((TUTI, "Kembar", "1.02.01", "", "", ""), "lebih dari satu pegawai bernama sama di unit ini. Ubah orangnya"),
    ((GONE, "Pensiun", "1.02.01", "", "", ""), "Baris 2, kolom NIP: Pensiun tercatat sudah keluar."),
]


@pytest.mark.parametrize(("row", "reason"), REFUSED)
def test_a_bad_row_is_refused_by_row_and_column(row, reason: str):
    found = only(*row)
    assert found.outcome is Outcome.REFUSED
    assert any(reason in sentence for sentence in found.reasons), found.reasons


TWICE = [
    ((TUTI, "Tuti", "M"), (TUTI, "Tuti A", "M"), "Baris 3, kolom NIP: pegawai ini sudah ada di baris 2."),
    (("", "Baru", "M"), ("", "baru", "m"), "Baris 3, kolom Nama: pegawai ini sudah ada di baris 2. Isi NIP"),
    ((JOKO, "Joko", "M"), ("", "Joko Prasetyo", "1.02.01"), "Baris 3, kolom Nama: pegawai ini sudah ada di baris 2."),
]


@pytest.mark.parametrize(("first", "second", "reason"), TWICE)
def test_a_person_twice_in_the_file_names_the_first_row(first, second, reason: str):
    report = check(first, second, header=HEADER[:3])
    assert report.rows[0].outcome is not Outcome.REFUSED
    assert reason in report.rows[1].reasons[0]


def test_a_phone_kept_as_a_number_gets_its_zero_back(cast: Cast):
    apply_employees(cast.city, files.xlsx(HEADER, (None, "A", "1.02", None, None, 81234567890)), by=cast.admin)
    apply_employees(cast.city, files.xlsx(HEADER, (None, "B", "1.02", None, None, 6281234567890)), by=cast.admin)
    phones = Employee.objects.filter(unit=cast.dinkes).order_by("name").values_list("phone", flat=True)
    assert list(phones) == ["081234567890", "6281234567890"]


def test_a_preview_and_then_everything(cast: Cast):
    content = files.csv(
        HEADER,
        (JOKO, "Joko Prasetyo", "1.02.02", "Perawat", "joko@contoh.id", "0812"),
        (TUTI, "Tuti Alawiyah", "1.02.01", "", "", ""),
        ("", "Réni", "7.01", "", "", ""),
        encoding="windows-1252",
    )
    report = preview_employees(cast.city, content, by=cast.admin)
    assert report.summary == "2 baru, 1 berubah, 0 tetap, 0 ditolak"
    assert Employee.objects.count() == 1
    apply_employees(cast.city, content, by=cast.admin, seen=report.fingerprint)
    cast.joko_employee.refresh_from_db()
    assert (cast.joko_employee.unit, cast.joko_employee.position) == (cast.kenanga, "Perawat")
    assert Employee.objects.get(name="Réni").unit == cast.cibening
    entry = Entry.objects.get()
    assert (entry.event, entry.details["changed"]) == ("employees.imported", [cast.joko_employee.pk])
    assert "Tuti" not in f"{entry.summary}{entry.details}"
    assert preview_employees(cast.city, content, by=cast.admin).count(Outcome.UNCHANGED) == 3


def test_one_bad_row_and_nothing_is_written(cast: Cast):
    content = files.csv(HEADER[:3], (TUTI, "Tuti", "1.02.01"), ("12", "Budi", "1.02.01"))
    with pytest.raises(ImportRefusedError, match="1 baris ditolak"):
        apply_employees(cast.city, content, by=cast.admin)
    assert (Employee.objects.count(), Entry.objects.count()) == (1, 0)


def test_people_who_are_not_in_the_file_stay(cast: Cast):
    apply_employees(cast.city, files.csv(HEADER[:3], (TUTI, "Tuti", "1.02.01")), by=cast.admin)
    assert Employee.objects.filter(left_on=None).count() == 2


def test_who_left_is_not_brought_back_by_a_file(cast: Cast):
    record_departure(cast.joko_employee, left_on=cast.period.filling_opens, by=cast.admin)
    with pytest.raises(ImportRefusedError):
        apply_employees(cast.city, files.csv(HEADER[:3], (JOKO, "Joko", "1.02.01")), by=cast.admin)


def test_the_same_list_again_writes_nothing(cast: Cast):
    content = files.csv(HEADER[:3], (JOKO, "Joko Prasetyo", "1.02.01"))
    apply_employees(cast.city, content, by=cast.admin)
    assert not Entry.objects.exists()


def test_a_city_of_people_is_taken_over(cast: Cast, django_assert_max_num_queries):
    rows = [(f"19900101201501{number:04}", f"Pegawai {number}", "1.02.01") for number in range(3000)]
    with django_assert_max_num_queries(80):
        apply_employees(cast.city, files.csv(HEADER[:3], *rows), by=cast.admin)
    moved = [(nip, name, "1.02.02") for nip, name, _ in rows]
    with django_assert_max_num_queries(200):
        apply_employees(cast.city, files.csv(HEADER[:3], *moved), by=cast.admin)
    assert Employee.objects.filter(unit=cast.kenanga).count() == 3000


@pytest.mark.parametrize("number", [float("inf"), float("nan"), 1e300, 198501012010011001])
def test_a_nip_that_is_no_ordinary_number_is_refused_once(number: float):
    reasons = only(number, "Joko", "m", "", "", "").reasons
    assert len(reasons) == 1
    assert "kolom NIP" in reasons[0]


def test_a_phone_longer_than_a_number_can_be_is_refused():
    assert "kolom Telepon: angka di sel ini" in only("", "Joko", "m", "", "", 6281234567890123).reasons[0]
