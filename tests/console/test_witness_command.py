"""`zi witness`: the program of the other office, against a city of a few lines."""

import pytest

from tests.ledger.city import FakeCity
from tests.verifier.bundles import KEY, PUBLIC, Made, fact, honest
from zona.console.__main__ import main


def said(capfd, *arguments) -> tuple[int, str, str]:
    code = main(["witness", *map(str, arguments)])
    return code, *capfd.readouterr()


def city_of(made: Made) -> FakeCity:
    return FakeCity(made.notes()[-1], PUBLIC, made.leaves)


def visit(capfd, made: Made, folder) -> tuple[int, str, str]:
    with city_of(made).served() as address:
        return said(capfd, address, "--nama", "inspektorat", "--folder", folder)


def test_seen_grown_and_refused(tmp_path, capfd):
    code, out, err = visit(capfd, honest(5), tmp_path)
    assert (code, err, out.startswith("5 catatan, 25-11-2026 02:00:05 UTC: disaksikan.")) == (0, "", True)
    assert visit(capfd, honest(9), tmp_path)[0] == 0
    other = Made([fact(0), fact(1), fact(99), *(fact(at) for at in range(3, 12))])
    code, out, err = visit(capfd, other, tmp_path)
    assert (code, out) == (1, "")
    assert err.startswith("DITOLAK: Riwayat lain: keadaan 12 catatan tidak melanjutkan keadaan 9 catatan")
    assert (tmp_path / "riwayat-lain-12.txt").read_text() == other.notes()[-1]
    assert visit(capfd, honest(12), tmp_path)[0] == 0  # the true history may go on


def test_its_key_is_its_own(tmp_path, capfd):
    folder = tmp_path / "saksi"
    visit(capfd, honest(5), folder)
    key = folder / "kunci-saksi"
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.read_bytes() != KEY.private_bytes_raw()
    before = key.read_bytes()
    visit(capfd, honest(6), folder)
    assert key.read_bytes() == before


def test_nobody_there(tmp_path, capfd):
    code, out, err = said(capfd, "http://127.0.0.1:9/", "--nama", "inspektorat", "--folder", tmp_path)
    assert (code, out, err.startswith("Tidak dapat menyaksikan")) == (2, "", True)


@pytest.mark.parametrize("address", ["ftp://x/", "file:///etc/passwd", "zona.example"])
def test_only_addresses_of_the_web(tmp_path, capfd, address):
    code, _, err = said(capfd, address, "--nama", "inspektorat", "--folder", tmp_path)
    assert (code, "alamat diawali" in err) == (2, True)
