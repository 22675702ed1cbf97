"""From a deed to a file that a stranger can check."""

import json
import subprocess
import sys

from tests.assessments import sheets
from zona.console.commands.verify import VERIFIER
from zona.instruments.disclosed import disclosed
from zona.ledger.export import export_log
from zona.ledger.models import Entry, Log
from zona.ledger.proofs import proof_file
from zona.ledger.sequencer import sequence_all


def verify(*arguments):
    return subprocess.run([sys.executable, str(VERIFIER), *map(str, arguments)], capture_output=True, text=True)


def test_a_worksheet_sent_in_is_scored_again_by_a_stranger(cast, tmp_path):
    sheet = sheets.opened(cast)
    sheets.sent(cast, sheet)
    assert sequence_all() == 1
    log = Log.objects.get()
    file = tmp_path / "log.zip"
    row = sheet.instrument
    size = export_log(log, file, beside={"instruments/a.json": disclosed(row.instrument)})
    assert size == Entry.objects.count()
    said = verify(file)
    assert said.returncode == 0, said.stdout + said.stderr
    assert "1 dari 1 lembar kerja" in said.stdout
    proof = tmp_path / "proof.json"
    proof.write_text(json.dumps(proof_file(Entry.objects.first())))
    said = verify(proof)
    assert said.returncode == 0, said.stdout + said.stderr
