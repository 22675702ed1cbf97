"""Any worksheet at all: out, in, and the same figures."""

import argparse
import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.spreadsheet.books import book, read
from tests.worksheets import PERWAL, SHIPPED, random_raw, score_of, worksheet_with
from zona.assessments.spreadsheet.layout import cell_text
from zona.console import CommandError
from zona.console.commands import score as command
from zona.instruments.shipped import shipped_instrument
from zona.instruments.worksheet_file import read_answers
from zona.scoring.answers import Answer
from zona.scoring.structure import NothingDue, Question


def as_kept(question: Question, answer: Answer) -> Answer:
    """A confirmation that the question never asks for has no row in the workbook."""
    rule = getattr(question.formula, "nothing_due", NothingDue.FULL)
    return answer if rule is NothingDue.CONFIRMED else Answer(answer.label, answer.inputs)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**9), instrument_id=st.sampled_from(SHIPPED))
def test_random_worksheets_come_back_with_the_same_score(seed: int, instrument_id: str) -> None:
    instrument = shipped_instrument(instrument_id)
    answers = read_answers(instrument, random_raw(instrument, Random(seed)))
    incoming = read(book(answers, instrument_id), instrument_id)
    assert incoming.refusals == ()
    assert incoming.answers == {code: as_kept(instrument.questions[code], a) for code, a in answers.items()}
    assert score_of(instrument_id, incoming.answers).total == score_of(instrument_id, answers).total
    assert score_of(instrument_id, incoming.answers).parts() == score_of(instrument_id, answers).parts()


@settings(max_examples=30, deadline=None)
@given(note=st.text(max_size=200))
def test_any_note_comes_back_as_it_was(note: str) -> None:
    kept = cell_text(note).strip()
    found = read(book({}, notes={"1-a-t": note})).notes.get("1-a-t", "")
    assert found.split() == kept.replace("\u200b", "").split()


def score_file(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    command.run(argparse.Namespace(file=path, json=True))
    return dict(json.loads(capsys.readouterr().out))


def test_the_command_scores_a_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lke.xlsx"
    path.write_bytes(book(worksheet_with(enabler=45, spak="13.5", tlhp="4.5", service=16)))
    found = score_file(path, capsys)
    assert (found["instrument"], found["total"]) == (PERWAL, "79")


def test_the_command_refuses_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "lke.xlsx"
    path.write_bytes(b"Kode;Jawaban")
    with pytest.raises(CommandError, match="bukan lembar sebar"):
        command.run(argparse.Namespace(file=path, json=True))
    with pytest.raises(CommandError, match="tidak dapat dibuka"):
        command.run(argparse.Namespace(file=tmp_path / "tidak-ada.xlsx", json=True))
