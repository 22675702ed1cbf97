"""Worksheets as files: YAML and JSON with `instrument` and `answers`, read without losing a digit.

The XLSX form is read by `zona.assessments.spreadsheet`; all three end in the same `Worksheet`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zona.instruments.shipped import UnknownInstrumentError, shipped_instrument
from zona.instruments.tree import BrokenFileError, plain_data, read_tree
from zona.scoring.answers import Answer, AnswerError, read_answer
from zona.scoring.structure import Instrument


class WorksheetFileError(ValueError):
    """The file cannot be scored; the text is one plain sentence."""


@dataclass(frozen=True)
class Worksheet:
    """Answers to one instrument."""

    instrument: Instrument
    answers: dict[str, Answer]


def read_worksheet(path: Path) -> Worksheet:
    """Read a YAML or JSON file. Raises WorksheetFileError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise WorksheetFileError(f"Berkas {path} tidak dapat dibuka: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise WorksheetFileError(f"Berkas {path.name} bukan teks UTF-8, YAML, atau JSON.") from error
    data = _read_json(path, text) if path.suffix.lower() == ".json" else _read_yaml(path, text)
    return worksheet_from(data, name=path.name)


def worksheet_from(data: Any, *, name: str) -> Worksheet:
    """The worksheet that plain data describes; `name` is the file's, for messages. Raises WorksheetFileError."""
    if not isinstance(data, Mapping):
        raise WorksheetFileError(f"Berkas {name} harus berisi 'instrument' dan 'answers'.")
    unknown = [str(key) for key in data if key not in ("instrument", "answers")]
    if unknown:
        raise WorksheetFileError(f"Berkas {name} memuat '{unknown[0]}'; yang dikenal: instrument, answers.")
    if not isinstance(data.get("instrument"), str):
        raise WorksheetFileError(f"Berkas {name} tidak menyebut 'instrument' (id instrumen).")
    answers = data.get("answers")
    if answers is not None and not isinstance(answers, Mapping):
        raise WorksheetFileError(f"Berkas {name}: 'answers' harus daftar kode butir dan jawabannya.")
    try:
        instrument = shipped_instrument(data["instrument"])
        return Worksheet(instrument, read_answers(instrument, answers or {}))
    except (UnknownInstrumentError, AnswerError) as error:
        raise WorksheetFileError(f"Berkas {name}: {error}") from error


def read_answers(instrument: Instrument, raw: Mapping[Any, Any]) -> dict[str, Answer]:
    """Every answer understood, those left empty omitted. Raises AnswerError."""
    answers = {}
    for code, value in raw.items():
        if code not in instrument.questions:
            raise AnswerError(f"Butir '{code}' tidak ada dalam instrumen {instrument.id}.")
        answer = read_answer(instrument.questions[code], value)
        if answer is not None:
            answers[code] = answer
    return answers


def _read_yaml(path: Path, text: str) -> Any:
    try:
        tree = read_tree(text)
    except BrokenFileError as error:
        raise WorksheetFileError(f"Berkas {path.name} {error}") from error
    twice = _repeated_key(tree)
    if twice:
        raise WorksheetFileError(f"Berkas {path.name}: {twice}")
    return plain_data(tree)


def _repeated_key(tree: Any) -> str:
    """Where a code is answered twice; a reader would silently keep only the last."""
    seen: set[str | None] = set()
    for key, value in tree.pairs():
        if key.text in seen:
            return f"'{key.text}' tertulis dua kali (baris {key.line})."
        seen.add(key.text)
        inner = _repeated_key(value)
        if inner:
            return inner
    return ""


def _read_json(path: Path, text: str) -> Any:
    def no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise WorksheetFileError(f"Berkas {path.name}: ada kode yang tertulis dua kali.")
        return found

    try:
        return json.loads(text, parse_float=str, parse_int=str, object_pairs_hook=no_repeats)
    except json.JSONDecodeError as error:
        raise WorksheetFileError(
            f"Berkas {path.name} bukan JSON yang benar (baris {error.lineno}, kolom {error.colno})."
        ) from error
    except RecursionError as error:
        raise WorksheetFileError(f"Berkas {path.name} bersarang terlalu dalam.") from error
