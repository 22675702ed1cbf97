"""What may travel with a job, and what of it is shown."""

import pytest

from zona.background.rules.arguments import HIDDEN, is_secret, problem_with, shown


@pytest.mark.parametrize("name", ["passphrase", "token", "api_token", "Password", "kata_sandi", "pin", "otp-code"])
def test_secrets_are_known_by_their_name(name):
    assert is_secret(name)
    assert problem_with({name: "x"})
    assert problem_with({"rows": [{"deep": {name: 1}}]})
    assert shown(name, "1234") == HIDDEN


@pytest.mark.parametrize("name", ["notice", "paper", "pinned", "spin", "tokens_left"])
def test_other_names_are_not(name):
    assert not is_secret(name)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7, "7"),
        (True, "ya"),
        (False, "tidak"),
        (None, "–"),
        ("papers/7.pdf", "papers/7.pdf"),
        ("Joko Prasetyo", HIDDEN),
        ("joko@contoh.id", HIDDEN),
        ([1], HIDDEN),
        ({"a": 1}, HIDDEN),
    ],
)
def test_numbers_and_codes_are_shown_and_nothing_a_person_wrote(value, text):
    assert shown("what", value) == text


def test_json_alone_travels():
    assert problem_with({"paper": 7, "list": [1, "a", None, True], "deep": {"a": 1.5}}) == ""
    assert problem_with({"paper": {1: "a"}})
    assert problem_with({"paper": b"x"})
