"""Does another program reach our figures? `./zi bench libreoffice [--count 200] [--seed 72]`.

Random worksheets of the shipped instruments (unanswered questions, partial inputs and 0 of 0 among them) are exported
with every computed figure stored as 0. LibreOffice, told to recalculate always, converts them; what it then shows was
calculated by it from our formulas, and is compared with the engine: every question, part, total and condition.
Last line: `N worksheets, M figures, D differences`; exit code 1 when there is any.
"""

import argparse
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from pathlib import Path

from python_calamine import CalamineWorkbook

from bench.scoring import random_answer
from zona.assessments.spreadsheet import WorksheetExport, write_workbook
from zona.assessments.spreadsheet.formulas import FAILS, HOLDS
from zona.assessments.spreadsheet.layout import CONDITIONS, HEADING_ROW, WORKSHEET
from zona.instruments.shipped import shipped_ids, shipped_instrument
from zona.scoring.answers import CONFIRMED, Answer, AnswerError, read_answer
from zona.scoring.engine import Score, Scorer
from zona.scoring.structure import AnswerKind, Instrument, Question
from zona.verdicts.judge import judge

TOLERANCE = 1e-9
AT_ONCE = 50
#: makes LibreOffice calculate every formula when it opens a file, whatever figure is stored beside it
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""

Cells = dict[str, object]


@dataclass(frozen=True)
class Sample:
    """One worksheet to check: what the unit and TPI answered."""

    instrument: Instrument
    unit: dict[str, Answer]
    self_assessment: dict[str, Answer]


def any_answer(question: Question, chance: random.Random) -> Answer | None:
    """Any answer at all, or none; about a third of the ratios are partial or ask for 0 of 0."""
    if chance.random() < 0.12:
        return None
    if question.kind is not AnswerKind.RATIO:
        return random_answer(question, chance)
    most = chance.choice((0, 1, 3, 60))
    raw: dict[str, object] = {
        given.code: chance.randint(0, most) for given in question.inputs if chance.random() > 0.08
    }
    if chance.random() < 0.5:
        raw[CONFIRMED] = chance.choice(("Ya", "Tidak"))
    try:
        return read_answer(question, raw)
    except AnswerError:  # something achieved where nothing was due: not to be had
        return None


def samples(count: int, seed: int) -> list[Sample]:
    """Random worksheets, the instruments in turn."""
    chance, ids = random.Random(seed), shipped_ids()
    return [_sample(shipped_instrument(ids[at % len(ids)]), chance) for at in range(count)]


def _sample(instrument: Instrument, chance: random.Random) -> Sample:
    def answers() -> dict[str, Answer]:
        found = {code: any_answer(question, chance) for code, question in instrument.questions.items()}
        return {code: answer for code, answer in found.items() if answer is not None}

    return Sample(instrument, answers(), answers())


def export(sample: Sample, *, cached: bool) -> bytes:
    """The workbook of a sample."""
    return write_workbook(
        WorksheetExport(
            instrument=sample.instrument,
            unit_name="Unit acak",
            period="2026",
            state="Disusun",
            exported_at=datetime(2026, 11, 23, 9, 0),
            fingerprint="-",
            unit=sample.unit,
            self_assessment=sample.self_assessment,
        ),
        cached=cached,
    )


