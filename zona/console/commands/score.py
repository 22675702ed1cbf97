"""`zi score FILE`: score a filled worksheet without a database."""

import argparse
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from zona.assessments.spreadsheet import WorkbookError, instrument_of, read_workbook
from zona.base.numbers import plain, shown_against, shown_missing, shown_short
from zona.console import CommandError
from zona.instruments.worksheet_file import Worksheet, WorksheetFileError, read_worksheet
from zona.scoring.engine import Score, Scorer
from zona.scoring.structure import TOTAL
from zona.verdicts.judge import Verdict, judge, missed_minimum

HELP = "menghitung nilai dan kelayakan dari berkas LKE (YAML, JSON, atau XLSX dari Zona)"
SPREADSHEETS = {".xlsx", ".xlsm", ".xls", ".ods"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and whether people or programs read the result."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="hasil sebagai JSON dengan angka tepat")


def run(options: argparse.Namespace) -> int:
    """Score one file; exit code 2 with one sentence when it cannot be scored."""
    try:
        worksheet = read_any(options.file)
    except WorksheetFileError as error:
        raise CommandError(str(error)) from error
    score = Scorer(worksheet.instrument).score(worksheet.answers)
    verdicts = judge(worksheet.instrument, score)
    if options.json:
        print(json.dumps(as_json(worksheet, score, verdicts), ensure_ascii=False, indent=2))
    else:
        print_table(worksheet, score, verdicts)
    return 0


def read_any(path: Path) -> Worksheet:
    """Read YAML, JSON or our own spreadsheet by the name's ending. Raises WorksheetFileError."""
    return read_spreadsheet(path) if path.suffix.lower() in SPREADSHEETS else read_worksheet(path)


def read_spreadsheet(path: Path) -> Worksheet:
    """Read the unit's answers of an XLSX or ODS file; one refused cell is enough to refuse, a score must be whole."""
    try:
        data = path.read_bytes()
        incoming = read_workbook(data, path.name, instrument_of(data, path.name))
    except OSError as error:
        raise WorksheetFileError(f"Berkas {path} tidak dapat dibuka: {error.strerror}.") from error
    except WorkbookError as error:
        raise WorksheetFileError(str(error)) from error
    if incoming.refusals:
        more = f" (dan {len(incoming.refusals) - 1} sel lain)" if len(incoming.refusals) > 1 else ""
        raise WorksheetFileError(f"Berkas {path.name} ditolak. {incoming.refusals[0]}{more}")
    return Worksheet(incoming.instrument, incoming.answers)


def as_json(worksheet: Worksheet, score: Score, verdicts: dict[str, Verdict]) -> dict[str, Any]:
    """The result for programs; figures are strings, exact where they end, else twelve digits."""
    return {
        "instrument": worksheet.instrument.id,
        "total": plain(score.total),
        "parts": {path: plain(points) for path, points in score.parts().items()},
        "answered": score.answered,
        "questions": len(worksheet.instrument.questions),
        "verdicts": {code: _verdict_as_json(verdict) for code, verdict in verdicts.items()},
    }


def _verdict_as_json(verdict: Verdict) -> dict[str, Any]:
    result: dict[str, Any] = {
        "eligible": verdict.eligible,
        "conditions": [
            {
                "part": judged.condition.part,
                "minimum": plain(judged.condition.minimum),
                "score": plain(judged.score),
                "holds": judged.holds,
            }
            for judged in verdict.conditions
        ],
    }
    if verdict.predicate.requires:
        result["requires"] = verdict.predicate.requires
    return result


def print_table(worksheet: Worksheet, score: Score, verdicts: dict[str, Verdict]) -> None:
    """The result for people: parts with their limits, then each condition."""
    instrument = worksheet.instrument
    print(f"{instrument.title}\nTerjawab {score.answered} dari {len(instrument.questions)} butir\n")

    def line(path: str, label: str, weight: Fraction) -> None:
        points = score.points(path)
        figure = shown_against(points, missed_minimum(instrument, (path,), points))
        print(f"{label[:70]:<72}{figure:>7} dari {shown_short(weight)}")

    for component in instrument.components:
        line(component.code, f"{component.code} {component.name}", component.weight)
        for area in component.areas:
            path = f"{component.code}/{area.code}"
            line(path, f"  {area.code} {area.name}", area.weight)
            for indicator in area.indicators:
                line(f"{path}/{indicator.code}", f"    {indicator.code} {indicator.name}", indicator.weight)
    line(TOTAL, "JUMLAH", instrument.weight)
    for verdict in verdicts.values():
        _print_verdict(verdict)


def _print_verdict(verdict: Verdict) -> None:
    name = verdict.predicate.code
    print(f"\n{name}: {'syarat nilai terpenuhi' if verdict.eligible else 'syarat nilai belum terpenuhi'}")
    for judged in verdict.conditions:
        condition = judged.condition
        sign = "ya   " if judged.holds else "belum"
        missing = "" if judged.holds else f", kurang {shown_missing(judged.distance)}"
        figure = shown_against(judged.score, condition.minimum)
        doubt = "" if condition.verified else " (belum diverifikasi)"
        print(f"  {sign}  {condition.name}: {figure}, minimal {shown_short(condition.minimum)}{missing}{doubt}")
    if verdict.predicate.requires:
        print(f"  Hanya untuk unit yang sudah memegang {verdict.predicate.requires}.")
