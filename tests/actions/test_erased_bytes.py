"""TE-12: after erasing, no byte of the person is left in the database's files, and the log still verifies."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.actions.canary import CANARIES
from tests.consistency.repo import ROOT
from zona.console.commands.verify import VERIFIER


def run(folder: Path, deed: str) -> tuple[int, Path]:
    """How many canaries stand in the files of the database, and the exported log."""
    state, log = folder / deed, folder / f"{deed}.zip"
    state.mkdir()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("ZONA_")},
        "ZONA_STATE": str(state),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    command = [sys.executable, "-m", "tests.actions.erasing", deed, str(log)]
    said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
    assert said.stdout.strip() == "truncate", "the journal mode of production"
    files = [path for path in state.iterdir() if path.is_file()]
    assert [path for path in files if path.name == "zona.sqlite3"]
    return sum(path.read_bytes().count(canary) for path in files for canary in CANARIES), log


@pytest.mark.parametrize(("deed", "found"), [("erase", False), ("keep", True)])
def test_no_byte_of_the_person_is_left(tmp_path: Path, deed: str, found: bool) -> None:
    """`keep` is the control: the same traces without the erasure are found."""
    count, log = run(tmp_path, deed)
    assert (count > 0) is found, count
    said = subprocess.run([sys.executable, str(VERIFIER), str(log)], capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr
