"""Lists from a spreadsheet on the screen: looked at first, written all or nothing, only by whoever looked."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast, give, make_unit, make_user
from tests.web.administrator.pages import errors_at, post, text_of
from zona.accounts.enums import Role
from zona.organizations.models import Employee, WorkUnit
from zona.web.administrator import importing

UNITS = (
    "Kode;Nama;Jenis;Kode induk\n1.02;Dinas Kesehatan Kota;OPD;\n3.01;Dinas Sosial;OPD;\n2.12;Dinas Kependudukan;OPD;\n"
)
PEOPLE = (
    "NIP;Nama;Kode unit\n198501012010011001;Joko Prasetyo, S.Kep.;1.02.01\n199001012015012002;Sri Wahyuni;1.02.02\n"
)


def send(client: Client, content: str | bytes, what: str = "unit") -> Any:
    data = content if isinstance(content, bytes) else content.encode()
    return client.post(f"/kelola/{what}/impor/", {"berkas": SimpleUploadedFile("daftar.csv", data)})


def carried(preview: Any) -> dict[str, str]:
    return {"token": preview.context["token"], "seen": preview.context["seen"]}


def test_the_page_describes_the_columns(cast: Cast, admin: Client) -> None:
    page = text_of(admin.get("/kelola/unit/impor/"))
    for words in ("Kode induk", "boleh kosong", "kode skpd", "Rumah sakit"):
        assert words in page


@pytest.mark.parametrize(("what", "columns"), [("unit", importing.UNITS), ("orang", importing.EMPLOYEES)])
def test_the_samples_have_every_column(cast: Cast, admin: Client, what: str, columns: importing.List) -> None:
    titles = [column.title for column in columns.columns]
    text = admin.get(f"/kelola/{what}/impor/contoh.csv").content.decode("utf-8-sig")
    assert text.strip().split(";") == titles
    book = openpyxl.load_workbook(io.BytesIO(admin.get(f"/kelola/{what}/impor/contoh.xlsx").content))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == titles
    assert sheet.column_dimensions["A"].number_format == "@"


def test_every_column_has_a_hint() -> None:
    for kind in importing.KINDS.values():
        assert {column.field for column in kind.columns} == set(kind.hints)


def test_the_preview_shows_every_row_and_writes_nothing(cast: Cast, admin: Client) -> None:
    page = send(admin, UNITS)
    words = text_of(page)
    assert page.status_code == 200
    assert "2 baris akan ditulis." in words
    assert "Nama: Dinas Kesehatan → Dinas Kesehatan Kota" in words
    assert "Terapkan 2 baris" in words
    assert not WorkUnit.objects.filter(code="3.01").exists()


def test_what_was_seen_is_written(cast: Cast, admin: Client) -> None:
    preview = send(admin, UNITS)
    answer = admin.post("/kelola/unit/impor/terapkan/", carried(preview), follow=True)
    assert "1 baru, 1 berubah, 1 tetap, 0 ditolak" in text_of(answer)
    assert WorkUnit.objects.get(code="1.02").name == "Dinas Kesehatan Kota"
    again = admin.post("/kelola/unit/impor/terapkan/", carried(preview), follow=True)
    assert "kedaluwarsa" in text_of(again)


def test_one_refused_row_stops_the_whole_list(cast: Cast, admin: Client) -> None:
    preview = send(admin, UNITS + "4.01;;Istana;9.99\n")
    words = text_of(preview)
    assert "1 baris ditolak, jadi berkas ini belum dapat diterapkan." in words
    assert "Baris 5, kolom Nama: harus diisi." in words
    assert "Terapkan" not in words
    answer = admin.post("/kelola/unit/impor/terapkan/", carried(preview), follow=True)
    assert "kedaluwarsa" in text_of(answer)
    assert not WorkUnit.objects.filter(code="3.01").exists()


def test_what_moved_since_the_preview_is_shown_again(cast: Cast, admin: Client) -> None:
    preview = send(admin, UNITS)
    make_unit(cast.city, code="3.01", name="Dinas Sosial")
    answer = admin.post("/kelola/unit/impor/terapkan/", carried(preview))
    assert answer.status_code == 409
    assert "berubah sejak pratinjau" in text_of(answer)
    assert WorkUnit.objects.get(code="1.02").name == "Dinas Kesehatan"
    admin.post("/kelola/unit/impor/terapkan/", carried(answer))
    assert WorkUnit.objects.get(code="1.02").name == "Dinas Kesehatan Kota"


def test_nothing_new_offers_nothing_to_apply(cast: Cast, admin: Client) -> None:
    words = text_of(send(admin, "Kode;Nama;Jenis\n2.12;Dinas Kependudukan;OPD\n"))
    assert "Tidak ada yang akan berubah." in words
    assert "Terapkan" not in words


def test_a_token_works_only_for_whoever_looked(cast: Cast, admin: Client, client: Client) -> None:
    form = carried(send(admin, UNITS))
    second = make_user(cast.city, "admin2")
    give(second, Role.ADMINISTRATOR)
    client.force_login(second)
    assert "kedaluwarsa" in text_of(client.post("/kelola/unit/impor/terapkan/", form, follow=True))


def test_a_token_of_units_is_none_of_employees(cast: Cast, admin: Client) -> None:
    form = carried(send(admin, UNITS))
    assert "kedaluwarsa" in text_of(admin.post("/kelola/orang/impor/terapkan/", form, follow=True))


def test_a_preview_expires(cast: Cast, admin: Client) -> None:
    form = carried(send(admin, UNITS))
    cache.clear()
    answer = admin.post("/kelola/unit/impor/terapkan/", form, follow=True)
    assert "Pilih berkasnya lagi; belum ada yang diubah." in text_of(answer)


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "Berkas kosong"), (b"a;b\n1;2\n", "Judul kolom tidak ditemukan"), (b"PK\x03\x04rusak", "rusak")],
)
def test_a_file_that_cannot_be_used_says_why(cast: Cast, admin: Client, content: bytes, says: str) -> None:
    assert says in errors_at(send(admin, content), "berkas")[0]


def test_a_file_is_needed_and_not_a_huge_one(cast: Cast, admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert errors_at(post(admin, "/kelola/unit/impor/"), "berkas") == ["Pilih berkasnya dulu."]
    monkeypatch.setattr(importing, "LIMIT_BYTES", 10)
    assert "lebih besar dari 5 MB" in errors_at(send(admin, UNITS), "berkas")[0]


def test_only_the_first_rows_of_each_kind_are_shown(cast: Cast, admin: Client) -> None:
    lines = "".join(f"6.{number:03};Sekolah {number};Sekolah\n" for number in range(250))
    page = send(admin, "Kode;Nama;Jenis\n" + lines)
    assert "Ditampilkan 200 dari 250 baris" in text_of(page)
    assert len(page.context["groups"][0]["rows"]) == 200


def test_employees_are_imported(cast: Cast, admin: Client) -> None:
    preview = send(admin, PEOPLE, "orang")
    assert "2 baris akan ditulis." in text_of(preview)
    admin.post("/kelola/orang/impor/terapkan/", carried(preview))
    cast.joko_employee.refresh_from_db()
    assert cast.joko_employee.name == "Joko Prasetyo, S.Kep."
    assert Employee.objects.get(name="Sri Wahyuni").unit == cast.kenanga