def recalculate(files: list[Path], folder: Path, kind: str = "xlsx") -> list[Path]:
    """Let LibreOffice open, calculate and save every file into `folder`. Raises RuntimeError when it does not."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind]
    done = subprocess.run([*command, "--outdir", str(folder), *map(str, files)], capture_output=True, timeout=600)
    made = [folder / f"{file.stem}.{kind}" for file in files]
    missing = [file.name for file in made if not file.exists()]
    if missing:
        raise RuntimeError(f"LibreOffice did not write {missing[:3]}: {done.stderr.decode(errors='replace')[:500]}")
    return made


def shown_by(data: Path) -> Cells:
    """Every figure a workbook shows, by a name: party and path or code; predicate, party and condition."""
    with CalamineWorkbook.from_path(data) as workbook:
        rows = workbook.get_sheet_by_name(WORKSHEET).to_python(skip_empty_area=False)
        conditions = workbook.get_sheet_by_name(CONDITIONS).to_python(skip_empty_area=False)
    heading = [str(name) for name in rows[HEADING_ROW]]
    parties = [name for name in ("Nilai", "Nilai TPI") if name in heading]
    cells: Cells = {"terjawab": rows[HEADING_ROW - 1][0]}
    for row in rows[HEADING_ROW + 1 :]:
        code = str(row[heading.index("Kode")])
        for name in parties:
            cells[f"{name} {code}"] = row[heading.index(name)]
    for row in conditions[3:]:
        for at, party in zip((3, 6), parties, strict=False):
            if row[0]:
                cells[f"{party} {row[0]} {row[1]}"] = row[at + 2]
                cells[f"{party} {row[0]} {row[1]} kurang"] = row[at + 1]
    return cells


def expected(sample: Sample) -> Cells:
    """The same figures by the engine."""
    scorer = Scorer(sample.instrument)
    count = len(sample.instrument.questions)
    cells: Cells = {"terjawab": f"Terjawab {scorer.score(sample.unit).answered} dari {count} butir"}
    for party, answers in (("Nilai", sample.unit), ("Nilai TPI", sample.self_assessment)):
        score = scorer.score(answers)
        cells |= {f"{party} {name}": value for name, value in _figures(sample.instrument, score)}
    return cells


def _figures(instrument: Instrument, score: Score) -> Iterator[tuple[str, object]]:
    yield "total", score.total
    for path, points in score.parts().items():
        yield path.rpartition("/")[2], points
    for figures in score.questions():
        yield figures.code, figures.value if figures.answered else ""
    for code, verdict in judge(instrument, score).items():
        yield f"{code} Semua syarat nilai", HOLDS if verdict.eligible else FAILS
        for judged in verdict.conditions:
            yield f"{code} {judged.condition.name}", HOLDS if judged.holds else FAILS
            yield f"{code} {judged.condition.name} kurang", judged.distance


def differences(wanted: Cells, found: Cells) -> list[str]:
    """Every figure that is not the same."""
    return [
        f"{name}: {found.get(name)!r} instead of {value!r}"
        for name, value in wanted.items()
        if not _same(value, found.get(name))
    ]


def _same(wanted: object, found: object) -> bool:
    if isinstance(wanted, Fraction):
        return isinstance(found, int | float) and abs(float(wanted) - found) <= TOLERANCE
    return wanted == found


def check(count: int, seed: int) -> tuple[int, list[str]]:
    """Figures compared, and what differed. Raises AssertionError when the control fails."""
    chosen, compared, wrong = samples(count, seed), 0, []
    with tempfile.TemporaryDirectory(prefix="zona-lo-") as name:
        folder, out = Path(name), Path(name) / "out"
        files = [folder / f"{at:04}.xlsx" for at in range(count)]
        for file, sample in zip(files, chosen, strict=True):
            file.write_bytes(export(sample, cached=False))
        # The control: before LibreOffice the figures are wrong, so equality afterwards is its own calculation.
        if not differences(expected(chosen[0]), shown_by(files[0])):
            raise AssertionError("the exported file already shows the figures; nothing would be proved")
        for start in range(0, count, AT_ONCE):
            recalculate(files[start : start + AT_ONCE], out)
        for file, sample in zip(files, chosen, strict=True):
            wanted = expected(sample)
            compared += len(wanted)
            found = differences(wanted, shown_by(out / file.name))
            wrong += [f"{sample.instrument.id} {file.stem} {said}" for said in found]
    return compared, wrong


def main() -> int:
    """Check and say what differs."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--seed", type=int, default=72)
    chosen = options.parse_args()
    if shutil.which("soffice") is None:
        print("LibreOffice is missing: apt-get install libreoffice-calc-nogui")
        return 2
    started = time.perf_counter()
    compared, wrong = check(chosen.count, chosen.seed)
    for said in wrong[:20]:
        print(said)
    print(f"{time.perf_counter() - started:.1f} s")
    print(f"{chosen.count} worksheets, {compared} figures, {len(wrong)} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
