"""One file with some forty different mistakes: every one is found, at its line and its path, and nothing else is."""

import re
from pathlib import Path

import pytest

from zona.instruments.reader import read_instrument

TEXT = (Path(__file__).parent / "many_mistakes.yaml").read_text(encoding="utf-8")
#: line, path, part of the message; written in the file itself beside each mistake
EXPECTED = [
    (number, *(part.strip() for part in line.split(" #! ")[1].split("|")))
    for number, line in enumerate(TEXT.splitlines(), start=1)
    if " #! " in line
]


@pytest.fixture(scope="module")
def reading():
    return read_instrument(TEXT)


@pytest.mark.parametrize(("line", "path", "words"), EXPECTED, ids=[f"line {line}" for line, *_ in EXPECTED])
def test_the_mistake_is_found_at_its_place(reading, line, path, words):
    found = [problem for problem in reading.problems if (problem.line, problem.path) == (line, path)]
    assert any(words in problem.message for problem in found), [str(problem) for problem in reading.problems]


def test_there_are_more_than_twenty_kinds_of_mistakes():
    assert len(EXPECTED) > 20
    assert len({words for _, _, words in EXPECTED}) > 20


def test_nothing_is_reported_that_is_no_mistake(reading):
    places = {(line, path) for line, path, _ in EXPECTED}
    assert [str(problem) for problem in reading.problems if (problem.line, problem.path) not in places] == []


def test_a_faulty_file_gives_no_instrument(reading):
    assert reading.instrument is None


def test_mistakes_come_in_the_order_of_their_lines(reading):
    lines = [problem.line for problem in reading.problems]
    assert lines == sorted(lines)


def test_every_message_is_one_sentence_on_one_line(reading):
    for problem in reading.problems:
        assert re.fullmatch(r"baris \d+: \S+: \S[^\n]*\.", str(problem)), str(problem)
