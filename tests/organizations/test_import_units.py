"""A list of units from a file: what each row would do, and taking it over whole or not at all."""

import pytest

from tests.cast import Cast
from tests.organizations import files
from zona.ledger.models import Entry
from zona.organizations.actions.close_unit import close_unit
from zona.organizations.actions.import_units import apply_units, preview_units
from zona.organizations.enums import UnitCategory
from zona.organizations.imports.problems import ImportRefusedError
from zona.organizations.imports.report import Change, Outcome, Report
from zona.organizations.imports.units import COLUMNS, UnitRow, check_units
from zona.organizations.models import WorkUnit

HEADER = ("Kode", "Nama", "Jenis", "Kode induk")
STORED = {
    "1.02": UnitRow("1.02", "Dinas Kesehatan", UnitCategory.DEPARTMENT, address="Jalan Sehat"),
    "1.02.01": UnitRow("1.02.01", "Puskesmas Melati", UnitCategory.HEALTH_CENTRE, parent_code="1.02"),
    "1.02.02": UnitRow("1.02.02", "Pustu Mawar", UnitCategory.HEALTH_CENTRE, parent_code="1.02.01"),
    "007": UnitRow("007", "Bagian Umum", UnitCategory.SECRETARIAT),
    "9": UnitRow("9", "Kantor Lama", UnitCategory.DEPARTMENT, is_closed=True),
}


def check(*rows, header=HEADER) -> Report:
    return check_units(files.table(COLUMNS, header, *rows), STORED).report


def only(*rows, header=HEADER):
    (row,) = check(*rows, header=header).rows
    return row


def test_a_row_is_new_changed_or_the_same():
    report = check(
        ("3.01", "Dinas Perhubungan", "OPD", ""),
        ("1.02.01", "Puskesmas Melati", "uptd", ""),
        ("1.02.02", "Pustu Mawar", "Puskesmas", "1.02.01"),
    )
    assert [row.outcome for row in report.rows] == [Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED]
    assert report.rows[1].changes == (Change("Jenis", "Puskesmas", "UPTD"), Change("Kode induk", "1.02", ""))
    assert report.summary == "1 baru, 1 berubah, 1 tetap, 0 ditolak"
    assert report.can_be_applied


def test_a_column_that_is_absent_leaves_the_stored_value():
    row = only(("1.02", "Dinas Kesehatan Kota", "OPD"), header=HEADER[:3])
    assert row.changes == (Change("Nama", "Dinas Kesehatan", "Dinas Kesehatan Kota"),)


def test_a_column_that_is_there_and_empty_empties_it():
    row = only(("1.02", "Dinas Kesehatan", "OPD", ""), header=(*HEADER[:3], "Alamat"))
    assert row.changes == (Change("Alamat", "Jalan Sehat", ""),)


REFUSED = [
    (("", "A", "OPD", ""), "Baris 2, kolom Kode: harus diisi."),
    (("3", "", "OPD", ""), "Baris 2, kolom Nama: harus diisi."),
    (("3", "A", "", ""), "Baris 2, kolom Jenis: harus diisi."),
    (("3", "A", "Dinas Kesehatan", ""), "Baris 2, kolom Jenis: 'Dinas Kesehatan' tidak dikenal. Pilihan: OPD,"),
    (("3" * 41, "A", "OPD", ""), "Baris 2, kolom Kode: paling panjang 40 huruf."),
    (("9", "Kantor Lama", "OPD", ""), "Baris 2, kolom Kode: unit Kantor Lama sudah ditutup."),
    (("3", "A", "OPD", "9"), "Baris 2, kolom Kode induk: unit Kantor Lama sudah ditutup."),
    (("3", "A", "OPD", "88"), "Baris 2, kolom Kode induk: unit dengan kode 88 tidak ada di Zona maupun di berkas ini."),
    (("3", "A", "OPD", "3"), "Baris 2, kolom Kode induk: unit saling membawahi: 3 → 3."),
    (("1.02", "Dinas", "OPD", "1.02.02"), "unit saling membawahi: 1.02 → 1.02.02 → 1.02.01 → 1.02."),
    ((7, "Bagian Umum", "Bagian", ""), "Baris 2, kolom Kode: tertulis 7, padahal kode unit di Zona 007."),
    ((1.1, "A", "OPD", ""), "Baris 2, kolom Kode: kode 1.1 tersimpan sebagai angka"),
    (("3", "A", "OPD", 7), "Baris 2, kolom Kode induk: tertulis 7, padahal kode unit di Zona 007."),
]


@pytest.mark.parametrize(("row", "reason"), REFUSED)
def test_a_bad_row_is_refused_by_row_and_column(row, reason):
    found = only(row)
    assert found.outcome is Outcome.REFUSED
    assert any(reason in sentence for sentence in found.reasons), found.reasons


def test_every_reason_of_a_row_is_given_at_once():
    assert len(only(("", "", "apa", "")).reasons) == 3


def test_a_code_twice_in_the_file_names_the_first_row():
    report = check(("3", "A", "OPD", ""), ("3", "B", "OPD", ""), ("ab", "C", "OPD", ""), ("AB", "D", "OPD", ""))
    assert [row.outcome for row in report.rows] == [Outcome.NEW, Outcome.REFUSED, Outcome.NEW, Outcome.REFUSED]
    assert report.rows[1].reasons == ("Baris 3, kolom Kode: kode 3 sudah dipakai di baris 2.",)
    assert report.rows[3].reasons == ("Baris 5, kolom Kode: kode AB sudah dipakai di baris 4.",)


