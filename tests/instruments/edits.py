"""Editing the sound file one place at a time."""

from pathlib import Path

from zona.instruments.reader import read_instrument

SOUND = (Path(__file__).parent / "sound.yaml").read_text(encoding="utf-8")
#: stands in an edit where a mistake is expected; taken away before the file is read
HERE = "«»"


def edited(old: str, new: str) -> tuple[str, int]:
    """The sound file with its first `old` replaced, and the line (from 1) where `new` marks the mistake."""
    assert old in SOUND, old
    text = SOUND.replace(old, new if HERE in new else HERE + new, 1)
    line = text[: text.index(HERE)].count("\n") + 1
    return text.replace(HERE, ""), line


def problems_of(text: str) -> list[tuple[int, str, str]]:
    """Line, path and message of every mistake."""
    return [(problem.line, problem.path, problem.message) for problem in read_instrument(text).problems]
