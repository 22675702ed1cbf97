"""The inspector's ledger: searching, one entry with its proof, the CSV."""

import csv
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.web.administrator.pages import names, text_of
from zona.accounts.models import User
from zona.base import clock
from zona.console.commands.verify import VERIFIER
from zona.instruments.actions.load_instrument import load_instrument
from zona.instruments.shipped import FOLDER
from zona.ledger import guards
from zona.ledger.enums import Visibility
from zona.ledger.erase import erase
from zona.ledger.models import Entry
from zona.ledger.record import record
from zona.ledger.sequencer import sequence_all

pytestmark = pytest.mark.django_db
BOOK, CSV = "/buku-besar/", "/buku-besar/buku-besar.csv"
Enter = Callable[[User], Client]


def write(cast: Cast, event: str, summary: str, **more: Any) -> Entry:
    return record(event, by=more.pop("by", cast.admin), subject=cast.melati, summary=summary, **more)


def summaries(client: Client, query: str) -> list[str]:
    return [row["cells"][2]["text"] for row in client.get(BOOK + query).context["rows"]]


@pytest.fixture
def three(cast: Cast) -> Cast:
    write(cast, "assessment.imported", "3 butir diambil", unit_id=cast.melati.pk, by=cast.joko)
    write(cast, "unit.closed", "Unit kerja ditutup pada 5-b-2", unit_id=cast.dukcapil.pk)
    write(cast, "paper.lost", "Naskah hilang", by=cast.siti)
    return cast


def test_newest_first_with_number_and_unit(three: Cast, surya: Client) -> None:
    sequence_all()
    write(three, "x.later", "Paling baru")
    response = surya.get(BOOK)
    assert names(response) == ["menunggu", "2", "1", "0"]
    cells = response.context["rows"][2]["cells"]
    assert (cells[3]["text"], cells[4]["text"]) == ("Eko Purnomo", "Dinas Kependudukan")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=DIAMBIL", ["3 butir diambil"]),
        ("?q=Joko", ["3 butir diambil"]),
        ("?q=V.b.2", ["Unit kerja ditutup pada 5-b-2"]),
        ("?jenis=jawaban", ["3 butir diambil"]),
        ("?jenis=unit.closed", ["Unit kerja ditutup pada 5-b-2"]),
        ("?jenis=lain", ["Naskah hilang"]),
        ("?pelaku=siti", ["Naskah hilang"]),
        ("?dari=2999-01-01", []),
        ("?sampai=1999-01-01", []),
        ("?q=tidakada", []),
    ],
)
def test_each_filter_narrows(three: Cast, surya: Client, query: str, found: list[str]) -> None:
    assert summaries(surya, query) == found


def test_by_unit_by_day_and_what_waits(three: Cast, surya: Client) -> None:
    today = clock.today().isoformat()
    assert summaries(surya, f"?unit={three.dukcapil.pk}") == ["Unit kerja ditutup pada 5-b-2"]
    assert len(summaries(surya, f"?dari={today}&sampai={today}")) == 3
    assert len(summaries(surya, "?menunggu=ya")) == 3
    sequence_all()
    assert summaries(surya, "?menunggu=ya") == []


def test_filters_in_force_are_named_in_words(three: Cast, surya: Client) -> None:
    said = text_of(surya.get(f"{BOOK}?jenis=unit.closed&unit={three.dukcapil.pk}&dari=2026-01-02"))
    assert "Peristiwa: Unit kerja ditutup" in said
    assert "Unit kerja: Dinas Kependudukan" in said
    assert "Dari tanggal: 2 Januari 2026" in said


def test_an_empty_ledger_says_so(cast: Cast, surya: Client) -> None:
    assert "Buku besar masih kosong" in text_of(surya.get(BOOK))
    assert "Tidak ada yang cocok" in text_of(surya.get(BOOK + "?q=apa"))


def test_its_health_stands_on_top(three: Cast, surya: Client) -> None:
    sequence_all()
    said = text_of(surya.get(BOOK))
    assert "untuk 3 catatan" in said
    assert "baru saja" in said
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER ledger_entry_delete" + (" ON ledger_entry" * (connection.vendor == "postgresql")))
    try:
        assert "Pemicu basis data ledger_entry_delete tidak ada" in text_of(surya.get(BOOK))
    finally:
        guards.install(connection)


