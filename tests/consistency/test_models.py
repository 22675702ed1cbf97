"""Models: Indonesian words on every field, a reason for every person's data, foreign keys that point only upward."""

import sys
import tomllib

import pytest
from django.db.models import EmailField, ForeignKey, Model
from django.utils.translation import override

from tests.consistency.repo import ROOT, our_models

MODELS = [pytest.param(model, id=model.__name__) for model in our_models()]
#: these are persons, or hold what a person is known by
PERSONS = {"User", "Employee"}
#: an institution's own address is nobody's personal data
INSTITUTIONS = {"Government"}
KNOWN_BY = {"actor_name", "employee_number", "phone"}
#: words that English and Indonesian share
SHARED = {"unit", "edisi"}


def layers() -> list[str]:
    """The order of the house, lowest last, as import-linter holds it."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    (contract,) = (one for one in settings["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    return [name.strip() for layer in contract["layers"] for name in layer.split(":")]


def height(model: type[Model]) -> int:
    """How far up the house a model's app stands; base is highest."""
    order = layers()
    return order.index(next(name for name in order if model.__module__.startswith(f"{name}.")))


@pytest.mark.parametrize("model", MODELS)
def test_every_field_has_an_indonesian_name(model: type[Model]) -> None:
    with override("id"):
        for field in model._meta.concrete_fields:
            if field.auto_created:
                continue
            word = str(field.verbose_name)
            assert word != field.name.replace("_", " "), f"{field.name} has Django's default name"
            english = set(word.split()) & set(field.name.split("_")) - SHARED
            assert not english, f"{field.name}: {word}"


@pytest.mark.parametrize("model", MODELS)
def test_foreign_keys_point_only_upward(model: type[Model]) -> None:
    for field in model._meta.concrete_fields:
        if field.remote_field and field.related_model.__module__.startswith("zona."):
            assert height(field.related_model) >= height(model), f"{model.__name__}.{field.name} points down"


def test_every_app_with_models_stands_in_the_order_of_layers() -> None:
    assert all(any(model.__module__.startswith(f"{name}.") for name in layers()) for model in our_models())


def holds_a_person(model: type[Model]) -> bool:
    """Whether rows say something of a person: who did it, how to reach somebody, or the person itself."""
    if model.__name__ in INSTITUTIONS:
        return False
    return model.__name__ in PERSONS or any(
        isinstance(field, EmailField)
        or field.name in KNOWN_BY
        or (isinstance(field, ForeignKey) and field.related_model.__name__ in PERSONS)
        for field in model._meta.concrete_fields
    )


@pytest.mark.parametrize("model", [one for one in MODELS if holds_a_person(one.values[0])])
def test_personal_data_says_what_for_and_how_long(model: type[Model]) -> None:
    """In the model's docstring, or once for all models in that of their module."""
    said = f"{model.__doc__} {sys.modules[model.__module__].__doc__}"
    for word in ("Personal data:", "Purpose:", "Retention:"):
        assert word in said, f"{model.__name__} does not say {word}"