def test_a_whole_number_as_code_is_accepted_where_nothing_contradicts_it():
    assert only((44, "A", "OPD", "")).outcome is Outcome.NEW


def test_a_parent_may_come_later_in_the_file():
    assert check(("5.1", "Anak", "UPTD", "5"), ("5", "Induk", "OPD", "")).can_be_applied


def test_two_rows_that_hold_each_other_are_both_refused():
    report = check(("5", "A", "OPD", "6"), ("6", "B", "OPD", "5"))
    assert len(report.refused) == 2


def test_units_may_change_places_when_the_result_is_a_tree():
    assert check(("1.02.01", "Melati", "Puskesmas", ""), ("1.02", "Dinas", "OPD", "1.02.01")).can_be_applied


def test_a_sixth_level_is_refused_also_when_it_is_only_stored():
    chain = [(f"x{level}", "A", "OPD", f"x{level - 1}" if level > 1 else "") for level in range(1, 7)]
    assert [row.number for row in check(*chain).refused] == [2, 3, 4, 5, 6, 7]
    # 1.02 brings two stored levels along
    report = check(*chain[:3], ("1.02", "Dinas Kesehatan", "OPD", "x3"))
    assert "paling banyak 5 tingkat" in report.rows[3].reasons[0]


def test_a_chain_of_many_units_is_refused_quickly():
    rows = [(f"k{number}", "A", "OPD", f"k{number + 1}") for number in range(5000)]
    assert len(check(*rows).refused) == 5000


def test_a_preview_and_then_everything(cast: Cast):
    content = files.xlsx(
        (*HEADER, "Nama singkat"),
        ("3.01.1", "UPTD Parkir", "UPTD", "3.01", "Parkir"),
        ("3.01", "Dinas Perhubungan", "OPD", "", "Dishub"),
        ("1.02.02", "Puskesmas Kenanga", "Puskesmas", "3.01", ""),
    )
    report = preview_units(cast.city, content, by=cast.admin)
    assert report.summary == "2 baru, 1 berubah, 0 tetap, 0 ditolak"
    assert WorkUnit.objects.count() == 6
    apply_units(cast.city, content, by=cast.admin, seen=report.fingerprint)
    parking = WorkUnit.objects.get(code="3.01.1")
    assert (parking.parent.code, parking.short_name, parking.category) == ("3.01", "Parkir", "uptd")
    assert WorkUnit.objects.get(code="1.02.02").parent == parking.parent
    events = sorted(Entry.objects.values_list("event", flat=True))
    assert events == ["unit.changed", "unit.created", "unit.created", "units.imported"]
    assert preview_units(cast.city, content, by=cast.admin).count(Outcome.UNCHANGED) == 3


def test_one_bad_row_and_nothing_is_written(cast: Cast):
    content = files.csv(HEADER, ("3.01", "Dinas Perhubungan", "OPD", ""), ("3.02", "", "OPD", ""))
    with pytest.raises(ImportRefusedError, match="1 baris ditolak; tidak ada yang disimpan") as refused:
        apply_units(cast.city, content, by=cast.admin)
    assert refused.value.report.refused[0].number == 3
    assert (WorkUnit.objects.count(), Entry.objects.count()) == (6, 0)


def test_what_was_shown_is_what_is_done(cast: Cast):
    content = files.csv(HEADER, ("1.02.02", "Puskesmas Kenanga Baru", "Puskesmas", "1.02"))
    seen = preview_units(cast.city, content, by=cast.admin).fingerprint
    cast.kenanga.name = "Puskesmas Kenanga Raya"
    cast.kenanga.save()
    with pytest.raises(ImportRefusedError, match="berubah sejak pratinjau"):
        apply_units(cast.city, content, by=cast.admin, seen=seen)


def test_stored_units_change_places_in_one_go(cast: Cast):
    content = files.csv(
        HEADER, ("1.02", "Dinas Kesehatan", "OPD", "1.02.01"), ("1.02.01", "Puskesmas Melati", "Puskesmas", "")
    )
    apply_units(cast.city, content, by=cast.admin)
    cast.dinkes.refresh_from_db()
    assert cast.dinkes.parent == cast.melati


def test_a_closed_unit_is_not_revived_by_a_file(cast: Cast):
    close_unit(cast.kenanga, closed_on=cast.period.filling_opens, by=cast.admin)
    report = preview_units(cast.city, files.csv(HEADER, ("1.02.02", "Kenanga", "Puskesmas", "")), by=cast.admin)
    assert not report.can_be_applied


@pytest.mark.parametrize("number", [float("inf"), float("nan"), 1e300, 10**15, 1e-300])
def test_a_number_that_nobody_can_mean_is_refused_at_its_cell(number: float):
    row = only((number, "A", "OPD", ""))
    assert row.outcome is Outcome.REFUSED
    assert "Baris 2, kolom Kode: angka di sel ini terlalu panjang" in row.reasons[0]
    assert "kolom Nama: angka di sel ini terlalu panjang" in only(("3", number, "OPD", "")).reasons[0]


def test_fifteen_digits_are_a_code():
    assert only((999_999_999_999_999, "A", "OPD", "")).outcome is Outcome.NEW