def test_a_clock_that_went_back_is_warned_of(three: Cast, surya: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sequence_all()
    before = clock.now()
    monkeypatch.setattr("zona.base.clock.now", lambda: before.replace(year=before.year - 1))
    assert "Jam server menunjukkan" in text_of(surya.get(BOOK))


def test_a_page_costs_the_same_however_long_the_ledger_is(three: Cast, surya: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            surya.get(BOOK)
        return len(seen)

    sequence_all()
    surya.get(BOOK)
    few = cost()
    for number in range(60):
        write(three, "role.granted", f"Peran diberikan kepada akun nomor {three.joko.pk}", user=three.joko.pk,
              unit_id=(three.melati, three.dukcapil)[number % 2].pk)  # fmt: skip
    sequence_all()
    surya.get(BOOK)
    assert cost() <= few + 1  # the accounts' names
    assert surya.get(BOOK + "?halaman=2").context["page"].number == 2


# ------------------------------------------------------------------ one entry


def test_the_proof_of_an_entry_is_checked_without_zona(three: Cast, surya: Client, tmp_path: Path) -> None:
    sequence_all()
    page = text_of(surya.get("/buku-besar/catatan/1/"))
    assert "Unit kerja ditutup pada 5-b-2" in page
    assert "zona_verify.py bukti-" in page
    response = surya.get("/buku-besar/catatan/1/bukti.json")
    assert response["Content-Disposition"].startswith("attachment")
    file = tmp_path / "bukti.json"
    file.write_bytes(response.content)
    said = subprocess.run([sys.executable, str(VERIFIER), str(file)], capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr


def test_the_installations_own_entries_are_named_in_the_address(cast: Cast, surya: Client, enter: Enter) -> None:
    load_instrument(FOLDER / "permenpanrb-90-2021.yaml", by=None)
    sequence_all()
    assert surya.get(BOOK).context["count"] == 0
    assert surya.get(BOOK + "?buku=0").context["rows"][0]["cells"][0]["href"] == "/buku-besar/catatan/0/?buku=0"
    assert "dimuat" in text_of(surya.get("/buku-besar/catatan/0/?buku=0"))
    assert surya.get("/buku-besar/catatan/0/bukti.json?buku=0").status_code == 200
    assert surya.get("/buku-besar/catatan/0/").status_code == 404
    assert enter(cast.joko).get("/buku-besar/catatan/0/?buku=0").status_code == 404


def test_whoever_may_read_an_entry_may_open_it_and_nobody_else(three: Cast, enter: Enter) -> None:
    sequence_all()
    for person, status in ((three.joko, 200), (three.rini, 404), (three.dewi, 404), (three.lestari, 200)):
        assert enter(person).get("/buku-besar/catatan/0/").status_code == status
        assert enter(person).get("/buku-besar/catatan/0/bukti.json").status_code == status
    assert enter(three.surya).get("/buku-besar/catatan/99/").status_code == 404


def test_an_erased_entry_says_so_and_still_has_a_proof(three: Cast, surya: Client) -> None:
    sequence_all()
    erase(Entry.objects.filter(position=1), reason="permintaan 1")
    assert "Isi catatan ini sudah dihapus" in text_of(surya.get("/buku-besar/catatan/1/"))
    proof = surya.get("/buku-besar/catatan/1/bukti.json").json()
    assert "salt" not in proof
    assert proof["proof"]


def test_a_sealed_entry_shows_nothing_but_number_time_and_commitment(cast: Cast, surya: Client) -> None:
    sealed = write(
        cast, "report.received", "Laporan RAHASIA", visibility=Visibility.SEALED, unit_id=cast.melati.pk, by=cast.sari
    )
    sequence_all()
    assert summaries(surya, "") == ["Isi catatan ini tidak dibuka bagi siapa pun"]
    for query in ("?q=RAHASIA", "?pelaku=Sari", f"?unit={cast.melati.pk}", "?jenis=lain"):
        assert summaries(surya, query) == [], "a filter must not tell what the text says"
    pages = [surya.get(BOOK), surya.get("/buku-besar/catatan/0/"), surya.get("/buku-besar/catatan/0/bukti.json")]
    pages += [surya.post(CSV)]
    for response in pages:
        text = b"".join(response.streaming_content) if response.streaming else response.content
        for secret in (
            b"RAHASIA",
            b"Sari Okta",
            b"report.received",
            b"Puskesmas Melati,",
            bytes(sealed.salt or b"").hex().encode(),
        ):
            assert secret not in text, (response.request["PATH_INFO"], secret)
        assert bytes(sealed.commitment).hex().encode() in text or response is pages[0]


# ------------------------------------------------------------------ CSV


def read_csv(response: Any) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_the_csv_holds_what_was_found_and_is_recorded(three: Cast, surya: Client) -> None:
    sequence_all()
    rows = read_csv(surya.post(CSV + "?pelaku=Joko"))
    assert [row[3] for row in rows[1:]] == ["3 butir diambil"]
    entry = Entry.objects.get(event="ledger.exported")
    assert (entry.visibility, entry.details) == (Visibility.OFFICERS, {"count": 1, "filters": {"Pelaku": "Joko"}})
    assert "1 catatan buku besar diunduh" in text_of(surya.get(BOOK))


def test_a_cell_is_never_a_formula(cast: Cast, surya: Client) -> None:
    for start in "=+-@\t":
        write(cast, "x.done", f"{start}SUM(A1)")
    cells = [row[3] for row in read_csv(surya.post(CSV))[1:]]
    assert len(cells) == 5
    assert all(cell.startswith("'") for cell in cells)


def test_a_long_csv_is_read_in_portions(cast: Cast, surya: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zona.ledger.queries.PORTION", 10)
    for number in range(25):
        write(cast, "x.done", f"Catatan {number}")
    assert [row[3] for row in read_csv(surya.post(CSV))[1:]] == [f"Catatan {number}" for number in reversed(range(25))]


def test_taking_is_a_deed(three: Cast, surya: Client, enter: Enter) -> None:
    assert surya.get(CSV).status_code == 405
    assert enter(three.admin).post(CSV).status_code == 403
    assert not Entry.objects.filter(event="ledger.exported").exists()


def test_others_may_not_read_the_ledger(three: Cast, enter: Enter) -> None:
    assert enter(three.admin).get(BOOK).status_code == 403
    assert enter(three.maya).get(BOOK).status_code == 403
    assert enter(three.joko).get(BOOK).status_code == 403
