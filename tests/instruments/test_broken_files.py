"""A text that is no instrument at all gives one problem and never an exception."""

import pytest

from zona.instruments.reader import read_instrument
from zona.instruments.tree import BrokenFileError, plain_data, read_tree


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "berkas kosong"),
        ("# hanya catatan\n", 1, "berkas kosong"),
        ("a: b: c\n", 1, "bukan YAML yang benar"),
        ("a: 1\nb: [1, 2\n", 3, "bukan YAML yang benar"),
        ("a: 1\n\tb: 2\n", 2, "bukan YAML yang benar"),
        ('a: "tidak ditutup\n', 2, "bukan YAML yang benar"),
        ("a: 1\n---\nb: 2\n", 2, "bukan YAML yang benar"),
        ("a: \x00\n", 1, "bukan YAML yang benar"),
        ("[" * 5000, 1, "bukan YAML yang benar"),
        ("- " * 5000 + "a", 1, "bukan YAML yang benar"),
        ("a: 1\nb: *a\n", 2, "jangkar dan alias"),
    ],
    ids=["empty", "comment", "colons", "open list", "tab", "open quote", "two files", "nul", "deep", "deeper", "alias"],
)
def test_a_broken_text_is_one_problem_at_its_line(text, line, words):
    reading = read_instrument(text)
    assert reading.instrument is None
    assert len(reading.problems) == 1
    assert words in reading.problems[0].message
    assert reading.problems[0].line == line
    assert "\n" not in str(reading.problems[0])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: &x [1]\nb: *x\n", 1),
        ("- 1\n- &x 1\n- *x\n", 2),
        ("a: [&x [1], *x]\n", 1),
        ("{a: 1,\n b: &x {c: 1}}\n", 2),
        ("'a': [1]\n'b': &x [1]\n", 2),
        ("a:\n  &x b: 1\n", 2),
        ("&x a: 1\n", 1),
    ],
    ids=["mapping", "list", "inside a list", "inside braces", "after quotes", "on a key", "at the start"],
)
def test_anchors_and_aliases_are_refused_wherever_they_stand(text, line):
    with pytest.raises(BrokenFileError, match="jangkar dan alias") as refused:
        read_tree(text)
    assert refused.value.problem.line == line


def test_aliases_can_not_grow_without_end():
    """Nine lists of nine aliases each are a few hundred bytes, and 387 million values when followed."""
    lists = [f"&l{at} [{', '.join([f'*l{at - 1}'] * 9)}]" if at else "&l0 [1, 1]" for at in range(10)]
    with pytest.raises(BrokenFileError):
        read_tree("a: [" + ", ".join(lists) + "]\n")


@pytest.mark.parametrize("text", ["- satu\n- dua\n", "hanya teks\n", "42\n"], ids=["a list", "a text", "a number"])
def test_something_else_than_named_values_is_refused(text):
    reading = read_instrument(text)
    assert reading.instrument is None
    assert any("berkas instrumen harus berupa daftar bernama" in problem.message for problem in reading.problems)


def test_plain_data_keeps_every_digit_as_written():
    text = 'a: 3.60\nb: "007"\nc: [1e3, ya]\nd: ~\ne: null\nf:\ng: ""\nh: "null"\n1: x\n'
    assert plain_data(read_tree(text)) == {
        "a": "3.60",
        "b": "007",
        "c": ["1e3", "ya"],
        "d": None,
        "e": None,
        "f": None,
        "g": None,
        "h": "null",
        "1": "x",
    }


def test_every_value_knows_its_line_and_path():
    root = read_tree("a:\n  - x\n  - b: 1\n")
    (_, value), *_ = root.pairs()
    second = list(value.items())[1]
    (key, one), *_ = second.pairs()
    assert (second.line, second.path) == (3, "a[1]")
    assert (key.line, key.path, one.path, one.text, one.is_bare_number) == (3, "a[1]", "a[1].b", "1", True)
