"""What must hold between the parts of an instrument: each rule alone, on what it accepts and what it refuses."""

import pkgutil

import pytest

from tests.instruments.edits import SOUND, edited
from zona.instruments import rules
from zona.instruments.reader import read_instrument

#: the only question on the scale abc, from its answer to its last option
ABC_QUESTION = SOUND[
    SOUND.index("answer: choice\n                scale: abc\n") : SOUND.index("                explanation:")
]

#: rule -> edits (old, new) with the path and the words of what the rule then says; None when it says nothing
CASES = {
    "weights_add_up": [
        (
            'weight: "12.5"',
            'weight: "12.4"',
            "components[0].areas[0]",
            "bobot indikator di 'pemenuhan-1' berjumlah 19,9",
        ),
        ('weight: "7.5"', 'weight: "7.500001"', "components[0].areas[0]", "berjumlah 20,000001, padahal bobotnya 20"),
        (
            'weight: "20"',
            'weight: "21"',
            "components[0]",
            "bobot area di 'pengungkit' berjumlah 61, padahal bobotnya 60",
        ),
        ('weight: "12.5"', 'weight: "0"', "components[0].areas[0].indicators[0]", "'p1-a' harus lebih dari 0"),
        ('weight: "12.5"', 'weight: "12.50"', None, None),
    ],
    "every_scale_is_used": [
        ("scales:\n", 'scales:\n  lain: {A: "1", B: "0"}\n', "scales.lain", "skala 'lain' tidak dipakai"),
        (ABC_QUESTION, "answer: percent\n", "scales.abc", "skala 'abc' tidak dipakai"),
    ],
    "conditions_point_somewhere": [
        (
            "part: hasil/bersih\n",
            "part: hasil/bersih/ada\n",
            "predicates.WBK.conditions[2]",
            "'hasil/bersih/ada' tidak ada",
        ),
        ("part: hasil/bersih\n", "part: bersih\n", "predicates.WBK.conditions[2]", "bagian 'bersih' tidak ada"),
        ("part: pengungkit/*", "part: pengungki/*", "predicates.WBK.conditions[1]", "bagian 'pengungki/*' tidak ada"),
        ("part: hasil/bersih\n", "part: total\n", "predicates.WBK.conditions[2]", "sudah punya syarat untuk 'total'"),
        ("part: hasil/bersih\n", "part: pengungkit/1\n", "predicates.WBK.conditions[2]", "syarat untuk 'pengungkit/1'"),
        ("part: hasil/bersih\n", "part: pengungkit/pemenuhan-1\n", None, None),
        ("part: hasil/bersih\n", "part: hasil/*\n", None, None),
        ("part: hasil/bersih\n", "part: hasil\n", None, None),
    ],
    "minima_are_reachable": [
        ('minimum: "75"', 'minimum: "100.01"', "predicates.WBK.conditions[0]", "minimum 100,01 melebihi bobot 'total'"),
        ('minimum: "13.5"', 'minimum: "15.5"', "predicates.WBK.conditions[3]", "yaitu 15."),
        ('minimum_share: "60"', 'minimum_share: "101"', "predicates.WBK.conditions[1]", "minimum 60,6 melebihi bobot"),
        ('minimum: "75"', 'minimum: "100"', None, None),
        ('minimum_share: "60"', 'minimum_share: "100"', None, None),
    ],
    "predicates_stand_in_order": [
        ("requires: WBK", "requires: WBA", "predicates.WBBM", "WBBM mensyaratkan 'WBA', yang tidak ada di atasnya"),
        ("requires: WBK", "requires: WBBM", "predicates.WBBM", "mensyaratkan 'WBBM'"),
        ("    reference: Lampiran 4\n", "    requires: WBBM\n", "predicates.WBK", "mensyaratkan 'WBBM'"),
    ],
    "unverified_facts_say_what": [
        (
            "            verify_note: Bobot belum dicocokkan.\n",
            "",
            "components[0].areas[0].indicators[1].verified",
            "'p1-b' belum diverifikasi",
        ),
        (
            "verify_note: Bobot belum dicocokkan.",
            'verify_note: ""',
            "components[0].areas[0].indicators[1].verified",
            "'p1-b' belum diverifikasi",
        ),
        (
            "explanation: Lihat daftar hadir.",
            "verified: false",
            "components[0].areas[0].indicators[0].questions[1].verified",
            "'p1-a-2' belum diverifikasi",
        ),
        ("explanation: Lihat daftar hadir.", "verified: true", None, None),
    ],
}


@pytest.fixture
def said(monkeypatch):
    """What one rule says of a text, without the others."""
    monkeypatch.setattr(rules, "check", lambda instrument, reading: iter(()))

    def ask(rule, text):
        reading = read_instrument(text)
        assert reading.problems == []
        return [(problem.path, problem.message) for problem in getattr(rules, rule)(reading.instrument, reading)]

    return ask


def test_every_rule_has_cases_and_is_asked_of_every_file():
    files = {module.name for module in pkgutil.iter_modules(rules.__path__)}
    assert files == set(CASES) == {rule.__name__ for rule in rules.RULES}


@pytest.mark.parametrize("rule", sorted(CASES))
def test_a_sound_file_breaks_no_rule(said, rule):
    assert said(rule, SOUND) == []


@pytest.mark.parametrize(
    ("rule", "old", "new", "path", "words"),
    [(rule, *case) for rule, cases in CASES.items() for case in cases],
    ids=[f"{rule}-{at}" for rule, cases in CASES.items() for at in range(len(cases))],
)
def test_a_rule_says_what_breaks_it_and_nothing_else(said, rule, old, new, path, words):
    text, _ = edited(old, new)
    found = said(rule, text)
    assert [place for place, _ in found if place == path] == ([path] if path else [])
    assert words is None or any(words in message for _, message in found), found
    if path is None:
        assert found == []


def test_weights_are_compared_exactly():
    """0.1 + 0.2 as binary floats is not 0.3; as rationals it is."""
    text = SOUND.replace('weight: "12.5"', 'weight: "6.1"').replace('weight: "7.5"', 'weight: "13.9"')
    assert read_instrument(text).problems == []
