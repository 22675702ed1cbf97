"""The glossary is the only bridge between code and law: what it calls a model is what the screens call it."""

from django.utils.translation import override

from tests.consistency.repo import DOCS, our_models, table

WORDS = {row[0].strip("`"): row[1] for row in table(DOCS / "glossary.md", after="## Models")}


def test_every_model_stands_in_the_glossary_and_no_other() -> None:
    assert set(WORDS) == {model.__name__ for model in our_models()}


def test_a_model_is_called_what_the_glossary_calls_it() -> None:
    with override("id"):
        assert {model.__name__: str(model._meta.verbose_name) for model in our_models()} == WORDS


def test_indonesian_has_no_plural_form() -> None:
    for model in our_models():
        assert str(model._meta.verbose_name_plural) == str(model._meta.verbose_name), model.__name__


def test_one_word_means_one_thing() -> None:
    assert len(set(WORDS.values())) == len(WORDS)


def test_every_line_says_what_it_means() -> None:
    for row in table(DOCS / "glossary.md", after="## Models"):
        assert all(row), row
